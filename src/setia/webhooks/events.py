"""What happens to webhooks.

An address may hold what only its owner should know, so the trail names its host alone.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

WEBHOOK_ADDED = event("webhook.added", _("%(actor)s added a webhook to %(host)s."))
WEBHOOK_CLOSED = event("webhook.closed", _("%(actor)s closed the webhook to %(host)s."))
WEBHOOK_SECRET_ROTATED = event(
    "webhook.secret_rotated",
    _("%(actor)s gave the webhook to %(host)s a new secret."),
)
WEBHOOK_REPLAYED = event(
    "webhook.replayed",
    _("%(actor)s asked for message %(message)s to be sent to %(host)s again."),
)
