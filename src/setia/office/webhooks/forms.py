"""Forms of webhooks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.webhooks.address import MOST_CHARACTERS
from setia.webhooks.published import TYPES


class EndpointForm(forms.Form):
    """Where messages are to go, and which."""

    url = forms.CharField(
        label=_("Address"),
        help_text=_("Of the program that listens; it begins with https://."),
        max_length=MOST_CHARACTERS,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
    )
    description = forms.CharField(
        label=_("Name"), help_text=_("Which program it is."), max_length=200, required=False
    )
    types = forms.MultipleChoiceField(
        label=_("Is told of"),
        help_text=_("Choose none to tell it everything, also what is added later."),
        choices=list(TYPES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
