import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                (
                    "kind",
                    models.CharField(
                        choices=[("continuing", "fortbildning"), ("university", "högskolekurs")],
                        max_length=12,
                        verbose_name="slag",
                    ),
                ),
                ("about_adults", models.BooleanField(default=False, verbose_name="våldsutsatta vuxna")),
                (
                    "about_children",
                    models.BooleanField(default=False, verbose_name="barn som utsätts för våld eller bevittnar det"),
                ),
                ("about_offenders", models.BooleanField(default=False, verbose_name="personer som utövar våld")),
                ("about_honour", models.BooleanField(default=False, verbose_name="hedersrelaterat våld och förtryck")),
                ("for_whom", models.CharField(blank=True, max_length=200, verbose_name="för vilka")),
                ("starts_on", models.DateField(verbose_name="första dagen")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="sista dagen")),
                ("participants", models.PositiveIntegerField(blank=True, null=True, verbose_name="antal deltagare")),
                ("document_id", models.UUIDField(blank=True, null=True)),
                ("document_name", models.CharField(blank=True, max_length=300, verbose_name="underlag")),
                ("struck_on", models.DateField(blank=True, null=True)),
                ("struck_why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
            ],
        ),
        migrations.AddField(
            model_name="routine",
            name="purpose",
            field=models.CharField(
                blank=True,
                choices=[
                    ("signs", "när en vuxen visar tecken på våld"),
                    ("schooling", "skolgång för barn i skyddat boende"),
                    ("protected_data", "att skyddade uppgifter inte röjs"),
                    ("competence", "samlad plan för personalens kompetens"),
                ],
                max_length=16,
                verbose_name="i öppna jämförelser",
            ),
        ),
        migrations.AddField(
            model_name="training",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="training",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="trainings",
                to="municipalities.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="training",
            index=models.Index(fields=["municipality", "-starts_on", "-id"], name="training_latest"),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="training_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("about_adults", True),
                    ("about_children", True),
                    ("about_offenders", True),
                    ("about_honour", True),
                    _connector="OR",
                ),
                name="training_about_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="training_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(("participants__isnull", True), ("participants__gte", 1), _connector="OR"),
                name="training_somebody_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("struck_on__isnull", True), models.Q(("struck_why", ""), _negated=True), _connector="OR"
                ),
                name="training_struck_why",
            ),
        ),
        row_security("plans_training"),
    ]
