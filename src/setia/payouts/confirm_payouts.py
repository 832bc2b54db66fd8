"""Take in what the bank answers: what is plain is recorded, everything else is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from setia.core.actor import Actor
from setia.core.clock import today
from setia.core.errors import Conflict
from setia.ledger.post import hold_ledger
from setia.payouts.confirmation_file import ConfirmationRow, read_confirmations
from setia.payouts.confirmation_mapping import DONE, FAILED, ConfirmationMapping
from setia.payouts.mark_paid_periods import mark_paid
from setia.payouts.match_confirmations import Match, Verdict, match
from setia.payouts.models import PayoutAttempt, PayoutOutcome
from setia.payouts.rules import payout_settings
from setia.payouts.settle_attempt import Told, settle_attempt

AT_ONCE = 500
CLEAN = frozenset({Verdict.CONFIRMED, Verdict.FAILED})


@dataclass(frozen=True)
class Preview:
    """What a file would do: a verdict for each row, and the keys of which it says nothing."""

    matches: tuple[Match, ...]
    missing: tuple[str, ...]

    @property
    def clean(self) -> tuple[Match, ...]:
        """Return the rows that would change something."""
        return tuple(one for one in self.matches if one.verdict in CLEAN)


def preview_confirmations(data: bytes) -> Preview:
    """Return what a bank's file would do, without doing it.

    Raises:
        Refused: The file cannot be read as the settings say.
    """
    mapping = ConfirmationMapping.from_json(payout_settings().confirmation)
    rows = read_confirmations(data, mapping)
    tried = _attempts({row.key for row in rows if row.key})
    expected = {key: found[-1].payout.net_minor for key, found in tried.items()}
    matches = match(rows, expected, _already(rows, tried))
    told = {row.key for row in rows}
    waiting = PayoutAttempt.objects.filter(outcome=None).order_by("payout__pk")
    keys = waiting.values_list("payout__key", flat=True)
    return Preview(tuple(matches), tuple(key for key in keys if key not in told))


def confirm_payouts(data: bytes, by: Actor) -> Preview:
    """Record the rows of a bank's file that leave no doubt; return the verdict of each.

    Nothing is guessed: a row with an unknown key, another sum, or that contradicts what is
    known changes nothing. The same file again changes nothing.

    Raises:
        NotPermitted: The actor may not prepare payouts.
        Refused: The file cannot be read as the settings say.
        Conflict: Somebody else recorded the same outcome first.
    """
    by.must("payout.make")
    try:
        with transaction.atomic():
            hold_ledger()
            found = preview_confirmations(data)
            tried = _attempts({one.row.key for one in found.clean})
            for one in found.clean:
                settle_attempt(tried[one.row.key][-1], _told(one), by)
            mark_paid(by)
    except IntegrityError as error:
        raise Conflict("payout.outcome.meanwhile") from error
    return found


def _told(one: Match) -> Told:
    day = one.row.day or today(settings.TIME_ZONE)
    return Told(one.verdict == Verdict.CONFIRMED, day, one.row.message)


def _attempts(keys: set[str]) -> Mapping[str, Sequence[PayoutAttempt]]:
    """Return the attempts of payouts by their keys, each in order."""
    found: dict[str, list[PayoutAttempt]] = defaultdict(list)
    wanted = sorted(keys)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        rows = PayoutAttempt.objects.filter(payout__key__in=some)
        rows = rows.select_related("outcome", "payout__run", "payout__payee")
        for row in rows.order_by("payout", "number"):
            found[row.payout.key].append(row)
    return found


def _already(
    rows: Sequence[ConfirmationRow], tried: Mapping[str, Sequence[PayoutAttempt]]
) -> dict[str, str]:
    """Return what was told before, by key.

    Of a payout that was sent again, a row from before that, or one that says word for word
    what was said of an earlier attempt, belongs to that attempt.
    """
    already: dict[str, str] = {}
    for row in rows:
        for attempt in reversed(tried.get(row.key, ())):
            outcome: PayoutOutcome | None = getattr(attempt, "outcome", None)
            if outcome is not None:
                already.setdefault(row.key, DONE if outcome.confirmed else FAILED)
            elif not _of_earlier(row, tried[row.key]):
                break
    return already


def _of_earlier(row: ConfirmationRow, attempts: Sequence[PayoutAttempt]) -> bool:
    earlier = [one.outcome for one in attempts[:-1]]
    if not earlier:
        return False
    if row.day is not None and row.day < timezone.localdate(attempts[-1].at):
        return True
    return any(
        row.state == (DONE if one.confirmed else FAILED)
        and row.message[:300] == one.message
        and row.day in {None, one.day}
        for one in earlier
    )
