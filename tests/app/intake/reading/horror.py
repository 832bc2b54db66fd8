"""Files as they really come from shops, and what a careful person would make of each.

Nearly all are about one sale: two pieces of P1 by R1 for Rp50.000 on 25 August 2026, order
F1. What differs is how somebody, or their software, wrote that down.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HEAD = "No Faktur;Tanggal;Kode Reseller;Kode Barang;Qty;Total"
DAY = "2026-08-25"


@dataclass(frozen=True)
class Horror:
    """A file; ``sales`` are day, pieces and rupiah of each line, in thousandths and sen."""

    name: str
    content: str | bytes
    sales: list[tuple[str, int, int]] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    aside: list[tuple[int, str]] = field(default_factory=list)
    questions: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    no_table: str = ""


def under_head(*rows: str) -> str:
    return "\n".join([HEAD, *rows]) + "\n"


ONE = [(DAY, 2_000, 50_000_00)]
PLAIN = under_head("F1;25/08/2026;R1;P1;2;50000")
