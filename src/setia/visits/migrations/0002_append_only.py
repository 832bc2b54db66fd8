from django.db import migrations

from setia.core.append_only import AppendOnly

TABLES = (
    "visitrule",
    "assignment",
    "workday",
    "place",
    "visitask",
    "dayplan",
    "visit",
    "checkin",
    "seen",
    "skipping",
)


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial")]

    operations = [AppendOnly(f"visits_{table}") for table in TABLES]
