from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("statements", "0001_initial")]

    operations = [
        AppendOnly("statements_issuedstatement"),
        AppendOnly("statements_statementlink"),
        AppendOnly("statements_linkrevocation"),
        AppendOnly("statements_linkvisit"),
    ]
