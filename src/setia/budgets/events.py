"""What happens to care budgets."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event

BUDGET_SET = event("budget.set", _("%(actor)s set the care budget %(budget)s."))
BUDGET_ENDED = event(
    "budget.ended", _("%(actor)s ended the care budget %(budget)s on %(day)s.")
)
BUDGET_CHARGED = event(
    "budget.charged", _("%(actor)s charged %(note)s to the care budget %(budget)s.")
)
CHARGE_REVERSED = event(
    "budget.charge_reversed",
    _("%(actor)s took back the charge of %(note)s to the care budget %(budget)s."),
)
