"""What happens to disputes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

DISPUTE_RAISED = event(
    "dispute.raised", _("%(actor)s disputed the award of %(payee)s in %(program)s.")
)
DISPUTE_SETTLED = event(
    "dispute.settled",
    _("%(actor)s answered the dispute of %(payee)s about %(program)s."),
)
DISPUTE_WITHDRAWN = event(
    "dispute.withdrawn",
    _("%(actor)s withdrew the dispute of %(payee)s about %(program)s."),
)
