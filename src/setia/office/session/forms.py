"""Forms for signing in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_otp import match_token

from setia.core.models import User


class FirstRunForm(forms.Form):
    """What an empty installation needs to begin."""

    name = forms.CharField(label=_("Name of the business"), max_length=120)
    owner = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    username = forms.CharField(
        label=_("Your log-in"),
        help_text=_("A short name or your e-mail address."),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least ten characters."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class SecondFactorForm(forms.Form):
    """The six digits that an authenticator shows, or one of the spare codes."""

    token = forms.CharField(
        label=_("Code"),
        max_length=16,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_token(self) -> str:
        """Check the code; tries are slowed down for each device."""
        token: str = self.cleaned_data["token"].replace(" ", "")
        if match_token(self.user, token) is None:
            raise forms.ValidationError(_("This code is not right, or no longer is."))
        return token
