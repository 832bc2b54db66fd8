"""The wait between the right password and the right code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django_otp import devices_for_user

from setia.core.clock import now
from setia.core.models import User

KEY = "second-factor"
PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Waiting:
    """Somebody whose password was right, and where they wanted to go."""

    user: User
    next: str


def has_second_factor(user: object) -> bool:
    """Tell whether somebody turned a second factor on."""
    return any(devices_for_user(user, confirmed=True))


def wait_for(request: HttpRequest, user: object, wanted: str) -> None:
    """Remember, for a few minutes, who still has to give a code."""
    if not isinstance(user, User):
        return
    request.session.cycle_key()
    request.session[KEY] = {"user": user.pk, "next": wanted, "at": now().isoformat()}


def awaited_user(request: HttpRequest) -> Waiting | None:
    """Return who has to give a code; nobody where none does or the time is over."""
    kept = request.session.get(KEY)
    if kept is None or now() - datetime.fromisoformat(kept["at"]) > PATIENCE:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    return None if user is None else Waiting(user, kept["next"])
