"""What happens to claims."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

CLAIM_RAISED = event("claim.raised", _("%(actor)s raised claim %(claim)s to %(supplier)s."))
CLAIM_SENT = event("claim.sent", _("%(actor)s sent claim %(claim)s to %(to)s."))
CLAIM_ACCEPTED = event("claim.accepted", _("%(actor)s accepted claim %(claim)s."))
CLAIM_DISPUTED = event(
    "claim.disputed", _("%(actor)s disputed claim %(claim)s: %(reason)s")
)
CLAIM_RECEIVED = event("claim.received", _("%(actor)s recorded money for claim %(claim)s."))
CLAIM_WRITTEN_OFF = event(
    "claim.written_off", _("%(actor)s wrote off a part of claim %(claim)s: %(reason)s")
)
CLAIM_WITHDRAWN = event(
    "claim.withdrawn", _("%(actor)s withdrew claim %(claim)s: %(reason)s")
)
