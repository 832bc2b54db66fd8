"""Problems of disputes as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "dispute.text_missing": _("Say in a few words what is not right."),
    "dispute.text_long": _("At most %(most)s characters fit in here."),
    "dispute.nothing_booked": _("Nothing of this award was booked yet."),
    "dispute.too_late": _(
        "An award can be questioned until 30 days after its month is final;"
        " that was %(day)s."
    ),
    "dispute.open_already": _("This award is in question already. Wait for the answer."),
    "dispute.reason_missing": _("Write the reason; the partner reads it."),
    "dispute.same_person": _(
        "Whoever raised a dispute cannot answer it. Ask somebody else."
    ),
    "dispute.amount": _("Write an amount that is whole and not 0."),
    "dispute.over": _("This dispute was answered or withdrawn already."),
}
