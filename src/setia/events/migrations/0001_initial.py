import django.db.models.deletion
from django.db import migrations, models

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("budgets", "0001_initial"),
        ("people", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gathering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meetup", "Meet-up"),
                            ("family", "Family day"),
                            ("launch", "Launch"),
                            ("training", "Training"),
                            ("trip", "Trip together"),
                            ("charity", "Charity"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveIntegerField()),
                ("place", models.CharField(max_length=300)),
                ("capacity", models.PositiveIntegerField(null=True)),
                ("budget_minor", models.BigIntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=150)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GatheringCancellation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("reason", models.CharField(max_length=300)),
                (
                    "gathering",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancellation",
                        to="events.gathering",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GatheringCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("what", models.CharField(max_length=160)),
                ("minor", models.BigIntegerField()),
                ("key", models.CharField(max_length=40, unique=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "charge",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gathering_cost",
                        to="budgets.charge",
                    ),
                ),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="events.gathering",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CostReversal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("reason", models.CharField(max_length=300)),
                (
                    "cost",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversal",
                        to="events.gatheringcost",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("reason", models.CharField(max_length=300)),
                ("at_door", models.BooleanField(default=False)),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="events.gathering",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="people.party",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="DoorEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("heads", models.PositiveIntegerField()),
                ("guests", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="door",
                        to="events.invitation",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InvitationAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("yes", "Comes"),
                            ("no", "Does not come"),
                            ("maybe", "Not sure yet"),
                        ],
                        max_length=6,
                    ),
                ),
                ("heads", models.PositiveIntegerField()),
                ("guests", models.JSONField(default=list)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("by_partner", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="events.invitation",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="gatheringcost",
            constraint=models.CheckConstraint(
                condition=models.Q(("minor__gt", 0)), name="cost_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("gathering", "party"), name="invited_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="doorentry",
            constraint=models.UniqueConstraint(
                fields=("invitation", "number"), name="entry_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitationanswer",
            constraint=models.UniqueConstraint(
                fields=("invitation", "number"), name="answer_once"
            ),
        ),
        AppendOnly("events_invitation"),
        AppendOnly("events_invitationanswer"),
        AppendOnly("events_doorentry"),
        AppendOnly("events_gatheringcost"),
        AppendOnly("events_costreversal"),
        AppendOnly("events_gatheringcancellation"),
    ]
