"""Alerts as sentences in the reader's language, with figures written as people write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import formats

from setia.alerts.kinds import label_of
from setia.alerts.models import Alert
from setia.core.days import month_in
from setia.office.sentences import sentence
from setia.ui import figures
from setia.ui.templatetags.ui import changed, day, quantity, rupiah


def told_alert(alert: Alert) -> str:
    """Return the sentence of an alert."""
    return sentence(alert.code, told_params(alert.params))


def kind_of(alert: Alert) -> str:
    """Return what the kind of an alert is called."""
    return label_of(alert.kind)


def told_params(params: Mapping[str, Any]) -> dict[str, Any]:
    """Write each value by the unit that its name says."""
    return {name: _written(name, value) for name, value in params.items()}


def _written(name: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value
    write = WRITTEN.get(name.rpartition("_")[2])
    if write is None or value is None:
        return value
    try:
        return write(value)
    except (ValueError, TypeError, InvalidOperation):
        # An old alert may hold a value of another shape: shown as it is.
        return value


def _month(text: str) -> str:
    month = month_in(text)
    return text if month is None else formats.date_format(month, "F Y")


WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "minor": rupiah,
    "milli": quantity,
    "share": lambda value: changed(value).removeprefix("+"),
    "number": lambda value: figures.written(Decimal(value)),
    "on": lambda value: day(date.fromisoformat(value)),
    "month": _month,
}
