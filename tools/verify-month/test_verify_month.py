"""A month written by hand, with a cap and a split: what agrees, what is named, what is refused."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Dict, List, Tuple
from unittest import mock

import verify_month
from read_export import COLUMNS, hash_of


def person(number: int) -> str:
    return f"01930000-0000-7000-8000-00000000000{number}"


ADA, BEN, CAT, DAN = person(1), person(2), person(3), person(8)
SONG, CHARGE, SPLIT, DANS_CHARGE = person(4), person(5), person(6), person(9)

# Ada gives 5.00 and has 4.60, but a weight of 1 may cost no more than 0.50: one flattr of weight 2 spends 1.00, of
# which 0.05 is the fee; of 0.95, Ben's 6000 of 10000 are 0.57 and Cat's 0.38. Dan has 100 micros and gives nothing.
MONTH: Dict[str, List[str]] = {
    "budgets": [f"{ADA},2026-10,EUR,2000000,", f"{ADA},2026-11,EUR,5000000,500000"],
    "flattrs": [f"{ADA},{SONG},2"],
    "things": [f"{SONG},{BEN}"],
    "splits": [
        f"{SONG},2026-10,9,{person(9)},{BEN},10000",
        f"{SONG},2026-11,5,{SPLIT},{BEN},6000",
        f"{SONG},2026-11,5,{SPLIT},{CAT},4000",
    ],
    "charges": [
        f"{ADA},{CHARGE},EUR,4600000,1794744000000,30,1",
        f"{ADA},{person(7)},EUR,9600000,1794744000001,30,6",
        f"{DAN},{DANS_CHARGE},EUR,150,1794744000000,30,2",
    ],
    "earlier_sources": [f"{DAN},{DANS_CHARGE},2026-10,50"],
    "ledger_accounts": [
        f"5,earnings,{BEN},,,EUR",
        f"6,earnings,{CAT},,,EUR",
        "3,fees,,,,EUR",
        "4,month,,,2026-11,EUR",
        "1,stripe,,,,EUR",
        f"2,wallet,{ADA},,,EUR",
        f"7,wallet,{DAN},,,EUR",
    ],
    "ledger_transactions": [
        f"1,charge,charge:{CHARGE}",
        f"2,charge,charge:{DANS_CHARGE}",
        "3,settlement,settlement:2026-10:1",
        "4,settlement,settlement:2026-11:1",
        "5,earnings,earnings:2026-11:1",
        f"6,charge,charge:{person(7)}",
        "7,settlement,settlement:2026-11:2",
    ],
    "ledger_entries": [
        "1,1,1,EUR,-4600000",
        "1,2,2,EUR,4600000",
        "2,1,1,EUR,-150",
        "2,2,7,EUR,150",
        "3,1,7,EUR,-50",
        "3,2,3,EUR,50",
        "4,1,2,EUR,-1000000",
        "4,2,3,EUR,50000",
        "4,3,4,EUR,950000",
        "5,1,4,EUR,-950000",
        "5,2,5,EUR,570000",
        "5,3,6,EUR,380000",
        "6,1,1,EUR,-9600000",
        "6,2,2,EUR,9600000",
    ],
    "settled_supporters": [
        f"{ADA},EUR,5000000,500000,4600000,1000000,50000,1,2,2026-12-16",
        f"{DAN},EUR,0,,100,0,0,0,0,",
    ],
    "settled_sources": [f"{ADA},{CHARGE},2026-11,1000000"],
    "thing_sums": [f"{SONG},{BEN},EUR,570000,1", f"{SONG},{CAT},EUR,380000,1"],
    "earnings": [f"{BEN},EUR,2026-12-16,570000", f"{CAT},EUR,2026-12-16,380000"],
}

HEADER = {
    "format": 2,
    "month": "2026-11",
    "state": "PUBLISHED",
    "algorithm": 1,
    "feeBasisPoints": 500,
    "secret": "00" * 32,
    "ledgerPosition": "3",
    "challengeDays": 7,
    "statements": [
        {
            "currency": "EUR",
            "walletsMicros": "4600100",
            "feesMicros": "50000",
            "distributedMicros": "950000",
            "escrowedMicros": "0",
            "keptMicros": "3600100",
            "supporters": 1,
            "creators": 2,
            "things": 1,
            "flattrs": 1,
        }
    ],
}


class AMonthByHand(unittest.TestCase):
    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = Path(place.name)
        self.write(MONTH, HEADER)

    def write(self, month: Dict[str, List[str]], header: Dict[str, object]) -> None:
        for name, columns in COLUMNS.items():
            text = "".join(f"{line}\n" for line in [columns, *month[name]])
            (self.folder / f"{name}.csv").write_text(text, "ascii")
        (self.folder / "month.json").write_text(json.dumps(header), "utf-8")
        self.sign()

    def sign(self) -> None:
        names = [f"{name}.csv" for name in COLUMNS] + ["month.json"]
        lines = [f"{hash_of(self.folder / name)}  {name}\n" for name in names]
        (self.folder / "SHA256SUMS").write_text("".join(lines), "ascii")

    def replace(self, name: str, line: str, by: List[str]) -> None:
        self.assertIn(line, MONTH[name])
        lines = [new for old in MONTH[name] for new in (by if old == line else [old])]
        self.write({**MONTH, name: lines}, HEADER)

    def verdict(self) -> Tuple[int, str]:
        said = io.StringIO()
        with mock.patch.object(sys, "argv", ["verify_month.py", str(self.folder)]):
            with contextlib.redirect_stdout(said):
                code = verify_month.main()
        return code, said.getvalue()

    def assert_named(self, sentence: str) -> None:
        code, said = self.verdict()
        self.assertEqual(code, verify_month.DIFFERS, said)
        self.assertIn(sentence, said)

    def assert_differs(self, what: str, exported: str, recomputed: str) -> None:
        self.assert_named(f"{what} is {exported} in the export, recomputed it is {recomputed}.")

    def test_agrees(self) -> None:
        code, said = self.verdict()
        self.assertEqual(code, verify_month.AGREES, said)
        self.assertIn("2 supporters, 1 flattrs", said)

    def test_names_a_split_that_is_swapped(self) -> None:
        whole, bens, cats = MONTH["splits"]
        lines = [whole, bens.replace("6000", "4000"), cats.replace("4000", "6000")]
        self.write({**MONTH, "splits": lines}, HEADER)
        self.assert_differs(f"What the thing {SONG} brought {BEN} (EUR)", "570000", "380000")

    def test_names_a_beneficiary_who_flattrs_what_is_partly_theirs(self) -> None:
        lines = sorted(MONTH["splits"][:2] + [f"{SONG},2026-11,5,{SPLIT},{ADA},4000"])
        self.write({**MONTH, "splits": lines}, HEADER)
        self.assert_differs(f"What was spent of the supporter {ADA} (EUR)", "1000000", "0")

    def test_names_a_cap_that_is_overlooked(self) -> None:
        self.replace("budgets", MONTH["budgets"][1], [f"{ADA},2026-11,EUR,5000000,500001"])
        self.assert_differs(f"What was spent of the supporter {ADA} (EUR)", "1000000", "1000002")

    def test_names_what_was_posted_twice(self) -> None:
        lines = MONTH["ledger_entries"] + ["7,1,2,EUR,-1", "7,2,3,EUR,1"]
        self.write({**MONTH, "ledger_entries": lines}, HEADER)
        self.assert_named("What the settlement posted to the account fees (EUR) is 50001")

    def test_names_an_account_below_0(self) -> None:
        lines = MONTH["ledger_entries"] + ["7,1,5,EUR,-570001", "7,2,6,EUR,570001"]
        self.write({**MONTH, "ledger_entries": lines}, HEADER)
        self.assert_named(f"The balance of the account earnings:{BEN} (EUR) is -1 micros, below 0.")

    def test_names_a_line_that_is_missing_in_a_transaction(self) -> None:
        self.replace("ledger_entries", "1,2,2,EUR,4600000", ["1,3,2,EUR,4600000"])
        self.assert_named(f"The transaction charge:{CHARGE} has line 3 where 2 is expected.")

    def test_names_what_the_ledger_has_and_the_rows_have_not(self) -> None:
        swapped = {"4,1,2,EUR,-1000000": "4,1,7,EUR,-1000000", "5,3,6,EUR,380000": "5,3,5,EUR,380000"}
        lines = [swapped.get(line, line) for line in MONTH["ledger_entries"]]
        self.write({**MONTH, "ledger_entries": lines}, HEADER)
        self.assert_differs(f"posted to the account wallet:{ADA} (EUR)", "0", "-1000000")
        self.assert_differs(f"posted to the account wallet:{DAN} (EUR)", "-1000000", "0")
        self.assert_named(f"What the earnings posted to the account earnings:{CAT} (EUR) is 0")

    def test_names_a_month_that_is_not_empty(self) -> None:
        lines = MONTH["ledger_entries"] + ["8,1,2,EUR,-1", "8,2,4,EUR,1"]
        transactions = MONTH["ledger_transactions"] + ["8,charge,charge:0"]
        self.write({**MONTH, "ledger_entries": lines, "ledger_transactions": transactions}, HEADER)
        self.assert_differs("The balance of the account month:2026-11 (EUR)", "1", "0")

    def test_names_an_unbalanced_transaction(self) -> None:
        self.replace("ledger_entries", "6,1,1,EUR,-9600000", ["6,1,1,EUR,-9599999"])
        self.assert_named(f"The transaction charge:{person(7)} is off by 1 micros EUR.")

    def test_names_another_source(self) -> None:
        self.replace("settled_sources", MONTH["settled_sources"][0], [f"{ADA},{person(7)},2026-11,1000000"])
        self.assert_differs(f"drew from the charge {CHARGE}", "nothing", "1000000")

    def test_names_another_number_of_flattrs(self) -> None:
        self.replace("thing_sums", MONTH["thing_sums"][0], [f"{SONG},{BEN},EUR,570000,2"])
        self.assert_differs(f"The number of flattrs of the thing {SONG} (EUR)", "2", "1")

    def test_counts_all_and_prints_some(self) -> None:
        self.write({**MONTH, "settled_supporters": [], "thing_sums": [], "earnings": []}, HEADER)
        with mock.patch.object(verify_month, "Findings", lambda _: real(2)):
            code, said = self.verdict()
        self.assertEqual(code, verify_month.DIFFERS)
        self.assertIn("6 differences (2 shown)", said)

    def test_refuses_what_is_not_whole(self) -> None:
        for spoil in (
            lambda: (self.folder / "flattrs.csv").unlink(),
            lambda: (self.folder / "SHA256SUMS").unlink(),
            lambda: (self.folder / "earnings.csv").write_text("", "ascii"),
            lambda: (self.folder / "flattrs.csv").write_text(f"supporter_id,thing_id,weight\n{ADA},{SONG},3\n"),
            lambda: self.replace("flattrs", MONTH["flattrs"][0], [f"{ADA},{SONG}"]),
            lambda: self.replace("flattrs", MONTH["flattrs"][0], MONTH["flattrs"] * 2),
            lambda: self.replace("things", MONTH["things"][0], []),
            lambda: self.replace("ledger_transactions", MONTH["ledger_transactions"][-1], ["0,charge,charge:0"]),
            lambda: self.write(MONTH, {**HEADER, "algorithm": 2}),
            lambda: self.write(MONTH, {**HEADER, "state": "CUT"}),
        ):
            self.write(MONTH, HEADER)
            spoil()
            code, said = self.verdict()
            self.assertEqual(code, verify_month.UNREADABLE, said)
            self.assertIn("cannot be verified", said)


real = verify_month.Findings

if __name__ == "__main__":
    unittest.main()
