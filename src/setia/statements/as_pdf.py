"""A statement as a PDF, to print and to keep."""

from __future__ import annotations

from typing import Literal

from django.template.loader import render_to_string
from django.utils import translation

from setia.core.models import Business
from setia.documents.render_pdf import render_pdf
from setia.statements.shown import shown_unit
from setia.statements.statement import Statement

MOST_LINES = 1_000


def statement_pdf(statement: Statement, language: Literal["id", "en"]) -> bytes:
    """Return a statement as a PDF in a language.

    Raises:
        Refused: This machine lacks the libraries that set documents.
    """
    return render_pdf(statement_html(statement, language))


def statement_html(statement: Statement, language: Literal["id", "en"]) -> str:
    """Return the page that becomes the PDF; it brings its style with it."""
    context = {
        "business": Business.objects.filter(pk=1).first(),
        "statement": statement,
        "language": language,
        "units": [shown_unit(part, most=MOST_LINES) for part in statement.units],
    }
    with translation.override(language):
        return render_to_string("statements/sheet.html", context)
