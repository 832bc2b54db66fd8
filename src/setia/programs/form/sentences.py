"""What is wrong with a field of a plan, for somebody who fills in a form.

The language tells its problems in its own words, for whoever writes a document. Beside a field
the field's name is known already, and the reader is no author of documents.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from setia.core.errors import Problem

EMPTY = {"nothing", '""'}
"""How the language tells that nothing was found."""
SENTENCES: Mapping[str, str | Promise] = {
    "number": _("Write a number, like 500,000 or 2.5."),
    "decimals": _("Write this with at most six decimals."),
    "sign": _("This is too low: %(allowed)s."),
    "share": _("Write a number, or a percentage like 10%%."),
    "date": _("Write a date like 2026-11-30."),
    "days": _("Write a number of days, like 30."),
    "whole": _("Write a whole number."),
    "text": _("Write a word or two."),
    "choice": _("Choose one of the list."),
    "boolean": _("Choose yes or no."),
    "slug": _("Use a-z, 0-9 and hyphens only, as in bonus-2026."),
    "character": _("There is a character here that cannot be read. Write it again."),
    "digits": _("This number is too long."),
    "empty-list": _("At least one is needed."),
    "repeated": _("The same name stands here twice."),
    "unit": _("Round to 0.01 or more."),
    "zone": _("There is no such time zone. Try Asia/Jakarta."),
    "unknown-key": _(
        "The language of plans knows nothing of this. It was found: %(found)s"
    ),
    "period-order": _("The last day lies before the first one."),
    "growth-window": _(
        "Growth needs an earlier window to be compared with: give the period an end, or "
        "count it anew each month, quarter or year."
    ),
    "tier-order": _("Tiers go up: this one must start higher than the one before it."),
    "place-order": _("Places are 1, 2, 3 … in order."),
    "place-minimum": _("A lower place cannot ask for more than the place above it."),
    "tier-payment": _("With tiers that pay in this way, this is not possible: %(allowed)s"),
    "incremental-measure": _(
        "Slices are paid on pieces, sales value or margin, or on their growth."
    ),
    "race-measure": _("A race runs to a number of pieces or to a sales value."),
    "increment-measure": _(
        "What it grew by can only be paid where growth of sales value or margin is counted."
    ),
    "table": _("One number is needed here, not one for each …"),
    "basis": _("Leave this empty: nothing is paid here that is a share of something."),
    "own-scope": _("Leave this out: this reward is paid on the sales that are counted."),
    "min-per-unit": _("Leave this empty where what it grew by is paid."),
    "cap-unit": _("This must be a multiple of what awards are rounded to."),
    "funding-sum": _("The shares come to more than 100%%, or name the business itself."),
    "funding-party": _("Each supplier stands here once."),
}


def beside_field(problem: Problem) -> str:
    """Return the sentence of a problem of the language, as it stands beside its field."""
    code = problem.code.removeprefix("plan.")
    if problem.params.get("found") in EMPTY and code not in {"empty-list", "one-of"}:
        return _now("Fill this in.")
    if code in SENTENCES:
        return str(SENTENCES[code]) % problem.params
    found, allowed = problem.params.get("found", ""), problem.params.get("allowed", "")
    return _now("Found %(found)s; allowed: %(allowed)s") % {
        "found": found,
        "allowed": allowed,
    }
