"""Render a page of HTML as a PDF, from its text alone."""

from __future__ import annotations

import importlib
from typing import Any

from setia.core.errors import Problem, Refused

SHEET = """
@page {
  size: A4;
  margin: 18mm 16mm 20mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; }
}
"""
"""The paper that every document is on; a page's own styles come after it."""


def render_pdf(html: str) -> bytes:
    """Return the PDF of a page on A4, in the fonts of the system; it fetches nothing.

    Raises:
        Refused: The libraries of the system that draw PDF are not there.
    """
    drawn = _drawer()
    # No protocol is allowed, so that neither the network nor the disk is read.
    nothing = drawn.urls.URLFetcher(allowed_protocols=())
    page = drawn.HTML(string=html, url_fetcher=nothing, media_type="print")
    pdf: bytes = page.write_pdf(stylesheets=[drawn.CSS(string=SHEET, url_fetcher=nothing)])
    return pdf


def _drawer() -> Any:  # noqa: ANN401 - WeasyPrint is untyped
    """Load WeasyPrint only now: it needs libraries that not every machine has."""
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise Refused([Problem("document.no_pdf", "pdf")]) from error
