"""Files of sales as a test describes them: staged without being read from a real file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

import builders
import pyarrow as pa

from setia.intake.choices import Choices
from setia.intake.models import Batch
from setia.intake.preview_batch import preview_batch
from setia.intake.staging.shape import SCHEMA
from setia.intake.staging.staged import Staged
from setia.intake.staging.store import staging_anew
from setia.intake.take_in_file import take_in_file

DAY = datetime(2026, 8, 5, 3, tzinfo=UTC)


def a_row(order_id, row_no=2, **rest):
    columns = {
        "row_no": row_no,
        "order_id": order_id,
        "line_no": 1,
        "sold_at": DAY,
        "seller": "R1",
        "buyer": None,
        "product": "P1",
        "quantity_milli": 1_000,
        "amount_minor": 2_500_000,
        "cost_minor": None,
        "channel": "",
        "returns_order_id": "",
        "method": "",
        "paid_at": None,
    }
    return columns | rest


@dataclass
class Desk:
    """Where files are handed in; each is a list of rows instead of bytes."""

    files: dict[int, list[dict]] = field(default_factory=dict)

    def hand_in(self, rows, name="sales.csv", content=None, source="Toko", **choices):
        by = builders.an_actor()
        content = content or repr(rows).encode()
        batch = take_in_file("sales", source, name, [content], by)
        self.files[batch.pk] = rows
        batch.choices = Choices(**choices).as_json()
        batch.save()
        return preview_batch(batch, by)

    def stage(self, batch: Batch) -> Staged:
        rows = [
            a_row(**row) if "row_no" not in row else row for row in self.files[batch.pk]
        ]
        with staging_anew(batch.pk) as writer:
            writer.write(pa.RecordBatch.from_pylist(rows, schema=SCHEMA))
        return Staged(len(rows), 0, 0, Counter(), Counter())
