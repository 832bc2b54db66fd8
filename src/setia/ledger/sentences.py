"""Problems of the ledger as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "ledger.amount": _("%(amount)s cannot be posted: amounts are above zero and whole."),
    "ledger.key_reused": _("The key %(key)s was posted before with another content."),
}
