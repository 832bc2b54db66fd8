"""Give a program that speaks to Setia its token; the token is shown once and never kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.events import TOKEN_ISSUED
from setia.core.models import Integration
from setia.core.permissions import PERMITTED
from setia.core.record_event import record_event
from setia.core.token_digest import token_digest

PREFIX = "setia_"
DOMAIN = frozenset(
    {
        "party",
        "product",
        "sale",
        "program",
        "award",
        "payment",
        "period",
        "statement",
        "dispute",
        "payout",
        "claim",
        "reward",
        "webhook",
        "delivery",
        "market",
    }
)
GRANTABLE = frozenset(name for name in PERMITTED if name.split(".")[0] in DOMAIN)
"""What a token may be given: domain acts, never log-ins, tokens or settings.

Of webhooks the API has only the log of deliveries; where they go to is for people to say.
"""


def issue_token(name: str, scopes: Iterable[str], by: Actor) -> tuple[Integration, str]:
    """Create an integration and return it with its token in plain text.

    Raises:
        NotPermitted: The actor may not manage integrations.
        Refused: No name, no scope, or a scope that cannot be given.
    """
    by.must("integration.manage")
    wanted = sorted(set(scopes))
    problems = [
        Problem("token.scope_unknown", "scopes", {"scope": scope})
        for scope in wanted
        if scope not in GRANTABLE
    ]
    if not name.strip():
        problems.append(Problem("token.name_missing", "name"))
    if not wanted:
        problems.append(Problem("token.scope_missing", "scopes"))
    if problems:
        raise Refused(problems)
    token = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        issued = Integration.objects.create(
            name=name.strip(),
            scopes=wanted,
            token_digest=token_digest(token),
            token_hint=token[:10],
            issued_at=now(),
            issued_by=by.name,
        )
        record_event(
            TOKEN_ISSUED,
            by,
            ("integration", issued.pk),
            {"integration": issued.name},
            after={"name": issued.name, "scopes": wanted},
        )
    return issued, token
