"""What the pages say, and what of it is not translated yet.

Sentences are found where they stand: in Python by Babel, in templates by Django's own
translation of templates into something that reads like Python.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

from setia.config.catalogues import SOURCES, merged

ROOT = Path(__file__).parent.parent
KEYWORDS: dict[str, int] = {
    "_": 1,
    "_now": 1,
    "gettext": 1,
    "gettext_lazy": 1,
    "gettext_noop": 1,
    "ngettext": 1,
    "pgettext": 2,
    "npgettext": 2,
    "Column": 2,
}
"""What takes a sentence, and as which of its arguments; a column of a file has a label."""
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")
OF_DJANGO = frozenset({"English"})
"""Sentences that Django itself translates, or that are the same in both languages."""


def sentences() -> dict[str, list[str]]:
    """Return every sentence of the application with the files that say it."""
    found: dict[str, list[str]] = {}
    for path in sorted([*ROOT.rglob("*.py"), *ROOT.rglob("*.html")]):
        if "migrations" in path.parts:
            continue
        for sentence in _said(path):
            found.setdefault(sentence, []).append(str(path.relative_to(ROOT)))
    return found


def _said(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # What is left of the markup has indents that mean nothing.
        lines = templatize(text, origin=str(path)).splitlines()
        text = "\n".join(line.strip() for line in lines)
    file = io.BytesIO(text.encode())
    for found in extract_python(file, dict.fromkeys(KEYWORDS), [], {}):
        said: Any = found[2]
        arguments = said if isinstance(said, tuple | list) else (said,)
        place = KEYWORDS[str(found[1])] - 1
        if place < len(arguments) and isinstance(arguments[place], str):
            yield arguments[place]


def untranslated(language: str = "id") -> dict[str, list[str]]:
    """Return the sentences that have no translation, with the files that say them."""
    catalogue = merged(language, sorted((SOURCES / language).glob("*.po")))
    return {
        sentence: files
        for sentence, files in sentences().items()
        if sentence not in OF_DJANGO
        and (catalogue.get(sentence) is None or not catalogue[sentence].string)
    }


def unused(language: str = "id") -> list[str]:
    """Return translations that nothing asks for."""
    said = sentences()
    catalogue = merged(language, sorted((SOURCES / language).glob("*.po")))
    return [one for entry in catalogue if (one := _first(entry.id)) and one not in said]


def changed_placeholders(catalogue: Catalog) -> list[str]:
    """Return the sentences whose translation asks for other figures than they do."""
    changed = []
    for entry in catalogue:
        source, told = entry.id, entry.string
        wanted = set(PLACEHOLDER.findall(source if isinstance(source, str) else source[-1]))
        forms = [told] if isinstance(told, str) else list(told or ())
        if entry.id and any(set(PLACEHOLDER.findall(form)) != wanted for form in forms):
            changed.append(_first(entry.id))
    return changed


def _first(key: Any) -> str:  # noqa: ANN401 - one sentence, or one with its plural
    first: str = key if isinstance(key, str) else key[0]
    return first


def main() -> int:
    """Tell what is missing, left over or says something else; status 1 where anything is."""
    missing, left = untranslated(), unused()
    changed = changed_placeholders(merged("id", sorted((SOURCES / "id").glob("*.po"))))
    for sentence, files in missing.items():
        sys.stdout.write(f"not translated: {sentence!r} ({', '.join(files)})\n")
    for sentence in left:
        sys.stdout.write(f"not used: {sentence!r}\n")
    for sentence in changed:
        sys.stdout.write(f"other placeholders: {sentence!r}\n")
    return 1 if missing or left or changed else 0


if __name__ == "__main__":
    sys.exit(main())
