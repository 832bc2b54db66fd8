"""Fields for figures: exact, and in the spelling that people use here."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.ui.figures import read_figure, written_to_be_read


class FigureField(forms.Field):
    """A number that becomes a whole number of small units, or is asked for again."""

    decimals = 0

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - of a form field
        kwargs.setdefault(
            "widget", forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def to_python(self, value: object) -> int | None:
        """Read 25.000, 25,000, Rp25.000,50 or 25000.5; refuse what has two readings."""
        text = re.sub(r"(?i)rp\.?|[\s\u00a0]|,-$", "", str(value or ""))
        if not text:
            return None
        number = read_figure(text)
        if number is None:
            raise forms.ValidationError(_("Write a number, like 25.000."))
        scaled = number.scaleb(self.decimals)
        if scaled != scaled.to_integral_value() or abs(scaled) >= 2**63:
            raise forms.ValidationError(
                _("Write this with at most %(places)s decimals."),
                params={"places": self.decimals},
            )
        return int(scaled)

    def prepare_value(self, value: object) -> object:
        """Write the kept number as people read it, and so that it is read back the same."""
        if not isinstance(value, int):
            return value
        return written_to_be_read(Decimal(value).scaleb(-self.decimals))


class RupiahField(FigureField):
    """Money, kept in sen."""

    decimals = 2


class QuantityField(FigureField):
    """A quantity, kept in thousandths."""

    decimals = 3
