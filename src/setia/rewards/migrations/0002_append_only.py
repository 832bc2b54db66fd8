from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("rewards", "0001_initial")]

    operations = [
        AppendOnly("rewards_stockmovement"),
        AppendOnly("rewards_menu"),
        AppendOnly("rewards_menuitem"),
        AppendOnly("rewards_choice"),
        AppendOnly("rewards_choicecancellation"),
        AppendOnly("rewards_fulfilment"),
        AppendOnly("rewards_handoverproof"),
    ]
