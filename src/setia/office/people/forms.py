"""Forms of people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from setia.core.clock import today
from setia.core.models import User
from setia.people.change_party import PartyChange
from setia.people.drafts import AddressDraft, ContactDraft, PartyDraft
from setia.people.models.contact import ContactKind
from setia.people.models.history import Attribute
from setia.people.models.knowing import ConsentAct, ConsentChannel, DateKind
from setia.people.models.party import PartyRole


def _day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class NewPartyForm(forms.Form):
    """Somebody who is not in the books yet."""

    name = forms.CharField(label=_("Name"), max_length=160)
    role = forms.ChoiceField(label=_("Role"), choices=PartyRole.choices, initial="reseller")
    whatsapp = forms.CharField(
        label=_("WhatsApp"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    territory = forms.CharField(label=_("Territory"), required=False, max_length=80)
    tier = forms.CharField(label=_("Tier"), required=False, max_length=60)
    category = forms.CharField(label=_("Category"), required=False, max_length=60)
    parent = forms.CharField(label=_("Upline (code)"), required=False, max_length=64)
    street = forms.CharField(label=_("Street"), required=False, max_length=240)
    city = forms.CharField(label=_("City"), required=False, max_length=80)
    province = forms.CharField(label=_("Province"), required=False, max_length=80)
    joined_on = forms.DateField(label=_("Joined on"), required=False, widget=_day_input())
    birth_date = forms.DateField(label=_("Birth date"), required=False, widget=_day_input())
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Left empty, the next one is given."),
        required=False,
        max_length=64,
    )
    notes = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 3}),
    )

    def draft(self) -> PartyDraft:
        """Return what was filled in."""
        filled: dict[str, Any] = self.cleaned_data
        contacts = tuple(
            ContactDraft(kind, filled[kind])
            for kind in ("whatsapp", "email")
            if filled[kind]
        )
        names = ("name", "role", "code", "tier", "category", "territory", "parent", "notes")
        return PartyDraft(
            **{name: filled[name] for name in names},
            joined_on=filled["joined_on"],
            birth_date=filled["birth_date"],
            contacts=contacts,
            address=AddressDraft(filled["street"], filled["city"], filled["province"]),
        )


class PartyForm(forms.Form):
    """What is corrected about somebody; the version guards against two at once."""

    name = forms.CharField(label=_("Name"), max_length=160)
    role = forms.ChoiceField(label=_("Role"), choices=PartyRole.choices)
    joined_on = forms.DateField(label=_("Joined on"), required=False, widget=_day_input())
    birth_date = forms.DateField(label=_("Birth date"), required=False, widget=_day_input())
    caretaker = forms.ModelChoiceField(
        label=_("Who looks after them"), queryset=User.objects.none(), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        caretaker = self.fields["caretaker"]
        if isinstance(caretaker, forms.ModelChoiceField):
            staff = User.objects.filter(is_active=True, party_id=None)
            caretaker.queryset = staff.order_by("first_name", "pk")

    def change(self) -> PartyChange:
        """Return what was filled in."""
        filled: dict[str, Any] = self.cleaned_data
        caretaker = filled["caretaker"]
        return PartyChange(
            filled["name"],
            filled["role"],
            filled["joined_on"],
            filled["birth_date"],
            caretaker.pk if caretaker else None,
        )


class AttributeForm(forms.Form):
    """A move to another tier, category, territory or upline, from a day on."""

    attribute = forms.ChoiceField(label=_("What changes"), choices=Attribute.choices)
    value = forms.CharField(
        label=_("New value"), help_text=_("For an upline: their code."), required=False
    )
    from_date = forms.DateField(label=_("From this day on"), widget=_day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["from_date"].initial = today(settings.TIME_ZONE)


class ContactForm(forms.Form):
    """A number or address more."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind.choices)
    value = forms.CharField(label=_("Number or address"), max_length=254)


class DateForm(forms.Form):
    """A day of the year worth remembering."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DateKind.choices)
    day = forms.IntegerField(label=_("Day"), min_value=1, max_value=31)
    month = forms.IntegerField(label=_("Month"), min_value=1, max_value=12)
    year = forms.IntegerField(
        label=_("Year"), min_value=1900, max_value=2100, required=False
    )
    label = forms.CharField(label=_("About"), max_length=80, required=False)


class FamilyForm(forms.Form):
    """Somebody of the family."""

    name = forms.CharField(label=_("Name"), max_length=120)
    relation = forms.CharField(label=_("Relation"), max_length=60, required=False)


class LikeForm(forms.Form):
    """A hobby or a taste."""

    text = forms.CharField(label=_("Likes"), max_length=160)


class NoteForm(forms.Form):
    """What was said."""

    text = forms.CharField(
        label=_("Note"), max_length=4_000, widget=forms.Textarea({"rows": 3})
    )


class AddressForm(forms.Form):
    """A place."""

    street = forms.CharField(label=_("Street"), max_length=240, required=False)
    city = forms.CharField(label=_("City"), max_length=80)
    province = forms.CharField(label=_("Province"), max_length=80, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=10, required=False)


class ConsentForm(forms.Form):
    """A consent as proof: for what, in which words, where."""

    channel = forms.ChoiceField(label=_("For"), choices=ConsentChannel.choices)
    act = forms.ChoiceField(label=_("Act"), choices=ConsentAct.choices)
    text = forms.CharField(
        label=_("In these words"), max_length=2_000, widget=forms.Textarea({"rows": 2})
    )
    source = forms.CharField(
        label=_("Where"), help_text=_("In the shop, by chat, on a form …"), max_length=120
    )


DETAIL_FORMS: dict[str, type[forms.Form]] = {
    "date": DateForm,
    "family": FamilyForm,
    "like": LikeForm,
    "note": NoteForm,
    "address": AddressForm,
}
