"""What happens to statements."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

STATEMENT_SHARED = event(
    "statement.shared", _("%(actor)s shared the statement of %(payee)s for %(month)s.")
)
LINK_REVOKED = event(
    "statement.link_revoked",
    _("%(actor)s revoked a link to the statement of %(payee)s for %(month)s."),
)
