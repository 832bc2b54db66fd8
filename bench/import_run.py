"""One way of bringing sale lines in, in a process and an installation of its own.

``python -m bench.import_run WAY CSV`` prints the seconds of each part as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

import pyarrow as pa  # noqa: E402 - after Django is set up, as all below
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bench.figures import Stopwatch  # noqa: E402
from setia.catalog.models import Product  # noqa: E402
from setia.core.actor import system  # noqa: E402
from setia.core.clock import now  # noqa: E402
from setia.intake.choose_mapping import choose_mapping  # noqa: E402
from setia.intake.cleaning.clean import cleaned  # noqa: E402
from setia.intake.commit_batch import commit_batch  # noqa: E402
from setia.intake.guess.mapping import Mapping  # noqa: E402
from setia.intake.models import Batch  # noqa: E402
from setia.intake.preview_batch import preview_batch  # noqa: E402
from setia.intake.propose_mapping import propose_mapping  # noqa: E402
from setia.intake.staging.store import room_to_write, staged, staging_anew  # noqa: E402
from setia.intake.take_in_file import take_in_file  # noqa: E402
from setia.people.models import Party  # noqa: E402
from setia.sales.models import Arrival, SaleLine  # noqa: E402

IMPORTER, BULK = "importer", "bulk"
PIECE = 1 << 20
SELLERS, BUYERS, PRODUCTS = 600, 4_000, 60
MERGE = """
INSERT INTO sales_saleline (
    order_id, line_no, revision, sold_at, recorded_at, seller_id, buyer_id, product_id,
    quantity_milli, amount_minor, cost_minor, channel, returns_order_id, arrival_id
)
SELECT l.order_id, l.line_no, 1, l.sold_at, l.sold_at, seller.id, buyer.id, product.id,
       l.quantity_milli, l.amount_minor, l.cost_minor, l.channel, l.returns_order_id, {arrival}
FROM {line} l
JOIN people_party seller ON seller.code = l.seller
LEFT JOIN people_party buyer ON buyer.code = l.buyer
JOIN catalog_product product ON product.code = l.product
WHERE true
ON CONFLICT DO NOTHING
"""


def main() -> None:
    """Prepare an empty business, bring the file in, tell the seconds."""
    way, path = sys.argv[1], Path(sys.argv[2])
    call_command("migrate", verbosity=0)
    _people()
    watch = Stopwatch()
    ways = {IMPORTER: _imported, BULK: _bulk}
    ways[way](path, watch)
    took = {"parts": watch.took.parts, "cores": watch.took.cores}
    sys.stdout.write(json.dumps({**took, "lines": SaleLine.objects.count()}))


def _people() -> None:
    at = now()
    roles = [("R", SELLERS, "reseller"), ("C", BUYERS, "customer")]
    Party.objects.bulk_create(
        Party(code=f"{letter}{n}", name="x", name_key="x", role=role, registered_at=at)
        for letter, count, role in roles
        for n in range(count)
    )
    Product.objects.bulk_create(
        Product(code=f"P{n}", name="x", registered_at=at) for n in range(PRODUCTS)
    )


def _imported(path: Path, watch: Stopwatch) -> None:
    """Go the whole way that a person's file goes."""
    by = system("bench")
    with watch.timing("take in, guess"):
        batch = _taken_in(path)
        proposal = propose_mapping(batch)
        batch = choose_mapping(batch, proposal, by, batch.version)
    with watch.timing("clean, stage, preview"):
        batch = preview_batch(batch, by)
    with watch.timing("commit"):
        commit_batch(batch, by, batch.version)


def _bulk(path: Path, watch: Stopwatch) -> None:
    """Stage rows that are clean already and merge them: the fastest way there is."""
    batch = _taken_in(path)
    mapping = Mapping.from_json(propose_mapping(batch).mapping)
    pieces = [piece.rows for piece in cleaned(path, mapping)]
    with watch.timing("stage"):
        _staged(batch, pieces)
    with (
        watch.timing("merge"),
        staged(batch.pk) as line,
        room_to_write(),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        arrival = Arrival.objects.create(
            kind="file", source="bench", key="1", at=now(), by="bench"
        )
        cursor.execute(MERGE.format(line=line, arrival=arrival.pk))


def _staged(batch: Batch, pieces: list[pa.RecordBatch]) -> None:
    with staging_anew(batch.pk) as writer:
        for rows in pieces:
            writer.write(rows)


def _taken_in(path: Path) -> Batch:
    with path.open("rb") as file:
        pieces: Any = iter(lambda: file.read(PIECE), b"")
        return take_in_file("sales", "bench", path.name, pieces, system("bench"))


if __name__ == "__main__":
    main()
