"""What is withheld of a payment, by hand to the rupiah."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setia.core.errors import Refused
from setia.payouts.withholding.read_table import read_table, table_of
from setia.payouts.withholding.table import KINDS, Band, Rule, Table
from setia.payouts.withholding.withheld import NOTHING, withheld

TABLE = read_table()
DAY = date(2026, 8, 25)
M = 1_000_000
GROSS = st.integers(-(10**6), 10**14)
DAYS = st.dates(date(2009, 1, 1), date(2090, 1, 1))

# What is paid in rupiah, and what is withheld of it.
SUMS = {
    "a company gives 15 % of a prize": ("company", True, DAY, 10 * M, 1_500_000),
    "a company without NPWP gives twice as much": ("company", False, DAY, 10 * M, 3 * M),
    "a company of 2009 gives as much": (
        "company",
        True,
        date(2009, 1, 1),
        10 * M,
        1_500_000,
    ),
    "a person gives 5 % of half": ("individual", True, DAY, 1 * M, 25_000),
    "a person without a tax id a fifth more": ("individual", False, DAY, 1 * M, 30_000),
    "half of 100 m stays in the first band": ("individual", True, DAY, 100 * M, 2_500_000),
    "half of 120 m just fills it": ("individual", True, DAY, 120 * M, 3 * M),
    "half of 200 m reaches the second": ("individual", True, DAY, 200 * M, 9 * M),
    "that without a tax id": ("individual", False, DAY, 200 * M, 10_800_000),
    # 60 × 5 % + 190 × 15 % + 50 × 25 % = 3 + 28.5 + 12.5
    "half of 600 m reaches the third": ("individual", True, DAY, 600 * M, 44 * M),
    # 3 + 28.5 + 250 × 25 % + 4,500 × 30 % + 1,000 × 35 % = 3 + 28.5 + 62.5 + 1,350 + 350
    "half of 12 bn reaches the last": ("individual", True, DAY, 12_000 * M, 1_794 * M),
    # In 2021: 50 × 5 % + 50 × 15 %
    "in 2021 the first band was narrower": (
        *("individual", True, date(2021, 12, 31), 200 * M, 10 * M),
    ),
    "in 2022 it is as wide as now": ("individual", True, date(2022, 1, 1), 200 * M, 9 * M),
    # 5 % of half of 39 is 0.975; of 79 it is 1.975
    "what is less than a rupiah is left out": ("individual", True, DAY, 39, 0),
    "a tax is rounded down": ("individual", True, DAY, 79, 1),
    # 5 % of half of 67 is 1.675, times 1.2 is 2.01: rounding earlier would give 1
    "it is rounded once, at the end": ("individual", False, DAY, 67, 2),
    "a charity gives nothing": ("none", False, DAY, 10 * M, 0),
    "nothing is withheld of nothing": ("company", True, DAY, 0, 0),
    "nothing is withheld of a debt": ("company", False, DAY, -10 * M, 0),
}


@pytest.mark.parametrize(("kind", "known", "day", "gross", "tax"), SUMS.values(), ids=SUMS)
def test_a_tax_is_what_comes_out_by_hand(kind, known, day, gross, tax):
    assert withheld(TABLE, kind, known, gross * 100, day).amount_minor == tax * 100


def test_sen_of_the_payment_count_and_sen_of_the_tax_do_not():
    # 15 % of 6.66 is 0.999, of 6.67 it is 1.0005
    assert withheld(TABLE, "company", True, 666, DAY).amount_minor == 0
    assert withheld(TABLE, "company", True, 667, DAY).amount_minor == 100


def test_every_step_can_be_told():
    told = withheld(TABLE, "individual", False, 200 * M * 100, DAY)
    assert (told.article, told.base_minor, told.factor) == (
        "PPh 21",
        100 * M * 100,
        Fraction(6, 5),
    )
    steps = [
        (one.from_minor, one.to_minor, one.rate, one.amount_minor) for one in told.steps
    ]
    assert steps == [
        (0, 60 * M * 100, Fraction(1, 20), 3 * M * 100),
        (60 * M * 100, 100 * M * 100, Fraction(3, 20), 6 * M * 100),
    ]


@pytest.mark.parametrize(
    ("kind", "day", "code"),
    [
        ("company", date(2008, 12, 31), "payout.tax.no_rule"),
        ("individual", date(2008, 12, 31), "payout.tax.no_rule"),
        ("firma", DAY, "payout.tax.unknown_kind"),
    ],
)
def test_a_tax_that_nobody_knows_is_refused(kind, day, code):
    with pytest.raises(Refused) as refused:
        withheld(TABLE, kind, True, 100, day)
    assert [one.code for one in refused.value.problems] == [code]


def test_the_shipped_table_says_that_nobody_has_confirmed_it():
    assert TABLE.confirmed_by is None
    assert "tax adviser confirm" in TABLE.note["en"]
    assert "konsultan pajak" in TABLE.note["id"]


def test_a_business_keeps_a_table_of_its_own(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(OWN.replace("null", "Ibu Sari, 2026-01-05"), encoding="utf-8")
    table = read_table(path)
    assert table.confirmed_by == "Ibu Sari, 2026-01-05"
    assert withheld(table, "company", True, 10_000, DAY).amount_minor == 200
    with pytest.raises(Refused):
        withheld(table, "individual", True, 10_000, DAY)
    with pytest.raises(Refused):
        read_table(tmp_path / "none.yaml")


OWN = """\
confirmed_by: null
note: {en: ask, id: tanya}
rules:
  - kind: company
    from: 2020-01-01
    article: PPh 4 (2)
    base: 100%
    bands: [{from: 0, rate: 2.5%}]
    without_tax_id: 100%
"""
LATER = OWN.partition("rules:\n")[2]
# A change of the table above, and the problems that it makes.
WRONG = {
    "a rate as a float": ("2.5%", "0.025", "no_percent", "rules.0.bands.0.rate"),
    "a rate above all": ("2.5%", "101%", "percent_above", "rules.0.bands.0.rate"),
    "a rate below nothing": ("2.5%", "-1%", "no_percent", "rules.0.bands.0.rate"),
    "a base above all": ("base: 100%", "base: 150%", "percent_above", "rules.0.base"),
    "a base as a number": ("base: 100%", "base: 1", "no_percent", "rules.0.base"),
    "a relief without a tax id": (
        "_id: 100%",
        "_id: 50%",
        "factor_below",
        "rules.0.without_tax_id",
    ),
    "a band in sen": ("from: 0,", "from: 0.5,", "no_rupiah", "rules.0.bands.0.from"),
    "a first band above 0": ("from: 0,", "from: 5,", "band_order", "rules.0.bands.0.from"),
    "a day that is none": ("2020-01-01", "2020-02-30", "no_day", "rules.0.from"),
    "a week": ("2020-01-01", "2020-W01-1", "no_day", "rules.0.from"),
    "an end before the beginning": (
        *("2020-01-01", "2020-01-01\n    to: 2019-12-31", "ends_before", "rules.0.to"),
    ),
    "the same day twice": (LATER, LATER + LATER, "overlap", "rules.1"),
    "a reach into the next": (
        LATER,
        LATER.replace("2020-01-01", "2020-01-01\n    to: 2021-01-01")
        + LATER.replace("2020", "2021"),
        "overlap",
        "rules.1",
    ),
    "no article": ("PPh 4 (2)", '""', "missing", "rules.0.article"),
    "an unknown kind": ("kind: company", "kind: firma", "not_allowed", "rules.0.kind"),
    "an unknown key": ("base:", "bases: 1%\n    base:", "unknown_key", "rules.0.bases"),
    "a missing key": ("    base: 100%\n", "", "missing", "rules.0.base"),
    "a key twice": ("base:", "base: 1%\n    base:", "no_yaml", "line 8"),
    "an alias": ("2.5%", "*x", "no_yaml", "line 1"),
    "no bands": ("[{from: 0, rate: 2.5%}]", "[]", "no_bands", "rules.0.bands"),
    "no mapping": (OWN, "- 1\n", "not_mapping", ""),
    "nothing": (OWN, "", "not_mapping", ""),
}


@pytest.mark.parametrize(("old", "new", "code", "at"), WRONG.values(), ids=WRONG)
def test_a_table_that_could_be_misread_is_refused(old, new, code, at):
    changed = OWN.replace(old, new, 1)
    assert changed != OWN
    with pytest.raises(Refused) as refused:
        table_of(changed)
    found = [(one.code.rpartition(".")[2], one.at) for one in refused.value.problems]
    assert (code, at) in found


def test_a_rule_that_could_take_more_than_the_payment_is_refused():
    wrong = OWN.replace("2.5%", "60%").replace("_id: 100%", "_id: 200%")
    with pytest.raises(Refused) as refused:
        table_of(wrong)
    assert [one.code for one in refused.value.problems] == ["payout.tax.above_gross"]


def test_a_rule_holds_until_the_next_begins_and_not_past_its_end():
    later = LATER.replace("2020-01-01", "2021-01-01\n    to: 2021-12-31")
    table = table_of(OWN + later.replace("2.5%", "5%"))
    taxes = [
        withheld(table, "company", True, 10_000_00, day).amount_minor
        for day in (
            date(2020, 1, 1),
            date(2020, 12, 31),
            date(2021, 1, 1),
            date(2021, 12, 31),
        )
    ]
    assert taxes == [250_00, 250_00, 500_00, 500_00]
    with pytest.raises(Refused):
        withheld(table, "company", True, 10_000_00, date(2022, 1, 1))


@st.composite
def tables(draw):
    starts = draw(st.lists(st.integers(1, 10**13), unique=True, max_size=4))
    rates = st.fractions(0, Fraction(1, 2), max_denominator=1_000)
    bands = tuple(Band(start, draw(rates)) for start in [0, *sorted(starts)])
    base = draw(st.fractions(0, 1, max_denominator=100))
    factor = draw(st.fractions(1, 2, max_denominator=100))
    return Table(None, {}, (Rule("company", date.min, None, "?", base, bands, factor),))


@given(kind=st.sampled_from(KINDS), known=st.booleans(), gross=GROSS, day=DAYS)
def test_a_tax_is_whole_rupiah_and_never_above_the_payment(kind, known, gross, day):
    tax = withheld(TABLE, kind, known, gross, day).amount_minor
    assert tax % 100 == 0
    assert 0 <= tax <= max(gross, 0)


@given(table=tables(), known=st.booleans(), gross=GROSS, more=st.integers(0, 10**12))
def test_who_gets_more_never_gives_less(table, known, gross, more):
    less, tax = (
        withheld(table, "company", known, one, DAY) for one in (gross, gross + more)
    )
    assert 0 <= less.amount_minor <= tax.amount_minor <= max(gross + more, 0)


@given(table=tables(), known=st.booleans(), gross=st.integers(1, 10**14))
def test_the_steps_add_up_to_the_tax(table, known, gross):
    found = withheld(table, "company", known, gross, DAY)
    exact = sum(one.amount_minor for one in found.steps) * found.factor
    assert found.amount_minor <= exact < found.amount_minor + 100
    ends = [one.to_minor for one in found.steps]
    assert [one.from_minor for one in found.steps] == [0, *ends][: len(ends)]
    assert not ends or ends[-1] == found.base_minor


@given(known=st.booleans(), gross=GROSS, day=st.dates())
def test_who_is_not_subject_to_the_tax_never_gives_any(known, gross, day):
    assert withheld(TABLE, "none", known, gross, day) == NOTHING
