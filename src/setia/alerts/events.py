"""What happens to alerts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.alerts.models import EndingHow
from setia.core.events import event

ALERT_RAISED = event("alert.raised", _("%(actor)s raised an alert: %(kind)s, %(key)s."))
ALERT_TAKEN = event(
    "alert.taken", _("%(actor)s made %(owner)s the owner of an alert: %(kind)s, %(key)s.")
)
ALERT_ENDED = event(
    "alert.ended",
    _("%(actor)s ended an alert: %(kind)s, %(key)s. %(how)s."),
    how=EndingHow,
)
ALERTS_MUTED = event("alerts.muted", _("%(actor)s muted alerts of a kind: %(kind)s."))
ALERTS_UNMUTED = event("alerts.unmuted", _("%(actor)s hears alerts again: %(kind)s."))
