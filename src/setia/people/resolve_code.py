"""Find a party by an id that may be old: aliases lead to the one that was kept."""

from __future__ import annotations

from collections.abc import Collection

from setia.people.models import Alias, Merge, Party

AT_ONCE = 500


def codes_to_ids(codes: Collection[str]) -> dict[str, int]:
    """Return the surviving party's id for each code that is known, aliases followed."""
    found: dict[str, int] = {}
    wanted = sorted(set(codes))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        found |= dict(Alias.objects.filter(code__in=some).values_list("code", "party"))
        found |= dict(Party.objects.filter(code__in=some).values_list("code", "pk"))
    return _followed(found)


def resolve_code(code: str) -> Party | None:
    """Return the party that a code leads to today."""
    key = codes_to_ids([code]).get(code)
    return None if key is None else Party.objects.get(pk=key)


def survivors() -> dict[int, int]:
    """Return for each merged party the one that counts today, however long the chain."""
    steps = dict(Merge.objects.values_list("gone", "kept"))
    return {gone: _end(gone, steps) for gone in steps}


def _followed(found: dict[str, int]) -> dict[str, int]:
    ends = survivors()
    return {code: ends.get(key, key) for code, key in found.items()}


def _end(start: int, steps: dict[int, int]) -> int:
    while start in steps:
        start = steps[start]
    return start


def with_merged(key: int) -> frozenset[int]:
    """Return a party's id with those of everybody who was merged into it."""
    found, wave = {key}, {key}
    while wave:
        wave = set(Merge.objects.filter(kept__in=wave).values_list("gone", flat=True))
        wave -= found
        found |= wave
    return frozenset(found)
