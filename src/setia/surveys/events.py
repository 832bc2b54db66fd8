"""What happens to surveys and reasons."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

SURVEY_ADDED = event("survey.added", _("%(actor)s added the survey %(survey)s."))
SURVEY_CHANGED = event(
    "survey.changed", _("%(actor)s changed the questions of the survey %(survey)s.")
)
SURVEY_SENT = event("survey.sent", _("%(actor)s asked %(count)s people: %(survey)s."))
SURVEY_ANSWERED = event("survey.answered", _("%(who)s answered the survey %(survey)s."))
SURVEY_WITHDRAWN = event(
    "survey.withdrawn", _("%(who)s took the answer to the survey %(survey)s back.")
)
REASON_TOLD = event("reason.told", _("%(actor)s wrote down why %(who)s left."))
REASON_CODED = event("reason.coded", _("%(actor)s sorted a reason for leaving: %(code)s."))
REASON_CODE_ADDED = event(
    "reason.code_added", _("%(actor)s added the reason for leaving %(code)s.")
)
ASKING_BEGUN = event(
    "survey.asking_begun", _("%(actor)s let those who fell silent be asked why.")
)
ASKING_ENDED = event(
    "survey.asking_ended", _("%(actor)s let those who fell silent be asked no more.")
)
