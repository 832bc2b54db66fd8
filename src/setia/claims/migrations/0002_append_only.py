from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [
        AppendOnly("claims_claim"),
        AppendOnly("claims_claimline"),
        AppendOnly("claims_claimsent"),
        AppendOnly("claims_claimaccepted"),
        AppendOnly("claims_claimdisputed"),
        AppendOnly("claims_claimreceipt"),
        AppendOnly("claims_claimwriteoff"),
        AppendOnly("claims_claimwithdrawal"),
    ]
