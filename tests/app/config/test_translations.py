"""Pages speak Indonesian whole: plurals, placeholders, and no room against another."""

from __future__ import annotations

import gettext

import pytest

from setia.config.catalogues import Contradiction, compile_catalogues, merged
from setia.config.messages import changed_placeholders

HEADER = """\
msgid ""
msgstr ""
"Language: id\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
ORDERS = """
msgid "%(shown)s order"
msgid_plural "%(shown)s orders"
msgstr[0] "%(shown)s pesanan"
"""


def room(folder, name, *entries):
    path = folder / f"{name}.po"
    path.write_text("\n".join([HEADER, *entries]), encoding="utf-8")
    return path


@pytest.mark.parametrize("count", [0, 1, 2, 1_000])
def test_one_form_serves_every_count(tmp_path, monkeypatch, count):
    (tmp_path / "id").mkdir()
    room(tmp_path / "id", "office", ORDERS)
    monkeypatch.setattr("setia.config.catalogues.SOURCES", tmp_path)
    compile_catalogues(tmp_path / "compiled")
    with (tmp_path / "compiled/id/LC_MESSAGES/django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    told = catalogue.ngettext("%(shown)s order", "%(shown)s orders", count)
    assert told == "%(shown)s pesanan"


def test_two_rooms_that_translate_a_sentence_differently_are_refused(tmp_path):
    one = room(tmp_path, "sales", 'msgid "Order"\nmsgstr "Pesanan"\n')
    other = room(tmp_path, "office", 'msgid "Order"\nmsgstr "Order"\n')
    with pytest.raises(Contradiction, match="Order"):
        merged("id", [one, other])


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Ada %(shown)s", []),
        ("Ada banyak", ["%(shown)s found"]),
        ("Ada %(show)s", ["%(shown)s found"]),
        ("%(shown)s dari %(most)s", ["%(shown)s found"]),
        ("Ada %(shown)d", ["%(shown)s found"]),
    ],
)
def test_a_translation_keeps_the_placeholders(tmp_path, said, found):
    path = room(tmp_path, "office", f'msgid "%(shown)s found"\nmsgstr "{said}"\n')
    assert changed_placeholders(merged("id", [path])) == found
