"""Tags and filters that every template has without loading them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import heroicons
from django import template
from django.forms import BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils import formats, timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from setia.ui import figures
from setia.ui.charts import Bars, Chart, Lines, chart_svg
from setia.ui.listing import Page

register = template.Library()
_CLOCK = ("H.i", "H:i")
_SECONDS = ("H.i.s", "H:i:s")
_COUNTED = {"points": gettext_lazy("points"), "goods": gettext_lazy("items")}
"""Units that are no money."""


@register.filter
def rupiah(minor: int | None) -> str:
    """Write whole sen as rupiah; a dash where there is none."""
    return "–" if minor is None else figures.rupiah(int(minor))


@register.filter
def money(amount: Decimal | None) -> str:
    """Write an exact amount of rupiah."""
    return "–" if amount is None else figures.rupiah_of(amount)


@register.filter
def amount(minor: int | None, unit: str) -> str:
    """Write hundredths of a unit: rupiah, points or goods."""
    if minor is None or unit not in _COUNTED:
        return rupiah(minor)
    return f"{figures.written(Decimal(minor).scaleb(-2))} {_COUNTED[unit]}"


@register.filter
def number(value: Decimal | int | None) -> str:
    """Write a number with thousands apart."""
    return "–" if value is None else figures.written(Decimal(value))


@register.filter
def quantity(milli: int | None) -> str:
    """Write thousandths as a quantity."""
    return "–" if milli is None else figures.written(Decimal(milli).scaleb(-3))


@register.filter
def share(part: Decimal | None) -> str:
    """Write a ratio as a percentage."""
    return "–" if part is None else f"{figures.written(round(part * 100, 1))}%"


@register.filter
def changed(ten_thousandths: int | None) -> str:
    """Write a change in ten-thousandths with its sign: +20%, −5%."""
    if ten_thousandths is None:
        return "–"
    text = figures.written(Decimal(ten_thousandths).scaleb(-2))
    return f"+{text}%" if ten_thousandths > 0 else f"{text}%"


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day: 5 Agt 2026."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return formats.date_format(value, "j M Y")


@register.filter
def moment(value: datetime | None) -> str:
    """Write a day and a time of the local clock: 5 Agt 2026, 14.03; in English 14:03."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return f"{formats.date_format(local, 'j M Y')}, {formats.time_format(local, _CLOCK[get_language() == 'en'])}"


@register.filter
def clock(value: datetime | None) -> str:
    """Write a time of the local clock to the second: 14.03.05; in English 14:03:05."""
    if value is None:
        return "–"
    return formats.time_format(timezone.localtime(value), _SECONDS[get_language() == "en"])


@register.filter
def hour(value: datetime | None) -> str:
    """Write a time of the local clock: 14.03; in English 14:03."""
    if value is None:
        return "–"
    return formats.time_format(timezone.localtime(value), _CLOCK[get_language() == "en"])


@register.filter
def initials(name: str) -> str:
    """Return one or two letters that stand for a name."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0] for word in words[:2]).upper() or "?"


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """Draw an outline icon; it says nothing that the text beside it does not say."""
    drawn = heroicons._render_icon(  # noqa: SLF001 - its template tag does the same
        "outline", str(name) + "", size, {"aria-hidden": "true"}
    )
    return mark_safe(drawn)  # noqa: S308 - drawn from the package's own files


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Draw a field: label, control, hint, and what is wrong with it."""
    widget = bound.field.widget
    described = [
        f"{bound.auto_id}_{part}"
        for part, there in (("hint", bound.help_text), ("error", bound.errors))
        if there
    ]
    attributes: dict[str, str | bool] = {}
    if described:
        attributes = {"aria-describedby": " ".join(described)}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    group = isinstance(widget, CheckboxSelectMultiple | RadioSelect)
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attributes),
        "described": attributes.get("aria-describedby", ""),
        "is_check": isinstance(widget, CheckboxInput),
        "is_group": group,
    }


@register.inclusion_tag("ui/errors.html")
def form_errors(form: Any) -> dict[str, Any]:  # noqa: ANN401 - any form
    """Tell above a form what is wrong with it, with a way to each field."""
    return {"form": form, "fields": [one for one in form if one.errors]}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Any, listing: Page) -> dict[str, Any]:  # noqa: ANN401 - Django's context
    """Draw the way to the other pages of a list, and how long it is."""
    return {"listing": listing, "request": context["request"]}


@register.inclusion_tag("ui/sort_header.html", takes_context=True)
def sort_header(
    context: Any,  # noqa: ANN401 - Django's context
    listing: Page,
    key: str,
    label: str,
    kind: str = "",
) -> dict[str, Any]:
    """Draw the head of a column that a list can be sorted by."""
    up, down = listing.sort == key, listing.sort == f"-{key}"
    return {
        "request": context["request"],
        "label": label,
        "kind": kind,
        "next": f"-{key}" if up else key,
        "aria": "ascending" if up else "descending" if down else "",
    }


@register.inclusion_tag("ui/empty.html")
def empty_state(icon_name: str, title: str, text: str = "") -> dict[str, Any]:
    """Say honestly that there is nothing here, and what to do about it."""
    return {"icon_name": icon_name, "title": title, "text": text}


@register.inclusion_tag("ui/stat.html")
def stat(label: str, value: str, hint: str = "") -> dict[str, Any]:
    """Draw one figure with its name."""
    return {"label": label, "value": value, "hint": hint}


@register.inclusion_tag("ui/chart.html")
def chart(drawn: Chart) -> dict[str, Any]:
    """Draw a chart, with the names of its lines or of what was before below it."""
    names: list[str] = []
    kind = "line"
    if isinstance(drawn, Lines) and len(drawn.lines) > 1:
        names = [line.name for line in drawn.lines]
    if isinstance(drawn, Bars) and drawn.before_name:
        names, kind = [drawn.now_name, drawn.before_name], "bar"
    return {"picture": chart_svg(drawn), "names": names, "kind": kind}


@register.simple_tag
def times(count: int, one: str, many: str) -> str:
    """Write a number of things: 1 line, 2 lines."""
    return f"{figures.written(Decimal(count))} {one if count == 1 else many}"


@register.filter
def joined(values: Iterable[object]) -> str:
    """Join names with commas; a dash where there are none."""
    return ", ".join(str(value) for value in values) or _("none")
