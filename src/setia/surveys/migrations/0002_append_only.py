from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]

    operations = [
        AppendOnly("surveys_version"),
        AppendOnly("surveys_invitation"),
        AppendOnly("surveys_response"),
        AppendOnly("surveys_withdrawal"),
        AppendOnly("surveys_silence"),
        AppendOnly("surveys_asking"),
        AppendOnly("surveys_askingend"),
    ]
