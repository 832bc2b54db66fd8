"""Set a page of HTML as a PDF."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NoReturn

from setia.core.errors import Problem, Refused


def render_pdf(html: str) -> bytes:
    """Return the PDF of a page that brings everything with it; nothing is fetched.

    Raises:
        Refused: This machine lacks the libraries that set documents.
    """
    try:
        # Heavy, and it needs libraries of the system that not every machine has.
        weasyprint: Any = import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise Refused([Problem("document.no_pdf", "pdf")]) from error
    pdf: bytes = weasyprint.HTML(string=html, url_fetcher=_refuse).write_pdf()
    return pdf


def _refuse(url: str, *_args: object, **_kwargs: object) -> NoReturn:
    """Fetch nothing: a document must not read files or call other machines."""
    raise ValueError(url)
