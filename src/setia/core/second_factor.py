"""Turn the second factor of a log-in on and off; both are in the trail."""

from __future__ import annotations

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from setia.core.actor import Actor, ActorKind
from setia.core.errors import Problem, Refused
from setia.core.events import SECOND_FACTOR_OFF, SECOND_FACTOR_ON
from setia.core.models import User
from setia.core.record_event import record_event


def begun_device(user: User) -> TOTPDevice:
    """Return the device that waits for its first code; one for each person."""
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, name="Setia")
    return device


def turn_on_second_factor(user: User, token: str, by: Actor) -> None:
    """Confirm the waiting device by its first code.

    Raises:
        Refused: The code is not the one that the device shows.
    """
    with transaction.atomic():
        device = begun_device(user)
        if not device.verify_token(token.replace(" ", "")):
            raise Refused([Problem("second_factor.wrong_code", "token")])
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        record_event(SECOND_FACTOR_ON, by, ("user", user.pk))


def turn_off_second_factor(user: User, by: Actor) -> None:
    """Remove every device of somebody: one's own, or that of a person who lost the phone.

    Raises:
        NotPermitted: It is somebody else's, and the actor may not manage log-ins.
    """
    if by.kind != ActorKind.USER or by.id != user.pk:
        by.must("user.manage")
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        record_event(SECOND_FACTOR_OFF, by, ("user", user.pk), {"user": user.display_name})
