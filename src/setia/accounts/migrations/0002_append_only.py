from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        AppendOnly("accounts_accountrule"),
        AppendOnly("accounts_rankrun"),
        AppendOnly("accounts_accountrank"),
    ]
