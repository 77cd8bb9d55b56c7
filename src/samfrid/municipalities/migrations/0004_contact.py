import django.db.models.deletion
import samfrid.municipalities.models
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0003_session"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="funktion")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-postadress")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telefon")),
                ("is_head", models.BooleanField(default=False, verbose_name="chef")),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="kontrollerad")),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="municipalities.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="municipalities.unit",
                    ),
                ),
            ],
            options={
                "ordering": [samfrid.municipalities.models.SwedishKey(models.F("name"))],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", True), ("unit__isnull", False)),
                            models.Q(("organisation__isnull", False), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="contact_of_one",
                        violation_error_message="En kontakt hör till en enhet eller en organisation.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True), ("is_head", True), ("unit__isnull", False)),
                        fields=("unit",),
                        name="contact_one_head",
                    ),
                ],
            },
        ),
        row_security("municipalities_contact"),
    ]
