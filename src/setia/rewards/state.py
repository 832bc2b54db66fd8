"""How far a choice has come, told by its records."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.rewards.models import Choice


class ChoiceState(models.TextChoices):
    """From the choice to the hands of whoever chose."""

    WAITING = "waiting", _("Waits to be sent")
    SENT = "sent", _("On its way")
    HANDED_OVER = "handed_over", _("Handed over")
    MONEY = "money", _("Paid with the next payout")
    CANCELLED = "cancelled", _("Cancelled")


def state_of_choice(choice: Choice) -> ChoiceState:
    """Return how far a choice has come; many are best read ``with_records``."""
    if hasattr(choice, "cancellation"):
        return ChoiceState.CANCELLED
    if choice.adjustment_id is not None:
        return ChoiceState.MONEY
    if hasattr(choice, "proof"):
        return ChoiceState.HANDED_OVER
    return ChoiceState.SENT if hasattr(choice, "fulfilment") else ChoiceState.WAITING


def is_late(choice: Choice, day: date) -> bool:
    """Tell whether it was promised for an earlier day and is not there."""
    states = {ChoiceState.WAITING, ChoiceState.SENT}
    return choice.promised_on < day and state_of_choice(choice) in states
