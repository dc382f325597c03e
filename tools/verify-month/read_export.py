"""Reads an export of a month: a folder of month.json, CSV without quotes, and the hashes of all of these."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple, Tuple

from findings import Unreadable

COLUMNS: Dict[str, str] = {
    "budgets": "supporter_id,from_month,currency,amount_micros,max_per_flattr_micros",
    "flattrs": "supporter_id,thing_id,weight",
    "things": "thing_id,creator_id",
    "splits": "thing_id,from_month,in_force_at_us,split_id,beneficiary_id,basis_points",
    "charges": "supporter_id,charge_id,currency,net_micros,charged_at_ms,hold_days,transaction_id",
    "earlier_sources": "supporter_id,charge_id,month,amount_micros",
    "ledger_accounts": "account_id,kind,owner_id,thing_id,month,currency",
    "ledger_transactions": "transaction_id,kind,reference",
    "ledger_entries": "transaction_id,line,account_id,currency,amount_micros",
    "settled_supporters": "supporter_id,currency,budget_micros,max_per_flattr_micros,wallet_micros,"
    "spent_micros,fee_micros,flattrs,weights,available_on",
    "settled_sources": "supporter_id,charge_id,month,amount_micros",
    "thing_sums": "thing_id,beneficiary_id,currency,amount_micros,flattrs",
    "earnings": "creator_id,currency,available_on,amount_micros",
}

Row = List[str]


class Header(NamedTuple):
    month: str
    state: str
    fee_basis_points: int
    secret: bytes
    ledger_position: int
    challenge_days: int
    statements: List[Dict[str, Any]]


class Export:
    """A whole export, its hashes checked; its rows are read as often as they are asked for and never held."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        check_hashes(folder)
        self.header = read_header(folder / "month.json")

    def rows(self, name: str) -> Iterator[Row]:
        columns = COLUMNS[name]
        width = columns.count(",") + 1
        with open(self.folder / f"{name}.csv", encoding="ascii", newline="\n") as lines:
            if lines.readline() != columns + "\n":
                raise Unreadable(f"{name}.csv does not begin with the columns {columns}.")
            for line in lines:
                row = line.rstrip("\n").split(",")
                if len(row) != width:
                    raise Unreadable(f"{name}.csv has a line of not {width} fields: {line.strip()}")
                yield row

    def groups(self, name: str, key_columns: int) -> Iterator[Tuple[str, List[Row]]]:
        """The rows by their first column. Their first key columns ascend, so that none is there twice."""
        group: List[Row] = []
        before: Row = []
        for row in self.rows(name):
            key = row[:key_columns]
            if key <= before:
                raise Unreadable(f"{name}.csv is out of order at {','.join(key)}.")
            before = key
            if group and group[0][0] != row[0]:
                yield group[0][0], group
                group = []
            group.append(row)
        if group:
            yield group[0][0], group


def check_hashes(folder: Path) -> None:
    manifest = folder / "SHA256SUMS"
    try:
        listed = dict(reversed(line.split("  ")) for line in manifest.read_text("ascii").splitlines())
    except (OSError, ValueError) as trouble:
        raise Unreadable(f"There is no list of hashes to read in {folder}: {trouble}") from trouble
    for name in ["month.json", *(f"{table}.csv" for table in COLUMNS)]:
        if name not in listed:
            raise Unreadable(f"{name} is not in SHA256SUMS.")
        try:
            actual = hash_of(folder / name)
        except OSError as trouble:
            raise Unreadable(f"{name} cannot be read: {trouble}") from trouble
        if actual != listed[name]:
            raise Unreadable(f"{name} is not the file that SHA256SUMS lists: its hash is {actual}.")


def hash_of(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def read_header(path: Path) -> Header:
    try:
        read = json.loads(path.read_text("utf-8"))
        header = Header(
            month=read["month"],
            state=read["state"],
            fee_basis_points=int(read["feeBasisPoints"]),
            secret=bytes.fromhex(read["secret"]),
            ledger_position=int(read["ledgerPosition"]),
            challenge_days=int(read["challengeDays"]),
            statements=read["statements"],
        )
        known = (read["format"], read["algorithm"]) == (2, 1)
    except (KeyError, TypeError, ValueError) as trouble:
        raise Unreadable(f"month.json is not the header of a month: {trouble!r}") from trouble
    if not known:
        raise Unreadable("month.json is of a format or an algorithm that this verifier does not know.")
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", header.month) or len(header.secret) != 32:
        raise Unreadable("month.json names no month, or a secret that is not 32 bytes.")
    if header.state not in ("SETTLED", "PUBLISHED", "PAID"):
        raise Unreadable(f"The month {header.month} is {header.state}: there is nothing to verify yet.")
    return header
