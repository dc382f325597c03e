#!/usr/bin/env python3
"""Recomputes an exported month from what went into it: python3 verify_month.py <folder>."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from findings import Findings, Unreadable
from ledger import Ledger
from read_export import Export
from settlement import Settlement, settle
from totals import compare_accounts, compare_earnings, compare_statements, compare_thing_sums

AGREES, DIFFERS, UNREADABLE = 0, 1, 2


def verify(folder: Path, findings: Findings) -> Settlement:
    export = Export(folder)
    ledger = Ledger(export, findings)
    settlement = settle(export, ledger, findings)
    compare_thing_sums(export, settlement, findings)
    compare_earnings(export, settlement, findings)
    compare_accounts(export, settlement, ledger, findings)
    compare_statements(export, settlement, findings)
    return settlement


def main() -> int:
    parser = argparse.ArgumentParser(description="Recomputes an exported month, and names each difference.")
    parser.add_argument("folder", type=Path, help="what `npm run export:month` wrote")
    parser.add_argument("--limit", type=int, default=50, help="how many differences to print")
    asked = parser.parse_args()
    findings = Findings(asked.limit)
    began = time.monotonic()
    try:
        settlement = verify(asked.folder, findings)
    except (Unreadable, OSError, ValueError, OverflowError) as trouble:
        print(f"This export cannot be verified: {trouble}")
        return UNREADABLE
    for sentence in findings.sentences:
        print(sentence)
    counted = f"{settlement.supporters} supporters, {settlement.flattrs} flattrs"
    took = f"{time.monotonic() - began:.1f} s"
    if findings.count > 0:
        print(f"{findings.count} differences ({len(findings.sentences)} shown) in {counted}, {took}.")
        return DIFFERS
    print(f"Every micro agrees: {counted}, {took}.")
    return AGREES


if __name__ == "__main__":
    sys.exit(main())
