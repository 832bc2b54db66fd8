"""Drawn: a chart as SVG that may stand in a page under its content security policy.

The drawing is taken apart and put together again from the few elements and attributes that
a chart needs. So no style, script or address from elsewhere reaches a page, whatever a name
in the data or a later version of the drawing library brings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from setia.core.plain_text import plain_text
from setia.ui.charts.kinds import Bars, Chart, Dots

WIDE, NARROW = 660, 296
"""Widths in pixels: beside a page's column, and on a phone."""

SPACE = "http://www.w3.org/2000/svg"
LINK = "http://www.w3.org/1999/xlink"
HERE = "https://here.invalid"
"""Stands before our own addresses, which the drawing library would lead elsewhere."""

OURS = re.compile(r"/(?!/)")

ELEMENTS = frozenset({"svg", "g", "path", "rect", "line", "circle", "text", "tspan", "a"})
ATTRIBUTES = frozenset(
    [
        "viewBox",
        "d",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "width",
        "height",
        "transform",
        "fill",
        "stroke",
        "opacity",
        "stroke-width",
        "stroke-dasharray",
        "stroke-miterlimit",
        "fill-opacity",
        "stroke-opacity",
        "stroke-linecap",
        "stroke-linejoin",
        "text-anchor",
        "dominant-baseline",
        "font-size",
        "font-weight",
        "dx",
        "dy",
    ]
)
COLOUR = re.compile(r"none|transparent|currentColor|var\(--[a-z-]+\)")


def chart_svg(chart: Chart) -> SafeString:
    """Draw a chart twice, for a wide page and a narrow one; the page shows one of them."""
    return mark_safe(_drawn(chart, get_language() or "en"))  # noqa: S308 - made of kept elements


@lru_cache(maxsize=64)
def _drawn(chart: Chart, language: str) -> str:
    del language  # part of the key: figures are written in it
    return _one(chart, WIDE, "wide") + _one(chart, NARROW, "narrow")


def _one(chart: Chart, width: int, name: str) -> str:
    # Altair and the renderer take most of a second to load and most pages draw nothing.
    import vl_convert  # noqa: PLC0415 - heavy to import

    from setia.ui.charts.specs import spec_of  # noqa: PLC0415 - imports Altair

    text = vl_convert.vegalite_to_svg(_rooted(spec_of(chart, width)))
    root = ET.fromstring(text)  # noqa: S314 - written by our own renderer a moment ago
    kept = _kept(root)
    kept.set("class", f"chart-picture chart-{name}")
    kept.set("role", "group" if _leads_on(chart) else "img")
    kept.set("aria-label", plain_text(chart.text))
    return ET.tostring(kept, encoding="unicode")


def _rooted(part: Any) -> Any:  # noqa: ANN401 - any part of a spec
    """Put our own mark before every address of ours, and leave out every other.

    A character that XML does not know would end the whole process inside the renderer.
    """
    if isinstance(part, str):
        return plain_text(part)
    if isinstance(part, dict):
        return {
            key: HERE + plain_text(value)
            if key == "href" and isinstance(value, str)
            else _rooted(value)
            for key, value in part.items()
            if key != "href" or not isinstance(value, str) or OURS.match(value)
        }
    return [_rooted(one) for one in part] if isinstance(part, list) else part


def _kept(element: ET.Element) -> ET.Element:
    """Copy an element with what is allowed of it and below it."""
    kept = ET.Element(_local(element.tag))
    kept.text = element.text
    for name, value in element.attrib.items():
        if name in ATTRIBUTES and _is_plain(name, value):
            kept.set(name, value)
    for child in element:
        if _local(child.tag) in ELEMENTS and not _is_empty(child):
            kept.extend(_led(child))
    if kept.tag == "svg":
        kept.attrib.pop("width", None)
        kept.attrib.pop("height", None)
    return kept


def _led(element: ET.Element) -> list[ET.Element]:
    """Keep a piece; a link only where it leads to a page of ours, and then by its name."""
    kept = _kept(element)
    if kept.tag != "a":
        return [kept]
    address = element.get(f"{{{LINK}}}href") or ""
    if not address.startswith(HERE + "/"):
        return list(kept)
    kept.set("href", address.removeprefix(HERE))
    names = [child.get("aria-label") for child in element if child.get("aria-label")]
    if names and not element.findtext(f"{{{SPACE}}}text"):
        kept.set("aria-label", str(names[0]))
    return [kept]


def _is_plain(name: str, value: str) -> bool:
    return name not in {"fill", "stroke"} or COLOUR.fullmatch(value) is not None


def _is_empty(element: ET.Element) -> bool:
    """Tell whether a piece draws nothing: backgrounds and foregrounds of groups."""
    return element.get("class") in {"background", "foreground"}


def _local(tag: str) -> str:
    return tag.removeprefix(f"{{{SPACE}}}")


def _leads_on(chart: Chart) -> bool:
    """Tell whether marks lead to pages; an image would hide them from a screen reader."""
    match chart:
        case Bars():
            return any(bar.href for bar in chart.bars)
        case Dots():
            return any(dot.href for dot in chart.dots)
        case _:
            return False
