import django.db.models.deletion
import django.db.models.functions.text
import samfrid.municipalities.models
import uuid
from django.conf import settings
from django.db import migrations, models

from samfrid.municipalities.tenancy import DROP_FUNCTION, FUNCTION, row_security


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, DROP_FUNCTION),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-postadress")),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="user_email_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("code", models.CharField(max_length=4, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80, verbose_name="namn")),
                ("is_example", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^\\d{4}$")),
                        name="municipality_code_form",
                        violation_error_message="Kommunkoden ska ha fyra siffror.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "samordnare"),
                            ("registrar", "registrator"),
                            ("officer", "handläggare"),
                            ("elected", "förtroendevald"),
                            ("administrator", "administratör"),
                        ],
                        max_length=16,
                        verbose_name="roll",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("municipality", "user", "role"),
                        name="membership_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=160, verbose_name="namn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "fullmäktige"),
                            ("executive", "kommunstyrelse"),
                            ("committee", "nämnd"),
                            ("subcommittee", "utskott"),
                            ("other", "annat organ"),
                        ],
                        default="other",
                        max_length=16,
                    ),
                ),
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
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), django.db.models.functions.text.Lower("name"), name="body_name_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=160, verbose_name="namn")),
                ("number", models.CharField(blank=True, max_length=11, verbose_name="organisationsnummer")),
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
                "ordering": [samfrid.municipalities.models.SwedishKey(models.F("name"))],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        django.db.models.functions.text.Lower("name"),
                        name="organisation_name_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=160, verbose_name="namn")),
                ("abolished_on", models.DateField(blank=True, null=True)),
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
                "ordering": [samfrid.municipalities.models.SwedishKey(models.F("name"))],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), django.db.models.functions.text.Lower("name"), name="unit_name_once"
                    )
                ],
            },
        ),
        row_security("municipalities_membership", also="user_id = samfrid_user()"),
        row_security("municipalities_body"),
        row_security("municipalities_organisation"),
        row_security("municipalities_unit"),
        row_security("audit_entry", "municipality_code"),
    ]
