"""Problems of closing as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "close.not_over": _("%(month)s is not over yet. Close it once its last day is past."),
    "close.earlier_open": _("An earlier month is still in review. Make it final first."),
    "close.is_final": _("%(month)s is final. Reopen it if something has to change."),
    "close.not_reviewed": _("Run %(month)s first, and look at what it comes to."),
    "close.not_final": _("%(month)s is not final."),
    "close.reason_missing": _("Say why, in a few words."),
    "close.meanwhile": _("Somebody else closed or paid something meanwhile. Look again."),
    "close.running": _("This month is being closed already. Wait for it."),
    "close.broken_off": _("The closing was broken off, and booked nothing. Run it again."),
}
