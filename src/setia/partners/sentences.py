"""Problems of partner pages as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "partner.name_wrong": _(
        "Write your WhatsApp number like 0812-3456-7890, or your e-mail address."
    ),
    "partner.no_pages": _("There are no partner pages for somebody of this role."),
    "partner.link_gone": _("This link was used or taken back already."),
    "partner.ask_gone": _("Somebody has dealt with this request already."),
    "partner.session_gone": _("This device was signed out already."),
    "partner.rules_changed": _("Somebody else changed this in the meantime. Look again."),
    "partner.names_unknown": _("Choose how others are named."),
    "application.name_missing": _("Write your name, in at most 160 characters."),
    "application.phone_wrong": _("Write your WhatsApp number like 0812-3456-7890."),
    "application.city_missing": _("Write your city, in at most 80 characters."),
    "application.too_long": _("This is longer than %(most)s characters."),
    "application.reason_unknown": _("Choose why you want to join."),
    "application.consent_missing": _(
        "Without your consent we may not keep your name and number."
    ),
    "application.too_often": _(
        "Too many applications came from here. Try again tomorrow, or ask us by chat."
    ),
    "application.decided": _("Somebody has decided about this application already."),
    "application.why_missing": _("Write why, so that the next person understands."),
    "material.title_missing": _("Give it a title of at most 120 characters."),
    "material.text_missing": _("Write the text that partners share."),
    "material.too_long": _("This is longer than %(most)s characters."),
    "material.days_wrong": _("The last day is before the first."),
    "material.picture_kind": _("Choose a picture: a JPEG, PNG or WebP file."),
    "material.picture_large": _(
        "This picture is too large. Choose one of at most %(most)s MB and 40 megapixels."
    ),
    "material.changed": _("Somebody else changed it in the meantime. Look again."),
    "material.gone": _("It was taken out of the media kit already."),
    "correction.text_missing": _("Write what is not right."),
    "correction.too_long": _("This is longer than %(most)s characters."),
    "correction.too_many": _(
        "Three of your requests wait for an answer. We answer them first."
    ),
    "correction.answered": _("Somebody has answered this already."),
}
