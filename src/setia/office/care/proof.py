"""Whether care helps, as a page that the owner can read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from setia.care.proof import proofs
from setia.care.study.effect import FEWEST, Effect, Interval, Verdict
from setia.core.clock import today
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.people.models.contact import ContactKind

VERDICTS: Mapping[Verdict, tuple[str, str | Promise]] = {
    Verdict.TOO_FEW: ("", gettext_lazy("too few to tell")),
    Verdict.TOO_ALIKE: ("", gettext_lazy("reached alike")),
    Verdict.TOO_WIDE: ("", gettext_lazy("too uncertain to tell")),
    Verdict.HELPS: ("good", gettext_lazy("care helps")),
    Verdict.HARMS: ("bad", gettext_lazy("care does harm")),
    Verdict.NOTHING_SEEN: ("warn", gettext_lazy("no effect seen")),
}


@dataclass(frozen=True)
class Told:
    """One question about one channel, in the figures of the page."""

    title: str
    effect: Effect
    badge: str
    verdict: str
    reached: tuple[str, str]
    came: tuple[str, str]
    drawn: str
    touch: str


@permitted("care.proof")
@require_GET
def care_proof(request: HttpRequest) -> HttpResponse:
    """Show what standing early on the list brought, by channel."""
    found = proofs(today(settings.TIME_ZONE), actor_at(request))
    channels = [
        (
            str(ContactKind(one.channel).label) if one.channel else _("All ways together"),
            [
                _told(_("A next order within 90 days"), one.order),
                _told(_("Active in the third month"), one.active),
            ],
        )
        for one in found.every
    ]
    context = {"found": found, "channels": channels, "fewest": FEWEST}
    return render(request, "office/care/proof.html", context)


def _told(title: str, effect: Effect) -> Told:
    badge, verdict = VERDICTS[effect.verdict]
    return Told(
        title,
        effect,
        badge,
        str(verdict),
        (_percent(effect.early.touched), _percent(effect.late.touched)),
        (_percent(effect.early.came), _percent(effect.late.came)),
        _points(effect.drawn),
        _points(effect.touch),
    )


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"


def _points(interval: Interval | None) -> str:
    if interval is None:
        return "–"
    figures = [
        f"{round(100 * one):+d}" for one in (interval.value, interval.low, interval.high)
    ]
    value, low, high = (one.replace("-", "\N{MINUS SIGN}") for one in figures)
    return _("%(value)s points (from %(low)s to %(high)s)") % {
        "value": value,
        "low": low,
        "high": high,
    }
