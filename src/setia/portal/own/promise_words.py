"""The promise in words, set for a phone: the same sentences without the line ends of a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

HEADING = re.compile(r"\d+\. \S")
FOR_PEN = "____"
"""Lines to be filled in on paper; a screen is not signed with a pen."""


@dataclass
class Section:
    """One numbered part of the promise: its heading, what it says, and its list."""

    heading: str
    says: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


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
    return [one for one in sections if one.heading or one.says]


def _put(section: Section, line: str, words: str, *, fresh: bool) -> None:
    """Add a line to its part: to the list, to the sentence before, or as a new one."""
    if words.startswith("- "):
        section.items.append(words[2:])
    elif line.startswith("     ") and section.items:
        section.items[-1] += f" {words}"
    elif fresh or section.items or not section.says:
        section.says.append(words)
    else:
        section.says[-1] += f" {words}"
