"""Rows of these tables are only ever added."""

from __future__ import annotations

from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    """Let the database refuse update and delete."""

    dependencies = [("webhooks", "0001_initial")]
    operations = [
        AppendOnly("webhooks_attempt"),
    ]
