from django.db import migrations

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("helpdesk", "0001_initial")]

    operations = [
        AppendOnly("helpdesk_entry"),
        AppendOnly("helpdesk_assignment"),
        AppendOnly("helpdesk_answerdue"),
        AppendOnly("helpdesk_answerend"),
        AppendOnly("helpdesk_escalation"),
        AppendOnly("helpdesk_closing"),
        AppendOnly("helpdesk_reopening"),
        AppendOnly("helpdesk_hours"),
        AppendOnly("helpdesk_hoursspan"),
        AppendOnly("helpdesk_answerrule"),
    ]
