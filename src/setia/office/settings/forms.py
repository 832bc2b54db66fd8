"""Forms of the house's own settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.core.issue_token import GRANTABLE
from setia.core.manage_user import UserDraft
from setia.core.permission_words import WORDS
from setia.core.roles import Role
from setia.office.zones import INDONESIA
from setia.people.models import Party


class BusinessForm(forms.Form):
    """What the business calls itself, and where it works."""

    name = forms.CharField(label=_("Name of the business"), max_length=120)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=list(INDONESIA.items()),
    )


class UserForm(forms.Form):
    """What a log-in is to be."""

    username = forms.CharField(label=_("Log-in"), max_length=150)
    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    territories = forms.CharField(
        label=_("Territories"),
        help_text=_("For a salesperson; separated by commas."),
        required=False,
        max_length=800,
    )
    party = forms.CharField(
        label=_("Code of the partner or supplier"),
        help_text=_("For the roles partner and supplier."),
        required=False,
        max_length=64,
    )

    def clean_party(self) -> int | None:
        """Find the party by its code."""
        code = self.cleaned_data["party"].strip()
        if not code:
            return None
        found = Party.objects.standing().filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("There is nobody with this code."))
        return found.pk

    def draft(self) -> UserDraft:
        """Return what was filled in."""
        filled: dict[str, Any] = self.cleaned_data
        return UserDraft(
            username=filled["username"],
            name=filled["name"],
            role=Role(filled["role"]),
            email=filled["email"],
            territories=tuple(filled["territories"].split(",")),
            party_id=filled["party"],
        )


class KeptUserForm(UserForm):
    """A log-in that is there: people sign in by its name, so the name stays."""

    username = forms.CharField(label=_("Log-in"), disabled=True)


class PasswordForm(forms.Form):
    """A password that somebody else chose; the person is told it, and changes it."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least ten characters; the person can change it."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


class NewUserForm(PasswordForm, UserForm):
    """A log-in that is not there yet: also its first password."""

    field_order = ("username", "name", "email", "role", "territories", "party", "password")


class TokenForm(forms.Form):
    """What a program that speaks to Setia may do."""

    name = forms.CharField(
        label=_("Name"), help_text=_("Which program, and where it runs."), max_length=120
    )
    scopes = forms.MultipleChoiceField(
        label=_("May"),
        choices=[(scope, WORDS[scope]) for scope in WORDS if scope in GRANTABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
