"""Bring problems of a verb to the field of a form where each happened."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from setia.core.errors import Conflict, Problem
from setia.office.sentences import sentence


def put_on_form(form: forms.Form, problems: Sequence[Problem]) -> None:
    """Add each problem to its field, or to the whole form where there is no such field."""
    for problem in problems:
        place = problem.at if problem.at in form.fields else None
        form.add_error(place, sentence(problem.code, problem.params, problem.at))


def put_conflict_on_form(form: forms.Form, conflict: Conflict) -> None:
    """Tell that somebody else was faster."""
    form.add_error(None, sentence(conflict.code, conflict.params))
