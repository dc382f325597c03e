"""Compares the month's sums with what was written, posted and published of it."""

from __future__ import annotations

from collections import defaultdict
from typing import Dict, Set, Tuple

from findings import Findings, Unreadable
from ledger import NEGATIVE, Ledger
from read_export import Export
from rules import day_text
from settlement import Settlement
from things import NOBODY


def compare_thing_sums(export: Export, settlement: Settlement, findings: Findings) -> None:
    seen: Set[Tuple[str, str, str]] = set()
    for thing, beneficiary, currency, amount, flattrs in export.rows("thing_sums"):
        key = (thing, beneficiary, currency)
        if key in seen:
            raise Unreadable(f"thing_sums.csv has the line of {', '.join(key)} twice.")
        seen.add(key)
        ours = settlement.thing_sums.get(key)
        what = f"What the thing {thing} brought {beneficiary} ({currency})"
        findings.differ(what, int(amount), ours.amount if ours else None)
        if ours:
            what = f"The number of flattrs of the thing {thing} ({currency})"
            findings.differ(what, int(flattrs), ours.flattrs)
    for thing, beneficiary, currency in settlement.thing_sums.keys() - seen:
        ours = settlement.thing_sums[thing, beneficiary, currency]
        findings.differ(f"What the thing {thing} brought {beneficiary} ({currency})", None, ours.amount)


def compare_earnings(export: Export, settlement: Settlement, findings: Findings) -> None:
    """Days without a micro have no line."""
    ours = {
        (creator, currency, day_text(day)): amount
        for (creator, currency, day), amount in settlement.earnings.items()
        if amount > 0 and creator != NOBODY
    }
    for creator, currency, day, amount in export.rows("earnings"):
        what = f"What the creator {creator} earned ({currency}), available on {day},"
        findings.differ(what, int(amount), ours.pop((creator, currency, day), None))
    for (creator, currency, day), amount in sorted(ours.items()):
        findings.differ(f"What the creator {creator} earned ({currency}), available on {day},", None, amount)


def compare_accounts(export: Export, settlement: Settlement, ledger: Ledger, findings: Findings) -> None:
    """What the month posted to every account but the wallets, and that none but `stripe` is below 0."""
    earned: Dict[Tuple[str, str], int] = defaultdict(int)
    for (creator, currency, _), amount in settlement.earnings.items():
        if creator != NOBODY:
            earned[creator, currency] += amount
    waiting = {
        (thing, currency): brought.amount
        for (thing, receiver, currency), brought in settlement.thing_sums.items()
        if receiver == NOBODY and brought.amount > 0
    }
    tallies = {currency: (tally.fees, tally.distributed) for currency, tally in settlement.tallies.items()}
    fees = {currency: amount for currency, (amount, _) in tallies.items()}
    months = {currency: amount for currency, (_, amount) in tallies.items()}
    for place, (_, kind, owner, thing, month, currency) in enumerate(export.rows("ledger_accounts")):
        name = f"the account {':'.join(part for part in (kind, owner, thing, month) if part)} ({currency})"
        if kind not in NEGATIVE and ledger.balance[place] < 0:
            findings.add(f"The balance of {name} is {ledger.balance[place]} micros, below 0.")
        if ledger.at_cut[place] < 0 and kind == "wallet":
            findings.add(f"At the cut the balance of {name} is {ledger.at_cut[place]} micros, below 0.")
        of_month = kind == "month" and month == export.header.month
        if of_month:
            findings.differ(f"The balance of {name}", ledger.balance[place], 0)
        if kind != "wallet":
            settled = fees.pop(currency, 0) if kind == "fees" else months.get(currency, 0) if of_month else 0
            findings.differ(f"What the settlement posted to {name}", ledger.settled[place], settled)
        paid = earned.pop((owner, currency), 0) if kind == "earnings" else 0
        if of_month:
            paid = -months.pop(currency, 0)
        if kind == "escrow" and month == export.header.month:
            paid = waiting.pop((thing, currency), 0)
        findings.differ(f"What the earnings posted to {name}", ledger.earned[place], paid)
    for (creator, currency), amount in sorted(earned.items()):
        if amount > 0:
            findings.differ(f"What the earnings posted to earnings:{creator} ({currency})", None, amount)
    for (thing, currency), amount in sorted(waiting.items()):
        findings.differ(f"What the earnings posted to the escrow of {thing} ({currency})", None, amount)
    for what, missing in (("fees", fees), (f"month:{export.header.month}", months)):
        for currency, amount in sorted(missing.items()):
            if amount > 0:
                findings.differ(f"What the settlement posted to {what} ({currency})", None, amount)


def compare_statements(export: Export, settlement: Settlement, findings: Findings) -> None:
    published = {statement["currency"]: statement for statement in export.header.statements}
    if export.header.state == "SETTLED" and not published:
        return
    for currency in sorted(set(published) | set(settlement.tallies)):
        statement = published.get(currency)
        if statement is None or currency not in settlement.tallies:
            findings.add(f"The month has {'no' if statement is None else 'a'} statement in {currency}.")
            continue
        for member, ours in statement_of(settlement, currency).items():
            exported = statement.get(member)
            findings.differ(f"{member} of the statement in {currency}", exported, ours)


def statement_of(settlement: Settlement, currency: str) -> Dict[str, object]:
    """Amounts as text and counts as numbers, as a statement has them."""
    tally = settlement.tallies[currency]
    paid = [
        (thing, beneficiary)
        for (thing, beneficiary, code), brought in settlement.thing_sums.items()
        if code == currency and brought.amount > 0
    ]
    waits = sum(
        brought.amount
        for (_, beneficiary, code), brought in settlement.thing_sums.items()
        if code == currency and beneficiary == NOBODY
    )
    return {
        "walletsMicros": str(tally.wallets),
        "feesMicros": str(tally.fees),
        "distributedMicros": str(tally.distributed),
        "escrowedMicros": str(waits),
        "keptMicros": str(tally.kept),
        "supporters": tally.supporters,
        "creators": len({beneficiary for _, beneficiary in paid if beneficiary != NOBODY}),
        "things": len({thing for thing, _ in paid}),
        "flattrs": tally.flattrs,
    }
