"""What an import of people or products would do."""

from __future__ import annotations

from collections import Counter
from typing import Any

from setia.intake.models import Batch
from setia.intake.registers.drafts import GAINS, KNOWN, NEW, Judged, judge_rows
from setia.intake.registers.rows import kept_rows
from setia.intake.staging.notes import UNKNOWN, Note, notebook
from setia.intake.staging.staged import Staged
from setia.people.drafts import PartyDraft

SHOWN = 50


def preview_register(batch: Batch, read: Staged) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the summary of a batch held against the books, and samples of its rows."""
    judged = judge_rows(batch.kind, kept_rows(batch.pk))
    refused, reasons = _note_refused(batch.pk, judged)
    counted = promised(judged)
    summary = {
        "rows": read.rows,
        "judged": counted,
        "classes": {name: {"rows": count} for name, count in counted.items()},
        "refused": read.refused + refused,
        "aside": read.aside,
        "reasons": dict(read.reasons) | reasons,
        "aside_reasons": dict(read.aside_reasons),
    }
    samples = {
        name: [_shown(one) for one in _good(judged) if one.verdict == name][:SHOWN]
        for name in (NEW, KNOWN, GAINS)
    }
    return summary, samples


def promised(judged: list[Judged]) -> dict[str, int]:
    """Return how many rows become what."""
    return dict(Counter(one.verdict for one in _good(judged)))


def _good(judged: list[Judged]) -> list[Judged]:
    return [one for one in judged if not one.problems]


def _note_refused(batch_id: int, judged: list[Judged]) -> tuple[int, dict[str, int]]:
    with notebook(batch_id, UNKNOWN) as book:
        for one in judged:
            cells = [one.draft.code, one.draft.name]
            for problem in one.problems:
                params = dict(problem.params)
                book.add(Note(one.row_no, problem.code, problem.at, params, cells))
        return book.rows, dict(book.reasons)


def _shown(one: Judged) -> dict[str, Any]:
    draft = one.draft
    if isinstance(draft, PartyDraft):
        contacts = [contact.normal() or contact.value for contact in draft.contacts]
        more = [draft.role, draft.tier, draft.territory, draft.parent, *contacts]
    else:
        more = [draft.category, draft.brand, draft.supplier]
    return {
        "row_no": one.row_no,
        "code": draft.code,
        "name": draft.name,
        "more": [text for text in more if text],
    }
