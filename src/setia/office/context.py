"""What every page needs: the business, the actor, and where they may go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from setia.core.models import Business


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the names that the base template uses."""
    return {
        "business": Business.objects.filter(pk=1).first(),
        "actor": getattr(request, "actor", None),
    }
