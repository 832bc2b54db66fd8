"""The media kit: texts and pictures to share."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from setia.core.clock import today
from setia.partners.models import Material
from setia.partners.picture import pictures_folder
from setia.portal.own.door import Visitor, for_partners, page

MOST = 60


@for_partners
@require_GET
def materials(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what there is to share today."""
    rows = Material.objects.offered(today(settings.TIME_ZONE))
    context = {"materials": rows.select_related("product", "program")[:MOST]}
    return page(request, visitor, "materials", context)


@for_partners
@require_GET
def picture(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponseBase:
    """Give a picture; a phone may keep it, since it is the same for every partner."""
    del request, visitor
    rows = Material.objects.offered(today(settings.TIME_ZONE))
    material = rows.filter(pk=pk).exclude(picture="").first()
    path = pictures_folder() / material.picture if material else None
    if path is None or not path.is_file():
        raise Http404(str(pk))
    answer = FileResponse(path.open("rb"), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer
