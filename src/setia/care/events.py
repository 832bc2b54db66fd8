"""What happens in care."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

TOUCH_RECORDED = event("touch.recorded", _("%(actor)s wrote down a touch with %(party)s."))
QUOTA_SET = event("quota.set", _("%(actor)s set a quota of touches for %(person)s."))
