"""Whatever stands in an address or a form, a page answers, and shows it as text."""

from __future__ import annotations

import itertools
import json

import pytest
from builders import (
    NOON,
    a_business,
    a_line,
    a_material,
    a_party,
    a_product,
    a_program,
    a_promised_delivery,
    a_user,
    an_actor,
    an_application,
    an_endpoint,
    an_import,
)
from django.urls import reverse

from setia.alerts.raise_alert import Told, raise_alert
from setia.core.roles import Role
from setia.payouts.bank_layout import DEFAULT
from setia.people.models import Note

NASTY = (
    "",
    "0",
    "-1",
    "99999999999999999999",
    "1e9",
    "\0",
    "'; DROP TABLE people_party; --",
    "%s%n%d",
    "%",
    "_",
    "<script>alert(1)</script>",
    "\u202e",
    "💥" * 50,
    "2026-02-31",
    "0000-00-00",
    "9999-12-31",
    "x" * 5_000,
    "../../etc/passwd",
    "null",
    "٣",
)
QUERIES = {
    "/": ("x",),
    "/people/": ("q", "role", "territory", "tier", "category", "sort", "page"),
    "/people/export/": ("q", "role", "form", "format"),
    "/people/duplicates/": ("page", "q"),
    "/people/{party}/": ("kind",),
    "/sales/": ("from", "to", "who", "order", "channel", "returns", "sort", "page"),
    "/payments/": ("show", "sort", "page"),
    "/products/": ("q", "category", "sort", "page"),
    "/programs/bonus-november/": ("window", "paid", "sort", "page"),
    "/imports/": ("q", "kind", "sort", "page"),
    "/imports/new/": ("kind", "source"),
    "/webhooks/{webhook}/": ("state", "sort", "page"),
    "/claims/": ("show", "sort", "page"),
    "/ledger/IDR/claimed/": ("q", "sort", "page"),
    "/ledger/IDR/reward_cost/": ("q",),
    "/payouts/": ("sort", "page"),
    "/payouts/promises/": ("from", "to", "promise", "sort", "page"),
    "/payouts/goods/": ("sort", "page"),
    "/payees/{party}/": ("sort", "page"),
    "/applications/": ("show", "sort", "page"),
    "/materials/": ("show", "sort", "page"),
    "/corrections/": ("show", "sort", "page"),
    "/trail/": ("act", "person", "about", "page", "sort"),
    "/style/": ("sort",),
    "/alerts/": ("show", "kind", "sort", "page"),
    "/promises/": ("show", "page"),
    "/promises/new/": ("to",),
    "/promises/rates/": ("from", "to"),
    "/deliveries/": ("show", "page"),
    "/deliveries/new/": ("order",),
    "/deliveries/rates/": ("from", "to"),
    "/market/": ("product", "sort", "page"),
    "/market/stock/": ("page",),
    "/market/prices/new/": ("party", "place", "source"),
    "/conflicts/": ("show", "month", "page"),
    "/conflicts/?show=net": ("party",),
}
EVERY = [(path, name) for path, names in QUERIES.items() for name in names]


@pytest.fixture
def signed_in(client, own_business):
    a_business()
    a_program()
    client.force_login(a_user(Role.OWNER))
    return client


@pytest.mark.parametrize(("path", "name"), EVERY)
def test_any_query_is_answered(signed_in, path, name):
    party = a_party("R-1")
    a_line("INV/1", party, a_product("A"))
    place = path.format(party=party.pk, webhook=an_endpoint().pk)
    broken = {}
    for value in NASTY:
        answer = signed_in.get(place, {name: value})
        told = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code >= 500 or b"<script>alert" in told:
            broken[value[:40]] = answer.status_code
    assert broken == {}


FORMS = {
    "person-new": ("name", "role", "code", "phone", "joined_on", "territory"),
    "person-edit": ("name", "role", "joined_on", "birth_date", "version"),
    "person-contacts": ("kind", "value"),
    "person-attribute": ("attribute", "value", "from_date"),
    "person-consents": ("channel", "act", "source", "text"),
    "product-new": ("code", "name", "price", "cost", "supplier"),
    "product-edit": ("name", "price", "cost", "supplier", "version"),
    "order-new": (
        "order_id",
        "sold_at",
        "seller",
        "key",
        "form-TOTAL_FORMS",
        "form-0-amount",
    ),
    "line-correction": ("quantity", "amount", "reason"),
    "order-reversal": ("reason",),
    "order-payment": ("key", "method", "amount", "due_on", "reference"),
    "import-mapping": (
        "header",
        "encoding",
        "sheet",
        "delimiter",
        "at:code",
        "version",
        "act",
    ),
    "import-preview": ("conflicts", "create_parties", "seller_role"),
    "program-document-new": ("text", "version"),
    "program-document-edit": ("text", "version"),
    "user-new": ("username", "name", "role", "email", "territories", "party", "password"),
    "integrations": ("name", "scopes"),
    "webhooks": ("url", "description", "types"),
    "business": ("name", "time_zone"),
    "payout-runs": ("day", "note"),
    "payout-answers-record": ("data",),
    "payout-settings": ("minimum", "netting_percent", "layout", "confirmation", "version"),
    "payee-account": ("bank_code", "account_no", "account_name"),
    "payee-tax": ("kind", "tax_id"),
    "account-second-factor": ("token",),
    "log-in": ("username", "password", "next"),
    "application-approval": ("category", "territory", "reason"),
    "application-refusal": ("reason", "why"),
    "material-new": ("title", "text_id", "product", "program", "from_date", "to_date"),
    "material-edit": ("title", "text_en", "product", "to_date", "version"),
    "partner-rules": ("leaderboard_names", "version"),
}
FILLED = {
    "person-new": {"name": "Bu Siti", "role": "reseller"},
    "person-edit": {"name": "Bu Siti", "role": "reseller", "version": "1"},
    "product-new": {"code": "Z", "name": "Zaitun"},
    "product-edit": {"name": "Zaitun", "version": "1"},
    "order-new": {
        "order_id": "N/1",
        "sold_at": "2026-11-10T10:00",
        "seller": "R-1",
        "key": "k",
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-product": "A",
        "form-0-quantity": "1",
        "form-0-amount": "1000",
    },
    "line-correction": {"quantity": "1", "amount": "1", "reason": "salah"},
    "order-payment": {"key": "k", "method": "cash", "amount": "1000"},
    "user-new": {
        "username": "baru",
        "name": "x",
        "role": "cashier",
        "password": "kopi-susu-7",
    },
    "business": {"name": "Toko", "time_zone": "Asia/Jakarta"},
    "payout-runs": {"day": "2026-11-10"},
    "payout-settings": {
        "minimum": "50000",
        "netting_percent": "50",
        "layout": json.dumps(DEFAULT.to_json()),
        "confirmation": "{}",
        "version": "1",
    },
    "payee-account": {"account_no": "12345678", "account_name": "Ani"},
    "payee-tax": {"kind": "company"},
    "application-approval": {"reason": "sell"},
    "application-refusal": {"reason": "sell", "why": "x"},
    "material-new": {"title": "Kopi", "text_id": "Teks"},
    "material-edit": {"title": "Kopi", "text_id": "Teks", "version": "1"},
    "promise-new": {
        "to": "R-1",
        "kind": "other",
        "text": "Katalog",
        "due_at": "2026-11-12T10:00",
        "key": "k",
    },
    "delivery-new": {
        "order_id": "INV/1",
        "to": "R-1",
        "requested_on": "2026-11-12",
        "requested_quantity": "1",
        "promised_on": "2026-11-12",
        "promised_quantity": "1",
        "key": "k",
    },
    "delivery-arrivals": {"on": "2026-11-10", "quantity": "1", "key": "k"},
    "price-new": {
        "product": "A",
        "price": "1000",
        "place": "Pasar",
        "source": "visit",
        "at": "2026-11-10T10:00",
        "key": "k",
    },
    "stock-new": {
        "party": "R-1",
        "product": "A",
        "quantity": "1",
        "source": "visit",
        "at": "2026-11-10T10:00",
        "key": "k",
    },
    "alert-ending": {"how": "solved", "why": "x"},
    "alert-muting": {"whom": "all", "until": "2026-11-20", "reason": "x"},
    "partner-rules": {"leaderboard_names": "own", "version": "1"},
}


@pytest.mark.parametrize("form", FORMS)
def test_any_field_is_taken_or_asked_for_again(signed_in, form):
    party, product = a_party("R-1"), a_product("A")
    line, batch = a_line("INV/1", party, product), an_import()
    places = {
        "person": party.pk,
        "product": product.pk,
        "line": line.pk,
        "import": batch.pk,
        "order": "INV/1",
        "program": "bonus-november",
        "payee": party.pk,
        "application": an_application().pk,
        "material": a_material().pk,
        "delivery": a_promised_delivery(party).pk,
        "alert": raise_alert("price_war", "a", Told("alert.over"), an_actor()).pk,
    }
    new = form.endswith("-new") or form in {
        "integrations",
        "webhooks",
        "business",
        "log-in",
        *("payout-runs", "payout-answers-record", "payout-settings"),
        "partner-rules",
    }
    where = [] if new or form.startswith("account") else [places[form.split("-")[0]]]
    signed_in.raise_request_exception = False
    broken = {}
    for name, value in itertools.product(FORMS[form], NASTY):
        fields = {**FILLED.get(form, {}), name: value}
        answer = signed_in.post(reverse(f"office:{form}", args=where), fields)
        if answer.status_code >= 500:
            broken[name, value[:40]] = answer.status_code
    assert broken == {}


def test_what_people_write_is_shown_as_text(signed_in):
    bad = "<img src=x onerror=alert(1)>{{ 7|add:7 }}"
    party = a_party("R-1", bad, territory=bad)
    Note.objects.create(party=party, text=f"javascript:alert(1)\n{bad}", at=NOON, by=bad)
    a_line("INV/1", party, a_product("A", category=bad))
    for path in (
        "/",
        "/people/",
        f"/people/{party.pk}/",
        "/sales/?from=2026-11-01",
        "/products/",
    ):
        told = signed_in.get(path).content.decode()
        assert "<img src=x" not in told
