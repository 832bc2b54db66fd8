"""Whatever stands in an address or a form, a page answers, and shows it as text."""

from __future__ import annotations

import itertools
import json

import pytest
from builders import (
    NOON,
    a_business,
    a_conversation,
    a_line,
    a_material,
    a_party,
    a_product,
    a_program,
    a_promised_delivery,
    a_survey,
    a_user,
    an_actor,
    an_application,
    an_endpoint,
    an_import,
)
from desk_rows import coached
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
    "/channels/rules/": ("q", "clock", "page"),
    "/accounts/": ("q", "role", "rank", "territory", "month", "sort", "page"),
    "/accounts/concentration/": ("role",),
    "/accounts/rules/": ("sort", "page"),
    "/visits/": ("day", "who"),
    "/visits/made/": ("show", "sort", "page"),
    "/visits/overdue/": ("page",),
    "/visits/rules/": ("sort", "page"),
    "/visits/people/{party}/": ("visit",),
    "/style/": ("sort",),
    "/calendar/": ("look", "day"),
    "/calendar/series/": ("page",),
    "/calendar/series/{series}/2026-11-09/": ("q", "page"),
    "/lessons/": ("lacking", "show", "q", "sort", "page"),
    "/targets/": ("week", "show", "q", "sort", "page"),
    "/gatherings/": ("show", "sort", "page"),
    "/gatherings/{gathering}/": ("q", "page"),
    "/gatherings/{gathering}/door/": ("q", "page"),
    "/gatherings/{gathering}/invitations/": ("role", "territory", "traded_since"),
    "/inbox/": ("show", "sort", "page"),
    "/inbox/new/": ("who",),
    "/surveys/": ("sort", "page"),
    "/surveys/silences/": ("sort", "page"),
    "/reasons/": ("who", "sort", "page"),
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
    desk = coached(party, "satu")
    pks = {"series": desk.series.pk, "gathering": desk.gathering.pk}
    place = path.format(party=party.pk, webhook=an_endpoint().pk, **pks)
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
    "series-new": (
        *("title_id", "kind", "pattern", "weekdays", "every", "nth", "day", "rule"),
        *("from_date", "starts", "minutes", "time_zone", "role", "leader", "place"),
    ),
    "series": ("title_id", "rule", "from_date", "reason", "known"),
    "series-end": ("reason", "known"),
    "lesson-new": ("place", "title_id", "link", "text_id", "version"),
    "lesson": ("place", "title_id", "link", "version"),
    "lesson-had": ("party",),
    "person-target": ("week", "target", "reason"),
    "target-acceptance": ("week",),
    "target-evaluation": ("week",),
    "gathering-new": ("title", "kind", "starts_at", "hours", "capacity", "budget", "note"),
    "gathering-edit": ("title", "hours", "version"),
    "gathering-cancellation": ("reason",),
    "gathering-invitations": ("party", "reason", "role", "tier", "traded_since"),
    "gathering-door": ("party", "heads", "family"),
    "gathering-costs": ("what", "amount", "budget", "key"),
}
SERIES = {
    "title_id": "Kelas",
    "kind": "lesson",
    "pattern": "rule",
    "every": "1",
    "nth": "1",
    "weekday": "1",
    "day": "1",
    "month": "1",
    "rule": "FREQ=DAILY",
    "from_date": "2099-01-01",
    "starts": "08:00",
    "minutes": "60",
    "time_zone": "Asia/Jakarta",
}
GATHERING = {
    "title": "Temu",
    "kind": "meetup",
    "starts_at": "2099-01-01T10:00",
    "hours": "3",
    "place": "Depok",
    "inbox-new": ("who", "name", "channel", "topic", "text", "key"),
    "inbox-hours-new": ("from_day", "zone", "open_0", "day_minutes", "fits_0", "value_0"),
    "inbox-holidays": ("day", "name"),
    "conversation-answers": ("text", "key"),
    "conversation-notes": ("text", "key"),
    "conversation-assignment": ("assignee",),
    "conversation-person": ("person",),
    "conversation-closing": ("solution", "given", "minor", "budget", "survey"),
    "survey-new": ("template", "title_id", "title_en"),
    "survey-questions": ("seen", "kind_1", "text_id_1", "choices_1"),
    "survey-invitations": ("role", "category", "territory", "code"),
    "silences-asking": ("act", "times", "least"),
    "inbox-asking": ("act",),
    "reasons": ("party", "text", "code"),
    "reason-codes": ("code", "name_id", "name_en"),
    "accounts-rules": ("role", "from_day", "rank_by", "large_minor", "dip_percent"),
    "visits-plans": ("day", "who"),
    "visits-rules": ("role", "rank", "every_weeks", "minutes", "from_day"),
    "visits-hours": ("begins", "ends", "start", "speed_kmh", "from_day", "user"),
    "person-visit": (
        *("key", "at", "place", "accuracy", "shared", "order", "complaint", "note"),
        *("seen-TOTAL_FORMS", "seen-0-product", "seen-0-quantity", "seen-0-price"),
    ),
    "person-place": ("place", "from_phone"),
    "person-visit-asks": ("by_day", "text"),
    "person-visitor": ("user", "from_day"),
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
    "series-new": SERIES,
    "series": {**SERIES, "reason": "x", "known": "1"},
    "series-end": {"reason": "x", "known": "1"},
    "lesson-new": {"place": "1", "title_id": "x", "text_id": "x"},
    "lesson": {"place": "1", "title_id": "x", "text_id": "x", "version": "1"},
    "person-target": {"target": "1000"},
    "gathering-new": GATHERING,
    "gathering-edit": {**GATHERING, "version": "1"},
    "gathering-cancellation": {"reason": "x"},
    "gathering-invitations": {"role": "customer"},
    "gathering-door": {"party": "1", "heads": "1"},
    "gathering-costs": {"what": "x", "amount": "1000", "key": "k"},
    "inbox-new": {
        "who": "R-1",
        "channel": "phone",
        "topic": "order",
        "text": "x",
        "key": "k",
    },
    "inbox-hours-new": {
        "from_day": "2099-01-01",
        "zone": "Asia/Jakarta",
        "open_1": "08.00-17.00",
        "day_minutes": "60",
        "day_minutes_0": "60",
    },
    "inbox-holidays": {"day": "2026-12-25", "name": "Natal"},
    "conversation-answers": {"text": "x", "key": "k"},
    "conversation-closing": {"solution": "x"},
    "survey-new": {"template": "own", "title_id": "x", "title_en": "y"},
    "survey-questions": {
        "seen": "1",
        "kind_1": "choice",
        "text_id_1": "x",
        "text_en_1": "y",
        "choices_1": "a | b\nc | d",
    },
    "survey-invitations": {"role": "reseller"},
    "silences-asking": {"times": "3", "least": "4"},
    "reasons": {"party": "R-1", "text": "x"},
    "reason-codes": {"code": "mahal", "name_id": "x", "name_en": "y"},
    "accounts-rules": {
        "role": "reseller",
        "from_day": "2099-01-01",
        "rank_by": "sums",
        "large_minor": "2000",
        "medium_minor": "1000",
        "dip_percent": "30",
    },
    "visits-plans": {"day": "2099-01-01"},
    "visits-rules": {
        "role": "outlet",
        "every_weeks": "2",
        "minutes": "30",
        "from_day": "2099-01-01",
    },
    "visits-hours": {
        "begins": "08:00",
        "ends": "16:00",
        "speed_kmh": "25",
        "road_percent": "140",
        "from_day": "2099-01-01",
    },
    "person-visit": {
        "key": "k",
        "at": "2026-11-10T10:00",
        "shared": "told",
        "seen-TOTAL_FORMS": "1",
        "seen-INITIAL_FORMS": "0",
        "seen-0-product": "A",
        "seen-0-quantity": "1",
        "seen-0-price": "1000",
    },
    "person-place": {"place": "-6.9, 107.6"},
    "person-visit-asks": {"by_day": "2099-01-01"},
    "person-visitor": {"from_day": "2099-01-01"},
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
        "conversation": a_conversation(party).pk,
        "survey": a_survey().code,
        "delivery": a_promised_delivery(party).pk,
        "alert": raise_alert("price_war", "a", Told("alert.over"), an_actor()).pk,
    }
    desk = coached(party, "satu")
    for name in ("series", "lesson", "gathering"):
        places[name] = getattr(desk, name).pk
    new = form.endswith("-new") or form in {
        "integrations",
        "webhooks",
        "business",
        "log-in",
        *("payout-runs", "payout-answers-record", "payout-settings"),
        "partner-rules",
        *("target-acceptance", "target-evaluation"),
        *("inbox-holidays", "inbox-asking", "silences-asking", "reasons", "reason-codes"),
        *("visits-plans", "visits-rules", "visits-hours"),
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
