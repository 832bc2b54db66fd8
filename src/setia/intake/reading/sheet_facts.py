"""What the values of a sheet do not tell: hidden rows, formulas without a result, its size.

The sheet's own XML is read once as a stream. The parser is expat, which refuses nothing but
unpacks no entities of a document type here: such a document is no workbook.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from setia.intake.reading.marks import ERROR, FORMULA
from setia.intake.reading.no_table import NoTable

MOST_CELLS = 20_000_000
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass
class SheetFacts:
    """Hidden rows; cells that hold a formula without a result, or an error; the size."""

    hidden: set[int] = field(default_factory=set)
    marked: dict[int, dict[int, str]] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0


class _Listener:
    """Hears the sheet's elements as they go by."""

    def __init__(self) -> None:
        self.facts = SheetFacts()
        self._row = 0
        self._column = -1
        self._formula = self._error = self._in_value = False
        self._value = ""

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a row, a cell, a formula or a value."""
        if name == "c":
            self._cell(attributes.get("r", ""))
            self._error = attributes.get("t") == "e"
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = -1
            if attributes.get("hidden") in {"1", "true"}:
                self.facts.hidden.add(self._row)
        elif name == "f":
            self._formula = True
        elif name == "v":
            self._in_value = self._formula or self._error

    def hears(self, text: str) -> None:
        """Keep the value of a formula or of an error."""
        if self._in_value:
            self._value += text

    def ends(self, name: str) -> None:
        """Decide at a cell's end what is wrong with it."""
        if name == "v":
            self._in_value = False
        elif name == "c":
            if self._error:
                self._mark(f"{ERROR}{self._value}")
            elif self._formula and not self._value.strip():
                self._mark(FORMULA)

    def _mark(self, cell: str) -> None:
        self.facts.marked.setdefault(self._row, {})[self._column] = cell

    def _cell(self, place: str) -> None:
        found = PLACE.fullmatch(place)
        self._column = _column(found[1]) if found else self._column + 1
        # A cell may lie about its row; what unpacks the sheet believes it.
        row = max(self._row, int(found[2])) if found else self._row
        self._formula = False
        self._value = ""
        facts = self.facts
        facts.rows = max(facts.rows, row)
        facts.columns = max(facts.columns, self._column + 1)
        if facts.rows * facts.columns > MOST_CELLS:
            raise NoTable("file.sheet_too_large", most=MOST_CELLS)


def counts_from_1904(archive: zipfile.ZipFile) -> bool:
    """Tell whether a workbook counts its days from 1904, as those of old Macintoshes do.

    Raises:
        NoTable: It does not say what it is.
    """
    declared: list[str] = []

    def properties(name: str, at: dict[str, str]) -> None:
        if _local(name) == "workbookPr":
            declared.append(at.get("date1904", ""))

    parser = _parser()
    parser.StartElementHandler = properties
    try:
        with archive.open("xl/workbook.xml") as file:
            parser.ParseFile(file)
    except (expat.ExpatError, KeyError) as error:
        raise NoTable("file.broken", why=str(error)[:200]) from error
    return any(one in {"1", "true", "on"} for one in declared)


def facts_of_sheet(archive: zipfile.ZipFile, sheet: str) -> SheetFacts:
    """Read a sheet's XML once.

    Raises:
        NoTable: It is broken, or spans more cells than memory should hold.
    """
    listener = _Listener()
    parser = _parser()
    parser.StartElementHandler = lambda name, at: listener.begins(_local(name), at)
    parser.EndElementHandler = lambda name: listener.ends(_local(name))
    parser.CharacterDataHandler = listener.hears
    try:
        with archive.open(_part_of(archive, sheet)) as file:
            parser.ParseFile(file)
    except (expat.ExpatError, KeyError, ValueError) as error:
        if isinstance(error, NoTable):
            raise
        raise NoTable("file.broken", why=str(error)[:200]) from error
    return listener.facts


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Find the part that holds a sheet: the workbook names it, a relation leads there."""
    links: dict[str, str] = {}
    found: list[str] = []

    def relation(name: str, at: dict[str, str]) -> None:
        if _local(name) == "Relationship":
            links[at["Id"]] = at["Target"]

    def named(name: str, at: dict[str, str]) -> None:
        if _local(name) == "sheet" and at.get("name") == sheet:
            found.extend(value for key, value in at.items() if key.endswith(":id"))

    for part, hear in (
        ("xl/_rels/workbook.xml.rels", relation),
        ("xl/workbook.xml", named),
    ):
        parser = _parser()
        parser.StartElementHandler = hear
        with archive.open(part) as file:
            parser.ParseFile(file)
    if not found:
        raise NoTable("file.sheet_missing", sheet=sheet)
    target = links[found[0]]
    return target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*declared: object) -> None:
    del declared
    raise NoTable("file.broken", why="it declares a document type")


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
