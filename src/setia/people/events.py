"""What happens to parties."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event
from setia.people.models.history import Attribute
from setia.people.models.knowing import ConsentAct, ConsentChannel

REGISTERED = event("party.registered", _("%(actor)s registered %(party)s."))
BULK_REGISTERED = event(
    "party.bulk_registered",
    _("%(actor)s brought in %(new)s new people and refreshed %(changed)s."),
)
CHANGED = event("party.changed", _("%(actor)s changed %(party)s."))
ATTRIBUTE_CHANGED = event(
    "party.attribute_changed",
    _("%(actor)s set %(attribute)s of %(party)s to “%(value)s” from %(from_date)s on."),
    attribute=Attribute,
)
CONTACT_ADDED = event("party.contact_added", _("%(actor)s added %(value)s to %(party)s."))
CONTACT_REMOVED = event(
    "party.contact_removed", _("%(actor)s removed %(value)s from %(party)s.")
)
DETAIL_ADDED = event(
    "party.detail_added", _("%(actor)s wrote something down about %(party)s: %(what)s.")
)
DETAIL_REMOVED = event(
    "party.detail_removed", _("%(actor)s removed %(what)s from %(party)s.")
)
CONSENT_RECORDED = event(
    "party.consent_recorded",
    _("%(actor)s recorded a consent of %(party)s: %(channel)s, %(act)s."),
    channel=ConsentChannel,
    act=ConsentAct,
)
MERGED = event("party.merged", _("%(actor)s merged %(gone)s into %(kept)s."))
NOT_DUPLICATE = event(
    "party.not_duplicate", _("%(actor)s decided that %(one)s and %(other)s are two.")
)
EXPORTED = event("party.exported", _("%(actor)s exported %(count)s people as %(format)s."))
