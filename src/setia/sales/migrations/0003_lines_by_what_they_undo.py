"""Lines are looked for by the order that they undo."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add an index, so that what undoes an order is found at once."""

    dependencies = [("sales", "0002_append_only")]
    operations = [
        migrations.AddIndex(
            model_name="saleline",
            index=models.Index(
                fields=["returns_order_id"], name="sales_salel_returns_4a60fa_idx"
            ),
        ),
    ]
