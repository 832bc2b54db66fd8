import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from setia.core.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Lesson",
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
                ("place", models.PositiveIntegerField()),
                ("title_id", models.CharField(max_length=120)),
                ("title_en", models.CharField(blank=True, max_length=120)),
                ("link", models.URLField(blank=True, max_length=300)),
                ("text_id", models.TextField(blank=True, max_length=4000)),
                ("text_en", models.TextField(blank=True, max_length=4000)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=150)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Series",
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
                ("uid", models.CharField(max_length=36, unique=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=150)),
            ],
            options={
                "verbose_name_plural": "series",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
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
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=150)),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feeds",
                        to="people.party",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FeedRevocation",
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
                (
                    "feed",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocation",
                        to="coaching.calendarfeed",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LessonHad",
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
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="had",
                        to="coaching.lesson",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons_had",
                        to="people.party",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                ("on", models.DateField()),
                ("number", models.PositiveIntegerField()),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("absent", "Absent"),
                            ("excused", "Excused"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="people.party",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="coaching.series",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SeriesException",
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
                ("on", models.DateField()),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("dropped", "does not take place"),
                            ("moved", "moved"),
                            ("restored", "as the rule says"),
                        ],
                        max_length=10,
                    ),
                ),
                ("moved_to", models.DateField(null=True)),
                ("starts", models.TimeField(null=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("reason", models.CharField(max_length=300)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exceptions",
                        to="coaching.series",
                    ),
                ),
            ],
            options={
                "ordering": ["series", "number"],
            },
        ),
        migrations.CreateModel(
            name="SeriesRevision",
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
                ("title_id", models.CharField(max_length=120)),
                ("title_en", models.CharField(blank=True, max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("targets", "Targets"),
                            ("contest", "Contest"),
                            ("testimonials", "Swap testimonials"),
                            ("sharing", "A reseller shares"),
                            ("charity", "Charity"),
                            ("evaluation", "Evaluation"),
                            ("greeting", "Greeting"),
                            ("live", "Live session"),
                            ("lesson", "Channel lesson"),
                            ("meetup", "Meet-up"),
                            ("gathering", "Yearly gathering"),
                            ("other", "Something else"),
                        ],
                        max_length=14,
                    ),
                ),
                ("rule", models.CharField(max_length=200)),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
                ("starts", models.TimeField()),
                ("minutes", models.PositiveIntegerField()),
                ("time_zone", models.CharField(max_length=60)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("distributor", "Distributor"),
                            ("reseller", "Reseller"),
                            ("outlet", "Outlet"),
                            ("salesperson", "Salesperson"),
                            ("customer", "Customer"),
                            ("supplier", "Supplier"),
                            ("charity", "Charity"),
                        ],
                        max_length=16,
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=60)),
                ("territory", models.CharField(blank=True, max_length=80)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "leader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="coaching.series",
                    ),
                ),
            ],
            options={
                "ordering": ["series", "number"],
            },
        ),
        migrations.CreateModel(
            name="Taught",
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
                ("on", models.DateField()),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "lesson",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occasions",
                        to="coaching.lesson",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taught",
                        to="coaching.series",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="WeekEvaluation",
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
                ("week", models.DateField()),
                ("target_minor", models.BigIntegerField()),
                ("revenue_minor", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="week_evaluations",
                        to="people.party",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="WeeklyTarget",
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
                ("week", models.DateField()),
                ("number", models.PositiveIntegerField()),
                ("target_minor", models.BigIntegerField()),
                ("suggested_minor", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weekly_targets",
                        to="people.party",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="TargetTold",
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
                (
                    "target",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                        to="coaching.weeklytarget",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="calendarfeed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("party", None), ("user__isnull", False)),
                    models.Q(("party__isnull", False), ("user", None)),
                    _connector="OR",
                ),
                name="feed_of_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="lessonhad",
            constraint=models.UniqueConstraint(
                fields=("lesson", "party"), name="lesson_had_once"
            ),
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(
                fields=["party", "on"], name="coaching_at_party_i_cfd7d3_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("series", "on", "party", "number"), name="attendance_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="seriesexception",
            constraint=models.UniqueConstraint(
                fields=("series", "number"), name="series_exception_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="seriesrevision",
            constraint=models.UniqueConstraint(
                fields=("series", "number"), name="series_revision_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="taught",
            constraint=models.UniqueConstraint(
                fields=("series", "on", "number"), name="taught_once"
            ),
        ),
        migrations.AddIndex(
            model_name="weekevaluation",
            index=models.Index(
                fields=["week", "party"], name="coaching_we_week_3e5f9c_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="weekevaluation",
            constraint=models.UniqueConstraint(
                fields=("party", "week"), name="week_evaluated_once"
            ),
        ),
        migrations.AddIndex(
            model_name="weeklytarget",
            index=models.Index(
                fields=["week", "party"], name="coaching_we_week_aefbc8_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="weeklytarget",
            constraint=models.UniqueConstraint(
                fields=("party", "week", "number"), name="weekly_target_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="weeklytarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("target_minor__gt", 0)),
                name="weekly_target_is_positive",
            ),
        ),
        AppendOnly("coaching_seriesrevision"),
        AppendOnly("coaching_seriesexception"),
        AppendOnly("coaching_attendance"),
        AppendOnly("coaching_taught"),
        AppendOnly("coaching_lessonhad"),
        AppendOnly("coaching_weeklytarget"),
        AppendOnly("coaching_targettold"),
        AppendOnly("coaching_weekevaluation"),
        AppendOnly("coaching_calendarfeed"),
        AppendOnly("coaching_feedrevocation"),
    ]
