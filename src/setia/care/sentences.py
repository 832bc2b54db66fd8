"""Problems of care as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "touch.kind_unknown": _("There is no touch of this kind."),
    "touch.outcome_unknown": _("There is no such outcome."),
    "touch.note_long": _("At most %(most)s characters fit in here."),
    "touch.key_long": _("The key of a touch has at most %(most)s characters."),
    "touch.ahead": _("A touch cannot be in the future."),
    "touch.back_on": _("Choose a day after today on which to try again."),
    "touch.key_taken": _("Another touch was sent under this key already."),
    "quota.person": _("Choose somebody who may write touches."),
    "quota.kind": _("There is no touch of this kind."),
    "quota.span": _("Choose a day, a week or a month."),
    "quota.count": _("Write a whole number from 0 to 1000."),
    "quota.past": _("A quota begins today or later; what is past stays as it was."),
}
