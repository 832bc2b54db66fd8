"""Configuration read key by key: whatever is wrong is told with its path, nothing is guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from setia.core.errors import Problem

MOST_CHARACTERS = 200
MOST_ENTRIES = 200


class Entries:
    """The keys of one mapping; those that nobody asked for are a problem at the end."""

    def __init__(self, found: object, at: str, problems: list[Problem]) -> None:
        self.at = at
        self.problems = problems
        self._asked: set[str] = set()
        self._found: dict[object, object] = {}
        if isinstance(found, dict):
            self._found = found
        else:
            self.wrong("payout.config.not_mapping")

    def wrong(self, code: str, key: str = "", **params: object) -> None:
        """Take note of a problem with a key, or with the mapping itself."""
        self.problems.append(Problem(code, self.path(key), params))

    def path(self, key: str) -> str:
        """Return where a key stands: ``columns.2.field``."""
        return ".".join(part for part in (self.at, key) if part)

    def has(self, key: str) -> bool:
        """Tell whether a key is there."""
        self._asked.add(key)
        return key in self._found

    def value(self, key: str) -> object:
        """Return what stands at a key; what is missing is None and a problem."""
        if not self.has(key):
            self.wrong("payout.config.missing", key)
        return self._found.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default the key must be there."""
        if default is not None and not self.has(key):
            return default
        found, known = self.value(key), self.has(key)
        if isinstance(found, str) and len(found) <= MOST_CHARACTERS:
            return found
        if known:
            self.wrong("payout.config.not_text", key, most=MOST_CHARACTERS)
        return ""

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return one of the allowed words."""
        before = len(self.problems)
        found = self.text(key, default)
        if found not in allowed and len(self.problems) == before:
            told = ", ".join(repr(one)[1:-1] for one in allowed)
            self.wrong("payout.config.not_allowed", key, value=found, allowed=told)
        return found

    def flag(self, key: str, *, default: bool) -> bool:
        """Return yes or no."""
        found = self.value(key) if self.has(key) else default
        if not isinstance(found, bool):
            self.wrong("payout.config.not_yes_or_no", key)
            return default
        return found

    def whole(self, key: str, default: int, most: int) -> int:
        """Return a whole number from 0 to the most that is allowed."""
        found = self.value(key) if self.has(key) else default
        if type(found) is not int or not 0 <= found <= most:
            self.wrong("payout.config.not_whole", key, most=most)
            return default
        return found

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts; without a default the key must be there."""
        if default is not None and not self.has(key):
            return default
        found = self.items(key)
        if all(isinstance(one, str) and len(one) <= MOST_CHARACTERS for one in found):
            return tuple(str(one) for one in found)
        self.wrong("payout.config.not_texts", key, most=MOST_CHARACTERS)
        return ()

    def items(self, key: str) -> list[object]:
        """Return a list of anything."""
        known, found = self.has(key), self.value(key)
        if isinstance(found, list) and len(found) <= MOST_ENTRIES:
            return found
        if known:
            self.wrong("payout.config.not_list", key, most=MOST_ENTRIES)
        return []

    def entries(self, key: str) -> Iterator[Entries]:
        """Yield the mappings of a list, each closed once it was read."""
        for number, one in enumerate(self.items(key)):
            inner = Entries(one, self.path(f"{key}.{number}"), self.problems)
            yield inner
            inner.close()

    def close(self) -> None:
        """Refuse what nobody asked for: a misspelt key is not a default."""
        allowed = ", ".join(sorted(self._asked))
        for key in self._found:
            if not isinstance(key, str) or key not in self._asked:
                self.wrong("payout.config.unknown_key", str(key), allowed=allowed)
