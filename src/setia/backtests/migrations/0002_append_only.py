from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("backtests", "0001_initial")]

    operations = [
        AppendOnly("backtests_holdout"),
        AppendOnly("backtests_heldout"),
        AppendOnly("backtests_backtest"),
    ]
