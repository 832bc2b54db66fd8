"""What happens around partner pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

LINK_MADE = event(
    "partner.link_made", _("%(actor)s made a link to the partner pages of %(party)s.")
)
LINK_REVOKED = event(
    "partner.link_revoked", _("%(actor)s took back a link to the pages of %(party)s.")
)
ASK_SET_ASIDE = event(
    "partner.ask_set_aside", _("%(actor)s set aside a request for a link from %(to)s.")
)
SESSION_OPENED = event(
    "partner.session_opened", _("%(actor)s opened their partner pages on %(device)s.")
)
SESSION_ENDED = event(
    "partner.session_ended", _("%(actor)s signed %(party)s out on %(device)s.")
)
APPLICATION_APPROVED = event(
    "application.approved", _("%(actor)s accepted %(name)s as a reseller.")
)
APPLICATION_DECLINED = event(
    "application.declined", _("%(actor)s declined the application of %(name)s.")
)
MATERIAL_ADDED = event("material.added", _("%(actor)s put “%(title)s” into the media kit."))
MATERIAL_CHANGED = event(
    "material.changed", _("%(actor)s changed “%(title)s” in the media kit.")
)
MATERIAL_WITHDRAWN = event(
    "material.withdrawn", _("%(actor)s took “%(title)s” out of the media kit.")
)
RULES_CHANGED = event(
    "partner.rules_changed", _("%(actor)s changed what partner pages show.")
)
CORRECTION_ASKED = event(
    "correction.asked", _("%(actor)s asked that something about them be put right.")
)
CORRECTION_ANSWERED = event(
    "correction.answered", _("%(actor)s answered %(party)s about a correction.")
)
