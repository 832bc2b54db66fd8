"""Find accounts by name, and open those that are missing."""

from __future__ import annotations

from collections.abc import Collection

from setia.core.write_rows import write_rows
from setia.ledger.models import Account

Named = tuple[str, str, str]
"""Kind, owner, unit."""


def account_ids(wanted: Collection[Named]) -> dict[Named, int]:
    """Return the id of each account; one that was never used is opened.

    Accounts are opened by whoever comes first; the database lets each exist only once.
    """
    known = _known({kind for kind, _, _ in wanted})
    missing = sorted(name for name in wanted if name not in known)
    if missing:
        write_rows(Account, ("kind", "owner", "unit"), missing, unless="kind, owner, unit")
        known = _known({kind for kind, _, _ in wanted})
    return {
        (str(kind), owner, unit): known[kind, owner, unit] for kind, owner, unit in wanted
    }


def _known(kinds: Collection[str]) -> dict[Named, int]:
    rows = Account.objects.filter(kind__in=kinds).values_list("kind", "owner", "unit", "pk")
    return {(kind, owner, unit): key for kind, owner, unit, key in rows.iterator(10_000)}
