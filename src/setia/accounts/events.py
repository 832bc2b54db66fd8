"""What happens to key accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event
from setia.people.models.party import PartyRole

ACCOUNT_RULE_SET = event(
    "account.rule_set",
    _("%(actor)s set how %(role)s are ranked from %(day)s."),
    role=PartyRole,
)
ACCOUNTS_RANKED = event(
    "account.ranked", _("%(actor)s ranked %(count)s accounts for %(month)s.")
)
