"""Tell when a large account dips, disputes an award, or waits for what was promised.

Each thing is told once: a dip once a month, a dispute and a promise once each. What is no
longer so passes by itself. A promise that broke is told by the room of promises; here a large
account is told of while it can still be kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.timezone import localtime

from setia.accounts.current_ranks import current_ranks
from setia.accounts.dips import dips_among
from setia.accounts.kinds import ACCOUNT_DIPS, ACCOUNT_DISPUTES, ACCOUNT_WAITS
from setia.accounts.models import Rank
from setia.accounts.tell_complaint import shortened
from setia.alerts.end_alert import let_pass
from setia.alerts.models import Alert
from setia.alerts.raise_alert import Told, raise_alert, told_ever
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.days import end_of
from setia.disputes.models import Dispute
from setia.promises.models import Promise
from setia.rewards.models import Choice

AHEAD = timedelta(days=2)
WAITS_FOR = {"delivery": "account.waits_delivery", "reward": "account.waits_reward"}


def warn_of_accounts(by: Actor) -> int:
    """Look at every large account; return how many alerts were raised."""
    day = localtime(now()).date()
    ranks = current_ranks().filter(rank=Rank.LARGE).select_related("party", "rule")
    large = {rank.party_id: rank for rank in ranks}
    dips = {
        f"{dip.party.pk} {day:%Y-%m}": Told(
            "account.dips",
            {
                "party": dip.party.name,
                "last_minor": dip.last_minor,
                "usual_minor": dip.usual_minor,
            },
            dip.party,
        )
        for dip in dips_among(large.values(), day)
    }
    told = _tell(ACCOUNT_DIPS, dips, by)
    told += _tell(ACCOUNT_DISPUTES, _disputes(list(large)), by)
    return told + _tell(ACCOUNT_WAITS, _waits(list(large), day), by)


def _tell(kind: str, found: Mapping[str, Told], by: Actor) -> int:
    known = told_ever(kind, list(found))
    raised = [raise_alert(kind, key, found[key], by) for key in found if key not in known]
    over = Alert.objects.open().filter(kind=kind).exclude(key__in=list(found))
    for key in list(over.values_list("key", flat=True)):
        let_pass(kind, key, by)
    return sum(alert is not None for alert in raised)


def _disputes(large: list[int]) -> dict[str, Told]:
    rows = Dispute.objects.standing().filter(payee__in=large).select_related("payee")
    return {
        f"dispute {one.pk}": Told(
            "account.disputes",
            {"party": one.payee.name, "text": shortened(one.text)},
            one.payee,
        )
        for one in rows
    }


def _waits(large: list[int], day: date) -> dict[str, Told]:
    choices = Choice.objects.waiting().filter(party__in=large, promised_on__lte=day + AHEAD)
    found = {
        f"choice {one.pk}": Told(
            "account.waits_reward",
            {
                "party": one.party.name,
                "what": one.reward.title_id,
                "due_on": one.promised_on.isoformat(),
            },
            one.party,
        )
        for one in choices.select_related("party", "reward")
    }
    promises = Promise.objects.waiting().filter(
        to__in=large, due_at__gte=now(), due_at__lt=end_of(day + AHEAD)
    )
    for one in promises.select_related("to"):
        params = {
            "party": one.to.name,
            "what": one.text or one.ref,
            "due_on": localtime(one.due_at).date().isoformat(),
        }
        code = WAITS_FOR.get(one.kind, "account.waits_answer")
        found[f"promise {one.pk}"] = Told(code, params, one.to)
    return found
