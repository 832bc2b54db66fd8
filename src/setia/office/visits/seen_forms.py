"""The form of a check-in: short at the top, what was seen below."""

from __future__ import annotations

import secrets
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from setia.catalog.models import Product
from setia.core.clock import now
from setia.documents.kept_photo import MOST_BYTES, keep_photo
from setia.office.visits.forms import PlaceField
from setia.ui.fields import QuantityField, RupiahField
from setia.visits.check_in import Made, Sight
from setia.visits.models import SeenKind, Shared, Visit

LINES = 3
MEGABYTE = 1024 * 1024
FARTHEST_OFF = 100_000


class CheckInForm(forms.Form):
    """When and where, whether we wanted something, and what was said."""

    key = forms.CharField(max_length=80, widget=forms.HiddenInput)
    at = forms.DateTimeField(
        label=_("When"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = PlaceField(
        label=_("Where"),
        required=False,
        help_text=_("Left empty, the visit counts all the same."),
    )
    accuracy = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=FARTHEST_OFF,
        widget=forms.HiddenInput({"data-place-accuracy": ""}),
    )
    by_request = forms.BooleanField(
        label=_("We wanted something from them (an order, a payment, a signature)"),
        required=False,
    )
    shared = forms.ChoiceField(
        label=_("Did they tell about their stock and prices?"),
        choices=Shared.choices,
        initial=Shared.NOT_ASKED,
        widget=forms.RadioSelect,
    )
    order = forms.CharField(label=_("Wants to order"), max_length=1000, required=False)
    complaint = forms.CharField(
        label=_("Complaint"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("Of the shelf, for example. Where it was taken is not kept."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        local = now().astimezone(ZoneInfo(settings.TIME_ZONE))
        self.fields["at"].initial = local
        self.fields["key"].initial = secrets.token_hex(16)

    def clean_photo(self) -> bytes:
        """Return the picture's content."""
        file = self.cleaned_data["photo"]
        if not file:
            return b""
        if file.size > MOST_BYTES:
            most = {"most": MOST_BYTES // MEGABYTE}
            raise forms.ValidationError(
                _now("A photo may have at most %(most)s MB."), "", most
            )
        data: bytes = file.read()
        return data

    def made(self, visit: Visit | None, lines: tuple[Sight, ...]) -> Made:
        """Return the visit with all that was seen; the photo is drawn anew first."""
        filled = self.cleaned_data
        said = (SeenKind.ORDER, SeenKind.COMPLAINT)
        seen = [
            *lines,
            *(Sight(one, text=filled[one.value]) for one in said if filled[one.value]),
        ]
        if filled["photo"]:
            seen.append(Sight(SeenKind.PHOTO, photo=keep_photo(filled["photo"])))
        return Made(
            at=filled["at"],
            key=filled["key"],
            by_request=filled["by_request"],
            shared=filled["shared"],
            note=filled["note"],
            point=filled["place"],
            accuracy_m=filled["accuracy"],
            visit=visit,
            seen=tuple(seen),
        )


class SeenForm(forms.Form):
    """One product on the shelf: how many there are, and what it costs there."""

    product = forms.CharField(
        label=_("Product (code)"),
        max_length=64,
        required=False,
        widget=forms.TextInput({"list": "products", "autocomplete": "off"}),
    )
    quantity = QuantityField(label=_("Stock"), required=False)
    price = RupiahField(label=_("Price"), required=False)

    def clean(self) -> dict[str, Any]:
        """Find the product, and ask for at least one figure about it."""
        filled = super().clean() or {}
        code = filled.get("product") or ""
        figures = [filled.get("quantity"), filled.get("price")]
        if code and not self.errors:
            found = Product.objects.filter(code=code).first()
            if found is None:
                raise forms.ValidationError(
                    _now("There is no product with the code %(code)s."), "", {"code": code}
                )
            filled["found"] = found
            if figures == [None, None]:
                raise forms.ValidationError(_now("Write the stock, the price, or both."))
        elif any(one is not None for one in figures) and not self.errors:
            raise forms.ValidationError(_now("Choose the product that was seen."))
        return filled

    def sights(self) -> list[Sight]:
        """Return what was seen of it."""
        filled = self.cleaned_data
        if not filled.get("found"):
            return []
        seen = []
        if filled["quantity"] is not None:
            seen.append(
                Sight(SeenKind.STOCK, filled["found"], quantity_milli=filled["quantity"])
            )
        if filled["price"] is not None:
            seen.append(Sight(SeenKind.PRICE, filled["found"], price_minor=filled["price"]))
        return seen


SeenForms = forms.formset_factory(SeenForm, extra=LINES, max_num=20, validate_max=True)
