"""The first run: the business gets its name, and its owner a log-in."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from setia.core.actor import system
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.events import BUSINESS_FOUNDED
from setia.core.models import Business, User
from setia.core.record_event import record_event
from setia.core.roles import Role


def found_business(
    name: str, owner: str, username: str, password: str, language: str
) -> User:
    """Create the one business of this installation and the log-in of its owner.

    Raises:
        Refused: A name is missing, or the password is too weak.
        Conflict: There is a business already.
    """
    user = User(
        username=username.strip(),
        first_name=owner.strip(),
        role=Role.OWNER,
        language=language,
    )
    _check(name, user, password)
    user.set_password(password)
    try:
        with transaction.atomic():
            Business.objects.create(
                pk=1, name=name.strip(), language=language, founded_at=now()
            )
            user.save()
            record_event(
                BUSINESS_FOUNDED,
                system(user.display_name),
                ("business", 1),
                {"business": name.strip()},
                after={"name": name.strip(), "owner": user.username},
            )
    except IntegrityError as error:
        raise Conflict("business.founded_already") from error
    return user


def _check(name: str, user: User, password: str) -> None:
    problems = []
    if not name.strip():
        problems.append(Problem("business.name_missing", "name"))
    if not user.username:
        problems.append(Problem("user.username_missing", "username"))
    problems += weak(password, user)
    if problems:
        raise Refused(problems)


def weak(password: str, user: User) -> list[Problem]:
    """Return why a password is too weak for somebody, in Django's own words."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [
            Problem("user.password_weak", "password", {"why": why})
            for why in error.messages
        ]
    return []
