"""What a program can do with parties, products, sale lines, payments and programs."""

from __future__ import annotations

import pytest
from builders import a_line, a_party, a_product

from setia.core.permissions import PERMITTED
from setia.people.models import Party
from setia.sales.models import Payment, SaleLine

LINE = {
    "order": "INV/1",
    "line": 1,
    "sold_at": "2026-11-10T12:00:00+07:00",
    "seller": "R-1",
    "product": "A",
    "quantity": "1.500",
    "amount": "25000.50",
}


@pytest.fixture
def shop(db):
    return a_party("R-1"), a_product("A")


def book(caller, *lines, key="k-1"):
    return caller.post("/sale-lines", {"lines": list(lines)}, Idempotency_Key=key)


def test_a_party_is_registered_and_found_by_any_spelling_of_its_phone(caller):
    contact = {"kind": "whatsapp", "value": "0812 3456 7890"}
    made = caller.post(
        "/parties", {"name": "Melati", "role": "reseller", "contacts": [contact]}
    )
    assert made.status_code == 201
    assert made.json()["contacts"][0]["normal"] == "+6281234567890"
    found = caller.get("/parties?q=%2B62812-3456").json()["items"]
    assert [one["code"] for one in found] == [made.json()["code"]]


def test_the_same_key_registers_a_party_once(caller):
    body = {"name": "Melati", "role": "reseller"}
    first = caller.post("/parties", body, Idempotency_Key="p-1")
    again = caller.post("/parties", body, Idempotency_Key="p-1")
    other = caller.post("/parties", body | {"name": "Mawar"}, Idempotency_Key="p-1")
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 422)
    assert again["Idempotency-Replayed"] == "true"
    assert again.json() == first.json()
    assert other.json()["problems"][0]["code"] == "arrival.key_reused"
    assert Party.objects.count() == 1


def test_a_change_names_the_version_that_it_is_over(caller):
    a_party("R-1", "Melati")
    assert caller("PATCH", "/parties/R-1", {"name": "Mawar"}).status_code == 428
    assert caller("PATCH", "/parties/R-1", {"name": "M"}, If_Match="1").status_code == 400
    done = caller("PATCH", "/parties/R-1", {"name": "Mawar"}, If_Match='"1"')
    assert (done.status_code, done["ETag"], done.json()["name"]) == (200, '"2"', "Mawar")
    late = caller("PATCH", "/parties/R-1", {"name": "Anggrek"}, If_Match='"1"')
    assert late.status_code == 412
    assert Party.objects.get().name == "Mawar"


def test_an_attribute_keeps_its_history(caller):
    a_party("R-1")
    body = {"attribute": "tier", "value": "gold", "from_date": "2026-01-01"}
    answer = caller.post("/parties/R-1/attributes", body)
    assert answer.status_code == 201
    assert answer.json()["tier"] == "gold"
    assert answer.json()["history"] == [body]


def test_pages_neither_repeat_nor_skip_while_rows_are_added(caller):
    for number in range(5):
        a_party(f"R-{number}")
    first = caller.get("/parties?limit=2").json()
    a_party("A-0")
    second = caller.get(first["next"]).json()
    third = caller.get(second["next"]).json()
    codes = [one["code"] for page in (first, second, third) for one in page["items"]]
    assert codes == ["R-0", "R-1", "R-2", "R-3", "R-4", "A-0"]
    assert third["next"] is None


def test_cost_is_told_only_to_those_who_may_know(caller, with_scopes):
    made = caller.post(
        "/products", {"code": "A", "name": "Kopi", "cost": "12.50", "price": 20}
    )
    assert (made.json()["cost"], made.json()["price"]) == ("12.50", "20.00")
    without = with_scopes("product.see", "product.write")
    assert without.get("/products/A").json()["cost"] is None
    assert without("PATCH", "/products/A", {"cost": "1"}, If_Match='"1"').status_code == 403
    kept = without("PATCH", "/products/A", {"brand": "Arum"}, If_Match='"1"')
    assert kept.status_code == 200
    assert caller.get("/products/A").json()["cost"] == "12.50"


def test_lines_are_booked_once_for_each_key(caller, shop):
    first, again = book(caller, LINE), book(caller, LINE)
    other = book(caller, LINE | {"amount": "1"})
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 422)
    assert first.json() == again.json() == {"new": 1, "known": 0}
    assert again["Idempotency-Replayed"] == "true"
    line = SaleLine.objects.get()
    assert (line.quantity_milli, line.amount_minor) == (1_500, 2_500_050)


def test_where_one_line_is_wrong_none_is_booked_and_all_is_told(caller, shop):
    answer = book(caller, LINE, LINE | {"line": 2, "seller": "?", "product": "?"})
    assert answer.status_code == 422
    told = [(one["code"], one["at"]) for one in answer.json()["problems"]]
    assert told == [
        ("line.seller_unknown", "lines[1].seller"),
        ("line.product_unknown", "lines[1].product"),
    ]
    assert not SaleLine.objects.exists()


@pytest.mark.parametrize(
    "amount", ["1.234", 1.5, "1e3", "", None, "NaN", "9" * 17, True, "٣"]
)
def test_an_amount_that_is_not_exact_is_refused(caller, shop, amount):
    answer = book(caller, LINE | {"amount": amount})
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["at"] == "lines[0].amount"


@pytest.mark.parametrize(
    "moment", ["2026-11-10T12:00:00", "2026-11-10", 1, "2026-02-30T00:00:00Z", "x"]
)
def test_a_moment_without_offset_is_refused(caller, shop, moment):
    answer = book(caller, LINE | {"sold_at": moment})
    assert answer.json()["problems"][0]["code"] == "input.moment"


def test_a_thousand_lines_fit_and_one_more_does_not(caller, shop):
    lines = [LINE | {"line": number} for number in range(1_001)]
    assert book(caller, *lines).status_code == 422
    assert book(caller, *lines[:1_000]).json() == {"new": 1_000, "known": 0}


@pytest.mark.parametrize("key", ["", "x" * 121, "a b"])
def test_booking_needs_a_key(caller, shop, key):
    assert book(caller, LINE, key=key).status_code == 400
    assert caller.post("/sale-lines", {"lines": [LINE]}).status_code == 400


def test_lines_and_orders_are_read_back(caller, shop):
    book(caller, LINE)
    (line,) = caller.get(
        "/sale-lines?party=R-1&sold_from=2026-11-10T00:00:00%2B07:00"
    ).json()["items"]
    assert (line["quantity"], line["amount"]) == ("1.500", "25000.50")
    assert caller.get("/sale-lines?order=other").json()["items"] == []
    order = caller.get("/orders/INV/1").json()
    assert (order["total"], order["state"]) == ("25000.50", "unpaid")


def test_a_payment_is_recorded_once_for_each_key(caller, shop):
    a_line("INV/1", *shop)
    body = {
        "order": "INV/1",
        "method": "cash",
        "paid_at": "2026-11-10T12:00:00+07:00",
        "amount": "100000",
    }
    first = caller.post("/payments", body, Idempotency_Key="m")
    again = caller.post("/payments", body, Idempotency_Key="m")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["amount"] == "100000.00"
    assert Payment.objects.count() == 1


def test_a_plan_document_that_breaks_the_language_is_refused_with_places(caller):
    answer = caller.post("/programs", {"document": "plan: x"})
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"].startswith("plan.")


def test_the_document_tells_the_scope_of_every_operation(db, caller):
    document = caller.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for item in document["paths"].values():
        for operation in item.values():
            assert operation["x-scope"] in PERMITTED
