"""One pass over the ledger (docs/rules/ledger.md): whole and balanced transactions, and sums per account."""

from __future__ import annotations

from array import array
from typing import Dict, Iterator, List, Tuple

from findings import Findings, Unreadable
from read_export import Export, Row

NEGATIVE = ("stripe", "costs", "losses")
# Transactions by which money of a thing without a creator comes to wallets.
RETURNS = ("escrow-returned:", "escrow-released:")


class Ledger:
    """Sums per account, which is known by its place in ledger_accounts.csv."""

    def __init__(self, export: Export, findings: Findings) -> None:
        header = export.header
        self._findings = findings
        self._places: Dict[int, int] = {}
        self._currencies: List[str] = []
        for row in export.rows("ledger_accounts"):
            if self._places.setdefault(int(row[0]), len(self._places)) != len(self._currencies):
                raise Unreadable(f"ledger_accounts.csv has the account {row[0]} twice.")
            self._currencies.append(row[5])
        nothing = array("q", bytes(8 * len(self._currencies)))
        self.balance = array("q", nothing)
        self.at_cut = array("q", nothing)
        self.settled = array("q", nothing)
        self.returned = array("q", nothing)
        self.earned = array("q", nothing)
        for transaction, entries in self._transactions(export):
            position, reference = int(transaction[0]), transaction[2]
            sums = [self.balance]
            if position <= header.ledger_position:
                sums.append(self.at_cut)
                if reference.startswith(RETURNS):
                    sums.append(self.returned)
            settles = reference.startswith(f"settlement:{header.month}:")
            earns = reference == f"earnings:{header.month}" or reference.startswith(f"earnings:{header.month}:")
            if settles:
                sums.append(self.settled)
            if earns:
                sums.append(self.earned)
            if (settles or earns) and position <= header.ledger_position:
                findings.add(f"The transaction {reference} is posted at {position}, before the cut.")
            self._check(transaction, entries)
            for _, _, account, _, amount in entries:
                place = self._places[int(account)]
                for each in sums:
                    each[place] += int(amount)

    @staticmethod
    def _transactions(export: Export) -> Iterator[Tuple[Row, List[Row]]]:
        """Each transaction with its entries; both ascend by position."""
        entries = grouped_by_position(export.rows("ledger_entries"))
        position, group = next(entries, (0, []))
        before = 0
        for transaction in export.rows("ledger_transactions"):
            number = int(transaction[0])
            if number <= before:
                raise Unreadable(f"ledger_transactions.csv is out of order at {number}.")
            before = number
            if group and position < number:
                raise Unreadable(f"The entries of {position} have no transaction, or are out of order.")
            if group and position == number:
                yield transaction, group
                position, group = next(entries, (0, []))
            else:
                yield transaction, []
        if group:
            raise Unreadable(f"The entries of {position} have no transaction, or are out of order.")

    def _check(self, transaction: Row, entries: List[Row]) -> None:
        _, kind, reference = transaction
        if not entries and kind not in ("settlement", "earnings"):
            self._findings.add(f"The transaction {reference} has no entries.")
        sums: Dict[str, int] = {}
        for number, (_, line, account, currency, amount) in enumerate(entries, 1):
            if int(line) != number:
                self._findings.add(f"The transaction {reference} has line {line} where {number} is expected.")
            place = self._places.get(int(account))
            if place is None:
                raise Unreadable(f"The account {account} of {reference} is not in the export.")
            if self._currencies[place] != currency:
                self._findings.add(f"The transaction {reference} puts {currency} into an account of another.")
            sums[currency] = sums.get(currency, 0) + int(amount)
        for currency, total in sums.items():
            if total != 0:
                self._findings.add(f"The transaction {reference} is off by {total} micros {currency}.")


def grouped_by_position(rows: Iterator[Row]) -> Iterator[Tuple[int, List[Row]]]:
    group: List[Row] = []
    for row in rows:
        if group and group[0][0] != row[0]:
            yield int(group[0][0]), group
            group = []
        group.append(row)
    if group:
        yield int(group[0][0]), group
