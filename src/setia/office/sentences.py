"""Problems as sentences: what is wrong and what to do, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.accounts.sentences import SENTENCES as ACCOUNTS
from setia.alerts.sentences import SENTENCES as ALERTS
from setia.backtests.sentences import SENTENCES as BACKTESTS
from setia.budgets.sentences import SENTENCES as BUDGETS
from setia.care.sentences import SENTENCES as CARE
from setia.catalog.sentences import SENTENCES as CATALOG
from setia.claims.sentences import SENTENCES as CLAIMS
from setia.closing.sentences import SENTENCES as CLOSING
from setia.coaching.sentences import SENTENCES as COACHING
from setia.disputes.sentences import SENTENCES as DISPUTES
from setia.documents.sentences import SENTENCES as DOCUMENTS
from setia.events.sentences import SENTENCES as EVENTS
from setia.guard.sentences import SENTENCES as GUARD
from setia.helpdesk.sentences import SENTENCES as HELPDESK
from setia.ledger.sentences import SENTENCES as LEDGER
from setia.market.sentences import SENTENCES as MARKET
from setia.messages.sentences import SENTENCES as MESSAGES
from setia.partners.sentences import SENTENCES as PARTNERS
from setia.payouts.sentences import SENTENCES as PAYOUTS
from setia.people.sentences import SENTENCES as PEOPLE
from setia.programs.sentences import SENTENCES as PROGRAMS
from setia.programs.sentences import worded
from setia.promises.sentences import SENTENCES as PROMISES
from setia.rewards.sentences import SENTENCES as REWARDS
from setia.sales.sentences import SENTENCES as SALES
from setia.statements.sentences import SENTENCES as STATEMENTS
from setia.surveys.sentences import SENTENCES as SURVEYS
from setia.visits.sentences import SENTENCES as VISITS
from setia.webhooks.sentences import SENTENCES as WEBHOOKS

SENTENCES: dict[str, str | Promise] = {
    **PEOPLE,
    **CATALOG,
    **SALES,
    **PROGRAMS,
    **GUARD,
    **CLOSING,
    **BACKTESTS,
    **LEDGER,
    **CLAIMS,
    **STATEMENTS,
    **DISPUTES,
    **DOCUMENTS,
    **WEBHOOKS,
    **PAYOUTS,
    **PARTNERS,
    **REWARDS,
    **COACHING,
    **EVENTS,
    **BUDGETS,
    **MESSAGES,
    **ACCOUNTS,
    **VISITS,
    **CARE,
    **ALERTS,
    **PROMISES,
    **HELPDESK,
    **SURVEYS,
    **CARE,
    **ALERTS,
    **BUDGETS,
    **PROMISES,
    **MESSAGES,
    **MARKET,
    "business.name_missing": _("Give the business a name."),
    "business.founded_already": _("This installation belongs to a business already."),
    "business.zone_unknown": _("There is no time zone %(zone)s. Try Asia/Jakarta."),
    "user.username_missing": _("Choose a log-in name."),
    "user.password_weak": _("%(why)s"),
    "user.party_missing": _("Choose the partner or supplier that this log-in stands for."),
    "user.name_taken": _("Somebody has the log-in name %(username)s already."),
    "user.last_owner": _("This is the last owner. Make somebody else an owner first."),
    "user.closed_already": _("The log-in %(username)s was closed already."),
    "second_factor.wrong_code": _("This code is not right, or no longer is."),
    "token.name_missing": _("Give the integration a name."),
    "token.scope_missing": _("Choose at least one thing that it may do."),
    "token.scope_unknown": _("A token cannot be given “%(scope)s”."),
    "token.revoked_already": _("The token of %(integration)s was revoked already."),
}


def sentence(code: str, params: Mapping[str, Any], at: str = "") -> str:
    """Return the sentence of a problem, in the reader's language."""
    return worded(SENTENCES, code, params, at)
