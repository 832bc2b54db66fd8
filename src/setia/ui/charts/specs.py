"""Specs: what each kind of chart asks of Altair, in the page's own colours.

Colours are the custom properties of the page, so a drawing follows light and dark without
being drawn again. What is written stands in the spec as text; Vega formats no figure.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal, cast

import altair as alt

from setia.ui.charts.axis import days, figure, place, place_name, ticks
from setia.ui.charts.kinds import Along, Bar, Bars, Chart, Columns, Dots, Lines, Mark, Unit

INK, SOFT, GRID = "var(--ink)", "var(--ink-soft)", "var(--line)"
GOOD, BAD, QUIET = "var(--accent)", "var(--rose)", "var(--line-strong)"
SERIES = (GOOD, "var(--leaf)", "var(--honey)")
DASHES: tuple[list[float], ...] = ([1, 0], [6, 3], [2, 3])
ROW = 52
HEIGHT = 230
SLIM = 400
"""Below this width in pixels fewer figures are written."""
Rows = list[dict[str, Any]]


def spec_of(chart: Chart, width: int) -> dict[str, Any]:
    """Return the spec of a chart of this width in pixels."""
    return _picture(chart, width).to_dict(validate=False)


def _picture(chart: Chart, width: int) -> alt.LayerChart:
    match chart:
        case Bars():
            return _bars(chart, width)
        case Columns():
            return _columns(chart, width)
        case Lines():
            return _lines(chart, width)
        case Dots():
            return _dots(chart, width)


def _bars(chart: Bars, width: int) -> alt.LayerChart:
    rows = [
        _bar_row(number, bar, chart.unit, brief=width < SLIM)
        for number, bar in enumerate(chart.bars)
    ]
    held = ticks(_figures(chart.bars))
    told = _told(held, width)
    base = _chart(rows).encode(
        y=alt.Y("row:O", axis=None, sort=None, scale=alt.Scale(padding=0))
    )
    across = _across("value", told, chart.unit, ends=held)
    dark = alt.condition("datum.value < 0", alt.value(BAD), alt.value(GOOD))
    text = {"baseline": "bottom", "fontSize": 13, "dy": -10, "fill": INK}
    layers = [
        base.mark_bar(size=16, yOffset=8, color=QUIET, opacity=0.4)
        .encode(x=_across("before", told, chart.unit, ends=held))
        .transform_filter("isValid(datum.before)"),
        base.mark_bar(size=8, yOffset=8).encode(x=across, color=dark),
        base.mark_rule(strokeWidth=2, yOffset=8, color=INK)
        .encode(x=_across("low", told, chart.unit, ends=held), x2="high:Q")
        .transform_filter("isValid(datum.low)"),
        base.mark_text(align="left", limit=width * 0.5, **text).encode(  # type: ignore[arg-type]
            x=alt.value(0), text="label:N", href="href:N"
        ),
        base.mark_text(align="right", **text).encode(  # type: ignore[arg-type]
            x=alt.value(width), text="figure:N"
        ),
    ]
    return _layered(layers, width, ROW * max(len(rows), 1))


def _bar_row(number: int, bar: Bar, unit: Unit, *, brief: bool) -> dict[str, Any]:
    told = figure(bar.value, unit)
    if bar.before is not None:
        told = f"{figure(bar.before, unit)} → {told}"
    elif bar.low is not None and bar.high is not None and not brief:
        told = f"{told} ({figure(bar.low, unit)} … {figure(bar.high, unit)})"
    row = {"row": number, "label": bar.label, "value": bar.value, "figure": told}
    row |= {"before": bar.before, "low": bar.low, "high": bar.high}
    return row | ({"href": bar.href} if bar.href else {})


def _figures(bars: Sequence[Bar]) -> list[int]:
    return [
        one
        for bar in bars
        for one in (bar.value, bar.before, bar.low, bar.high)
        if one is not None
    ]


def _columns(chart: Columns, width: int) -> alt.LayerChart:
    rows = [{"start": c.start, "end": c.end, "count": c.count} for c in chart.columns]
    edges = [edge for c in chart.columns for edge in (c.start, c.end)]
    held = ticks([*edges, *(place(mark.at) for mark in chart.marks)], from_zero=False)
    across = _across("start", _told(held, width), chart.unit, ends=held)
    # Room above the columns for the names of marks.
    most = max((c.count for c in chart.columns), default=0)
    up = _upwards("count", ticks([most + max(1, most // 3)]), "count")
    bars = (
        _chart(rows)
        .mark_rect(color=GOOD, stroke="var(--surface)", strokeWidth=1)
        .encode(x=across, x2="end:Q", y=up, y2=alt.datum(0))
    )
    return _layered([bars, *_marked(chart.marks, held)], width, HEIGHT)


def _lines(chart: Lines, width: int) -> alt.LayerChart:
    spots = [(n, s) for n, line in enumerate(chart.lines) for s in line.spots]
    rows = [
        {"line": n, "at": place(s.at), "value": s.value, "low": s.low, "high": s.high}
        for n, s in spots
    ]
    known = [v for _, s in spots for v in (s.value, s.low, s.high) if v is not None]
    held = ticks(known)
    places = [s.at for _, s in spots]
    across = _along(places, 4 if width < SLIM else 8)
    colour = alt.Color("line:N", legend=None, scale=_series(SERIES))
    base = _chart(rows).encode(x=across, color=colour)
    up = _upwards("value", held, chart.unit)
    layers = [
        base.mark_area(opacity=0.18)
        .encode(y=_upwards("low", held, chart.unit), y2="high:Q")
        .transform_filter("isValid(datum.low)"),
        base.mark_line(strokeWidth=2).encode(
            y=up, strokeDash=alt.StrokeDash("line:N", legend=None, scale=_series(DASHES))
        ),
        base.mark_point(filled=True, size=22, opacity=1).encode(y=up),
    ]
    edges = [place(at) for at in places] or [0]
    return _layered(
        [*layers, *_marked(chart.marks, [min(edges), max(edges)])], width, HEIGHT
    )


def _dots(chart: Dots, width: int) -> alt.LayerChart:
    rows: Rows = [
        {"across": dot.across, "up": dot.up, "label": dot.label}
        | ({"href": dot.href} if dot.href else {})
        for dot in chart.dots
    ]
    held = ticks([dot.across for dot in chart.dots])
    across = _across(
        "across",
        _told(held, width),
        chart.across_unit,
        ends=held,
        title=chart.across_name or None,
    )
    up = _upwards(
        "up", ticks([dot.up for dot in chart.dots]), chart.unit, chart.up_name or None
    )
    dots = (
        _chart(rows)
        .mark_point(filled=True, size=70, color=GOOD, opacity=0.75)
        .encode(x=across, y=up, href="href:N", description="label:N")
    )
    return _layered([dots], width, HEIGHT)


def _marked(marks: Sequence[Mark], held: Sequence[int]) -> list[alt.Chart]:
    """Return rules through named places; names hang apart, and inside of the picture."""
    if not marks:
        return []
    middle = (min(held) + max(held)) / 2
    rows = [
        {"start": place(mark.at), "name": mark.name, "dy": 4 + 15 * number}
        for number, mark in enumerate(marks)
    ]
    found: list[alt.Chart] = []
    for row in rows:
        late = cast("float", row["start"]) > middle
        side: Literal["left", "right"] = "right" if late else "left"
        one = _chart([row])
        at = alt.X("start:Q")
        found += [
            one.mark_rule(color=INK, strokeDash=[4, 3]).encode(x=at),
            one.mark_text(
                align=side, dx=-5 if late else 5, baseline="top", fontSize=12, fill=INK
            ).encode(x=at, y=alt.value(row["dy"]), text="name:N"),
        ]
    return found


def _told(held: Sequence[int], width: int) -> list[int]:
    """Return the places that are written: on a phone every second, and 0 among them."""
    every = 2 if width < SLIM else 1
    first = held.index(0) % every if 0 in held else 0
    return list(held[first::every])


def _across(
    name: str,
    held: Sequence[int],
    unit: Unit,
    ends: Sequence[int] = (),
    title: str | None = None,
) -> alt.X:
    domain = [min(ends or held), max(ends or held)]
    return alt.X(
        f"{name}:Q",
        scale=alt.Scale(domain=domain, nice=False, zero=False),
        axis=_axis({one: figure(one, unit) for one in held}),
        title=title,
    )


def _upwards(name: str, held: Sequence[int], unit: Unit, title: str | None = None) -> alt.Y:
    return alt.Y(
        f"{name}:Q",
        scale=alt.Scale(domain=[min(held), max(held)], nice=False, zero=False),
        axis=_axis({one: figure(one, unit) for one in held}, above=True),
        title=title,
    )


def _along(places: Sequence[Along], most: int) -> alt.X:
    edges = [place(at) for at in places] or [0]
    return alt.X(
        "at:Q",
        scale=alt.Scale(domain=[min(edges), max(edges)], nice=False, zero=False),
        axis=_axis({place(at): place_name(at) for at in days(places, most)}),
        title=None,
    )


def _axis(names: dict[int, str], *, above: bool = False) -> alt.Axis:
    """Return an axis on which exactly these places are written, in these words."""
    told = json.dumps({str(one): name for one, name in names.items()}, ensure_ascii=False)
    # The name of an upward axis stands level above it, where a phone has room for it.
    title = {"titleAngle": 0, "titleAlign": "left", "titleX": 0, "titleY": -14}
    return alt.Axis(
        **(title if above else {}),  # type: ignore[arg-type]
        titleColor=SOFT,
        titleFontSize=12,
        titleFontWeight="normal",
        values=list(names),
        labelExpr=f"{told}[toString(datum.value)]",
        labelColor=SOFT,
        labelFontSize=12,
        labelFlush=True,
        gridColor=GRID,
        domainColor=QUIET,
        ticks=False,
        labelPadding=6,
    )


def _series(values: Sequence[str | list[float]]) -> alt.Scale:
    return alt.Scale(domain=[0, 1, 2], range=list(values))


def _layered(layers: Sequence[alt.Chart], width: int, height: int) -> alt.LayerChart:
    drawn: alt.LayerChart = (
        alt.layer(*layers)
        .properties(width=width, height=height)
        .configure(background="transparent", font="inherit", padding=2)
        .configure_view(stroke=None)
    )
    return drawn


def _chart(rows: Rows) -> alt.Chart:
    return alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
