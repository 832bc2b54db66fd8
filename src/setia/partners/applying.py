"""Apply to become a reseller: a public page, so nothing of it is trusted."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.one_at_a_time import one_at_a_time
from setia.partners.limits import APPLICATIONS, counted_in
from setia.partners.models import Application, JoiningReason
from setia.partners.models.application import FOR_OFFICE
from setia.people.phone import normal_phone


@dataclass(frozen=True)
class ApplicationDraft:
    """An application as somebody filled it in."""

    name: str
    phone: str
    city: str
    territory: str
    reason: str
    words: str
    agreed: bool

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it, each at its field."""
        found = []
        if not self.name.strip():
            found.append(Problem("application.name_missing", "name"))
        if normal_phone(self.phone) is None:
            found.append(Problem("application.phone_wrong", "phone"))
        if not self.city.strip():
            found.append(Problem("application.city_missing", "city"))
        if self.reason not in JoiningReason.values or self.reason in FOR_OFFICE:
            found.append(Problem("application.reason_unknown", "reason"))
        if not self.agreed:
            found.append(Problem("application.consent_missing", "agreed"))
        for place, text, most in self._bounded():
            if len(text) > most or "\0" in text:
                found.append(Problem("application.too_long", place, {"most": most}))
        return found

    def _bounded(self) -> list[tuple[str, str, int]]:
        return [
            ("name", self.name, 160),
            ("phone", self.phone, 40),
            ("city", self.city, 80),
            ("territory", self.territory, 80),
            ("words", self.words, 500),
        ]


def apply(draft: ApplicationDraft, consent: tuple[str, str], place: str) -> None:
    """Keep an application with its consent: the text that was agreed to, and its source.

    Of a number that waits for an answer already nothing more is kept: the first one counts,
    and who asks again is told the same.

    Raises:
        Refused: Everything that is wrong, or too many came from this network address.
    """
    problems = draft.problems()
    normal = normal_phone(draft.phone)
    if problems or normal is None:
        raise Refused(problems)
    if not counted_in(APPLICATIONS, normal, place):
        raise Refused([Problem("application.too_often")])
    # Two at once would both find nobody waiting, and become two parties.
    with one_at_a_time(settings.HOME / "partners" / ".applying.lock"), transaction.atomic():
        if not Application.objects.waiting().filter(normal=normal).exists():
            _keep(draft, normal, consent)


def _keep(draft: ApplicationDraft, normal: str, consent: tuple[str, str]) -> None:
    text, source = consent
    Application.objects.create(
        name=draft.name.strip(),
        phone=draft.phone.strip(),
        normal=normal,
        city=draft.city.strip(),
        territory=draft.territory.strip(),
        reason=draft.reason,
        words=draft.words.strip(),
        consent_text=text,
        consent_source=source,
        at=now(),
    )
