"""What came of a question, as a chart."""

from __future__ import annotations

from django.utils.translation import gettext as _

from setia.surveys.results import Outcome
from setia.ui.charts import Bar, Bars


def drawn(outcome: Outcome) -> Bars | None:
    """Return the shares of a question side by side; None where there is nothing to draw."""
    if not outcome.shares or not outcome.answered:
        return None
    most = max(outcome.shares, key=lambda one: one.count)
    text = _("%(question)s Most often: %(name)s, %(count)s of %(of)s.") % {
        "question": outcome.question.text,
        "name": most.name,
        "count": most.count,
        "of": outcome.answered,
    }
    bars = tuple(Bar(one.name, one.part, one.low, one.high) for one in outcome.shares)
    return Bars(text, bars, unit="share")
