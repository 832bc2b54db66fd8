"""Names of people, streets and shops, as they are heard in Indonesia."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from faker import Faker

from setia.demo.chance import Words, words

DRAWS = 1_500
SHOP_KINDS = ("Toko", "Warung", "Swalayan", "Grosir", "Minimarket", "Butik", "Apotek")
SHOP_WORDS = (
    "Berkah", "Sumber Rejeki", "Makmur", "Barokah", "Anugerah", "Sinar Pagi", "Maju Jaya",
    "Mekar", "Sentosa", "Amanah", "Lestari", "Cahaya", "Harapan", "Setia Kawan", "Melati",
    "Dua Putri", "Tiga Saudara", "Mitra", "Rahmat", "Bunda", "Srikandi", "Karya", "Sejahtera",
)  # fmt: skip


@dataclass(frozen=True)
class NamePool:
    """Names to draw from; women sell and buy more of these goods than men."""

    women: Words
    men: Words
    families: Words
    streets: Words

    def people(self, rng: np.random.Generator, count: int) -> Words:
        """Draw names of persons; one in twelve goes by a single name."""
        woman = rng.random(count) < 0.72
        first = np.where(woman, rng.choice(self.women, count), rng.choice(self.men, count))
        last = rng.choice(self.families, count)
        single = rng.random(count) < 1 / 12
        return np.where(single, first, first + " " + last)

    def shops(self, rng: np.random.Generator, count: int) -> Words:
        """Draw names of shops: a kind and a hopeful word, often with a family's name."""
        kind = rng.choice(words(SHOP_KINDS), count)
        word = rng.choice(words(SHOP_WORDS), count)
        family = rng.choice(self.families, count)
        plain = kind + " " + word
        names: Words = np.where(rng.random(count) < 0.5, plain, plain + " " + family)
        return names


def name_pool(seed: int) -> NamePool:
    """Gather the pool from Faker's Indonesian words, in an order that repeats."""
    fake = Faker("id_ID")
    fake.seed_instance(seed)
    return NamePool(
        women=words(sorted({fake.first_name_female() for _ in range(DRAWS)})),
        men=words(sorted({fake.first_name_male() for _ in range(DRAWS)})),
        families=words(sorted({fake.last_name() for _ in range(DRAWS)})),
        streets=words(sorted({fake.street_name() for _ in range(DRAWS)})),
    )
