import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0004_contact"),
        ("partners", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                ("mandate", models.TextField(blank=True, verbose_name="uppdrag")),
                ("times", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="möten")),
                ("per_months", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="månader")),
                ("by_term", models.BooleanField(default=False)),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="började")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="upphörde")),
            ],
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="funktion")),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="dag")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plats")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planerat"), ("held", "hållet"), ("cancelled", "inställt")],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="anteckningar")),
                ("guests", models.CharField(blank=True, max_length=300, verbose_name="övriga närvarande")),
                ("cancelled_why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
                ("version", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("due_on", models.DateField(verbose_name="betalas senast")),
                ("sek", models.PositiveBigIntegerField(verbose_name="belopp, kronor")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="anteckning")),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="betalt")),
                ("struck_on", models.DateField(blank=True, null=True)),
                ("struck_why", models.CharField(blank=True, max_length=300, verbose_name="skäl")),
            ],
        ),
        migrations.AddField(
            model_name="amount",
            name="decide_by",
            field=models.DateField(blank=True, null=True, verbose_name="avgörs senast"),
        ),
        migrations.AddField(
            model_name="amount",
            name="declined_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="amount",
            name="declined_why",
            field=models.CharField(blank=True, max_length=300, verbose_name="skäl"),
        ),
        migrations.AddConstraint(
            model_name="amount",
            constraint=models.CheckConstraint(
                condition=models.Q(("released_on__isnull", True), ("declined_on__isnull", True), _connector="OR"),
                name="amount_met_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="amount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("declined_on__isnull", True), models.Q(("declined_why", ""), _negated=True), _connector="OR"
                ),
                name="amount_declined_why",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="group",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="groupmember",
            name="body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.body",
            ),
        ),
        migrations.AddField(
            model_name="groupmember",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="members", to="partners.group"
            ),
        ),
        migrations.AddField(
            model_name="groupmember",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="groupmember",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.organisation",
            ),
        ),
        migrations.AddField(
            model_name="groupmember",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.unit",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attendance", to="partners.groupmember"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="partners.group"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="attendance", to="partners.meeting"
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="payments", to="partners.agreement"
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="amount",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="payments",
                to="partners.amount",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddIndex(
            model_name="group",
            index=models.Index(fields=["municipality", "-created_at", "-id"], name="group_newest"),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by_term", False), ("per_months__isnull", True), ("times__isnull", True)),
                    models.Q(("by_term", False), ("per_months__gte", 1), ("times__gte", 1)),
                    models.Q(("by_term", True), ("per_months", 6), ("times__gte", 1)),
                    _connector="OR",
                ),
                name="group_rhythm",
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("started_on__isnull", True),
                    ("ended_on__isnull", True),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="group_ends_after_start",
                violation_error_message="Gruppen upphör före den börjar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)), fields=("municipality", "name"), name="group_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="groupmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body__isnull", True), ("organisation__isnull", False), ("unit__isnull", True)),
                    models.Q(("body__isnull", True), ("organisation__isnull", True), ("unit__isnull", False)),
                    models.Q(("body__isnull", False), ("organisation__isnull", True), ("unit__isnull", True)),
                    _connector="OR",
                ),
                name="group_member_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("group", "organisation", "unit", "body", "function"),
                name="group_member_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["group", "state", "-on"], name="meeting_of_group"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                condition=models.Q(("state", "planned")), fields=["municipality", "on"], name="meeting_planned"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("group", "on"),
                name="meeting_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    models.Q(("cancelled_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="meeting_cancelled_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("meeting", "member"), name="attendance_once"),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["agreement", "due_on"], name="payment_of_agreement"),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("paid_on__isnull", True), ("struck_on__isnull", True)),
                fields=["municipality", "due_on", "id"],
                name="payment_awaited",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(condition=models.Q(("sek__gte", 1)), name="payment_of_something"),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("paid_on__isnull", True), ("struck_on__isnull", True), _connector="OR"),
                name="payment_paid_or_struck",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("struck_on__isnull", True), models.Q(("struck_why", ""), _negated=True), _connector="OR"
                ),
                name="payment_struck_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_on__isnull", True)), fields=("amount", "due_on"), name="payment_once"
            ),
        ),
        migrations.AddIndex(
            model_name="amount",
            index=models.Index(
                condition=models.Q(
                    models.Q(("condition", ""), _negated=True),
                    ("released_on__isnull", True),
                    ("declined_on__isnull", True),
                ),
                fields=["municipality", "agreement"],
                name="amount_undecided",
            ),
        ),
        row_security("partners_attendance"),
        row_security("partners_group"),
        row_security("partners_groupmember"),
        row_security("partners_meeting"),
        row_security("partners_payment"),
    ]
