"""Problems and alerts of promises and deliveries as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "promise.kind_unknown": _("Choose what is promised."),
    "promise.text_long": _("At most %(most)s characters fit in here."),
    "promise.text_plain": _("Write plain text, without control characters."),
    "promise.ref": _("Say what the promise belongs to, in at most %(most)s characters."),
    "promise.kept_in_future": _("What lies ahead was not kept yet."),
    "promise.over": _("This promise was kept or given up already."),
    "promise.not_broken": _("This promise is not broken."),
    "promise.excused_already": _("Somebody wrote down already why it broke."),
    "promise.due_already": _("It was due already: write down why it broke instead."),
    "promise.why_missing": _("Say why, in a few words."),
    "promise.delivery_first": _("A delivery is kept by what arrives. Note the arrival."),
    "promise.broken_delivery": _(
        "The delivery of %(ref)s to %(to)s was promised for %(due_on)s and is not there in"
        " full. Call and say sorry."
    ),
    "promise.broken_reward": _(
        "The reward %(ref)s was promised to %(to)s for %(due_on)s. Call and say sorry."
    ),
    "promise.broken_answer": _(
        "%(to)s was promised an answer by %(due_on)s: “%(ref)s”. Call and say sorry."
    ),
    "promise.broken_other": _(
        "“%(text)s” was promised to %(to)s for %(due_on)s. Call and say sorry."
    ),
    "delivery.order_missing": _("Name the order, in at most %(most)s characters."),
    "delivery.quantity": _("Write a quantity above 0."),
    "delivery.day_far": _("Choose a day within two years."),
    "delivery.key_reused": _("This delivery was promised already with other figures."),
    "delivery.arrival_key_reused": _("This arrival was noted already with other figures."),
    "delivery.arrived_in_future": _("What comes on a later day has not arrived yet."),
    "delivery.complete": _(
        "This delivery is complete and judged; its arrivals stay as they are."
    ),
    "delivery.struck_already": _("This arrival was struck out already."),
}
