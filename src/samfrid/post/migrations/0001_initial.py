import django.db.models.deletion
import uuid
from django.db import models
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("key", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "fråga om läget"),
                            ("reminder", "påminnelse"),
                            ("escalation", "till chefen"),
                            ("edition", "uppföljning"),
                            ("other", "brev"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="slag",
                    ),
                ),
                ("to_name", models.CharField(max_length=200, verbose_name="till")),
                ("to_address", models.CharField(blank=True, max_length=254, verbose_name="e-postadress")),
                ("subject", models.CharField(max_length=200, verbose_name="ämne")),
                ("body", models.TextField(verbose_name="text")),
                ("about", models.CharField(blank=True, max_length=100)),
                ("link_kind", models.CharField(blank=True, max_length=60)),
                ("link_id", models.UUIDField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="skickat")),
                ("next_try_at", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("failed", models.CharField(blank=True, max_length=8)),
                ("printed_on", models.DateField(blank=True, null=True, verbose_name="utskrivet")),
                ("dropped_on", models.DateField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["municipality", "-created_at", "-id"], name="letter_newest"),
                    models.Index(
                        condition=models.Q(("next_try_at__isnull", False)),
                        fields=["municipality", "next_try_at"],
                        name="letter_to_send",
                    ),
                    models.Index(
                        condition=models.Q(("about", ""), _negated=True),
                        fields=["municipality", "about"],
                        name="letter_about",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "key"), name="letter_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True), models.Q(("body", ""), _negated=True)
                        ),
                        name="letter_says_something",
                    ),
                ],
            },
        ),
        row_security("post_letter"),
    ]
