"""Problems of claims as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "claim.month_not_final": _("%(month)s is not final. Close it and make it final first."),
    "claim.to_missing": _("Say to whom it goes."),
    "claim.reason_missing": _("Say why, in a few words."),
    "claim.reference_long": _("A reference has at most 120 characters."),
    "claim.not_sent": _("%(claim)s was not sent yet."),
    "claim.sent_already": _("%(claim)s was sent already."),
    "claim.accepted_already": _("%(claim)s was accepted already."),
    "claim.withdrawn": _("%(claim)s was withdrawn."),
    "claim.settled": _("Nothing of %(claim)s is open any more."),
    "claim.amount": _("Give an amount above zero, in whole units."),
    "claim.more_than_claimed": _("That is more than was claimed."),
    "claim.more_than_open": _("That is more than is open."),
    "claim.day_ahead": _("The money cannot have come on a day that is still ahead."),
    "claim.same_person": _(
        "Whoever raised a claim cannot write it off. Ask a second person."
    ),
    "claim.key_reused": _("This key was used before for another receipt."),
}
