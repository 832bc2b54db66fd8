from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("closing", "0001_initial")]

    operations = [
        AppendOnly("closing_booking"),
        AppendOnly("closing_finalisation"),
        AppendOnly("closing_reopening"),
        AppendOnly("closing_hold"),
        AppendOnly("closing_holdlift"),
        AppendOnly("closing_adjustment"),
    ]
