from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("disputes", "0001_initial")]

    operations = [
        AppendOnly("disputes_dispute"),
        AppendOnly("disputes_disputeanswer"),
        AppendOnly("disputes_disputewithdrawal"),
    ]
