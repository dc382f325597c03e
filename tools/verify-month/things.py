"""Whose a thing is in the month: its creator's, or its beneficiaries' by the split in force."""

from __future__ import annotations

import sys
from typing import Dict, FrozenSet, List, NamedTuple, Tuple

from findings import Findings, Unreadable
from read_export import Export
from rules import WHOLE_BASIS_POINTS, Part, id_bytes


NOBODY = "00000000-0000-0000-0000-000000000000"
"""Who receives what a thing without a creator is given: it waits in the thing's escrow."""


class Thing(NamedTuple):
    raw_id: bytes
    parts: Tuple[Part, ...]
    """Who can not flattr it: its creator and all its beneficiaries."""
    owners: FrozenSet[str]


def read_things(export: Export, findings: Findings) -> Dict[str, Thing]:
    splits = read_splits(export, findings)
    things: Dict[str, Thing] = {}
    for thing, group in export.groups("things", 1):
        creator = sys.intern(group[0][1])
        parts = splits.get(thing) or (Part(creator, WHOLE_BASIS_POINTS),)
        owners = frozenset([creator, *(part.beneficiary for part in parts)])
        things[thing] = Thing(id_bytes(thing), parts, owners)
    return things


def read_splits(export: Export, findings: Findings) -> Dict[str, Tuple[Part, ...]]:
    """In force is the last one by (from month, moment, id) that begins in this month or before."""
    splits: Dict[str, Tuple[Part, ...]] = {}
    for thing, group in export.groups("splits", 5):
        by_split: Dict[Tuple[str, int, str], List[Part]] = {}
        for _, from_month, in_force_at, split, beneficiary, basis_points in group:
            if from_month <= export.header.month:
                key = (from_month, int(in_force_at), split)
                by_split.setdefault(key, []).append(Part(sys.intern(beneficiary), int(basis_points)))
        if not by_split:
            continue
        last = max(by_split)
        whole = sum(part.basis_points for part in by_split[last])
        if whole != WHOLE_BASIS_POINTS:
            raise Unreadable(f"The split {last[2]} of the thing {thing} adds up to {whole} basis points.")
        splits[thing] = tuple(by_split[last])
    return splits
