"""Change the rules of payouts: the minimum, netting, and how the bank reads and writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.payouts.bank_layout import Layout
from setia.payouts.confirmation_mapping import ConfirmationMapping
from setia.payouts.events import SETTINGS_CHANGED
from setia.payouts.models import PayoutSettings
from setia.payouts.withholding.withheld import RUPIAH

ALL = 100
MOST_MINOR = 10**15


@dataclass(frozen=True)
class SettingsDraft:
    """What the rules shall be; the minimum in hundredths, layout and mapping as documents."""

    minimum_minor: int
    netting_percent: int
    layout: Any
    confirmation: Any


def change_settings(draft: SettingsDraft, version: int, by: Actor) -> PayoutSettings:
    """Set the rules over the version that the person knows.

    Raises:
        NotPermitted: The actor may not approve payouts.
        Refused: Something is wrong, each told with its place, as in ``layout.columns.2.field``.
        Conflict: Somebody else changed them in the meantime.
    """
    by.must("payout.approve")
    layout, confirmation = _read(draft)
    try:
        with transaction.atomic():
            PayoutSettings.objects.get_or_create(pk=1)
            kept = PayoutSettings.objects.select_for_update().get(pk=1)
            if kept.version != version:
                raise Conflict("payout.settings.changed_meanwhile")
            before = _told(kept)
            kept.minimum_minor = draft.minimum_minor
            kept.netting_percent = draft.netting_percent
            kept.layout, kept.confirmation = layout.to_json(), confirmation.to_json()
            kept.version += 1
            kept.save()
            about = ("payout_settings", 1)
            record_event(SETTINGS_CHANGED, by, about, before=before, after=_told(kept))
    except IntegrityError as error:
        raise Conflict("payout.settings.changed_meanwhile") from error
    return kept


def _read(draft: SettingsDraft) -> tuple[Layout, ConfirmationMapping]:
    problems = []
    minimum = draft.minimum_minor
    if not 0 <= minimum <= MOST_MINOR or minimum % RUPIAH:
        problems.append(Problem("payout.settings.minimum", "minimum"))
    if not 0 <= draft.netting_percent <= ALL:
        problems.append(Problem("payout.settings.netting", "netting_percent"))
    layout, confirmation = None, None
    try:
        layout = Layout.from_json(draft.layout)
    except Refused as refused:
        problems += _below("layout", refused)
    try:
        confirmation = ConfirmationMapping.from_json(draft.confirmation)
    except Refused as refused:
        problems += _below("confirmation", refused)
    if problems or layout is None or confirmation is None:
        raise Refused(problems)
    return layout, confirmation


def _below(place: str, refused: Refused) -> list[Problem]:
    return [
        Problem(one.code, f"{place}.{one.at}" if one.at else place, one.params)
        for one in refused.problems
    ]


def _told(kept: PayoutSettings) -> Mapping[str, Any]:
    names = ("minimum_minor", "netting_percent", "layout", "confirmation")
    return {name: getattr(kept, name) for name in names}
