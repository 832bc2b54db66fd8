"""What happens to periods."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

CLOSE_RUN = event(
    "close.run",
    _("%(actor)s ran the closing of %(month)s: %(awards)s awards changed."),
)
PERIOD_FINALISED = event("period.finalised", _("%(actor)s made %(month)s final."))
PERIOD_REOPENED = event("period.reopened", _("%(actor)s reopened %(month)s: %(reason)s"))
PERIOD_PAID = event("period.paid", _("Everything of %(month)s is paid."))
AWARDS_RELEASED = event("award.released", _("%(actor)s released %(awards)s awards."))
