"""Where the business sells: territories with their provinces and cities."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class City:
    """A city with its province and the first digits of its postal codes."""

    name: str
    province: str
    postal: str


@dataclass(frozen=True)
class Territory:
    """What one distributor serves; ``share`` of all people live there."""

    name: str
    share: float
    cities: tuple[City, ...]


TERRITORIES = (
    Territory(
        "Jabodetabek",
        0.26,
        (
            City("Jakarta Selatan", "DKI Jakarta", "124"),
            City("Jakarta Timur", "DKI Jakarta", "134"),
            City("Depok", "Jawa Barat", "164"),
            City("Bekasi", "Jawa Barat", "171"),
            City("Tangerang Selatan", "Banten", "153"),
            City("Bogor", "Jawa Barat", "161"),
        ),
    ),
    Territory(
        "Jawa Barat",
        0.20,
        (
            City("Bandung", "Jawa Barat", "402"),
            City("Cimahi", "Jawa Barat", "405"),
            City("Garut", "Jawa Barat", "441"),
            City("Cirebon", "Jawa Barat", "451"),
            City("Tasikmalaya", "Jawa Barat", "461"),
        ),
    ),
    Territory(
        "Jawa Timur",
        0.16,
        (
            City("Surabaya", "Jawa Timur", "602"),
            City("Malang", "Jawa Timur", "651"),
            City("Sidoarjo", "Jawa Timur", "612"),
            City("Kediri", "Jawa Timur", "641"),
        ),
    ),
    Territory(
        "Jawa Tengah",
        0.13,
        (
            City("Semarang", "Jawa Tengah", "501"),
            City("Surakarta", "Jawa Tengah", "571"),
            City("Purwokerto", "Jawa Tengah", "531"),
            City("Kudus", "Jawa Tengah", "593"),
        ),
    ),
    Territory(
        "DIY",
        0.07,
        (
            City("Yogyakarta", "DI Yogyakarta", "552"),
            City("Sleman", "DI Yogyakarta", "555"),
            City("Bantul", "DI Yogyakarta", "557"),
        ),
    ),
    Territory(
        "Sumatera Utara",
        0.08,
        (
            City("Medan", "Sumatera Utara", "201"),
            City("Binjai", "Sumatera Utara", "207"),
            City("Pematangsiantar", "Sumatera Utara", "211"),
        ),
    ),
    Territory(
        "Sulawesi Selatan",
        0.06,
        (
            City("Makassar", "Sulawesi Selatan", "902"),
            City("Parepare", "Sulawesi Selatan", "911"),
            City("Palopo", "Sulawesi Selatan", "919"),
        ),
    ),
    Territory(
        "Bali",
        0.04,
        (
            City("Denpasar", "Bali", "801"),
            City("Gianyar", "Bali", "805"),
            City("Singaraja", "Bali", "811"),
        ),
    ),
)
