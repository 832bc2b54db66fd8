"""Fields for figures: exact, and in the spelling that people use here."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.ui.figures import MINUS, written

GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?|[1-9]\d{0,2}(,\d{3})+(\.\d+)?")


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
        text = str(value or "").replace("\N{MINUS SIGN}", "-")
        text = re.sub(r"(?i)rp\.?|[\s\u00a0]|,-$", "", text)
        if not text:
            return None
        number = self._number(text)
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
        text = written(Decimal(value).scaleb(-self.decimals))
        # Three decimals alone would be read as thousands; a fourth one says what they are.
        alone = GROUPED.fullmatch(text.lstrip(MINUS)) and value % 10**self.decimals
        return f"{text}0" if alone else text

    def _number(self, text: str) -> Decimal:
        sign = -1 if text.startswith("-") else 1
        digits = text.removeprefix("-")
        if GROUPED.fullmatch(digits):
            point = "," if digits.rfind(",") > digits.rfind(".") else "."
            groups = "." if point == "," else ","
            # With one separator only, it groups: 25.000 and 25,000 are the same here.
            if digits.count(point) and groups not in digits:
                point, groups = groups, point
            digits = digits.replace(groups, "").replace(point, ".")
        else:
            digits = digits.replace(",", ".")
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", digits):
            raise forms.ValidationError(_("Write a number, like 25.000."))
        return sign * Decimal(digits)


class RupiahField(FigureField):
    """Money, kept in sen."""

    decimals = 2


class QuantityField(FigureField):
    """A quantity, kept in thousandths."""

    decimals = 3
