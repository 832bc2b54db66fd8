"""What the bank answers: looked at row by row, then recorded where it leaves no doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.payouts.forms import AnswerForm
from setia.office.payouts.packed import packed, unpacked
from setia.office.permitted import permitted
from setia.office.problems import put_on_form
from setia.office.sentences import sentence
from setia.payouts.confirm_payouts import (
    CLEAN,
    Preview,
    confirm_payouts,
    preview_confirmations,
)
from setia.payouts.confirmation_file import MOST_BYTES
from setia.payouts.match_confirmations import Match, Verdict
from setia.payouts.models import PayoutAttempt

MOST_ROWS = 1_000
WORDS: Mapping[Verdict, tuple[str, str | Promise]] = {
    Verdict.CONFIRMED: ("badge-good", _("Arrived")),
    Verdict.FAILED: ("badge-bad", _("Failed")),
    Verdict.UNKNOWN_KEY: ("badge-warn", _("Nobody was sent this")),
    Verdict.TWICE_IN_FILE: ("badge-warn", _("Stands twice in the file")),
    Verdict.OTHER_AMOUNT: ("badge-warn", _("Another sum")),
    Verdict.ALREADY_CONFIRMED: ("", _("Known already")),
    Verdict.CONTRADICTS: ("badge-warn", _("Contradicts what is known")),
    Verdict.UNREADABLE: ("badge-warn", _("Cannot be read")),
}


@dataclass(frozen=True)
class ShownMatch:
    """A row of the bank's answer, and what becomes of it."""

    match: Match

    @property
    def badge(self) -> str:
        """Return the class of its badge."""
        return WORDS[self.match.verdict][0]

    @property
    def label(self) -> str:
        """Return what becomes of it in words."""
        return str(WORDS[self.match.verdict][1])

    @property
    def why(self) -> str:
        """Return what is wrong with the row as such."""
        problem = self.match.row.problem
        return sentence(problem, {}) if problem else ""


@permitted("payout.make")
@require_http_methods(["GET", "POST"])
def payout_answers(request: HttpRequest) -> HttpResponse:
    """Take a bank's file in and show what it would do; nothing is recorded yet."""
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"]
        try:
            found = preview_confirmations(data)
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            return _previewed(request, found, packed(data))
    open_count = PayoutAttempt.objects.filter(outcome=None).count()
    context = {"form": form, "open_count": open_count}
    status = 422 if form.errors else 200
    return render(request, "office/payouts/answers.html", context, status=status)


@permitted("payout.make")
@require_POST
def payout_answers_record(request: HttpRequest) -> HttpResponse:
    """Record what a file that was looked at says beyond doubt."""
    data = unpacked(request.POST.get("data", ""), MOST_BYTES)
    if data is None:
        messages.error(request, _now("Hand the bank's file in again."))
        return redirect("office:payout-answers")
    try:
        found = confirm_payouts(data, actor_at(request))
    except Refused as refused:
        for one in refused.problems:
            messages.error(request, sentence(one.code, one.params, one.at))
        return redirect("office:payout-answers")
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
        return redirect("office:payout-answers")
    told = {"done": len(found.clean), "rows": len(found.matches)}
    messages.success(request, _now("%(done)s of %(rows)s rows were recorded.") % told)
    return _previewed(request, found, "")


def _previewed(request: HttpRequest, found: Preview, data: str) -> HttpResponse:
    """Show every row, those that need somebody first."""
    rows = sorted(found.matches, key=lambda one: (one.verdict in CLEAN, one.row.number))
    counts = Counter(one.verdict for one in found.matches)
    context = {
        "data": data,
        "clean": len(found.clean),
        "rows": [ShownMatch(one) for one in rows[:MOST_ROWS]],
        "more": max(0, len(rows) - MOST_ROWS),
        "counts": [(str(WORDS[one][1]), count) for one, count in counts.most_common()],
        "missing": found.missing[:MOST_ROWS],
        "missing_count": len(found.missing),
    }
    return render(request, "office/payouts/previewed.html", context)
