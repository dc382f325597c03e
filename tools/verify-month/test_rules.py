"""The vectors of docs/rules/share-out.md, and what it says besides."""

from __future__ import annotations

import datetime
import random
import unittest
from typing import List

import rules

SECRET = bytes(range(32))
SUPPORTER = "01930000-0000-7000-8000-00000000ada0"


def thing(number: str) -> bytes:
    return rules.id_bytes(f"01930000-0000-7000-8000-0000000000{number}")


def charge(number: str, moment: str, hold_days: int, left: int) -> rules.Charge:
    moment_ms = int(datetime.datetime.fromisoformat(f"{moment}+00:00").timestamp() * 1000)
    return rules.Charge(f"01930000-0000-7000-8000-0000000001{number}", moment_ms, hold_days, left)


def last_digits(drawn: List[str]) -> List[str]:
    return [charge_id[-2:] for charge_id in drawn]


class Vectors(unittest.TestCase):
    def test_a(self) -> None:
        tag = rules.supporter_tag("2026-11", SECRET, SUPPORTER)
        self.assertEqual(tag.hex(), "4a9b5064b5ef010073fa8674a93c442609342a9d07164170c1370fe7e11c498c")
        spent = rules.spent(5_000_000, 4_600_000, None, 3)
        fee = rules.fee(spent, 500)
        self.assertEqual((spent, fee), (4_600_000, 230_000))
        flattrs = [(2, thing("01")), (1, thing("02"))]
        self.assertEqual(rules.share_out(spent - fee, flattrs, "2026-11", tag), [2_913_333, 1_456_667])
        charges = [charge("01", "2026-11-15T12:00:00", 30, 4_600_000)]
        self.assertEqual(list(rules.draw(charges, spent).values()), [4_600_000])
        self.assertEqual(rules.day_text(rules.available_on(charges, "2026-11", 7)), "2026-12-16")

    def test_b(self) -> None:
        tag = rules.supporter_tag("2026-11", SECRET, SUPPORTER)
        weights = {"01": 1, "02": 1, "03": 1, "04": 3, "05": 3, "06": 8}
        flattrs = [(weight, thing(number)) for number, weight in weights.items()]
        spent = rules.spent(4_440_000, 12_345_678, None, sum(weights.values()))
        fee = rules.fee(spent, 500)
        self.assertEqual((spent, fee), (4_440_000, 222_000))
        shares = rules.share_out(spent - fee, flattrs, "2026-11", tag)
        self.assertEqual(shares, [248_118, 248_118, 248_117, 744_353, 744_353, 1_984_941])
        charges = [
            charge("02", "2026-11-01T00:00:00", 30, 500_000),
            charge("01", "2026-11-01T00:00:00", 7, 1_000_000),
            charge("03", "2026-11-08T00:00:01", 30, 10_845_678),
        ]
        drawn = rules.draw(charges, spent)
        self.assertEqual(last_digits(list(drawn)), ["01", "02", "03"])
        self.assertEqual(list(drawn.values()), [1_000_000, 500_000, 2_940_000])
        self.assertEqual(rules.day_text(rules.available_on(charges, "2026-11", 7)), "2026-12-09")

    def test_c(self) -> None:
        tag = rules.supporter_tag("2026-12", SECRET, SUPPORTER)
        self.assertEqual(tag.hex(), "773c6134bf9eedb8db16c94b9f7ee2377373afd290f8b36a58779d4d92a84369")
        self.assertEqual(rules.fee(11, 500), 0)
        flattrs = [(1, thing(number)) for number in ("01", "02", "03", "04")]
        self.assertEqual(rules.share_out(11, flattrs, "2026-12", tag), [2, 3, 3, 3])
        charges = [charge("01", "2026-11-01T00:00:00", 7, 11)]
        self.assertEqual(rules.day_text(rules.available_on(charges, "2026-12", 7)), "2027-01-08")


    def test_i(self) -> None:
        tag = rules.supporter_tag("2026-11", SECRET, SUPPORTER)
        weights = {"01": 1, "02": 1, "03": 2, "04": 3}
        spent = rules.spent(5_000_000, 4_600_000, 333_333, sum(weights.values()))
        fee = rules.fee(spent, 500)
        self.assertEqual((spent, fee), (2_333_331, 116_666))
        flattrs = [(weight, thing(number)) for number, weight in weights.items()]
        shares = rules.share_out(spent - fee, flattrs, "2026-11", tag)
        self.assertEqual(shares, [316_666, 316_667, 633_333, 949_999])
        halves = [rules.Part(f"01930000-0000-7000-8000-00000000440{n}", 5_000) for n in (1, 2)]
        divided = rules.divide_share(shares[2], halves, "2026-11", tag, thing("03"))
        self.assertEqual(divided, [316_666, 316_667])
        charges = [
            charge("01", "2026-10-20T08:00:00", 7, 2_000_000),
            charge("02", "2026-11-10T00:00:00", 30, 2_600_000),
        ]
        self.assertEqual(list(rules.draw(charges, spent).values()), [2_000_000, 333_331])
        self.assertEqual(rules.day_text(rules.available_on(charges, "2026-11", 7)), "2026-12-10")


class SplitVectors(unittest.TestCase):
    def test_d_to_h(self) -> None:
        quarters = [2_500, 2_500, 2_500, 2_500]
        for month, number, share, basis_points, amounts in (
            ("2026-11", "02", 1_456_667, [7_000, 2_999, 1], [1_019_667, 436_854, 146]),
            ("2026-11", "01", 1_001, [5_000, 5_000], [500, 501]),
            ("2026-12", "01", 3, quarters, [1, 1, 1, 0]),
            ("2026-12", "03", 3, quarters, [1, 0, 1, 1]),
            ("2026-12", "01", 10, [3_333, 3_333, 3_334], [3, 3, 4]),
        ):
            tag = rules.supporter_tag(month, SECRET, SUPPORTER)
            parts = [
                rules.Part(f"01930000-0000-7000-8000-00000000440{place}", points)
                for place, points in enumerate(basis_points, 1)
            ]
            self.assertEqual(rules.divide_share(share, parts, month, tag, thing(number)), amounts)


class Rules(unittest.TestCase):
    def test_shares_add_up_to_the_pool(self) -> None:
        chance = random.Random(7)
        for _ in range(500):
            flattrs = [(chance.randint(1, 10), chance.randbytes(16)) for _ in range(chance.randint(1, 40))]
            pool = chance.randrange(10 ** chance.randint(1, 25))
            shares = rules.share_out(pool, flattrs, "2026-11", bytes(32))
            self.assertEqual(sum(shares), pool)
            whole = sum(weight for weight, _ in flattrs)
            for share, (weight, _) in zip(shares, flattrs):
                self.assertIn(share - pool * weight // whole, (0, 1))

    def test_no_flattr_that_counts_spends_nothing(self) -> None:
        self.assertEqual(rules.spent(5, 5, None, 0), 0)
        self.assertEqual(rules.share_out(0, [], "2026-11", bytes(32)), [])

    def test_a_cap_is_what_a_weight_may_cost(self) -> None:
        self.assertEqual(rules.spent(5_000_000, 4_000_000, 300_000, 3), 900_000)
        self.assertEqual(rules.spent(5_000_000, 4_000_000, 3_000_000, 3), 4_000_000)

    def test_a_share_is_divided_by_basis_points(self) -> None:
        ids = [f"01930000-0000-7000-8000-00000000000{number}" for number in (1, 2, 3)]
        parts = [rules.Part(ids[0], 3_333), rules.Part(ids[1], 3_333), rules.Part(ids[2], 3_334)]
        amounts = rules.divide_share(100, parts, "2026-11", bytes(32), thing("01"))
        self.assertEqual(sum(amounts), 100)
        self.assertEqual(amounts[2], 34)
        self.assertEqual(rules.divide_share(1, parts, "2026-11", bytes(32), thing("01")), [0, 0, 1])

    def test_days_begin_at_midnight(self) -> None:
        self.assertEqual(rules.first_day_after(0), 0)
        self.assertEqual(rules.first_day_after(1), 1)
        self.assertEqual(rules.month_end_ms("2026-12"), 1_798_761_600_000)
        self.assertEqual(rules.day_text(rules.month_end_ms("2024-02") // rules.DAY_MS), "2024-03-01")


if __name__ == "__main__":
    unittest.main()
