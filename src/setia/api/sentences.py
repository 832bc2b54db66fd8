"""Problems as sentences: what is wrong and what to do, in the caller's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.catalog.sentences import SENTENCES as CATALOG
from setia.claims.sentences import SENTENCES as CLAIMS
from setia.closing.sentences import SENTENCES as CLOSING
from setia.disputes.sentences import SENTENCES as DISPUTES
from setia.documents.sentences import SENTENCES as DOCUMENTS
from setia.guard.sentences import SENTENCES as GUARD
from setia.ledger.sentences import SENTENCES as LEDGER
from setia.market.sentences import SENTENCES as MARKET
from setia.payouts.sentences import SENTENCES as PAYOUTS
from setia.people.sentences import SENTENCES as PEOPLE
from setia.programs.sentences import SENTENCES as PROGRAMS
from setia.programs.sentences import worded
from setia.promises.sentences import SENTENCES as PROMISES
from setia.rewards.sentences import SENTENCES as REWARDS
from setia.sales.sentences import SENTENCES as SALES
from setia.statements.sentences import SENTENCES as STATEMENTS
from setia.webhooks.sentences import SENTENCES as WEBHOOKS

TITLES: dict[int, str | Promise] = {
    400: _("The request cannot be read."),
    401: _("A valid token is needed."),
    403: _("This token may not do that."),
    404: _("There is no such thing."),
    405: _("This address does not know that method."),
    409: _("Somebody was faster."),
    412: _("It was changed in the meantime."),
    413: _("The request is too large."),
    415: _("The body must be JSON."),
    422: _("Something in the request is wrong."),
    428: _("Say which version you know."),
    500: _("Something went wrong in Setia."),
}
API: dict[str, str | Promise] = {
    "token.missing": _(
        "Send a valid token of an integration in the header “Authorization: Bearer …”."
    ),
    "token.lacks_scope": _("This token lacks the scope %(scope)s."),
    "address.unknown": _("There is nothing at this address."),
    "query.unknown": _("This address reads no such name; it knows: %(known)s."),
    "method.unknown": _("Use one of these methods here: %(allowed)s."),
    "party.unknown": _("There is nobody with the code “%(asked)s”."),
    "product.unknown": _("There is no product with the code “%(asked)s”."),
    "order.unknown": _("There is no order “%(asked)s”."),
    "program.unknown": _("There is no program “%(asked)s”."),
    "guard.unknown": _("There is no report of “%(asked)s” as it is now."),
    "award.unknown": _("There is no award of “%(asked)s” here."),
    "claim.unknown": _("There is no claim “%(asked)s”."),
    "payout.unknown": _("There is no payout “%(asked)s”."),
    "payout_run.unknown": _("There is no run of payouts with the number %(asked)s."),
    "statement.unknown": _("There is no month “%(asked)s”. Write it like 2026-10."),
    "promised_delivery.unknown": _("There is no delivery “%(asked)s”."),
    "dispute.unknown": _("There is no dispute “%(asked)s”."),
    "opt_in.unknown": _("Nobody has to join the program “%(asked)s”."),
    "enrolment.unknown": _("“%(asked)s” does not take part."),
    "choice.unknown": _("There is no choice of a reward “%(asked)s”."),
    "delivery.unknown": _("There is no message “%(asked)s”."),
    "body.not_json": _("The body is no JSON: %(why)s."),
    "body.too_deep": _("The body is nested too deeply."),
    "body.type": _("Send the body as application/json."),
    "body.too_large": _("A body holds at most %(most)s bytes."),
    "text.nul": _("A text may not hold the character NUL."),
    "key.missing": _("Send the header Idempotency-Key with 1 to 120 visible characters."),
    "arrival.key_reused": _("This key was used before for something else."),
    "version.missing": _("Send the header If-Match with the ETag that you know."),
    "version.unreadable": _("If-Match takes one ETag of this address, as it was sent."),
    "page.cursor": _("This is no link that a page here gave."),
    "change.nothing": _("Say what shall change."),
    "internal": _("It was written down and is not your mistake. Try again later."),
    "input.missing": _("This is needed."),
    "input.extra_forbidden": _("Setia knows no such field here."),
    "input.string_type": _("This must be a text."),
    "input.string_too_long": _("This is longer than %(max_length)s characters."),
    "input.string_too_short": _("This is shorter than %(min_length)s characters."),
    "input.string_pattern_mismatch": _("This does not have the form %(pattern)s."),
    "input.int_type": _("This must be a whole number."),
    "input.int_parsing": _("This must be a whole number."),
    "input.bool_parsing": _("This must be true or false."),
    "input.literal_error": _("Choose one of %(expected)s."),
    "input.list_type": _("This must be a list."),
    "input.too_long": _("At most %(max_length)s entries fit in here."),
    "input.too_short": _("At least %(min_length)s entries are needed."),
    "input.model_attributes_type": _("This must be an object."),
    "input.greater_than_equal": _("This must be %(ge)s or more."),
    "input.less_than_equal": _("This must be %(le)s or less."),
    "input.money": _(
        'Write an amount of rupiah as a text like "25000.00", with at most two decimals.'
    ),
    "input.quantity": _(
        'Write a quantity as a text like "1.500", with at most three decimals.'
    ),
    "input.moment": _("Write a moment with its offset, like 2026-11-10T12:00:00+07:00."),
    "input.month": _("Write a month like 2026-10."),
    "input.day": _("Write a day like 2026-11-10."),
}
SENTENCES = {
    **PEOPLE,
    **CATALOG,
    **SALES,
    **PROGRAMS,
    **GUARD,
    **CLOSING,
    **LEDGER,
    **STATEMENTS,
    **DISPUTES,
    **CLAIMS,
    **PAYOUTS,
    **REWARDS,
    **DOCUMENTS,
    **WEBHOOKS,
    **PROMISES,
    **MARKET,
    **API,
}


def sentence(code: str, params: Mapping[str, Any], at: str = "") -> str:
    """Return the sentence of a problem, in the reader's language."""
    return worded(SENTENCES, code, params, at)
