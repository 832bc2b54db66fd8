"""What a house that cares knows of its people: days, families, likes, notes, consents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from setia.demo.chance import Days, Whole, Words, stream, words
from setia.demo.names import NamePool
from setia.demo.parties import Roster

LIKES = (
    "memancing", "kopi tubruk", "bulu tangkis", "drama Korea", "masak", "kucing", "tanaman hias",
    "karaoke", "sepeda", "badminton bareng tetangga", "jengkol balado", "pengajian Jumat",
    "dangdut koplo", "lari pagi", "jahit-menjahit", "arisan", "sepak bola", "burung kicau",
)  # fmt: skip
RELATIONS = ("istri", "suami", "anak", "anak", "ibu", "ayah", "adik")
NOTES = (
    "Lebih suka dihubungi sesudah asar.",
    "Tokonya ramai di akhir pekan, jangan berkunjung hari Sabtu.",
    "Minta katalog cetak, sinyal di rumahnya lemah.",
    "Pernah kecewa karena kiriman terlambat dua hari; kirim lebih awal.",
    "Anak pertamanya baru masuk kuliah.",
    "Selalu bayar tepat waktu.",
    "Menanyakan harga khusus untuk hampers Lebaran.",
    "Bersedia menjadi pembicara di temu reseller.",
    "Sedang merenovasi toko, stok dikurangi dahulu.",
    "Datang lewat rekomendasi tetangga.",
)
CONSENT_TEXT = "Saya setuju menerima kabar dan promo lewat {channel} dari Lumbung Jelita."
CONSENT_DATA = "Saya setuju data saya disimpan sesuai UU 27/2022."
CHANNEL_NAMES = {"whatsapp": "WhatsApp", "phone": "telepon", "email": "surel"}
SOURCES = ("formulir pendaftaran", "chat WhatsApp", "acara temu reseller", "kasir")


def special_dates_table(seed: int, roster: Roster) -> pa.Table:
    """Birthdays of those who told them, wedding days, and the days that shops were opened."""
    rng = stream(seed, "special dates")
    partners = _partners(roster)
    married = _some(rng, partners, 0.2)
    shops = _some(rng, np.concatenate([roster.of("outlet"), roster.of("distributor")]), 0.7)
    born = np.flatnonzero(~np.isnat(roster.born))
    parts = (
        (born, "birthday", roster.born[born]),
        (married, "wedding", _days_before(rng, roster.joined[married], 8_000)),
        (shops, "shop", _days_before(rng, roster.joined[shops], 5_000)),
    )
    kinds = [kind for which, kind, _ in parts for _ in which]
    return pa.table(
        {
            "party_id": _ids(roster, np.concatenate([which for which, _, _ in parts])),
            "kind": kinds,
            "on": pa.array(np.concatenate([day for _, _, day in parts]), pa.date32()),
        }
    )


def family_table(seed: int, roster: Roster, pool: NamePool) -> pa.Table:
    """Name members of the families of a good part of the partners."""
    rng = stream(seed, "family")
    which = np.repeat(_some(rng, _partners(roster), 0.45), 2)
    which = which[rng.random(len(which)) < 0.8]
    relation = rng.choice(words(RELATIONS), len(which))
    young = rng.integers(365, 20 * 365, len(which))
    grown = rng.integers(22 * 365, 70 * 365, len(which))
    age = np.where(relation == "anak", young, grown)
    born = roster.joined[which] - age
    known = rng.random(len(which)) < 0.6
    return pa.table(
        {
            "party_id": _ids(roster, which),
            "name": pa.array(pool.people(rng, len(which)), pa.string()),
            "relation": pa.array(relation, pa.string()),
            "birth_date": pa.array(
                np.where(known, born, np.datetime64("NaT")), pa.date32()
            ),
        }
    )


def likes_table(seed: int, roster: Roster) -> pa.Table:
    """Tell what partners like; nobody likes the same thing twice."""
    rng = stream(seed, "likes")
    which = np.repeat(_some(rng, _partners(roster), 0.5), 2)
    liked = rng.integers(0, len(LIKES), len(which))
    pairs = np.unique(np.stack([which, liked]), axis=1)
    return pa.table(
        {
            "party_id": _ids(roster, pairs[0]),
            "text": pa.array(words(LIKES)[pairs[1]], pa.string()),
        }
    )


def notes_table(seed: int, roster: Roster, last_day: date) -> pa.Table:
    """Leave notes that a salesperson would write down after a visit or a chat."""
    rng = stream(seed, "notes")
    which = _some(rng, _partners(roster), 0.35)
    return pa.table(
        {
            "party_id": _ids(roster, which),
            "text": pa.array(rng.choice(words(NOTES), len(which)), pa.string()),
            "at": _moments(_days_since(rng, roster.joined[which], last_day), rng),
            "by": _ids(roster, roster.salesperson_of(which)),
        }
    )


def consents_table(seed: int, roster: Roster, last_day: date) -> pa.Table:
    """Record who agreed to what, with the words that they agreed to."""
    rng = stream(seed, "consents")
    people = np.concatenate([_partners(roster), roster.of("customer")])
    parts = (
        ("whatsapp", _some(rng, people, 0.5)),
        ("phone", _some(rng, people, 0.15)),
        ("email", _some(rng, people, 0.08)),
        ("data", _some(rng, people, 0.4)),
    )
    which = np.concatenate([some for _, some in parts])
    channel = [name for name, some in parts for _ in some]
    return pa.table(
        {
            "party_id": _ids(roster, which),
            "channel": channel,
            "text": [
                CONSENT_DATA
                if one == "data"
                else CONSENT_TEXT.format(channel=CHANNEL_NAMES[one])
                for one in channel
            ],
            "given_at": _moments(_days_since(rng, roster.joined[which], last_day), rng),
            "source": pa.array(rng.choice(words(SOURCES), len(which)), pa.string()),
        }
    )


def _partners(roster: Roster) -> Whole:
    roles = ("distributor", "outlet", "reseller")
    return np.concatenate([roster.of(role) for role in roles])


def _some(rng: np.random.Generator, which: Whole, share: float) -> Whole:
    return which[rng.random(len(which)) < share]


def _days_before(rng: np.random.Generator, day: Days, most: int) -> Days:
    return day - rng.integers(30, most, len(day))


def _days_since(rng: np.random.Generator, day: Days, last_day: date) -> Days:
    gone = np.maximum((np.datetime64(last_day, "D") - day).astype(np.int64), 1)
    return day + (rng.random(len(day)) ** 2 * gone).astype(np.int64)


def _moments(day: Days, rng: np.random.Generator) -> pa.Array:
    second = rng.integers(2 * 3_600, 12 * 3_600, len(day))
    moment = day.astype("M8[us]") + second.astype("m8[s]")
    return pa.array(moment, pa.timestamp("us")).cast(pa.timestamp("us", "UTC"))


def _ids(roster: Roster, which: Whole | Sequence[int]) -> pa.Array:
    picked: Words = roster.ids[which]
    return pa.array(picked, pa.string())
