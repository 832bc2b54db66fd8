"""What happens to rewards and to those who choose them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event
from setia.rewards.models.stock import Movement

REWARD_ADDED = event("reward.added", _("%(actor)s added the reward %(reward)s."))
REWARD_CHANGED = event("reward.changed", _("%(actor)s changed the reward %(reward)s."))
STOCK_MOVED = event(
    "reward.stock_moved",
    _("%(actor)s: stock of %(reward)s, %(what)s: %(pieces)s."),
    what=Movement,
)
MENU_SET = event(
    "reward.menu_set", _("%(actor)s set what may be chosen in %(program)s until %(until)s.")
)
CHOSEN = event("reward.chosen", _("%(party)s chose %(reward)s."))
CHOICE_CANCELLED = event(
    "reward.choice_cancelled",
    _("%(actor)s cancelled the choice of %(reward)s by %(party)s: %(reason)s"),
)
SENT = event("reward.sent", _("%(actor)s sent %(reward)s to %(party)s."))
HANDED_OVER = event("reward.handed_over", _("%(party)s has %(reward)s."))
