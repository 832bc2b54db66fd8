"""Problems of gatherings as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "gathering.title": _("Give it a title of at most %(most)s characters."),
    "gathering.kind": _("Choose what sort of gathering it is."),
    "gathering.place": _("Say where it is, in at most %(most)s characters."),
    "gathering.too_long": _("At most %(most)s characters."),
    "gathering.minutes": _("It lasts between 15 minutes and 14 days."),
    "gathering.capacity": _("Write how many fit, from 1 to %(most)s, or leave it empty."),
    "gathering.budget": _("Write an amount from 0 up, in whole rupiah."),
    "gathering.when": _("Choose a day between 2000 and 2100."),
    "gathering.changed": _("Somebody else has changed it. Look again."),
    "gathering.cancelled": _("It was cancelled."),
    "gathering.reason": _("Write why; who was invited wants to know."),
    "gathering.over": _("It is over already."),
    "gathering.nobody": _("Nobody fits who was not invited yet."),
    "gathering.too_many": _("%(count)s fit, more than %(most)s. Choose more narrowly."),
    "gathering.invited_already": _("%(party)s was invited already."),
    "gathering.why": _("Write why they are invited."),
    "answer.kind": _("Choose an answer."),
    "answer.heads": _("Write how many come in all, from %(least)s to %(most)s."),
    "answer.late": _("It has begun; answers are recorded at the door now."),
    "answer.at_once": _("Somebody else answered in the same moment. Look again."),
    "answer.family": _("Choose members of the family from the list."),
    "door.early": _("The door opens on the day of the gathering."),
    "cost.what": _("Say what it was, in at most %(most)s characters."),
    "cost.amount": _("Write an amount above 0, in whole rupiah."),
    "cost.twice": _("This cost was recorded already."),
    "cost.reason": _("Write why it is taken back."),
    "cost.taken_back": _("This cost was taken back already."),
}
