"""The rules of docs/rules/share-out.md, from its text. Amounts are whole micros, moments milliseconds."""

from __future__ import annotations

import datetime
import hashlib
import hmac
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

DAY_MS = 86_400_000
WHOLE_BASIS_POINTS = 10_000


class Part(NamedTuple):
    """A beneficiary of a thing, and how many of 10,000 parts of each share are theirs."""

    beneficiary: str
    basis_points: int


class Charge(NamedTuple):
    """A charge in a wallet; `left` is what it brought less what earlier months drew from it."""

    charge_id: str
    charged_at_ms: int
    hold_days: int
    left: int


def id_bytes(uuid: str) -> bytes:
    raw = bytes.fromhex(uuid.replace("-", ""))
    if len(raw) != 16:
        raise ValueError(f"{uuid} is not a UUID")
    return raw


def supporter_tag(month: str, secret: bytes, supporter: str) -> bytes:
    raw = id_bytes(supporter)
    salt = hmac.digest(secret, b"supporter" + raw, "sha256")
    separator = b"flattr.month.v2/tag"
    message = b"\x08" + bytes([len(separator)]) + separator + month.encode("ascii") + salt + raw
    return hashlib.sha256(message).digest()


def spent(budget: int, wallet: int, cap: Optional[int], weights: int) -> int:
    """D: what is spent of a budget by flattrs of these weights that count; 0 if none does."""
    if weights == 0:
        return 0
    most = min(budget, wallet)
    return most if cap is None else min(most, cap * weights)


def fee(spent_micros: int, basis_points: int) -> int:
    return spent_micros * basis_points // WHOLE_BASIS_POINTS


def largest_remainder(pool: int, parts: Sequence[Tuple[int, bytes]], whole: int, prefix: bytes) -> List[int]:
    """Divides a pool by weights that add up to `whole`; left-over micros go to the largest remainders.

    Of equal ones, the smaller rank: SHA-256 of the prefix and the bytes that stand beside the weight.
    """
    shares = [pool * weight // whole for weight, _ in parts]
    left_over = pool - sum(shares)
    if left_over == 0:
        return shares
    order = sorted(
        range(len(parts)),
        key=lambda n: (-(pool * parts[n][0] % whole), hashlib.sha256(prefix + parts[n][1]).digest()),
    )
    for n in order[:left_over]:
        shares[n] += 1
    return shares


def share_out(pool: int, flattrs: Sequence[Tuple[int, bytes]], month: str, tag: bytes) -> List[int]:
    """The shares of flattrs, given as (weight, the thing's id in bytes)."""
    weights = sum(weight for weight, _ in flattrs)
    return largest_remainder(pool, flattrs, weights, month.encode("ascii") + tag) if weights else []


def divide_share(share: int, parts: Sequence[Part], month: str, tag: bytes, thing: bytes) -> List[int]:
    """What each beneficiary of a thing gets of one share."""
    weighed = [(part.basis_points, id_bytes(part.beneficiary)) for part in parts]
    return largest_remainder(share, weighed, WHOLE_BASIS_POINTS, month.encode("ascii") + tag + thing)


def draw(charges: Sequence[Charge], amount: int) -> Dict[str, int]:
    """What each charge gives of an amount, oldest first; of one moment the smaller id first."""
    drawn: Dict[str, int] = {}
    for charge in sorted(charges, key=lambda each: (each.charged_at_ms, each.charge_id)):
        given = min(charge.left, amount)
        if given > 0:
            drawn[charge.charge_id] = given
            amount -= given
    return drawn


def month_end_ms(month: str) -> int:
    year, number = int(month[:4]), int(month[5:7])
    following = datetime.date(year + number // 12, number % 12 + 1, 1)
    return (following - datetime.date(1970, 1, 1)).days * DAY_MS


def first_day_after(moment_ms: int) -> int:
    """The first UTC day that begins at or after a moment, in days since 1970-01-01."""
    return -(-moment_ms // DAY_MS)


def available_on(drawn_from: Sequence[Charge], month: str, challenge_days: int) -> int:
    """The day from which a supporter's shares can be paid out, in days since 1970-01-01."""
    safe = [charge.charged_at_ms + charge.hold_days * DAY_MS for charge in drawn_from]
    return max(first_day_after(moment) for moment in [*safe, month_end_ms(month) + challenge_days * DAY_MS])


def day_text(day: int) -> str:
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=day)).isoformat()
