"""After a closing: the short question whether it is solved, as a link to send."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from setia.core.actor import system
from setia.core.errors import Conflict, Refused
from setia.helpdesk.ask_solved import solved_ref
from setia.helpdesk.models import Closing, Conversation
from setia.office.middleware import actor_at
from setia.office.problems import tell_refused
from setia.office.surveys.links import show_links
from setia.surveys.add_survey import survey_for
from setia.surveys.invite import invite
from setia.surveys.models import Purpose


def ask_whether_solved(
    request: HttpRequest, row: Conversation, closing: Closing
) -> HttpResponse:
    """Make the link, and show it once with words to send."""
    if row.party is None:
        return redirect("office:conversation", pk=row.pk)
    # The shipped survey is nobody's own: it is there as soon as it is needed.
    survey = survey_for(Purpose.SATISFACTION, system())
    try:
        made = invite(survey, [row.party], actor_at(request), solved_ref(closing))
    except Refused as refused:
        tell_refused(request, refused)
    except Conflict:
        messages.error(request, _("This person was asked about it already."))
    else:
        messages.success(request, _("The conversation is closed."))
        return show_links(request, survey, made)
    return redirect("office:conversation", pk=row.pk)
