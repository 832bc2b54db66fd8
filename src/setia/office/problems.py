"""Bring problems of a verb to the field of a form where each happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from setia.core.errors import Conflict, Problem, Refused
from setia.office.sentences import sentence


def put_on_form(form: forms.Form, problems: Sequence[Problem]) -> None:
    """Add each problem to its field, or to the whole form where there is no such field."""
    for problem in problems:
        place = problem.at if problem.at in form.fields else None
        form.add_error(place, sentence(problem.code, problem.params, problem.at))


def put_conflict_on_form(form: forms.Form, conflict: Conflict) -> None:
    """Tell that somebody else was faster."""
    form.add_error(None, sentence(conflict.code, conflict.params))


def tell_outcome(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Do a small act and tell on the next page whether it was done, or why not."""
    try:
        act()
    except Refused as refused:
        tell_refused(request, refused)
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        messages.success(request, _("Saved."))
        return True
    return False


def tell_refused(request: HttpRequest, refused: Refused) -> None:
    """Tell on the next page why an act could not be done."""
    for problem in refused.problems:
        messages.error(request, sentence(problem.code, problem.params, problem.at))


def tell_wrong(request: HttpRequest, form: forms.Form) -> None:
    """Tell on the next page what is wrong with a small form."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        told = f"{label}: {errors[0]}" if label else str(errors[0])
        messages.error(request, told)
