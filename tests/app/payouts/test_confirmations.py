"""What a bank answers is read without guessing, and each row comes to one verdict."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setia.core.errors import Refused
from setia.payouts import confirmation_file
from setia.payouts.bank_file import Transfer, write_bank_file
from setia.payouts.bank_layout import DEFAULT
from setia.payouts.confirmation_file import ConfirmationRow, read_confirmations
from setia.payouts.confirmation_mapping import ConfirmationMapping
from setia.payouts.match_confirmations import Verdict, match, missing_keys

MAPPING = ConfirmationMapping()
HEAD = "Ref;Jumlah;Status;Tanggal;Pesan\n"
PROOF = "P-9;1.500.000,00;Berhasil;25/08/2026;\n"
DAY = date(2026, 8, 5)


def told(text, mapping=MAPPING, encoding="utf-8"):
    return [
        (one.key, one.amount_minor, one.state, one.day, one.problem.rpartition(".")[2])
        for one in read_confirmations(text.encode(encoding), mapping)
    ]


# A row under the head above, and what it says.
ROWS = {
    "done": ("P-1;1.500.000,00;Berhasil;2026-08-05;ok", 150_000_000, "done", DAY, ""),
    "failed": ("P-1;Rp25.000,-;GAGAL;5 Agt 2026;x", 2_500_000, "failed", DAY, ""),
    "in English": ("P-1;25000;Settled.;20260805;", 2_500_000, "done", DAY, ""),
    "with an hour": ("P-1;25000;sukses;05/08/2026 14.03;", 2_500_000, "done", DAY, ""),
    "early in Jakarta": (
        *("P-1;25000;sukses;2026-08-04T20:00:00Z;", 2_500_000, "done", DAY, ""),
    ),
    "without a day": ("P-1;25000;rejected;;", 2_500_000, "failed", None, ""),
    "not done": ("P-1;25000;tidak berhasil;;", 2_500_000, None, None, "state_unknown"),
    "in work": ("P-1;25000;diproses;;", 2_500_000, None, None, "state_unknown"),
    "without a state": ("P-1;25000;;;", 2_500_000, None, None, "state_unknown"),
    "without an amount": ("P-1;;done;;", None, "done", None, "amount_missing"),
    "a word for an amount": ("P-1;lunas;done;;", None, "done", None, "amount_unreadable"),
    "a thousand or a part of a sen": (
        "P-1;1,005;done;;",
        None,
        "done",
        None,
        "amount_ambiguous",
    ),
    "a part of a sen": ("P-1;1,0051;done;;", None, "done", None, "amount_unreadable"),
    "two readings": ("P-1;500.000;done;;", None, "done", None, "amount_ambiguous"),
    "dollars": ("P-1;USD 25;done;;", None, "done", None, "other_currency"),
    "no such day": (
        "P-1;25000;done;31/02/2026;",
        2_500_000,
        "done",
        None,
        "day_unreadable",
    ),
    "a counted day": ("P-1;25000;done;46239;", 2_500_000, "done", None, "day_unreadable"),
    "a row cut in two": ("P-1;25000;done;;a;b", 2_500_000, "done", None, "row_too_wide"),
    "too many digits": (
        *("P-1;1,00000000000000000000000000000001;done;;", None, "done", None),
        "amount_unreadable",
    ),
}


@pytest.mark.parametrize(
    ("row", "amount", "state", "day", "problem"), ROWS.values(), ids=ROWS
)
def test_a_row_says_what_it_says_or_what_is_wrong(row, amount, state, day, problem):
    assert told(HEAD + row + "\n") == [("P-1", amount, state, day, problem)]


def test_another_row_proves_what_the_dot_means():
    assert told(f"{HEAD}P-1;500.000;done;;\n{PROOF}")[0][1] == 50_000_000
    assert told(f"{HEAD}P-1;500,000;done;;\nP-2;1,000.00;done;;\n")[0][1] == 50_000_000


def test_two_rows_that_prove_it_differently_prove_nothing():
    found = told(f"{HEAD}P-1;500.000;done;;\nP-2;1,000.00;done;;\n{PROOF}")
    assert [one[4] for one in found] == ["amount_ambiguous", "", ""]


def test_the_mapping_says_what_the_dot_means():
    mapping = ConfirmationMapping(style="comma")
    found = told(f"{HEAD}P-1;500.000;done;;\nP-2;1,000.00;done;;\n", mapping)
    assert [(one[1], one[4]) for one in found] == [
        (50_000_000, ""),
        (None, "amount_unreadable"),
    ]


def test_a_column_with_the_month_first_makes_other_days_doubtful():
    found = told(f"{HEAD}P-1;1;done;01/02/2026;\nP-2;1;done;12/31/2026;\n")
    assert [(one[3], one[4]) for one in found] == [
        (None, "day_ambiguous"),
        (date(2026, 12, 31), ""),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_delimiter_and_encoding_is_recognised(delimiter, encoding):
    text = "PT Bank Contoh\n\nRef;Jumlah;Status;Pesan\r\nP-1;25000;gagal;rekening café\r\n"
    (row,) = read_confirmations(text.replace(";", delimiter).encode(encoding), MAPPING)
    assert (row.number, row.key, row.amount_minor, row.message) == (
        *(4, "P-1", 2_500_000, "rekening café"),
    )


def test_a_bank_that_repeats_no_amounts_is_read_where_the_mapping_says_so():
    text = "Ref;Status\nP-1;done\n"
    with pytest.raises(Refused):
        told(text)
    assert told(text, ConfirmationMapping(amount=())) == [("P-1", None, "done", None, "")]


def test_a_spoiled_or_missing_key_is_a_problem():
    found = told(f"{HEAD}1,68E+12;1;done;;\n;1;done;;\n'0012;1;done;;\n;;;;\n")
    assert [(one[0], one[4]) for one in found] == [
        ("1,68E+12", "key_spoiled"),
        ("", "key_missing"),
        ("0012", ""),
    ]


REFUSED = {
    "nothing": (b"", "file.empty"),
    "no head": (b"a;b\n1;2\n", "payout.confirmation.no_column"),
    "no amounts": (b"Ref;Status\n1;done\n", "payout.confirmation.no_column"),
    "two states": (b"Ref;Status;Jumlah;Status\n", "payout.confirmation.head_twice"),
    "a workbook": (b"PK\x03\x04xl", "payout.confirmation.workbook"),
    "a PDF": (b"%PDF-1.7", "file.no_table"),
    "a web page": (b"<html><table>", "file.html"),
    "a quotation mark left open": (b'Ref;Jumlah;Status\n"P-1;1;done\n', "file.quote_open"),
    "too much": (b"x" * (5 * 1024 * 1024 + 1), "payout.confirmation.too_large"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_answer_is_refused(data, code):
    with pytest.raises(Refused) as refused:
        read_confirmations(data, MAPPING)
    assert code in [one.code for one in refused.value.problems]


def test_more_rows_than_a_payout_has_are_refused(monkeypatch):
    monkeypatch.setattr(confirmation_file, "MOST_ROWS", 2)
    assert len(told(HEAD + PROOF * 2)) == 2
    with pytest.raises(Refused):
        told(HEAD + PROOF * 3)


@pytest.mark.parametrize(
    ("kept", "code", "at"),
    [
        ({"keys": []}, "payout.config.unknown_key", "keys"),
        ({"key": []}, "payout.config.missing", "key"),
        ({"key": "Ref"}, "payout.config.not_list", "key"),
        (
            {"done": ["OK"], "failed": ["ok "]},
            "payout.confirmation.word_means_both",
            "failed",
        ),
        ({"style": "dot"}, "payout.config.not_allowed", "style"),
        ({"zone": "Asia/Atlantis"}, "payout.config.not_allowed", "zone"),
        ({"done": [1]}, "payout.config.not_texts", "done"),
    ],
)
def test_a_mapping_that_is_not_plain_is_refused(kept, code, at):
    with pytest.raises(Refused) as refused:
        ConfirmationMapping.from_json(kept)
    assert (code, at) in [(one.code, one.at) for one in refused.value.problems]


def test_a_mapping_is_kept_and_read_back():
    own = ConfirmationMapping(key=("No. Bukti",), amount=(), done=("cair",), style="point")
    for mapping in (MAPPING, own):
        assert (
            ConfirmationMapping.from_json(json.loads(json.dumps(mapping.to_json())))
            == mapping
        )
    assert ConfirmationMapping.from_json({}) == MAPPING


def row(key, amount=100, state="done", problem="", number=2):
    return ConfirmationRow(number, key, amount, state, None, "", problem)


EXPECTED = {"A": 100, "B": 200, "C": 300}
VERDICTS = {
    "done with the amount": ([row("A")], {}, ["confirmed"]),
    "failed": ([row("A", state="failed")], {}, ["failed"]),
    "nobody's key": ([row("Z")], {}, ["unknown_key"]),
    "a key in other letters": ([row("a")], {}, ["unknown_key"]),
    "another amount": ([row("A", 101)], {}, ["other_amount"]),
    "failed with another amount": ([row("A", 101, "failed")], {}, ["other_amount"]),
    "a bank without amounts": ([row("A", None)], {}, ["confirmed"]),
    "twice the same": ([row("A"), row("A")], {}, ["twice_in_file"] * 2),
    "twice, once unreadable": (
        *([row("A"), row("A", None, "done", "payout.confirmation.amount_missing")], {}),
        ["twice_in_file", "unreadable"],
    ),
    "told before": ([row("A")], {"A": "done"}, ["already_confirmed"]),
    "told failed before": (
        [row("A", state="failed")],
        {"A": "failed"},
        ["already_confirmed"],
    ),
    "failed after all": ([row("A", state="failed")], {"A": "done"}, ["contradicts"]),
    "done after all": ([row("A")], {"A": "failed"}, ["contradicts"]),
    "told before with another amount": ([row("A", 1)], {"A": "done"}, ["other_amount"]),
    "told before and no longer expected": (
        [row("Z")],
        {"Z": "done"},
        ["already_confirmed"],
    ),
    "unreadable": ([row("A", problem="x")], {}, ["unreadable"]),
    "without a state": ([row("A", state=None)], {}, ["unreadable"]),
}


@pytest.mark.parametrize(("rows", "already", "verdicts"), VERDICTS.values(), ids=VERDICTS)
def test_a_row_comes_to_one_verdict(rows, already, verdicts):
    assert [one.verdict for one in match(rows, EXPECTED, already)] == verdicts


def test_what_the_bank_says_nothing_about_is_missing():
    assert missing_keys([row("B"), row("Z")], EXPECTED) == ("A", "C")


KEYS = st.sampled_from("ABCDEF")
STATES = st.sampled_from(("done", "failed"))
SOME_ROWS = st.builds(
    row,
    key=KEYS | st.just(""),
    amount=st.sampled_from((None, 100, 200, 300)),
    state=STATES | st.none(),
    problem=st.sampled_from(("", "", "", "payout.confirmation.row_too_wide")),
)


@given(
    rows=st.lists(SOME_ROWS, max_size=8),
    expected=st.dictionaries(KEYS, st.sampled_from((100, 200))),
    already=st.dictionaries(KEYS, STATES),
)
def test_nothing_is_settled_twice_or_with_another_amount(rows, expected, already):
    found = match(rows, expected, already)
    assert [one.row for one in found] == rows
    assert all(isinstance(one.verdict, Verdict) for one in found)
    settled = [
        one.row for one in found if one.verdict in {Verdict.CONFIRMED, Verdict.FAILED}
    ]
    assert len({one.key for one in settled}) == len(settled)
    for one in settled:
        assert one.amount_minor in {None, expected[one.key]}
        assert not one.problem
        assert one.key not in already
    assert set(missing_keys(rows, expected)) == expected.keys() - {one.key for one in rows}


@given(
    data=st.binary(max_size=300)
    | st.text(max_size=100).map(lambda one: (HEAD + one).encode("utf-8", "replace"))
)
def test_any_bytes_are_rows_or_refused(data):
    try:
        rows = read_confirmations(data, MAPPING)
    except Refused:
        return
    for one in rows:
        assert one.problem or (one.key and one.state and one.amount_minor is not None)


@given(
    amounts=st.lists(st.integers(1, 10**12), min_size=1, max_size=5),
    names=st.text(max_size=9),
)
def test_a_bank_that_adds_its_state_to_our_file_confirms_it(amounts, names):
    transfers = [
        Transfer(f"P-{at}", "014", "001", names, amount * 100)
        for at, amount in enumerate(amounts)
    ]
    lines = write_bank_file(DEFAULT, transfers, DAY).decode().splitlines()
    answer = "\r\n".join([f"Status,{lines[0]}", *(f"Berhasil,{one}" for one in lines[1:])])
    rows = read_confirmations(answer.encode(), MAPPING)
    expected = {one.key: one.amount_minor for one in transfers}
    assert {one.verdict for one in match(rows, expected, {})} == {Verdict.CONFIRMED}
    assert missing_keys(rows, expected) == ()
