"""Log-ins of the people who work with Setia: given, changed, closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.events import USER_ADDED, USER_CHANGED, USER_CLOSED, EventKind
from setia.core.found_business import weak
from setia.core.models import Closure, User, UserTerritory
from setia.core.record_event import record_event
from setia.core.roles import Role

IS_A_PARTY = frozenset({Role.PARTNER, Role.SUPPLIER})


@dataclass(frozen=True)
class UserDraft:
    """What a log-in is to be."""

    username: str
    name: str
    role: Role
    email: str = ""
    territories: tuple[str, ...] = ()
    party_id: int | None = None


def add_user(draft: UserDraft, password: str, by: Actor) -> User:
    """Give somebody a log-in.

    Raises:
        NotPermitted: The actor may not manage log-ins.
        Refused: A weak password, or a partner or supplier without a party.
        Conflict: The name is taken.
    """
    by.must("user.manage")
    user = User(
        username=draft.username.strip(),
        first_name=draft.name.strip(),
        email=draft.email.strip(),
        role=draft.role,
        party_id=draft.party_id,
    )
    problems = [*_problems(draft), *weak(password, user)]
    if problems:
        raise Refused(problems)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
            _set_territories(user, draft.territories)
            _record(USER_ADDED, by, user, after=_told(user, draft.territories))
    except IntegrityError as error:
        raise Conflict("user.name_taken", username=draft.username) from error
    return user


def change_user(user: User, draft: UserDraft, by: Actor) -> User:
    """Change the role, name or territories of a log-in; its username stays.

    Raises:
        NotPermitted: The actor may not manage log-ins.
        Refused: The last owner would be lost, or a partner has no party.
    """
    by.must("user.manage")
    problems = _problems(draft)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        before = _told(user, [one.territory for one in user.territories.all()])
        _keep_an_owner(user, stays=draft.role == Role.OWNER)
        user.first_name, user.email = draft.name.strip(), draft.email.strip()
        user.role, user.party_id = draft.role, draft.party_id
        user.save(update_fields=["first_name", "email", "role", "party_id"])
        _set_territories(user, draft.territories)
        after = _told(user, draft.territories)
        _record(USER_CHANGED, by, user, before=before, after=after)
    return user


def close_user(user: User, by: Actor, reason: str = "") -> Closure:
    """End a log-in; its sessions end with it.

    Raises:
        NotPermitted: The actor may not manage log-ins.
        Refused: It is the last owner's.
        Conflict: It was closed already.
    """
    by.must("user.manage")
    try:
        with transaction.atomic():
            _keep_an_owner(user, stays=False)
            closure = Closure.objects.create(user=user, at=now(), by=by.name, reason=reason)
            User.objects.filter(pk=user.pk).update(is_active=False)
            _record(USER_CLOSED, by, user, after={"reason": reason})
    except IntegrityError as error:
        raise Conflict("user.closed_already", username=user.username) from error
    return closure


def _problems(draft: UserDraft) -> list[Problem]:
    problems = []
    if not draft.username.strip():
        problems.append(Problem("user.username_missing", "username"))
    if draft.role in IS_A_PARTY and draft.party_id is None:
        problems.append(Problem("user.party_missing", "party"))
    return problems


def _keep_an_owner(user: User, *, stays: bool) -> None:
    """Refuse to lose the last owner; owners are locked so that two cannot go at once."""
    owners = User.objects.select_for_update(of=("self",)).filter(
        role=Role.OWNER, closure=None
    )
    others = [owner.pk for owner in owners.order_by("pk") if owner.pk != user.pk]
    if not stays and not others:
        raise Refused([Problem("user.last_owner", "role")])


def _set_territories(user: User, territories: Iterable[str]) -> None:
    user.territories.all().delete()
    named = sorted({name.strip() for name in territories if name.strip()})
    UserTerritory.objects.bulk_create(
        UserTerritory(user=user, territory=one) for one in named
    )


def _told(user: User, territories: Iterable[str]) -> dict[str, object]:
    return {
        "username": user.username,
        "name": user.first_name,
        "role": str(user.role),
        "party_id": user.party_id,
        "territories": sorted(territories),
    }


def _record(
    kind: EventKind,
    by: Actor,
    user: User,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    params = {"user": user.display_name, "role": str(user.role)}
    record_event(kind, by, ("user", user.pk), params, before=before, after=after)
