"""Charts: what a page wants to show, drawn on the server as SVG in the page's own colours."""

from __future__ import annotations

from setia.ui.charts.drawn import chart_svg
from setia.ui.charts.kinds import (
    Bar,
    Bars,
    Chart,
    Column,
    Columns,
    Dot,
    Dots,
    Line,
    Lines,
    Mark,
    Spot,
)

__all__ = [
    "Bar",
    "Bars",
    "Chart",
    "Column",
    "Columns",
    "Dot",
    "Dots",
    "Line",
    "Lines",
    "Mark",
    "Spot",
    "chart_svg",
]
