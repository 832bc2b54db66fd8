"""The bank's answer held against what was to be paid: one verdict for each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from setia.payouts.confirmation_file import ConfirmationRow
from setia.payouts.confirmation_mapping import DONE


class Verdict(StrEnum):
    """What a row of the bank's answer comes to; only the first two change anything."""

    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN_KEY = "unknown_key"
    TWICE_IN_FILE = "twice_in_file"
    OTHER_AMOUNT = "other_amount"
    ALREADY_CONFIRMED = "already_confirmed"
    CONTRADICTS = "contradicts"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Match:
    """A row and its verdict; the amount that was expected, where the key is known."""

    row: ConfirmationRow
    verdict: Verdict
    expected_minor: int | None = None


def match(
    rows: Sequence[ConfirmationRow],
    expected: Mapping[str, int],
    already: Mapping[str, str],
) -> list[Match]:
    """Return the verdict of each row, in the order of the rows.

    ``expected`` are the amounts in minor units by key, ``already`` what was told of a key
    before: done or failed. A key that stands in the file twice settles nothing, even where
    the rows agree; a row with another amount neither, whatever its state. ``CONTRADICTS``
    is done before and failed now, or the other way round.
    """
    times = Counter(row.key for row in rows if row.key)
    return [
        Match(row, _verdict(row, times, expected, already), expected.get(row.key))
        for row in rows
    ]


def missing_keys(
    rows: Sequence[ConfirmationRow], expected: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the expected keys of which the file says nothing, in their order."""
    told = {row.key for row in rows}
    return tuple(key for key in expected if key not in told)


def _verdict(
    row: ConfirmationRow,
    times: Mapping[str, int],
    expected: Mapping[str, int],
    already: Mapping[str, str],
) -> Verdict:
    known = row.key in expected or row.key in already
    amounts = {row.amount_minor, expected.get(row.key)} - {None}
    before = already.get(row.key)
    # In this order: what makes a row worthless comes before what it would say.
    if row.problem or row.state is None or not row.key:
        return Verdict.UNREADABLE
    if times[row.key] > 1:
        return Verdict.TWICE_IN_FILE
    if not known:
        return Verdict.UNKNOWN_KEY
    if len(amounts) > 1:
        return Verdict.OTHER_AMOUNT
    if before is not None:
        same = before == row.state
        return Verdict.ALREADY_CONFIRMED if same else Verdict.CONTRADICTS
    return Verdict.CONFIRMED if row.state == DONE else Verdict.FAILED
