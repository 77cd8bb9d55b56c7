"""Meetings with time, agenda, invitations and their links; proposals by partners; the dialogue with partners."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from samfrid.municipalities.tenancy import NO_PARTNER, access_security, row_security

#: a partner's session makes no meeting but one that its own organisation proposes
OWN_PROPOSALS = f"""
CREATE POLICY partner_proposes ON partners_meeting AS RESTRICTIVE FOR INSERT
    WITH CHECK ({NO_PARTNER} OR (proposed_by_id = samfrid_organisation() AND state = 'proposed'))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0004_contact"),
        ("partners", "0005_year_report"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=500, verbose_name="punkt")),
                ("about_kind", models.CharField(blank=True, max_length=60)),
                ("about_id", models.UUIDField(blank=True, null=True)),
                (
                    "access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=0
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Dialogue",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("on", models.DateField(verbose_name="dag")),
                ("with_whom", models.CharField(max_length=200, verbose_name="med vem")),
                ("text", models.TextField(verbose_name="vad som sades")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="nästa kontakt")),
                (
                    "access",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")], default=1
                    ),
                ),
                ("by", models.CharField(max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=250)),
                ("sent_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "kommer"), ("no", "kommer inte"), ("maybe", "kommer kanske")],
                        max_length=5,
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=300, verbose_name="några ord")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="InvitationLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("copy", models.CharField(max_length=8)),
                ("made_by", models.CharField(max_length=200)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="meeting",
            name="meeting_once_a_day",
        ),
        migrations.RemoveConstraint(
            model_name="meeting",
            name="meeting_cancelled_why",
        ),
        migrations.AddField(
            model_name="meeting",
            name="asker",
            field=models.CharField(blank=True, max_length=200, verbose_name="frågor ställs till"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="ends_at",
            field=models.TimeField(blank=True, null=True, verbose_name="slutar"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="link",
            field=models.URLField(blank=True, max_length=500, verbose_name="länk"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposed_meetings",
                to="municipalities.organisation",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="proposed_why",
            field=models.CharField(blank=True, max_length=500, verbose_name="varför"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="reach",
            field=models.CharField(blank=True, max_length=200, verbose_name="nås genom"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="starts_at",
            field=models.TimeField(blank=True, null=True, verbose_name="börjar"),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "föreslaget"),
                    ("planned", "planerat"),
                    ("held", "hållet"),
                    ("cancelled", "inställt"),
                    ("declined", "avböjt"),
                ],
                default="planned",
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["planned", "held"])),
                fields=("group", "on"),
                name="meeting_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["cancelled", "declined"]), _negated=True),
                    models.Q(("cancelled_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="meeting_cancelled_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"),
                name="meeting_ends_after_start",
                violation_error_message="Mötet slutar före det börjar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__isnull", True), ("starts_at__isnull", False), _connector="OR"),
                name="meeting_ends_if_it_starts",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="agenda", to="partners.meeting"
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="dialogue",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="dialogue",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="dialogues", to="municipalities.organisation"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="municipalities.contact"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="partners.meeting"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.groupmember"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="invitationlink",
            name="invitation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="partners.invitation"
            ),
        ),
        migrations.AddField(
            model_name="invitationlink",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(fields=("meeting", "number"), name="agenda_number_once"),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="agenda_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about_id__isnull", True), ("about_kind", "")),
                    models.Q(models.Q(("about_kind", ""), _negated=True), ("about_id__isnull", False)),
                    _connector="OR",
                ),
                name="agenda_about_one",
            ),
        ),
        migrations.AddIndex(
            model_name="dialogue",
            index=models.Index(fields=["organisation", "-on", "-id"], name="dialogue_with"),
        ),
        migrations.AddIndex(
            model_name="dialogue",
            index=models.Index(
                condition=models.Q(("next_on__isnull", False)), fields=["municipality", "next_on"], name="dialogue_next"
            ),
        ),
        migrations.AddConstraint(
            model_name="dialogue",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("text", ""), _negated=True), models.Q(("with_whom", ""), _negated=True)),
                name="dialogue_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="dialogue",
            constraint=models.CheckConstraint(
                condition=models.Q(("next_on__isnull", True), ("next_on__gt", models.F("on")), _connector="OR"),
                name="dialogue_next_after",
                violation_error_message="Nästa kontakt ligger före samtalet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(fields=("meeting", "contact"), name="invitation_once"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="invitation_answered_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitationlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="invitation_link_digest"
            ),
        ),
        migrations.RunSQL(OWN_PROPOSALS, "DROP POLICY partner_proposes ON partners_meeting"),
        row_security("partners_agendaitem"),
        access_security("partners_agendaitem"),
        row_security("partners_dialogue"),
        access_security("partners_dialogue"),
        row_security("partners_invitation"),
        row_security("partners_invitationlink"),
    ]
