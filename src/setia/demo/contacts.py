"""How people are reached, spelt as people spell it: numbers, addresses of mail and of streets."""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np
import pyarrow as pa

from setia.demo.chance import Words, stream, words
from setia.demo.names import NamePool
from setia.demo.parties import Roster
from setia.demo.places import TERRITORIES

PREFIXES = (
    "811", "812", "813", "815", "816", "817", "818", "819", "821", "822", "823", "831", "838",
    "851", "852", "853", "855", "856", "857", "858", "877", "878", "881", "895", "896", "897",
)  # fmt: skip
DOMAINS = ("example.com", "example.org", "example.net", "surat.example", "toko.example")
SPELLINGS = (
    "0{a}-{b}-{c}",
    "0{a}{b}{c}",
    "+62 {a} {b} {c}",
    "62{a}{b}{c}",
    "0{a} {b} {c}",
    "+62{a}{b}{c}",
    "(0{a}) {b}-{c}",
    "+62 {a}-{b}-{c}",
    "{a}{b}{c}",
)
SPELLING_SHARES = (0.22, 0.26, 0.16, 0.12, 0.08, 0.06, 0.03, 0.05, 0.02)
WITH_EMAIL = {"customer": 0.15, "reseller": 0.45}


def spelt(number: str, spelling: str) -> str:
    """Write a mobile number (without its leading zero) the way somebody would."""
    return spelling.format(a=number[:3], b=number[3:7], c=number[7:])


def make_numbers(seed: int, count: int) -> Words:
    """Make mobile numbers without their leading zero; no two are alike."""
    rng = stream(seed, "numbers")
    prefix = rng.choice(words(PREFIXES), count)
    rest = rng.choice(89_999_999, count, replace=False) + 10_000_000
    numbers: Words = prefix + words([str(one) for one in rest])
    return numbers


def make_phones(seed: int, numbers: Words) -> Words:
    """Spell each number in one of the ways seen in spreadsheets."""
    spelling = stream(seed, "spelling").choice(
        words(SPELLINGS), len(numbers), p=SPELLING_SHARES
    )
    return words([spelt(*one) for one in zip(numbers, spelling, strict=True)])


def make_emails(seed: int, roster: Roster) -> Words:
    """Give some people an address of a domain that is reserved for examples."""
    rng = stream(seed, "emails")
    share = np.array([WITH_EMAIL.get(role, 0.9) for role in roster.roles])
    wanted = rng.random(len(roster)) < share
    domain = rng.choice(words(DOMAINS), len(roster))
    return words(
        [
            f"{_mailbox(name)}.{code[4:]}@{where}" if want else None
            for name, code, where, want in zip(
                roster.names, roster.ids, domain, wanted, strict=True
            )
        ]
    )


def contacts_table(seed: int, roster: Roster, phones: Words, emails: Words) -> pa.Table:
    """List every way to reach a party: WhatsApp for most, a second phone, Telegram, mail."""
    rng = stream(seed, "contacts")
    by_whatsapp = rng.random(len(roster)) < 0.86
    first = np.where(by_whatsapp, "whatsapp", "phone").astype(object)
    second = rng.random(len(roster)) < np.where(roster.roles == "customer", 0.02, 0.15)
    telegram = rng.random(len(roster)) < 0.08
    handles = words(
        [
            f"@{_mailbox(name)}{code[4:]}"
            for name, code in zip(roster.names, roster.ids, strict=True)
        ]
    )
    office = make_phones(seed + 1, make_numbers(seed + 1, len(roster)))
    everybody = np.ones(len(roster), dtype=bool)
    parts = (
        (everybody, first, phones),
        (second, words(["phone"] * len(roster)), office),
        (telegram, words(["telegram"] * len(roster)), handles),
        (emails != np.array(None), words(["email"] * len(roster)), emails),
    )
    return pa.table(
        {
            "party_id": _stacked([roster.ids[which] for which, _, _ in parts]),
            "kind": _stacked([kind[which] for which, kind, _ in parts]),
            "value": _stacked([value[which] for which, _, value in parts]),
        }
    )


def addresses_table(
    seed: int, roster: Roster, pool: NamePool, surely: Collection[str] = ()
) -> pa.Table:
    """Give an address to every partner, to some customers, and to those named ``surely``."""
    rng = stream(seed, "addresses")
    told = (roster.roles != "customer") | (rng.random(len(roster)) < 0.35)
    told |= np.isin(roster.ids.astype(str), list(surely))
    which = np.flatnonzero(told)
    street = rng.choice(pool.streets, len(which))
    number = rng.integers(1, 190, len(which))
    tail = rng.integers(10, 99, len(which))
    cities = [
        TERRITORIES[territory].cities[city]
        for territory, city in zip(roster.territory[which], roster.city[which], strict=True)
    ]
    return pa.table(
        {
            "party_id": pa.array(roster.ids[which], pa.string()),
            "street": [f"{road} No. {no}" for road, no in zip(street, number, strict=True)],
            "city": [city.name for city in cities],
            "province": [city.province for city in cities],
            "postal_code": [
                f"{city.postal}{no}" for city, no in zip(cities, tail, strict=True)
            ],
        }
    )


def _mailbox(name: str) -> str:
    return re.sub(r"[^a-z]+", ".", name.lower()).strip(".")


def _stacked(parts: list[Words]) -> pa.Array:
    return pa.array(np.concatenate(parts), pa.string())
