"""Whose an account is, as people call it, with a way to its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from setia.ledger.models import Account, AccountKind
from setia.people.models import Party
from setia.people.search_parties import search_parties
from setia.programs.models import Program

OF_PROGRAMS = frozenset({AccountKind.REWARD_COST, AccountKind.FUNDING_INCOME})
MOST_FOUND = 500


@dataclass(frozen=True)
class Owner:
    """A name, with the address of its page where it has one."""

    name: str
    url: str = ""


def owners_of(accounts: Iterable[Account]) -> dict[int, Owner]:
    """Return the owner of each account by the account's id; nobody's have an empty name."""
    every = list(accounts)
    codes = {one.owner for one in every if one.kind in OF_PROGRAMS}
    keys = {int(one.owner) for one in every if _is_party(one)}
    programs = {one.code: one for one in Program.objects.filter(code__in=codes)}
    parties = Party.objects.in_bulk(keys)
    found = {}
    for one in every:
        if one.kind in OF_PROGRAMS and one.owner in programs:
            url = reverse("office:program", args=[one.owner])
            found[one.pk] = Owner(programs[one.owner].title, url)
        elif _is_party(one) and int(one.owner) in parties:
            url = reverse("office:person", args=[one.owner])
            found[one.pk] = Owner(parties[int(one.owner)].name, url)
        else:
            found[one.pk] = Owner(one.owner)
    return found


def accounts_of(accounts: QuerySet[Account], kind: str, who: str) -> QuerySet[Account]:
    """Keep the accounts of whom a name, code or phone fits, or of programs by their code."""
    if kind in OF_PROGRAMS:
        return accounts.filter(owner__icontains=who)
    found = search_parties(Party.objects.all(), who).values_list("pk", flat=True)
    return accounts.filter(owner__in=[str(key) for key in found[:MOST_FOUND]])


def _is_party(account: Account) -> bool:
    number = account.owner.isascii() and account.owner.isdigit()
    return account.kind not in OF_PROGRAMS and number and len(account.owner) < 19
