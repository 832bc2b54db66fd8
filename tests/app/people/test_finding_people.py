"""People are found by whatever somebody remembers of them."""

from __future__ import annotations

import pytest
from builders import NOON, a_party, an_actor
from hypothesis import given
from hypothesis import strategies as st

from setia.core.permissions import Reach
from setia.core.roles import Role
from setia.people.models import Alias, Contact, Party
from setia.people.phone import normal_phone, shown_phone
from setia.people.search_parties import search_parties

SPELLINGS = [
    "0812-3456-7890",
    "0812 3456 7890",
    "081234567890",
    "+62 812-3456-7890",
    "62812 3456 7890",
    "0062 812 3456 7890",
    "(0812) 3456.7890",
    "'081234567890",
    "0812-3456-7890 / 0813-1111-2222",
    "WA: 0812 3456 7890",
    "\u202a+62 812\u00a03456\u00a07890\u202c",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_number_in_any_spelling_is_one_number(spelling):
    assert normal_phone(spelling) == "+6281234567890"


@pytest.mark.parametrize(
    "text", ["", "tidak ada", "12", "0", "-", "+", "1" * 40, "6,28123E+12", "8.12E11"]
)
def test_what_is_no_number_is_none(text):
    assert normal_phone(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_number_that_stays_itself_or_none(text):
    normal = normal_phone(text)
    if normal is not None:
        assert normal_phone(normal) == normal


@given(st.integers(10**7, 10**10 - 1))
def test_a_number_is_read_back_from_how_it_is_shown(digits):
    normal = normal_phone(f"08{digits}")
    if normal is not None:
        assert normal_phone(shown_phone(normal)) == normal


@pytest.fixture
def books(db):
    rows = [
        ("RES-007", "Bu Siti Rahayu", "+6281234567890"),
        ("RES-008", "Toko Café Élan", "+6281300070714"),
        ("CUS-009", "Siti Aminah", "+6285711112222"),
        ("CUS-010", "PT. Maju 99% Jaya", ""),
    ]
    for code, name, normal in rows:
        party = a_party(code, name)
        if normal:
            Contact.objects.create(
                party=party, kind="phone", value=normal, normal=normal, added_at=NOON
            )
    Alias.objects.create(code="LAMA-1", party=Party.objects.get(code="CUS-009"), since=NOON)


def found(asked: str) -> list[str]:
    rows = search_parties(Party.objects.all(), asked).order_by("rank", "code")
    return [party.code for party in rows]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("siti", ["CUS-009", "RES-007"]),
        ("SITI RAHAYU", ["RES-007"]),
        ("rahayu siti", ["RES-007"]),
        ("cafe elan", ["RES-008"]),
        ("res-00", ["RES-007", "RES-008"]),
        ("res-007", ["RES-007"]),
        ("lama-1", ["CUS-009"]),
        ("0812 3456", ["RES-007"]),
        ("+62 812-3456-7890", ["RES-007"]),
        ("3456 7890", ["RES-007"]),
        ("0714", ["RES-008"]),
        ("99%", ["CUS-010"]),
        ("%", ["CUS-010"]),
        ("_", []),
        ("' OR 1=1 --", []),
        ("\0", ["CUS-009", "CUS-010", "RES-007", "RES-008"]),
        ("tidak ada", []),
    ],
)
def test_a_search_finds_who_fits_the_surest_first(books, asked, codes):
    assert found(asked) == codes


@given(asked=st.text(max_size=120))
def test_any_words_can_be_searched_for(asked):
    str(search_parties(Party.objects.all(), asked).query)


@pytest.mark.parametrize(
    ("reach", "codes"),
    [
        (Reach.ALL, ["C-1", "R-1", "R-2"]),
        (Reach.TERRITORY, ["R-1"]),
        (Reach.SELF, ["R-2"]),
        (Reach.OWN_PRODUCTS, ["R-2"]),
    ],
)
def test_a_search_stays_within_reach(db, reach, codes):
    a_party("R-1", "Budi", territory="Bali")
    own = a_party("R-2", "Budi", territory="Jawa")
    a_party("C-1", "Budi")
    role = {
        Reach.ALL: Role.OWNER,
        Reach.TERRITORY: Role.SALESPERSON,
        Reach.SELF: Role.PARTNER,
        Reach.OWN_PRODUCTS: Role.SUPPLIER,
    }[reach]
    actor = an_actor(role, territories=frozenset({"Bali"}), party_ids=frozenset({own.pk}))
    rows = search_parties(Party.objects.visible_to(actor), "budi")
    assert sorted(party.code for party in rows) == codes
