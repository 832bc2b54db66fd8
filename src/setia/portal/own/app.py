"""What makes the pages an app on the phone: its manifest, its worker, a page without network.

The worker keeps our own styles, icons and the page that says there is no network, and nothing
of anybody: pages of a partner are always asked for anew.
"""

from __future__ import annotations

import hashlib
import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from setia.core.models import Business
from setia.portal.own.door import PATH, for_everybody, page

KEPT = (
    *(f"ui/css/{name}.css" for name in ("tokens", "base", "layout", "components", "forms")),
    "portal/css/portal.css",
    "portal/js/portal.js",
    "ui/icon.svg",
)
PAPER, CLOVE = "#faf6ef", "#8a3b1c"
"""The colours of the first screen and of the bar above it."""
SHORT = 12


@for_everybody
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """Tell a phone how the app is called, where it begins, and what it looks like."""
    del request
    business = Business.objects.filter(pk=1).first()
    name = business.name if business else "Setia"
    told = {
        "id": PATH,
        "name": name,
        "short_name": name if len(name) <= SHORT else name.split()[0][:SHORT],
        "description": _("Your contests, earnings and statements"),
        "start_url": PATH,
        "scope": PATH,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": CLOVE,
        "icons": [*_icons("any", (192, 512)), *_icons("maskable", (512,)), _drawing()],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _icons(purpose: str, sizes: tuple[int, ...]) -> list[dict[str, str]]:
    return [
        {
            "src": static(f"portal/icons/{purpose}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in sizes
    ]


def _drawing() -> dict[str, str]:
    return {"src": static("ui/icon.svg"), "sizes": "any", "type": "image/svg+xml"}


@for_everybody
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Give the worker, with the addresses of what it keeps; another name where they change."""
    kept = [static(name) for name in KEPT] + [reverse("partners:offline")]
    name = hashlib.sha256(json.dumps(kept).encode()).hexdigest()[:12]
    context = {"kept": json.dumps(kept), "name": name}
    return render(request, "portal/own/worker.js", context, content_type="text/javascript")


@for_everybody
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """Say that there is no network; kept on the phone, so it tells nothing of anybody."""
    return page(request, None, "offline", {})
