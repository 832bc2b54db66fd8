"""What each channel needs to be told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django import forms
from django.utils.translation import gettext_lazy as _

from setia.messages.models import Channel

KEPT = _("Left empty, the one that is kept stays.")


def _secret(label: object, help_text: object = KEPT) -> forms.CharField:
    """Return a field that is typed and never shown."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        max_length=1_000,
        required=False,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=help_text,  # type: ignore[arg-type]
    )


class ChannelForm(forms.Form):
    """What every channel has: the version that it was read at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def told(self) -> Mapping[str, str]:
        """Return what was filled in."""
        filled = self.cleaned_data
        return {name: str(one) for name, one in filled.items() if name != "version"}


class WhatsAppForm(ChannelForm):
    """A number at Meta's Cloud API."""

    phone_number_id = forms.CharField(
        label=_("Phone number id"),
        max_length=40,
        help_text=_("From WhatsApp → API Setup; it is not the phone number itself."),
    )
    access_token = _secret(_("Access token"))
    app_secret = _secret(_("App secret"))


class TelegramForm(ChannelForm):
    """A bot."""

    bot_token = _secret(
        _("Token of the bot"), _("From @BotFather. Left empty, the one that is kept stays.")
    )


class EmailForm(ChannelForm):
    """From whom letters come."""

    sender = forms.CharField(label=_("Sender's address"), max_length=200)
    name = forms.CharField(label=_("Sender's name"), max_length=120)


CHANNEL_FORMS: Mapping[str, type[ChannelForm]] = MappingProxyType(
    {
        Channel.WHATSAPP: WhatsAppForm,
        Channel.TELEGRAM: TelegramForm,
        Channel.EMAIL: EmailForm,
    }
)
