"""Problems of statements as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "statement.link_gone": _("This link was revoked already."),
}
