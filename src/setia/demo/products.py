"""What is sold: sixty goods of three principals, some of them launched within the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from setia.demo.chance import Days, Flags, Real, Whole, stream
from setia.demo.seasons import in_ramadan

SEN = 100


@dataclass(frozen=True)
class Family:
    """Goods that differ by their variant only; ``price`` in rupiah, rising by ``step``."""

    name: str
    category: str
    brand: str
    supplier_id: str
    variants: tuple[str, ...]
    price: int
    step: int = 0


FACE, BODY, COLOUR = "perawatan wajah", "perawatan tubuh", "rias"
COFFEE, COCOA, SNACK, RELISH = "kopi", "cokelat", "camilan", "sambal"
RUPA, EMBUN, GURIH = "SUP-01", "SUP-02", "SUP-03"

FAMILIES = (
    Family("Serum", FACE, "Kemuning", RUPA, ("Niasinamida", "Vitamin C", "Retinol"), 149_000, 40_000),
    Family("Krim Malam", FACE, "Kemuning", RUPA, ("30 g", "50 g"), 165_000, 90_000),
    Family("Krim Pagi", FACE, "Kemuning", RUPA, ("30 g", "50 g"), 145_000, 70_000),
    Family("Tabir Surya", FACE, "Kemuning", RUPA, ("SPF 30", "SPF 50"), 89_000, 26_000),
    Family("Sabun Wajah", FACE, "Kemuning", RUPA, ("Beras", "Kunyit", "Arang"), 45_000, 4_000),
    Family("Toner", FACE, "Kemuning", RUPA, ("Mawar", "Teh Hijau"), 69_000, 6_000),
    Family("Lulur", BODY, "Sedap Malam", RUPA, ("Kopi", "Beras", "Melati"), 55_000, 5_000),
    Family("Losion", BODY, "Sedap Malam", RUPA, ("Melati", "Cendana", "Kelapa"), 62_000, 4_000),
    Family("Minyak Urut", BODY, "Sedap Malam", RUPA, ("60 ml", "120 ml"), 38_000, 27_000),
    Family("Paket Pengantin", BODY, "Sedap Malam", RUPA, ("Hemat", "Lengkap"), 285_000, 190_000),
    Family("Lipstik", COLOUR, "Jelita", RUPA, ("Bata", "Mawar", "Delima", "Kakao"), 79_000, 2_000),
    Family("Bedak", COLOUR, "Jelita", RUPA, ("Gading", "Kuning Langsat", "Sawo"), 98_000, 3_000),
    Family("Maskara", COLOUR, "Jelita", RUPA, ("Hitam",), 109_000),
    Family("Kopi Biji", COFFEE, "Lereng Embun", EMBUN, ("Gayo", "Toraja", "Kintamani"), 98_000, 9_000),
    Family("Kopi Bubuk", COFFEE, "Lereng Embun", EMBUN, ("200 g", "500 g", "1 kg"), 42_000, 46_000),
    Family("Kopi Susu", COFFEE, "Lereng Embun", EMBUN, ("Aren", "Pandan"), 28_000, 1_000),
    Family("Kopi Celup", COFFEE, "Lereng Embun", EMBUN, ("isi 10", "isi 30"), 36_000, 52_000),
    Family("Cokelat Batang", COCOA, "Lereng Embun", EMBUN, ("55 %", "70 %", "85 %"), 39_000, 5_000),
    Family("Cokelat Bubuk", COCOA, "Lereng Embun", EMBUN, ("250 g", "500 g"), 48_000, 39_000),
    Family("Keripik Singkong", SNACK, "Renyah Ria", GURIH, ("Asin", "Balado", "Keju"), 14_000, 1_000),
    Family("Keripik Tempe", SNACK, "Renyah Ria", GURIH, ("100 g", "250 g"), 15_000, 17_000),
    Family("Kacang Mete", SNACK, "Renyah Ria", GURIH, ("Madu", "Panggang"), 58_000, 4_000),
    Family("Hampers Lebaran", SNACK, "Renyah Ria", GURIH, ("Kecil", "Besar"), 175_000, 160_000),
    Family("Sambal", RELISH, "Renyah Ria", GURIH, ("Bawang", "Roa", "Matah", "Cumi"), 32_000, 4_000),
)  # fmt: skip

LAUNCHED_DAYS_AGO = {
    "Retinol": 45,
    "SPF 50": 120,
    "Kakao": 200,
    "Kintamani": 290,
    "Cumi": 380,
}
HONEYMOON_DAYS = 42
HONEYMOON = 4.0
IN_RAMADAN, OUT_OF_RAMADAN = 6.0, 0.3


@dataclass(frozen=True)
class Range:
    """The goods as arrays that sales are drawn from; money in minor units."""

    table: pa.Table
    price_minor: Whole
    cost_minor: Whole
    liking: Real
    launched: Days
    festive: Flags

    def demand(self, day: np.datetime64) -> Real:
        """Weigh each product on a day: none before its launch, then a honeymoon."""
        age = (day - self.launched).astype(np.int64)
        fresh = np.where(
            age < HONEYMOON_DAYS, 1 + HONEYMOON * (1 - age / HONEYMOON_DAYS), 1.0
        )
        gifts = IN_RAMADAN if in_ramadan(day.astype(object)) else OUT_OF_RAMADAN
        wanted = self.liking * np.where(self.festive, gifts, 1.0)
        return np.where(age < 0, 0.0, wanted * fresh)


def make_products(seed: int, last_day: date) -> Range:
    """Make the goods with their prices and costs."""
    rng = stream(seed, "products")
    goods = [
        (family, variant, family.price + family.step * number)
        for family in FAMILIES
        for number, variant in enumerate(family.variants)
    ]
    price = np.array([rupiah for _, _, rupiah in goods], dtype=np.int64)
    cost = (price * rng.uniform(0.36, 0.60, len(goods)) / 100).astype(np.int64) * 100
    launched = [_launched(variant, last_day) for _, variant, _ in goods]
    drawn = rng.gamma(4.0, 0.25, len(goods)) * (100_000 / price) ** 0.35
    # What is launched is what the house believes in.
    liking = np.where([day is not None for day in launched], np.maximum(drawn, 1.0), drawn)
    columns = {
        "product_id": [f"P-{number:03d}" for number in range(1, len(goods) + 1)],
        "name": [f"{family.brand} {family.name} {variant}" for family, variant, _ in goods],
        "category": [family.category for family, _, _ in goods],
        "brand": [family.brand for family, _, _ in goods],
        "supplier_id": [family.supplier_id for family, _, _ in goods],
        "price_minor": price * SEN,
        "cost_minor": cost * SEN,
        "launched_on": pa.array(launched, type=pa.date32()),
    }
    return Range(
        table=pa.table(columns),
        price_minor=price * SEN,
        cost_minor=cost * SEN,
        liking=liking,
        festive=np.array(["Lebaran" in family.name for family, _, _ in goods]),
        launched=np.array([day or date(2000, 1, 1) for day in launched], dtype="M8[D]"),
    )


def _launched(variant: str, last_day: date) -> date | None:
    ago = LAUNCHED_DAYS_AGO.get(variant)
    return None if ago is None else last_day - timedelta(days=ago)
