"""What happens in coaching."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.coaching.models import Presence
from setia.core.events import event

SERIES_ADDED = event("series.added", _("%(actor)s put %(title)s into the calendar."))
SERIES_REVISED = event("series.revised", _("%(actor)s changed %(title)s from %(day)s on."))
SERIES_ENDED = event("series.ended", _("%(actor)s ended %(title)s after %(day)s."))
OCCURRENCE_DROPPED = event(
    "occurrence.dropped", _("%(actor)s dropped %(title)s of %(day)s.")
)
OCCURRENCE_MOVED = event("occurrence.moved", _("%(actor)s moved %(title)s of %(day)s."))
OCCURRENCE_RESTORED = event(
    "occurrence.restored", _("%(actor)s put %(title)s of %(day)s back to its time.")
)
ATTENDANCE_RECORDED = event(
    "attendance.recorded",
    _("%(actor)s recorded %(party)s at %(title)s: %(presence)s."),
    presence=Presence,
)
LESSON_ADDED = event("lesson.added", _("%(actor)s added the lesson %(title)s."))
LESSON_CHANGED = event("lesson.changed", _("%(actor)s changed the lesson %(title)s."))
LESSON_TAUGHT = event("lesson.taught", _("%(actor)s set the lesson of %(title)s."))
LESSON_HAD = event("lesson.had", _("%(actor)s noted that %(party)s had %(title)s."))
TARGET_SET = event("target.set", _("%(actor)s set the target of %(party)s for the week."))
TARGETS_ACCEPTED = event(
    "target.accepted", _("%(actor)s accepted %(count)s suggested targets of the week.")
)
TARGET_TOLD = event("target.told", _("%(actor)s told %(party)s the target of the week."))
WEEK_EVALUATED = event(
    "week.evaluated",
    _("%(actor)s evaluated the week: %(reached)s of %(count)s targets reached."),
)
FEED_MADE = event("feed.made", _("%(actor)s made a calendar address for %(owner)s."))
FEED_REVOKED = event(
    "feed.revoked", _("%(actor)s closed the calendar address of %(owner)s.")
)
