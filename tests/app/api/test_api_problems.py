"""Every refusal is a problem detail, in two languages, and nothing is ever a 500."""

from __future__ import annotations

import pytest

from setia.people import search_parties

SHAPE = {"type", "title", "status", "detail", "instance", "problems"}
BAD = [
    pytest.param("POST", "/parties", b"{", 400, id="cut off"),
    pytest.param("POST", "/parties", b"\xff", 400, id="no UTF-8"),
    pytest.param("POST", "/parties", b'{"name": NaN}', 400, id="NaN"),
    pytest.param("POST", "/parties", b"[" * 100_000, 400, id="nested deeply"),
    pytest.param("POST", "/parties", b"[" + b"9" * 5_000 + b"]", 400, id="huge integer"),
    pytest.param("POST", "/parties", b'{"name": "a\\u0000"}', 400, id="NUL in a text"),
    pytest.param("POST", "/parties", b'{"name": "\\ud800"}', 400, id="half a character"),
    pytest.param("POST", "/parties", b"[]", 422, id="a list for an object"),
    pytest.param("POST", "/parties", b"null", 422, id="null"),
    pytest.param("POST", "/parties", b"", 422, id="no body"),
    pytest.param("POST", "/parties", b" " * (5 * 1024 * 1024 + 1), 413, id="over 5 MB"),
    pytest.param("GET", "/parties?q=a%00", None, 400, id="NUL in the query"),
    pytest.param("GET", "/parties/a%00", None, 400, id="NUL in the path"),
    pytest.param("GET", "/parties?limit=99999999999999999999", None, 422, id="large page"),
    pytest.param("GET", "/parties?after=x", None, 422, id="a cursor of one's own"),
    pytest.param("GET", "/parties?rolle=reseller", None, 422, id="a misspelt filter"),
    pytest.param("GET", "/parties/nobody?x=1", None, 422, id="a query where none is read"),
    pytest.param("GET", "/parties/nobody", None, 404, id="nobody"),
    pytest.param("GET", "/nothing/here", None, 404, id="no address"),
    pytest.param("GET", "/", None, 404, id="the root"),
    pytest.param("DELETE", "/parties", None, 405, id="no such method"),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), BAD)
def test_a_refusal_is_a_problem_detail(caller, method, path, body, status):
    answer = caller(method, path, body)
    told = answer.json()
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert set(told) == SHAPE
    assert told["status"] == status
    assert told["problems"]
    for problem in told["problems"]:
        assert set(problem) == {"code", "at", "message", "params"}
        assert "Something is wrong here" not in problem["message"]


def test_a_body_of_another_type_is_refused(caller):
    answer = caller("POST", "/parties", b"a=1", Content_Type="text/plain")
    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("en-GB", "en"), ("id", "id"), ("fr", "id"), ("", "id"), ("fr, en;q=0.5", "en")],
)
def test_the_caller_chooses_the_language(caller, asked, spoken):
    caller.language = asked
    answer = caller.get("/parties/nobody")
    assert answer["Content-Language"] == spoken
    title = {"en": "There is no such thing.", "id": "Yang dicari tidak ada."}[spoken]
    assert answer.json()["title"] == title


def test_what_nobody_foresaw_is_told_without_its_inside(caller, monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("secret")

    monkeypatch.setattr(search_parties.Party.objects, "visible_to", broken)
    answer = caller.get("/parties")
    assert answer.status_code == 500
    assert b"secret" not in answer.content
    assert "secret" in caplog.text


def test_a_missing_field_is_told_with_its_place(caller):
    (first, _) = caller.post("/parties", {}).json()["problems"]
    assert (first["code"], first["at"]) == ("input.missing", "name")
    assert first["message"] == "This is needed."


def test_each_name_that_nobody_knows_is_told_with_those_that_are_known(caller):
    caller.language = "en"
    told = caller.get("/payments?limti=5&seit=2026").json()
    assert [(one["code"], one["at"]) for one in told["problems"]] == [
        ("query.unknown", "limti"),
        ("query.unknown", "seit"),
    ]
    assert "it knows: after, " in told["detail"]


def test_who_may_not_come_in_is_not_told_what_is_known(client):
    assert client.get("/api/v1/parties?rolle=reseller").status_code == 401
