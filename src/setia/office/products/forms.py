"""The form of a product."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.catalog.register_product import ProductDraft
from setia.ui.fields import RupiahField


class ProductForm(forms.Form):
    """What is known of a product; the version guards against two at once."""

    code = forms.CharField(label=_("Code"), max_length=64)
    name = forms.CharField(label=_("Name"), max_length=160)
    category = forms.CharField(label=_("Category"), max_length=80, required=False)
    brand = forms.CharField(label=_("Brand"), max_length=80, required=False)
    supplier = forms.CharField(label=_("Supplier (code)"), max_length=64, required=False)
    price = RupiahField(label=_("Price"), required=False)
    cost = RupiahField(label=_("Cost"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def draft(self) -> ProductDraft:
        """Return what was filled in."""
        filled = self.cleaned_data
        names = ("code", "name", "category", "brand", "supplier")
        return ProductDraft(
            **{name: filled[name] for name in names},
            price_minor=filled["price"],
            cost_minor=filled["cost"],
        )
