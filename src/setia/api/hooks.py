"""What WhatsApp and Telegram tell us, at /api/v1/hooks/: signed by them, without a token of ours.

They call again for days where the answer is no thanks. So whatever was signed is taken with
thanks, also where nothing in it concerns us.
"""

from __future__ import annotations

import hmac
import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from setia.messages.adapters import telegram_told, whatsapp_told
from setia.messages.channels import setup_of
from setia.messages.models import Channel
from setia.messages.receive_message import receive_message
from setia.messages.receive_state import receive_state

MOST_BYTES = 3 * 1024 * 1024
"""The largest body that Meta sends."""


@csrf_exempt
@require_http_methods(["GET", "POST"])
def whatsapp(request: HttpRequest) -> HttpResponse:
    """Answer Meta's challenge, or take messages and delivery states of the Cloud API."""
    setup = setup_of(Channel.WHATSAPP)
    if setup is None:
        return HttpResponse(status=404)
    if request.method == "GET":
        return _challenged(request, setup.secrets.get("verify_token", ""))
    body = _body(request)
    if body is None:
        return HttpResponse(status=413)
    signature = request.headers.get("X-Hub-Signature-256", "")
    if not whatsapp_told.is_signed(body, signature, setup.secrets["app_secret"]):
        return HttpResponse(status=401)
    told = _object(body)
    if told is None:
        return HttpResponse(status=400)
    number = setup.values["phone_number_id"]
    for received in whatsapp_told.received_in(told, number):
        receive_message(received)
    for state in whatsapp_told.states_in(told, number):
        receive_state(state)
    return HttpResponse(status=200)


@csrf_exempt
@require_POST
def telegram(request: HttpRequest) -> HttpResponse:
    """Take an update of the Bot API."""
    setup = setup_of(Channel.TELEGRAM)
    if setup is None:
        return HttpResponse(status=404)
    given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
    if not telegram_told.is_ours(given, setup.secrets["secret_token"]):
        return HttpResponse(status=401)
    body = _body(request)
    if body is None:
        return HttpResponse(status=413)
    told = _object(body)
    if told is None:
        return HttpResponse(status=400)
    received = telegram_told.received_in(told)
    if received is not None:
        receive_message(received)
    return HttpResponse(status=200)


def _challenged(request: HttpRequest, verify_token: str) -> HttpResponse:
    given = request.GET.get("hub.verify_token", "").encode()
    asked = request.GET.get("hub.mode") == "subscribe" and bool(verify_token)
    if not asked or not hmac.compare_digest(given, verify_token.encode()):
        return HttpResponse(status=403)
    challenge = request.GET.get("hub.challenge", "")[:200]
    return HttpResponse(challenge, content_type="text/plain")


def _body(request: HttpRequest) -> bytes | None:
    """Return the bytes as they came, over which a signature counts; None where too many."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or len(length) > 9 or int(length) > MOST_BYTES:
        return None
    try:
        return request.body
    except RequestDataTooBig:
        return None


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None
