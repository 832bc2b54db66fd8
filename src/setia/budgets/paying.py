"""Which budget pays for care of somebody."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import Case, IntegerField, Q, Value, When

from setia.budgets.models import Budget, BudgetScope
from setia.budgets.standing import account_keys
from setia.core.clock import today
from setia.people.models import Party
from setia.people.resolve_code import survivors


def budget_for(party: Party, on: date | None = None) -> Budget | None:
    """Return the budget that pays for somebody on a day; None where none does.

    The account's own comes first, then that of its category, then the business's; of several
    of one sort the one that was set last.
    """
    scope = BudgetScope
    ours = Q(scope=scope.ACCOUNT, party__in=account_keys(party.pk, survivors()))
    ours |= Q(scope=scope.BUSINESS)
    if party.category:
        ours |= Q(scope=scope.SEGMENT, category=party.category)
    nearest = Case(
        When(scope=scope.ACCOUNT, then=Value(0)),
        When(scope=scope.SEGMENT, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    day = on or today(settings.TIME_ZONE)
    rows = Budget.objects.running_on(day).filter(ours).select_related("end")
    return rows.annotate(nearest=nearest).order_by("nearest", "-pk").first()
