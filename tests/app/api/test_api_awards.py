"""Awards over rows that are really there, since the engine reads the database itself."""

from __future__ import annotations

from builders import a_line, a_party, a_product

from setia.core.issue_token import GRANTABLE


def test_awards_of_nobody_yet_are_an_empty_page(own_business, with_scopes):
    a_line("INV/1", a_party("R-1"), a_product("A"))
    caller = with_scopes(*GRANTABLE)
    answer = caller.get("/awards?party=R-1")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["count"], told["items"], told["next"]) == (0, [], None)
    assert caller.get("/programs/none/awards").status_code == 404
