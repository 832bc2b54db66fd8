"""Problems with messages as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "message.no_address": _("There is no address of %(party)s for this channel."),
    "message.no_consent": _(
        "%(party)s has not agreed to be written to like this. Ask first, and write down the"
        " consent."
    ),
    "message.capped": _(
        "%(party)s was written to often enough this week. Wait until next week."
    ),
    "message.quiet_hours": _(
        "These are quiet hours, and after them the message would be of no use to %(party)s."
    ),
    "message.over_budget": _(
        "This message costs money, and no care budget has any left for %(party)s."
    ),
    "message.needs_template": _(
        "%(party)s has not written within a day. WhatsApp then takes only templates that it"
        " has approved: choose one that has a WhatsApp name."
    ),
    "message.channel_unknown": _("Choose how it is sent."),
    "message.channel_not_set_up": _("This channel is not set up yet."),
    "message.purpose_unknown": _("Choose what it is for."),
    "message.text_missing": _("Write something, or choose a template."),
    "message.text_long": _("This is longer than %(most)s characters."),
    "message.text_unreadable": _("This holds a character that cannot be sent."),
    "message.over": _("This message went already, or was taken back."),
    "message.not_by_hand": _("This message is not one that you send yourself."),
    "message.rules_changed": _(
        "Somebody else changed the rules in the meantime. Look at them again."
    ),
    "message.cap_wrong": _("Write a number from 0 to %(most)s."),
    "message.words_wrong": _("Write at least one word, each of at most 40 letters."),
    "message.price_wrong": _("Write a price that is not below zero."),
    "message.zone_unknown": _("Choose a time zone."),
    "message.territories_missing": _("Tick at least one territory."),
    "message.territories_many": _("Tick at most %(most)s territories at once."),
    "message.territory_unknown": _("Nobody is in a territory %(territory)s."),
    "template.name_missing": _("Give the template a name of at most 80 characters."),
    "template.name_taken": _("There is a template of this name already."),
    "template.text_missing": _("Write the words in both languages."),
    "template.whatsapp_name": _(
        "WhatsApp's names of templates have small letters, digits and underscores only."
    ),
    "template.place_unknown": _(
        "Nobody knows what {%(place)s} is, at character %(at)s. Known are: %(known)s."
    ),
    "template.place_open": _(
        "A brace at character %(at)s stands alone. Write places like {name}."
    ),
    "template.place_missing": _("{%(place)s} stands in the other text, but not here."),
    "template.changed": _("Somebody else changed this template in the meantime."),
    "template.retired": _("This template was retired already."),
    "broadcast.nobody": _("Nobody would get this. Choose others, or another channel."),
    "broadcast.sent_already": _("This was confirmed already."),
    "broadcast.language": _("Choose a language."),
    "channel.value_missing": _("This is needed."),
    "channel.value_wrong": _("This does not look right. Copy it again."),
    "channel.no_mail_server": _(
        "Whoever runs this installation has set no mail server (SETIA_SMTP) yet."
    ),
    "channel.changed": _("Somebody else changed this channel in the meantime."),
    "channel.address_not_https": _(
        "Telegram only calls addresses with HTTPS, which these pages are not served under."
    ),
    "channel.refused": _("%(channel)s answered: %(error)s"),
}
