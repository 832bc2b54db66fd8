from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("payouts", "0001_initial")]

    operations = [
        AppendOnly("payouts_bankaccount"),
        AppendOnly("payouts_payeetax"),
        AppendOnly("payouts_payoutrun"),
        AppendOnly("payouts_payoutapproval"),
        AppendOnly("payouts_payoutcancellation"),
        AppendOnly("payouts_bankfilefetch"),
        AppendOnly("payouts_payout"),
        AppendOnly("payouts_payoutitem"),
        AppendOnly("payouts_payoutattempt"),
        AppendOnly("payouts_payoutoutcome"),
        AppendOnly("payouts_handover"),
        AppendOnly("payouts_pointsspend"),
    ]
