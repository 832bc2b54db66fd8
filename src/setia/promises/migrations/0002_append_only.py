from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("promises", "0001_initial")]

    operations = [
        AppendOnly("promises_promise"),
        AppendOnly("promises_keeping"),
        AppendOnly("promises_excuse"),
        AppendOnly("promises_release"),
        AppendOnly("promises_delivery"),
        AppendOnly("promises_deliveryarrival"),
        AppendOnly("promises_strike"),
    ]
