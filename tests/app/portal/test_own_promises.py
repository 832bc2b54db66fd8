"""What a partner reads about what it was promised."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from builders import a_business, a_party, a_promised_delivery, an_actor
from test_own_pages import in_pages, shown

from setia.core.clock import as_if_at
from setia.promises.keep_promise import keep_promise
from setia.promises.make_promise import Terms, make_promise

BY = an_actor()


def an_answer(party, text: str, due: datetime):
    with as_if_at(datetime(2026, 11, 2, 3, tzinfo=UTC)):
        return make_promise("answer", party, Terms(due, f"k {text}", text), BY)


@pytest.fixture
def ani(own_business):
    a_business()
    ani = a_party("R-1", "Ani Lestari")
    kept = an_answer(ani, "Kirim katalog baru", datetime(2026, 11, 5, 3, tzinfo=UTC))
    with as_if_at(datetime(2026, 11, 4, 3, tzinfo=UTC)):
        keep_promise(kept, datetime(2026, 11, 4, 3, tzinfo=UTC), BY)
    a_promised_delivery(ani, "INV/77")
    return ani


def test_a_partner_reads_what_was_kept_and_what_is_overdue(ani):
    told = shown(in_pages(ani), "promises")
    assert "Janji yang ditepati tepat waktu 1 dari 2" in told
    assert "INV/77 Lewat waktu" in told
    assert "Kirim katalog baru Ditepati" in told


def test_what_somebody_else_was_promised_stands_on_no_page_of_hers(ani):
    an_answer(a_party("R-2", "Budi"), "Rahasia Budi", datetime(2026, 11, 5, 3, tzinfo=UTC))
    assert "Rahasia Budi" not in shown(in_pages(ani), "promises")


def test_who_was_promised_nothing_reads_that(ani):
    told = shown(in_pages(a_party("R-3", "Cici")), "promises")
    assert "0 dari 0" in told
    assert "Belum ada janji" in told
