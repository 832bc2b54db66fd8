"""What happens around visits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event
from setia.people.models.party import PartyRole

VISIT_RULE_SET = event(
    "visit.rule_set", _("%(actor)s set how often %(role)s are visited."), role=PartyRole
)
VISITOR_ASSIGNED = event("visit.assigned", _("%(actor)s said who visits %(party)s."))
WORK_DAY_SET = event(
    "visit.work_day_set", _("%(actor)s set the hours of days on the road.")
)
PLACE_KEPT = event("visit.place_kept", _("%(actor)s said where %(party)s is found."))
VISIT_ASKED = event("visit.asked", _("%(actor)s asked for a visit to %(party)s."))
DAY_PLANNED = event(
    "visit.day_planned", _("%(actor)s planned %(count)s visits of %(who)s for %(day)s.")
)
CHECKED_IN = event("visit.checked_in", _("%(actor)s visited %(party)s."))
VISIT_SKIPPED = event("visit.skipped", _("%(actor)s did not visit %(party)s as planned."))
