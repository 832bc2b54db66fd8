from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("market", "0001_initial")]

    operations = [
        AppendOnly("market_priceseen"),
        AppendOnly("market_stockseen"),
        AppendOnly("market_marketrules"),
    ]
