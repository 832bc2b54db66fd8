from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_initial")]

    operations = [
        AppendOnly("alerts_alert"),
        AppendOnly("alerts_taking"),
        AppendOnly("alerts_ending"),
        AppendOnly("alerts_muting"),
        AppendOnly("alerts_unmuting"),
    ]
