from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("care", "0001_initial")]

    operations = [
        AppendOnly("care_touch"),
        AppendOnly("care_quota"),
        AppendOnly("care_daylist"),
        AppendOnly("care_dayentry"),
    ]
