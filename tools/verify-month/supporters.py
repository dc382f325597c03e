"""Everybody who has anything in the month, with all of it, in the order of their ids; one at a time."""

from __future__ import annotations

from typing import Dict, Iterator, List, NamedTuple, Optional, Tuple

from ledger import Ledger
from read_export import Export, Row


class Wallet(NamedTuple):
    """A wallet of one currency: what it held at the cut, what had come back to it from things without a creator by then, and
    what the month's settlement put into it."""

    at_cut: int
    returned: int
    settled: int


class Supporter(NamedTuple):
    supporter: str
    wallets: Dict[str, Wallet]
    budgets: List[Row]
    flattrs: List[Row]
    charges: List[Row]
    earlier_sources: List[Row]
    settled: List[Row]
    settled_sources: List[Row]


def read_supporters(export: Export, ledger: Ledger) -> Iterator[Supporter]:
    wallets = wallets_of(export, ledger)
    streams: List[Iterator[Tuple[str, List[Row]]]] = [
        export.groups("budgets", 2),
        export.groups("flattrs", 2),
        export.groups("charges", 2),
        export.groups("earlier_sources", 3),
        export.groups("settled_supporters", 2),
        export.groups("settled_sources", 3),
    ]
    wallet = next(wallets, None)
    heads: List[Optional[Tuple[str, List[Row]]]] = [next(stream, None) for stream in streams]
    while wallet is not None or any(heads):
        supporter = min([head[0] for head in heads if head] + ([wallet[0]] if wallet else []))
        held: Dict[str, Wallet] = {}
        if wallet and wallet[0] == supporter:
            held = wallet[1]
            wallet = next(wallets, None)
        rows: List[List[Row]] = []
        for number, head in enumerate(heads):
            if head and head[0] == supporter:
                rows.append(head[1])
                heads[number] = next(streams[number], None)
            else:
                rows.append([])
        yield Supporter(supporter, held, *rows)


def wallets_of(export: Export, ledger: Ledger) -> Iterator[Tuple[str, Dict[str, Wallet]]]:
    owner, held = "", {}
    for place, (_, kind, owner_id, _, _, currency) in enumerate(export.rows("ledger_accounts")):
        if kind != "wallet":
            continue
        if owner_id != owner and held:
            yield owner, held
            held = {}
        owner = owner_id
        held[currency] = Wallet(ledger.at_cut[place], ledger.returned[place], ledger.settled[place])
    if held:
        yield owner, held
