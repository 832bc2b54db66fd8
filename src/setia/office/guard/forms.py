"""The form of assumptions: by how much sales may change, and what is asked of a program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from setia.catalog.models import Product
from setia.guard.assumed import MOST_GROUPS, Assumptions, Response, assumed
from setia.people.models import Party
from setia.ui.fields import FigureField, RupiahField

GROUPS = range(1, MOST_GROUPS + 1)
OF_CATEGORY, OF_TIER = "category:", "tier:"


class PercentField(FigureField):
    """A share in percent, kept in ten-thousandths."""

    decimals = 2


class AssumptionsForm(forms.Form):
    """What a simulation takes for granted; each is told with the report."""

    low = PercentField(label=_("Sales change from, in percent"))
    high = PercentField(label=_("Sales change to, in percent"))
    worthwhile = RupiahField(
        label=_("Worth their while"),
        required=False,
        help_text=_("A commission below this for a unit is told; without it none is."),
    )
    missing = PercentField(
        label=_("Revenue that may lack a cost, in percent"),
        help_text=_("With more than this nobody can say what is left."),
    )
    worth = RupiahField(
        label=_("What one point or item costs you"),
        required=False,
        help_text=_("Only for programs that give points or goods."),
    )

    def __init__(self, data: Any, last: Assumptions, *, given: str = "money") -> None:  # noqa: ANN401 - a query
        super().__init__(data, initial=_initial(last))
        if given == "money":
            del self.fields["worth"]
        choices = [("", _("nobody else")), *_groups()]
        for number in GROUPS:
            self.fields[f"group_{number}"] = forms.ChoiceField(
                label=_("Other range for"), choices=choices, required=False
            )
            self.fields[f"low_{number}"] = PercentField(label=_("From"), required=False)
            self.fields[f"high_{number}"] = PercentField(label=_("To"), required=False)

    def clean(self) -> dict[str, Any]:
        """Put the assumptions together; a range that is upside down is told."""
        filled = super().clean() or {}
        if not self.errors:
            try:
                filled["assumptions"] = assumed(
                    tuple(self._responses(filled)),
                    worthwhile_minor=filled.get("worthwhile"),
                    most_missing=filled["missing"],
                    unit_worth_minor=filled.get("worth"),
                )
            except ValueError:
                told = _("Write each range from the lower to the higher, above -100 %.")
                raise forms.ValidationError(told) from None
        return filled

    def groups(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Return the fields of each group's own range."""
        return [
            (self[f"group_{one}"], self[f"low_{one}"], self[f"high_{one}"])
            for one in GROUPS
        ]

    def _responses(self, filled: dict[str, Any]) -> Iterator[Response]:
        yield Response(filled["low"], filled["high"])
        for number in GROUPS:
            group = filled.get(f"group_{number}") or ""
            low, high = filled.get(f"low_{number}"), filled.get(f"high_{number}")
            if not group:
                continue
            if low is None or high is None:
                raise ValueError(_now("a range has two ends"))
            if group.startswith(OF_CATEGORY):
                yield Response(low, high, "category", group.removeprefix(OF_CATEGORY))
            else:
                yield Response(low, high, "tier", group.removeprefix(OF_TIER))


def _initial(last: Assumptions) -> dict[str, Any]:
    everybody = next(one for one in last.responses if one.by == "all")
    initial: dict[str, Any] = {
        "low": everybody.low,
        "high": everybody.high,
        "worthwhile": last.worthwhile_minor,
        "missing": last.most_missing,
        "worth": last.unit_worth_minor,
    }
    others = [one for one in last.responses if one.by != "all"]
    for number, one in zip(GROUPS, others, strict=False):
        initial[f"group_{number}"] = f"{one.by}:{one.value}"
        initial[f"low_{number}"], initial[f"high_{number}"] = one.low, one.high
    return initial


def _groups() -> list[tuple[str, str]]:
    categories = Product.objects.exclude(category="").order_by("category")
    tiers = Party.objects.exclude(tier="").order_by("tier")
    found = [
        (f"{OF_CATEGORY}{one}", _now("products: %(name)s") % {"name": one})
        for one in categories.values_list("category", flat=True).distinct()
    ]
    found += [
        (f"{OF_TIER}{one}", _now("tier: %(name)s") % {"name": one})
        for one in tiers.values_list("tier", flat=True).distinct()
    ]
    return found
