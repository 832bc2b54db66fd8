"""Give a log-in another password: one's own, or that of somebody who forgot it."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor, ActorKind
from setia.core.errors import Refused
from setia.core.events import PASSWORD_CHANGED, PASSWORD_RESET
from setia.core.found_business import weak
from setia.core.models import User
from setia.core.record_event import record_event


def renew_password(user: User, password: str, by: Actor) -> None:
    """Set a password; every session of the log-in ends with the old one.

    Raises:
        NotPermitted: It is somebody else's log-in, and the actor may not manage log-ins.
        Refused: The password is too weak.
    """
    own = by.kind == ActorKind.USER and by.id == user.pk
    if not own:
        by.must("user.manage")
    problems = weak(password, user)
    if problems:
        raise Refused(problems)
    user.set_password(password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        kind = PASSWORD_CHANGED if own else PASSWORD_RESET
        record_event(kind, by, ("user", user.pk), {"user": user.display_name})
