"""The promise in words, set for a phone: the same sentences without the line ends of a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

HEADING = re.compile(r"\d+\. \S")
FOR_PEN = "____"
"""Lines to be filled in on paper; a screen is not signed with a pen."""


@dataclass
class Said:
    """A sentence or more, or the items of a list."""

    lines: list[str]
    listed: bool


@dataclass
class Section:
    """One numbered part of the promise: its heading, and what it says in its order."""

    heading: str
    said: list[Said] = field(default_factory=list)


def promise_words(text: str) -> list[Section]:
    """Return the parts of a promise, with the lines of a sentence put together again."""
    sections = [Section("")]
    fresh = True
    for line in text.splitlines()[2:]:
        words = line.strip()
        if not words or FOR_PEN in words:
            fresh = True
        elif HEADING.match(line):
            sections.append(Section(words))
            fresh = True
        else:
            _put(sections[-1], line, words, fresh=fresh)
            fresh = False
    return [one for one in sections if one.heading or one.said]


def _put(section: Section, line: str, words: str, *, fresh: bool) -> None:
    """Add a line to its part: to the list, to the sentence before, or as a new one."""
    last = section.said[-1] if section.said else None
    item = words.startswith("- ")
    if item and last is not None and last.listed:
        last.lines.append(words[2:])
    elif item:
        section.said.append(Said([words[2:]], listed=True))
    elif last is None or fresh or (last.listed and not line.startswith("     ")):
        section.said.append(Said([words], listed=False))
    else:
        last.lines[-1] += f" {words}"
