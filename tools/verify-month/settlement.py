"""Settles every supporter's month again, and compares each with what was written and posted of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Dict, List, NamedTuple, Optional, Set, Tuple

import rules
from findings import Findings, Unreadable
from ledger import Ledger
from read_export import Export, Header
from supporters import Supporter, read_supporters
from things import Thing, read_things


class Tally:
    """What a month comes to in one currency."""

    def __init__(self) -> None:
        self.wallets = self.fees = self.distributed = self.kept = self.supporters = self.flattrs = 0


class Sum:
    __slots__ = ("amount", "flattrs")

    def __init__(self) -> None:
        self.amount = self.flattrs = 0


class Settlement:
    """The whole month, computed from what went into it."""

    def __init__(self) -> None:
        self.supporters = self.flattrs = 0
        self.tallies: Dict[str, Tally] = defaultdict(Tally)
        self.thing_sums: Dict[Tuple[str, str, str], Sum] = defaultdict(Sum)
        self.earnings: Dict[Tuple[str, str, int], int] = defaultdict(int)


class Budget(NamedTuple):
    currency: str
    amount: int
    cap: Optional[int]


def settle(export: Export, ledger: Ledger, findings: Findings) -> Settlement:
    settlement = Settlement()
    things = read_things(export, findings)
    for supporter in read_supporters(export, ledger):
        SupporterCheck(export.header, things, settlement, findings, supporter).run()
    return settlement


class SupporterCheck:
    def __init__(
        self,
        header: Header,
        things: Dict[str, Thing],
        settlement: Settlement,
        findings: Findings,
        supporter: Supporter,
    ) -> None:
        self.header = header
        self.things = things
        self.settlement = settlement
        self.findings = findings
        self.of = supporter
        self.drawn: Dict[str, int] = {}

    def run(self) -> None:
        budget = self.budget()
        written = {row[1]: row for row in self.of.settled}
        currencies: Set[str] = {code for code, wallet in self.of.wallets.items() if wallet.at_cut > 0}
        if budget and self.of.flattrs:
            currencies.add(budget.currency)
        for currency in sorted(currencies | set(written) | set(self.of.wallets)):
            here = budget if budget and budget.currency == currency else None
            row = written.get(currency)
            if currency in currencies:
                self.settle(currency, here, row)
            elif row:
                self.findings.add(f"{self.name(currency)} has nothing to settle, but is settled.")
            if currency not in currencies:
                self.compare_posted(currency, 0)
        self.compare_sources()
        if currencies:
            self.settlement.supporters += 1
        self.settlement.flattrs += len(self.of.flattrs)

    def name(self, currency: str) -> str:
        return f"The supporter {self.of.supporter} ({currency})"

    def budget(self) -> Optional[Budget]:
        rows = [row for row in self.of.budgets if row[1] <= self.header.month]
        if not rows:
            return None
        _, _, currency, amount, cap = rows[-1]
        return Budget(currency, int(amount), int(cap) if cap else None)

    def settle(self, currency: str, budget: Optional[Budget], row: Optional[List[str]]) -> None:
        wallet = self.of.wallets[currency].at_cut if currency in self.of.wallets else 0
        counting = self.counting() if budget else []
        weights = sum(weight for _, weight in counting)
        spent = rules.spent(budget.amount, wallet, budget.cap, weights) if budget else 0
        fee = rules.fee(spent, self.header.fee_basis_points)
        charges = self.charges(currency, wallet)
        # What came back from things without a creator is spent before any charge.
        returned = max(0, wallet - sum(charge.left for charge in charges))
        drawn = rules.draw(charges, max(0, spent - returned))
        self.drawn.update(drawn)
        day = None
        if spent > 0:
            drawn_from = [charge for charge in charges if charge.charge_id in drawn]
            day = rules.available_on(drawn_from, self.header.month, self.header.challenge_days)
            self.share(currency, spent - fee, counting, day)
        self.tally(currency, wallet, spent, fee, len(counting))
        self.compare(currency, row, (budget, wallet, spent, fee, len(counting), weights, day))
        self.compare_posted(currency, -spent)

    def counting(self) -> List[Tuple[str, int]]:
        """The flattrs whose thing is not the supporter's own in any part."""
        counting: List[Tuple[str, int]] = []
        for _, thing, weight in self.of.flattrs:
            known = self.things.get(thing)
            if known is None:
                raise Unreadable(f"The thing {thing} of a flattr is not in things.csv.")
            if not 1 <= int(weight) <= 10:
                self.findings.add(f"The flattr of {self.of.supporter} on {thing} has the weight {weight}.")
            if self.of.supporter not in known.owners:
                counting.append((thing, int(weight)))
        return counting

    def charges(self, currency: str, wallet: int) -> List[rules.Charge]:
        earlier: Dict[str, int] = defaultdict(int)
        for _, charge_id, month, amount in self.of.earlier_sources:
            if month < self.header.month:
                earlier[charge_id] += int(amount)
        charges = [
            rules.Charge(charge_id, int(charged_at), int(hold_days), int(net) - earlier[charge_id])
            for _, charge_id, code, net, charged_at, hold_days, position in self.of.charges
            if code == currency and int(position) <= self.header.ledger_position
        ]
        left = sum(charge.left for charge in charges)
        returned = self.of.wallets[currency].returned if currency in self.of.wallets else 0
        if not 0 <= wallet - left <= returned or any(charge.left < 0 for charge in charges):
            self.findings.add(
                f"{self.name(currency)} has {left} micros left of charges, but {wallet} in the wallet."
            )
        return charges

    def share(self, currency: str, pool: int, counting: List[Tuple[str, int]], day: int) -> None:
        month = self.header.month
        tag = rules.supporter_tag(month, self.header.secret, self.of.supporter)
        weighed = [(weight, self.things[thing].raw_id) for thing, weight in counting]
        sums, earnings = self.settlement.thing_sums, self.settlement.earnings
        for (thing, _), share in zip(counting, rules.share_out(pool, weighed, month, tag)):
            raw_id, parts, _ = self.things[thing]
            amounts = [share] if len(parts) == 1 else rules.divide_share(share, parts, month, tag, raw_id)
            for part, amount in zip(parts, amounts):
                brought = sums[thing, part.beneficiary, currency]
                brought.amount += amount
                brought.flattrs += 1
                earnings[part.beneficiary, currency, day] += amount

    def tally(self, currency: str, wallet: int, spent: int, fee: int, flattrs: int) -> None:
        tally = self.settlement.tallies[currency]
        tally.wallets += wallet
        tally.fees += fee
        tally.distributed += spent - fee
        tally.kept += wallet - spent
        if spent > 0:
            tally.supporters += 1
            tally.flattrs += flattrs

    def compare(
        self,
        currency: str,
        row: Optional[List[str]],
        recomputed: Tuple[Optional[Budget], int, int, int, int, int, Optional[int]],
    ) -> None:
        if row is None:
            self.findings.add(f"{self.name(currency)} is missing in settled_supporters.csv.")
            return
        budget, wallet, spent, fee, flattrs, weights, day = recomputed
        pairs = (
            ("The budget", row[2], str(budget.amount if budget else 0)),
            ("The cap per flattr", row[3], str(budget.cap) if budget and budget.cap is not None else ""),
            ("The wallet at the cut", row[4], str(wallet)),
            ("What was spent", row[5], str(spent)),
            ("The fee", row[6], str(fee)),
            ("The number of flattrs that count", row[7], str(flattrs)),
            ("The sum of weights", row[8], str(weights)),
            ("The day of availability", row[9], "" if day is None else rules.day_text(day)),
        )
        for what, exported, ours in pairs:
            if exported != ours:
                subject = f"{what} of the supporter {self.of.supporter} ({currency})"
                self.findings.differ(subject, exported or None, ours or None)

    def compare_posted(self, currency: str, recomputed: int) -> None:
        wallet = self.of.wallets.get(currency)
        posted = wallet.settled if wallet else 0
        if posted != recomputed:
            what = f"What the settlement posted to the account wallet:{self.of.supporter} ({currency})"
            self.findings.differ(what, posted, recomputed)

    def compare_sources(self) -> None:
        written = {charge_id: int(amount) for _, charge_id, _, amount in self.of.settled_sources}
        if written == self.drawn:
            return
        for charge_id in sorted(set(written) | set(self.drawn)):
            what = f"What the supporter {self.of.supporter} drew from the charge {charge_id}"
            self.findings.differ(what, written.get(charge_id), self.drawn.get(charge_id))
