"""Open Today many times: ``python -m bench.today_run SCALE RESELLERS REQUESTS`` prints JSON.

A business that is there already is taken as it is.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from statistics import median, quantiles
from time import perf_counter

import django

django.setup()

from django.conf import settings  # noqa: E402 - after Django is set up, as all below
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from setia.awards.compute_standing import compute_standing  # noqa: E402
from setia.care.draw_list import list_of  # noqa: E402
from setia.care.models import DayList  # noqa: E402
from setia.core.clock import today  # noqa: E402
from setia.core.models import Business, User  # noqa: E402
from setia.demo.load.load_demo import load_demo  # noqa: E402
from setia.people.models import Party  # noqa: E402
from setia.sales.models import SaleLine  # noqa: E402

PAGES = 5


def main() -> None:
    """Fill, draw, look."""
    scale, resellers, requests = (int(one) for one in sys.argv[1:4])
    settings.ALLOWED_HOSTS = ["testserver"]
    day = today(settings.TIME_ZONE)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if not Business.objects.exists():
        load_demo(day - timedelta(days=1), scale, lambda _step: None)
        compute_standing()
    user = User.objects.get(username="bayu")
    drawn, drawing = _drawn(user, resellers)
    seen = _looked(user, requests)
    told = {
        "parties": Party.objects.count(),
        "lines": SaleLine.objects.count(),
        "entries": drawn.entries.count(),
        "drawing": drawing,
        "p50": median(seen) * 1000,
        "p95": quantiles(seen, n=20)[-1] * 1000,
    }
    sys.stdout.write(json.dumps(told) + "\n")


def _drawn(user: User, resellers: int) -> tuple[DayList, float]:
    """Let one person look after so many, and draw the list as of the first look."""
    first = Party.objects.standing().filter(role="reseller").order_by("pk")[:resellers]
    Party.objects.filter(caretaker=user).update(caretaker=None)
    Party.objects.filter(pk__in=[one.pk for one in first]).update(caretaker=user)
    began = perf_counter()
    drawn = list_of(user, today(settings.TIME_ZONE))
    return drawn, perf_counter() - began


def _looked(user: User, requests: int) -> list[float]:
    """Open pages of the list in turn; the first, which fills caches, is not counted."""
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    seen = []
    for number in range(requests + 1):
        began = perf_counter()
        answer = client.get(f"/today/?page={number % PAGES + 1}")
        if answer.status_code != 200:
            raise RuntimeError(f"Today answered {answer.status_code}")
        seen.append(perf_counter() - began)
    return seen[1:]


if __name__ == "__main__":
    main()
