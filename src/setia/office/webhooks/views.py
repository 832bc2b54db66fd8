"""Pages of webhooks: where messages go, what was sent, and sending again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_on_form
from setia.office.sentences import sentence
from setia.office.webhooks.forms import EndpointForm
from setia.ui.listing import Listing
from setia.webhooks.add_endpoint import add_endpoint
from setia.webhooks.close_endpoint import close_endpoint
from setia.webhooks.models import Attempt, Delivery, DeliveryState, Endpoint
from setia.webhooks.published import TYPES
from setia.webhooks.replay_delivery import replay_delivery
from setia.webhooks.rotate_secret import rotate_secret

SORTS = {"when": ("pk",)}


@permitted("webhook.manage")
@never_cache
@require_http_methods(["GET", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """List webhooks; add one, whose secret is shown on this answer and never again."""
    form, secret = EndpointForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _added, secret = add_endpoint(**form.cleaned_data, by=actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            form = EndpointForm()
    rows = Endpoint.objects.select_related("closure").order_by("closure", "-pk")
    context = {
        "form": form,
        "secret": secret,
        "endpoints": [(one, _told_of(one)) for one in rows],
    }
    wrong = request.method == "POST" and bool(form.errors)
    return render(
        request, "office/webhooks/webhooks.html", context, status=422 if wrong else 200
    )


@permitted("webhook.manage")
@never_cache
@require_http_methods(["GET", "POST"])
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one webhook with its log; make a new secret, which this answer alone shows."""
    endpoint, secret = _endpoint(pk), ""
    if request.method == "POST":
        try:
            secret = rotate_secret(endpoint, actor_at(request))
        except Refused as refused:
            _tell(request, refused)
    return _shown(request, endpoint, secret)


@permitted("webhook.manage")
@require_POST
def webhook_closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop sending to an address."""
    endpoint = _endpoint(pk)
    reason = request.POST.get("reason", "").replace("\0", "")[:300]
    try:
        close_endpoint(endpoint, actor_at(request), reason)
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        told = _("Nothing is sent to %(host)s any more.")
        messages.success(request, told % {"host": endpoint.host})
    return redirect("office:webhook", pk)


@permitted("webhook.manage")
@require_GET
def webhook_message(request: HttpRequest, message: str) -> HttpResponse:
    """Show one message as it is sent, with every attempt."""
    delivery = _delivery(message)
    attempts = [(one, _why(one, delivery)) for one in delivery.attempts.all()]
    context = {
        "delivery": delivery,
        "state": _state(delivery),
        "attempts": attempts,
        "says": TYPES.get(delivery.type, ""),
    }
    return render(request, "office/webhooks/message.html", context)


@permitted("webhook.manage")
@require_POST
def webhook_replay(request: HttpRequest, message: str) -> HttpResponse:
    """Send a message again."""
    try:
        replay_delivery(_delivery(message), actor_at(request))
    except Refused as refused:
        _tell(request, refused)
    else:
        messages.success(request, _("The message is on its way again."))
    return redirect("office:webhook-message", message)


def _shown(request: HttpRequest, endpoint: Endpoint, secret: str) -> HttpResponse:
    rows, state = Delivery.objects.filter(endpoint=endpoint), request.GET.get("state", "")
    known = state in DeliveryState.values
    rows = rows.in_state(state) if known else rows.with_state()
    listing = Listing(request.GET, SORTS, "-when").over(rows.annotate(Count("attempts")))
    context = {
        "endpoint": endpoint,
        "secret": secret,
        "told_of": _told_of(endpoint),
        "listing": listing,
        "deliveries": [(one, _state(one)) for one in listing.rows],
        "states": list(DeliveryState),
        "state": state,
    }
    return render(request, "office/webhooks/webhook.html", context)


def _endpoint(pk: int) -> Endpoint:
    return get_object_or_404(Endpoint.objects.select_related("closure"), pk=pk)


def _delivery(message: str) -> Delivery:
    rows = Delivery.objects.with_state().select_related("endpoint__closure", "waiting")
    # No database is asked for a letter that none of them takes.
    found = None if "\0" in message else rows.filter(message_id=message).first()
    if found is None:
        raise Http404(message)
    return found


def _state(delivery: Any) -> DeliveryState:  # noqa: ANN401 - its state is added by a query
    return DeliveryState(delivery.state)


def _told_of(endpoint: Endpoint) -> list[str]:
    return [str(TYPES.get(one, one)) for one in endpoint.types]


def _why(attempt: Attempt, delivery: Delivery) -> str:
    """Return what an attempt says of itself; our own refusals are kept as codes."""
    if attempt.error.startswith("webhook."):
        return sentence(attempt.error, {"host": delivery.endpoint.host})
    return attempt.error


def _tell(request: HttpRequest, refused: Refused) -> None:
    for problem in refused.problems:
        messages.error(request, sentence(problem.code, problem.params))
