"""Problems with people as sentences: what is wrong and what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "party.name_missing": _("Give a name of at most 160 characters."),
    "party.name_unreadable": _(
        "The name holds a character that cannot be shown. Type the name anew."
    ),
    "party.role_unknown": _("“%(role)s” is no role. Choose one of the list."),
    "party.too_long": _("This is longer than %(most)s characters."),
    "party.contact_kind": _("“%(value)s” is of no kind of contact that we know."),
    "party.phone_wrong": _("“%(value)s” is no phone number. Write it like 0812-3456-7890."),
    "party.whatsapp_wrong": _(
        "“%(value)s” is no WhatsApp number. Write it like 0812-3456-7890."
    ),
    "party.email_wrong": _("“%(value)s” is no e-mail address."),
    "party.telegram_wrong": _("“%(value)s” is no Telegram name."),
    "party.contact_known": _("%(value)s is there already."),
    "party.detail_gone": _("Somebody has removed it already."),
    "party.consent_incomplete": _("A consent needs its words, and where it was given."),
    "party.parent_unknown": _("There is nobody with the code %(code)s."),
    "party.parent_circle": _("%(code)s stands below this party already."),
    "party.attribute_unknown": _("“%(name)s” does not keep a history."),
    "party.other_territory": _("This territory is not one of yours."),
    "party.code_taken": _("Somebody has the code %(code)s already."),
    "party.changed_meanwhile": _(
        "Somebody else changed %(party)s in the meantime. Nothing of yours was saved; look "
        "at the new values, then change again."
    ),
    "party.merge_itself": _("Choose two different people."),
    "party.merged_meanwhile": _(
        "Somebody else merged one of the two in the meantime. Nothing was changed."
    ),
}
