"""Who there is: principals, distributors, key accounts, resellers, salespeople, customers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import partial

import numpy as np
import pyarrow as pa

from setia.demo.chance import Days, Real, Whole, Words, even_spread, stream, words
from setia.demo.names import NamePool
from setia.demo.places import TERRITORIES
from setia.demo.size import Size

CHARITY_ID = "YAY-01"
SUPPLIERS = ("PT Kemuning Rupa Jelita", "CV Lereng Embun Pagi", "UD Gurih Ria Bersama")
RESELLER_TIERS = ("Perunggu", "Perak", "Emas")
OUTLET_TIERS = ("Mitra", "Mitra Utama")
REASONS = ("jualan utama", "sampingan", "belanja hemat", "penasaran", "pemburu promo")
REASON_SHARES = (0.30, 0.28, 0.20, 0.12, 0.10)
DAYS_OF_JOINING = 730
OLDER_THAN_THE_DATA = 620
RECRUITED = 0.22


@dataclass(frozen=True)
class Roster:
    """People as parallel arrays; ``territory`` and ``city`` index the places, -1 for none."""

    ids: Words
    names: Words
    roles: Words
    tiers: Words
    categories: Words
    territory: Whole
    city: Whole
    parents: Words
    joined: Days
    born: Days

    def of(self, role: str) -> Whole:
        """Return where the parties of a role stand."""
        return np.flatnonzero(self.roles == role)

    def salesperson_of(self, which: Whole) -> Whole:
        """Return the salesperson of each party: of its territory, always the same one."""
        staff = self.of("salesperson")
        served = np.empty_like(which)
        for territory in np.unique(self.territory[which]):
            team = staff[self.territory[staff] == territory]
            here = self.territory[which] == territory
            served[here] = team[which[here] % len(team)]
        return served

    def __len__(self) -> int:
        return len(self.ids)


def make_roster(seed: int, last_day: date, size: Size, pool: NamePool) -> Roster:
    """Make everybody, as they were when they joined."""
    made = partial(_cohort, seed=seed, last_day=last_day)
    distributors = made("DIS", "distributor", _firms(seed), home=_one_each())
    resellers = _resellers(seed, last_day, size, pool)
    accounts = made("KEY", "outlet", pool.shops(stream(seed, "shops"), size.key_accounts))
    staff = pool.people(stream(seed, "salespeople"), size.salespeople)
    buyers = pool.people(stream(seed, "customers"), size.customers)
    cohorts = (
        made("SUP", "supplier", words(SUPPLIERS), home=_first(len(SUPPLIERS))),
        made("YAY", "charity", words(["Yayasan Kasih Nusa"]), home=_first(1)),
        distributors,
        made("SAL", "salesperson", staff, home=np.arange(size.salespeople) % 8),
        _with(
            accounts,
            tiers=_drawn(seed, "cooperation", OUTLET_TIERS, (0.7, 0.3), size.key_accounts),
            categories=words(["key account"] * size.key_accounts),
            parents=distributors.ids[accounts.territory],
        ),
        _recruited(resellers, distributors, stream(seed, "recruiting")),
        made("CUS", "customer", buyers),
    )
    return _joined(cohorts)


def parties_table(roster: Roster, phones: Words, emails: Words) -> pa.Table:
    """Lay the roster down as the table that files and the engine know."""
    territories = words([one.name for one in TERRITORIES])
    return pa.table(
        {
            "party_id": pa.array(roster.ids, pa.string()),
            "name": pa.array(roster.names, pa.string()),
            "role": pa.array(roster.roles, pa.string()),
            "tier": pa.array(roster.tiers, pa.string()),
            "category": pa.array(roster.categories, pa.string()),
            "territory": pa.array(territories[roster.territory], pa.string()),
            "parent_id": pa.array(roster.parents, pa.string()),
            "joined_on": pa.array(roster.joined, pa.date32()),
            "phone": pa.array(phones, pa.string()),
            "email": pa.array(emails, pa.string()),
            "birth_date": pa.array(roster.born, pa.date32()),
        }
    )


def _cohort(
    prefix: str,
    role: str,
    names: Words,
    *,
    seed: int,
    last_day: date,
    home: Whole | None = None,
) -> Roster:
    rng = stream(seed, f"cohort {role}")
    count = len(names)
    territory = _homes(rng, count) if home is None else home
    cities = np.array([len(one.cities) for one in TERRITORIES])
    today = np.datetime64(last_day, "D")
    width = {"outlet": 3, "reseller": 5, "customer": 5}.get(role, 2)
    nobody = words([None] * count)
    persons = role in {"reseller", "customer", "salesperson"}
    born = today - rng.integers(19 * 365, 62 * 365, count)
    known = persons & (rng.random(count) < (0.25 if role == "customer" else 0.75))
    return Roster(
        ids=words([f"{prefix}-{number:0{width}d}" for number in range(1, count + 1)]),
        names=names,
        roles=words([role] * count),
        tiers=nobody,
        categories=nobody,
        territory=territory,
        city=(rng.random(count) * cities[territory]).astype(np.int64),
        parents=nobody,
        joined=today - _days_known(rng, role, count),
        born=np.where(known, born, np.datetime64("NaT")),
    )


def _resellers(seed: int, last_day: date, size: Size, pool: NamePool) -> Roster:
    """Make resellers who joined evenly over two years, each for a reason of their own."""
    count = size.resellers
    names = pool.people(stream(seed, "resellers"), count)
    base = _cohort("RES", "reseller", names, seed=seed, last_day=last_day)
    ago = np.sort(even_spread(stream(seed, "joining"), count))[::-1] * DAYS_OF_JOINING
    return _with(
        base,
        tiers=_drawn(seed, "tiers", RESELLER_TIERS, (0.8, 0.15, 0.05), count),
        categories=_drawn(seed, "reasons", REASONS, REASON_SHARES, count),
        joined=np.datetime64(last_day, "D") - ago.astype(np.int64),
    )


def _recruited(resellers: Roster, distributors: Roster, rng: np.random.Generator) -> Roster:
    """Give each reseller an upline: the distributor, or an earlier reseller nearby."""
    parents = distributors.ids[resellers.territory].copy()
    for territory in range(len(TERRITORIES)):
        local = np.flatnonzero(resellers.territory == territory)
        for place, one in enumerate(local):
            if place > 3 and rng.random() < RECRUITED:
                # The few who recruit well are early ones.
                parents[one] = resellers.ids[local[int(rng.random() ** 2 * place)]]
    return _with(resellers, parents=parents)


def _with(roster: Roster, **columns: Words | Days) -> Roster:
    held: Mapping[str, object] = {
        one.name: getattr(roster, one.name) for one in fields(Roster)
    }
    return Roster(**{**held, **columns})  # type: ignore[arg-type]  # columns by name


def _joined(cohorts: tuple[Roster, ...]) -> Roster:
    return Roster(
        **{
            one.name: np.concatenate([getattr(cohort, one.name) for cohort in cohorts])
            for one in fields(Roster)
        }
    )


def _homes(rng: np.random.Generator, count: int) -> Whole:
    shares: Real = np.cumsum([one.share for one in TERRITORIES])
    return np.searchsorted(shares[:-1], even_spread(rng, count), side="right")


def _drawn(
    seed: int, noun: str, values: tuple[str, ...], shares: tuple[float, ...], count: int
) -> Words:
    drawn: Words = stream(seed, noun).choice(words(values), count, p=shares)
    return drawn


def _days_known(rng: np.random.Generator, role: str, count: int) -> Whole:
    """Draw for how long the house has known somebody; firms and staff were there before."""
    shortest = 5 if role == "customer" else OLDER_THAN_THE_DATA
    return rng.integers(shortest, shortest + 1_500, count)


def _firms(seed: int) -> Words:
    kinds = stream(seed, "firms").choice(["CV", "UD", "PT"], len(TERRITORIES))
    return words(
        [f"{kind} Laras {one.name}" for kind, one in zip(kinds, TERRITORIES, strict=True)]
    )


def _one_each() -> Whole:
    return np.arange(len(TERRITORIES))


def _first(count: int) -> Whole:
    return np.zeros(count, dtype=np.int64)
