"""What happens to gatherings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event
from setia.events.models import AnswerKind

GATHERING_PLANNED = event("gathering.planned", _("%(actor)s planned %(title)s."))
GATHERING_CHANGED = event("gathering.changed", _("%(actor)s changed %(title)s."))
GATHERING_CANCELLED = event("gathering.cancelled", _("%(actor)s cancelled %(title)s."))
PARTIES_INVITED = event("gathering.invited", _("%(actor)s invited %(count)s to %(title)s."))
INVITATION_ANSWERED = event(
    "gathering.answered",
    _("%(actor)s recorded the answer of %(party)s to %(title)s: %(answer)s."),
    answer=AnswerKind,
)
PARTY_CAME = event(
    "gathering.came", _("%(actor)s checked %(party)s in at %(title)s with %(heads)s.")
)
COST_RECORDED = event(
    "gathering.cost", _("%(actor)s recorded what %(what)s cost for %(title)s.")
)
COST_TAKEN_BACK = event(
    "gathering.cost_taken_back",
    _("%(actor)s took back what %(what)s cost for %(title)s."),
)
