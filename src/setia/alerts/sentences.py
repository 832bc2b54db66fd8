"""Problems of alerts as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "alert.over": _("This alert is over already."),
    "alert.owner_closed": _("%(name)s has no open log-in here. Choose somebody else."),
    "alert.why_missing": _("Say in a few words what was done, or why nothing is."),
    "alert.text_long": _("At most %(most)s characters fit in here."),
    "alert.kind_unknown": _("There is no such kind of alert."),
    "alert.mute_reason": _("Say why these alerts are not wanted for a while."),
    "alert.mute_until": _("Choose a day after today, at most %(most)s days ahead."),
    "alert.unmuted_already": _("These alerts are heard again already."),
}
