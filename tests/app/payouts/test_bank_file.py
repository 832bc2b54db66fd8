"""The bank's file holds its shape and its sum, whatever people are called."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setia.core.errors import Refused
from setia.payouts.bank_file import Transfer, write_bank_file
from setia.payouts.bank_layout import (
    DEFAULT,
    DELIMITERS,
    ENCODINGS,
    FIELDS,
    LINE_ENDS,
    QUOTINGS,
    Layout,
    LayoutColumn,
)

DAY = date(2026, 8, 5)
ONE = Transfer("P-1", "014", "0012345678", "Siti Aminah", 1_500_000_00, "Bonus", "s@x.id")
SMALL = Layout(
    "Bank",
    (
        LayoutColumn("No", "account_no"),
        LayoutColumn("Nama", "account_name"),
        LayoutColumn("Rp", "amount"),
    ),
)


def written(layout=SMALL, *transfers):
    return write_bank_file(layout, transfers or (ONE,), DAY).decode(layout.encoding)


def rows_of(content, layout):
    text = content.decode(layout.encoding)
    assert "\x00" not in text
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter))


def test_the_default_layout_says_everything():
    assert write_bank_file(DEFAULT, [ONE], DAY) == (
        b"No,Ref,Bank,Account,Name,Amount,Currency,Note,Email,Date\r\n"
        b"1,P-1,014,0012345678,Siti Aminah,1500000,IDR,Bonus,s@x.id,2026-08-05\r\n"
    )


def test_a_bank_with_a_form_of_its_own():
    layout = Layout.from_json(
        {
            "name": "Bank Nusantara",
            "delimiter": "|",
            "encoding": "ascii",
            "line_end": "lf",
            "quoting": "never",
            "header": False,
            "decimals": 2,
            "decimal_mark": ",",
            "date_format": "DDMMYYYY",
            "first": ["H", "{date}", "{count}"],
            "last": ["T", "{sum}"],
            "columns": [
                {"text": "D"},
                {"field": "account_no", "width": 12, "pad": "0"},
                {"field": "account_name", "width": 8, "pad": " ", "upper": True},
                {"field": "amount"},
                {"field": "number"},
            ],
        }
    )
    other = replace(ONE, key="P-2", account_name="André|Ó", amount_minor=2_50)
    assert written(layout, ONE, other) == (
        "H|05082026|2\n"
        "D|000012345678|SITI AMI|1500000,00|1\n"
        "D|000012345678|ANDRE O |2,50|2\n"
        "T|1500002,50\n"
    )


NAMES = {
    "a formula": ("=HYPERLINK(1)", "HYPERLINK(1)"),
    "a formula behind blanks and signs": (" \t=+-@ SUM", "SUM"),
    "a wide equals sign": ("\uff1d1+1", "1+1"),
    "a line end": ("Siti\r\nAminah", "Siti Aminah"),
    "a line end of Unicode": ("Siti\u2028Aminah\x85", "Siti Aminah"),
    "a zero": ("Si\x00ti", "Si ti"),
    "a mark of direction": ("Siti\u202egpj", "Sitigpj"),
    "a half of a letter": ("Siti\ud800", "Siti"),
    "an accent": ("Zoë Çelik", "Zoe Celik"),
    "letters that have no mark": ("Łukasz Strauß", "Lukasz Strauss"),
    "another script": ("王 Wang", "Wang"),
    "a delimiter": ("Siti, S.E.", "Siti, S.E."),
    "quotation marks": ('Siti "Ina"', 'Siti "Ina"'),
    "only signs": ("=-+@", ""),
    "typographer's quotes": ("Ma\u2019ruf", "Ma'ruf"),
}


@pytest.mark.parametrize(("name", "cell"), NAMES.values(), ids=NAMES)
def test_a_name_is_harmless_and_stays_itself_as_far_as_it_can(name, cell):
    layout = replace(SMALL, encoding="ascii")
    content = write_bank_file(layout, [replace(ONE, account_name=name)], DAY)
    assert rows_of(content, layout)[1] == ["0012345678", cell, "1500000"]


def test_windows_keeps_its_own_letters():
    layout = replace(SMALL, encoding="cp1252")
    assert "Zoë Celik" in written(layout, replace(ONE, account_name="Zoë Čelik"))


def test_a_mail_address_that_would_be_another_is_left_out():
    layout = replace(SMALL, columns=(*SMALL.columns, LayoutColumn("Mail", "email")))
    assert written(layout, replace(ONE, email="+62@x.id")).endswith(",1500000,\r\n")


REFUSED = {
    "nothing to pay": (SMALL, [], "no_transfers", ""),
    "no amount": (
        SMALL,
        [replace(ONE, amount_minor=0)],
        "amount",
        "transfers.0.amount_minor",
    ),
    "a debt": (
        SMALL,
        [replace(ONE, amount_minor=-1)],
        "amount",
        "transfers.0.amount_minor",
    ),
    "sen": (SMALL, [replace(ONE, amount_minor=101)], "sen", "transfers.0.amount_minor"),
    "no account": (
        SMALL,
        [replace(ONE, account_no=" ")],
        "missing",
        "transfers.0.account_no",
    ),
    "an account in other letters": (
        *(replace(SMALL, encoding="ascii"), [replace(ONE, account_no="१२३")]),
        *("unwritable", "transfers.0.account_no"),
    ),
    "a key that would change": (
        SMALL,
        [replace(ONE, key="-1")],
        "unwritable",
        "transfers.0.key",
    ),
    "a key twice": (SMALL, [ONE, ONE], "key_twice", "transfers.1.key"),
    "a column too narrow for the amount": (
        *(
            replace(SMALL, columns=(*SMALL.columns, LayoutColumn("", "amount", width=6))),
            [ONE],
        ),
        *("too_wide", "transfers.0.amount"),
    ),
    "a layout that would cut amounts in two": (
        *(replace(SMALL, quoting="never", decimals=2, decimal_mark=","), [ONE]),
        *("mark_is_delimiter", "decimal_mark"),
    ),
}


@pytest.mark.parametrize(
    ("layout", "transfers", "code", "at"), REFUSED.values(), ids=REFUSED
)
def test_what_money_could_be_lost_by_is_refused(layout, transfers, code, at):
    with pytest.raises(Refused) as refused:
        write_bank_file(layout, transfers, DAY)
    found = [(one.code.rpartition(".")[2], one.at) for one in refused.value.problems]
    assert (code, at) in found


NEEDED = [{"field": "amount"}, {"field": "account_no"}]
WRONG = {
    "an unknown key": ({"colour": 1}, "payout.config.unknown_key", "colour"),
    "an unknown field": (
        *({"columns": [*NEEDED, {"field": "iban"}]}, "payout.layout.unknown_field"),
        "columns.2.field",
    ),
    "a field and a text": (
        *({"columns": [*NEEDED, {"field": "note", "text": "x"}]},),
        *("payout.layout.field_or_text", "columns.2"),
    ),
    "no account number": (
        *({"columns": [{"field": "amount"}]}, "payout.layout.field_missing", "columns"),
    ),
    "an unknown delimiter": ({"delimiter": ":"}, "payout.config.not_allowed", "delimiter"),
    "an unknown encoding": (
        {"encoding": "ebcdic"},
        "payout.config.not_allowed",
        "encoding",
    ),
    "one decimal": ({"decimals": 1}, "payout.layout.decimals", "decimals"),
    "a yes for a number": ({"decimals": True}, "payout.config.not_whole", "decimals"),
    "a number for a yes": ({"header": 1}, "payout.config.not_yes_or_no", "header"),
    "a day without a year": (
        {"date_format": "DD/MM"},
        "payout.layout.date_format",
        "date_format",
    ),
    "a place that nobody fills": (
        {"last": ["{total}"]},
        "payout.layout.unknown_place",
        "last.0",
    ),
    "a brace that is left open": (
        {"last": ["{sum"]},
        "payout.layout.unknown_place",
        "last.0",
    ),
    "a line of nothing": ({"first": [""]}, "payout.layout.empty_line", "first"),
    "a text that is a formula": (
        *(
            {"columns": [*NEEDED, {"text": "=1"}]},
            "payout.layout.unwritable",
            "columns.2.text",
        ),
    ),
    "zeros before a name": (
        *({"columns": [*NEEDED, {"field": "note", "pad": "0", "width": 5}]},),
        *("payout.layout.zeros_before_words", "columns.2.pad"),
    ),
    "a filling without a width": (
        *({"columns": [*NEEDED, {"field": "note", "pad": " "}]},),
        *("payout.layout.pad_without_width", "columns.2.pad"),
    ),
    "a name that is a number": ({"name": 1}, "payout.config.not_text", "name"),
    "columns that are no list": ({"columns": {}}, "payout.config.not_list", "columns"),
}


@pytest.mark.parametrize(("changes", "code", "at"), WRONG.values(), ids=WRONG)
def test_a_layout_that_is_not_plain_is_refused(changes, code, at):
    with pytest.raises(Refused) as refused:
        Layout.from_json({"name": "Bank", "columns": NEEDED, **changes})
    assert (code, at) in [(one.code, one.at) for one in refused.value.problems]


@pytest.mark.parametrize("kept", [None, [], "x", 1])
def test_what_is_no_layout_is_refused(kept):
    with pytest.raises(Refused):
        Layout.from_json(kept)


@st.composite
def layouts(draw):
    fields = draw(st.lists(st.sampled_from(FIELDS), max_size=8))
    columns = [
        LayoutColumn(field.upper(), field) for field in ("amount", "account_no", *fields)
    ]
    layout = Layout(
        name="any",
        columns=tuple(draw(st.permutations([*columns, LayoutColumn("T", text="x y")]))),
        delimiter=draw(st.sampled_from(DELIMITERS)),
        encoding=draw(st.sampled_from(ENCODINGS)),
        line_end=draw(st.sampled_from(sorted(LINE_ENDS))),
        quoting=draw(st.sampled_from(QUOTINGS)),
        header=draw(st.booleans()),
        decimals=draw(st.sampled_from((0, 2))),
        last=draw(st.sampled_from(((), ("T", "{sum}", "{count}")))),
    )
    return layout


@st.composite
def many_transfers(draw, sen):
    names = st.text(max_size=12) | st.text('=+-@,;|\t"\r\n \x00é王', max_size=8)
    amounts = st.integers(1, 10**13).map(lambda one: one if sen else one * 100)
    account = st.from_regex(r"[0-9]{3,16}", fullmatch=True)
    return [
        Transfer(
            f"P-{at}",
            "014",
            draw(account),
            draw(names),
            draw(amounts),
            draw(names),
            draw(names),
        )
        for at in range(draw(st.integers(1, 4)))
    ]


@given(data=st.data(), layout=layouts())
def test_a_file_is_read_back_with_its_columns_and_its_sum(data, layout):
    transfers = data.draw(many_transfers(sen=layout.decimals))
    rows = rows_of(write_bank_file(layout, transfers, DAY), layout)
    total = sum(one.amount_minor for one in transfers)
    if layout.last:
        assert rows.pop()[1:] == [shown(total, layout), str(len(transfers))]
    if layout.header:
        assert rows.pop(0) == [one.head for one in layout.columns]
    assert len(rows) == len(transfers)
    assert {len(row) for row in rows} == {len(layout.columns)}
    fields = [one.field for one in layout.columns]
    amounts = [row[fields.index("amount")] for row in rows]
    scale = 1 if layout.decimals else 100
    assert sum(int(one.replace(".", "")) * scale for one in amounts) == total
    accounts = [row[fields.index("account_no")] for row in rows]
    assert accounts == [one.account_no for one in transfers]
    assert not [
        cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\n"))
    ]


def shown(minor, layout):
    return f"{minor // 100}.{minor % 100:02}" if layout.decimals else str(minor // 100)


@given(layout=layouts())
def test_a_layout_is_kept_and_read_back(layout):
    assert Layout.from_json(json.loads(json.dumps(layout.to_json()))) == layout
    assert Layout.from_json(DEFAULT.to_json()) == DEFAULT
