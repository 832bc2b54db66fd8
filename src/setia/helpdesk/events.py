"""What happens at the help desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

CONVERSATION_OPENED = event("conversation.opened", _("%(who)s wrote: %(subject)s."))
CONVERSATION_REOPENED = event(
    "conversation.reopened", _("%(who)s wrote again about: %(subject)s.")
)
MESSAGE_TAKEN = event("conversation.written", _("%(who)s went on writing: %(subject)s."))
CONVERSATION_ANSWERED = event(
    "conversation.answered", _("%(actor)s answered %(who)s: %(subject)s.")
)
NOTE_ADDED = event("conversation.noted", _("%(actor)s noted something about %(who)s."))
CONVERSATION_ASSIGNED = event(
    "conversation.assigned", _("%(actor)s gave the conversation of %(who)s to %(user)s.")
)
CONVERSATION_LAID_BACK = event(
    "conversation.laid_back", _("%(actor)s laid the conversation of %(who)s back.")
)
CONVERSATION_CLOSED = event(
    "conversation.closed", _("%(actor)s closed the conversation of %(who)s: %(subject)s.")
)
CONVERSATION_TIED = event(
    "conversation.tied", _("%(actor)s found out that %(contact)s is %(who)s.")
)
ANSWER_ESCALATED = event(
    "conversation.escalated", _("The answer promised to %(who)s was called to mind.")
)
HOURS_SET = event(
    "helpdesk.hours_set", _("%(actor)s set office hours and promised answers.")
)
SOLVED_ASKING_BEGUN = event(
    "helpdesk.asking_begun",
    _("%(actor)s let people be asked after a solution whether it is solved."),
)
SOLVED_ASKING_ENDED = event(
    "helpdesk.asking_ended",
    _("%(actor)s let nobody be asked by itself after a solution any more."),
)
HOLIDAY_ADDED = event("helpdesk.holiday_added", _("%(actor)s added the holiday %(name)s."))
HOLIDAY_REMOVED = event(
    "helpdesk.holiday_removed", _("%(actor)s removed the holiday %(name)s.")
)
