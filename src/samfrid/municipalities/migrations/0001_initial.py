import django.db.models.deletion
import django.db.models.functions.text
import samfrid.municipalities.models
import uuid
from django.conf import settings
from django.db import models
import samfrid.municipalities.models.tenant
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
            name="Organisation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=160, verbose_name="namn")),
                ("number", models.CharField(blank=True, max_length=11, verbose_name="organisationsnummer")),
                ("abilities", models.TextField(blank=True, verbose_name="vad den kan göra")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="finns inte längre sedan")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("womens_shelter", "kvinnojour"),
                            ("mens_centre", "mansjour"),
                            ("girls_shelter", "tjejjour"),
                            ("victim_support", "brottsofferjour"),
                            ("other_association", "annan förening"),
                            ("police", "polis"),
                            ("health_care", "hälso- och sjukvård"),
                            ("primary_care", "vårdcentral"),
                            ("youth_clinic", "ungdomsmottagning"),
                            ("psychiatry", "vuxenpsykiatri"),
                            ("emergency_ward", "akutmottagning"),
                            ("landlord", "hyresvärd"),
                            ("county_board", "länsstyrelse"),
                            ("region", "region"),
                            ("municipality", "annan kommun"),
                            ("church", "församling eller samfund"),
                            ("company", "företag"),
                            ("other", "annan"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.organisation",
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
                "ordering": [samfrid.municipalities.models.tenant.SwedishKey(models.F("name"))],
                "indexes": [
                    models.Index(
                        models.F("municipality"),
                        samfrid.municipalities.models.tenant.SwedishKey(models.F("name")),
                        models.F("id"),
                        condition=models.Q(("merged_into__isnull", True)),
                        name="organisation_by_name",
                    ),
                    models.Index(
                        condition=models.Q(("merged_into__isnull", False)),
                        fields=["merged_into"],
                        name="organisation_merged",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("merged_into__isnull", True)),
                        name="organisation_name_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("merged_into__isnull", True), models.Q(("number", ""), _negated=True)),
                        fields=("municipality", "number"),
                        name="organisation_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), ("number__regex", "^\\d{6}-\\d{4}$"), _connector="OR"),
                        name="organisation_number_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="organisation_not_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("from_name", models.CharField(max_length=160)),
                ("from_number", models.CharField(blank=True, max_length=11)),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=200)),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
                ("moved", models.JSONField(default=dict)),
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
                    "into",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="municipalities.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["into", "-on"], name="merge_of_organisation")],
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
                            ("partner", "förening"),
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
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="municipalities.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("municipality", "user", "role"),
                        name="membership_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", False), ("role", "partner")),
                            models.Q(models.Q(("role", "partner"), _negated=True), ("organisation__isnull", True)),
                            _connector="OR",
                        ),
                        name="membership_partner_of_one",
                        violation_error_message="En förening ska anges för den rollen, och bara för den.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationName",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=160)),
                ("since", models.DateField()),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="municipalities.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        django.db.models.functions.text.Lower("name"),
                        name="organisation_old_name_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Population",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("inhabitants", models.PositiveIntegerField(verbose_name="invånare")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="källa")),
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
                    models.UniqueConstraint(fields=("municipality", "year"), name="population_once"),
                    models.CheckConstraint(condition=models.Q(("inhabitants__gte", 1)), name="population_of_somebody"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
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
                "ordering": [samfrid.municipalities.models.tenant.SwedishKey(models.F("name"))],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), django.db.models.functions.text.Lower("name"), name="unit_name_once"
                    )
                ],
            },
        ),
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
                "ordering": [samfrid.municipalities.models.tenant.SwedishKey(models.F("name"))],
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
        row_security("municipalities_membership", also="user_id = samfrid_user()"),
        row_security("municipalities_body"),
        row_security("municipalities_organisation"),
        row_security("municipalities_unit"),
        row_security("audit_entry", "municipality_code"),
    ]
