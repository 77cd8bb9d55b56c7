"""Meetings of a cooperation group: proposed, planned with an agenda and those invited, held with notes.

A meeting's action points are commitments, with the meeting as their origin.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Access, Contact, Organisation, TenantModel
from samfrid.partners.models.cooperation import Group, GroupMember


class MeetingState(models.TextChoices):
    PROPOSED = "proposed", _("föreslaget")
    PLANNED = "planned", _("planerat")
    HELD = "held", _("hållet")
    CANCELLED = "cancelled", _("inställt")
    DECLINED = "declined", _("avböjt")


#: those that count as a meeting: one that was only proposed, or came to nothing, stands in nobody's way
THERE = (MeetingState.PLANNED, MeetingState.HELD)


class Meeting(TenantModel):
    """A meeting of a group: proposed by a partner or planned, then held with notes and who was there, or cancelled or
    declined with the reason.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    on = models.DateField(_("dag"))
    starts_at = models.TimeField(_("börjar"), null=True, blank=True)
    ends_at = models.TimeField(_("slutar"), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=200, blank=True)
    #: where one takes part from elsewhere
    link = models.URLField(_("länk"), max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=MeetingState, default=MeetingState.PLANNED)
    #: the organisation outside that proposed it; null where the municipality planned it
    proposed_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="proposed_meetings"
    )
    proposed_why = models.CharField(_("varför"), max_length=500, blank=True)
    #: whom those invited ask, and how: stands in the letters and on the pages that their links lead to
    asker = models.CharField(_("frågor ställs till"), max_length=200, blank=True)
    reach = models.CharField(_("nås genom"), max_length=200, blank=True)
    notes = models.TextField(_("anteckningar"), blank=True)
    #: others who were there, as written
    guests = models.CharField(_("övriga närvarande"), max_length=300, blank=True)
    cancelled_why = models.CharField(_("skäl"), max_length=300, blank=True)
    #: how many times it has been written: whoever writes says which she saw, so that nothing is silently overwritten
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "on"], condition=models.Q(state__in=["planned", "held"]), name="meeting_once_a_day"
            ),
            models.CheckConstraint(
                name="meeting_cancelled_why",
                condition=~models.Q(state__in=["cancelled", "declined"]) | ~models.Q(cancelled_why=""),
            ),
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("Mötet slutar före det börjar."),
            ),
            models.CheckConstraint(
                name="meeting_ends_if_it_starts",
                condition=models.Q(ends_at__isnull=True) | models.Q(starts_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["group", "state", "-on"], name="meeting_of_group"),
            models.Index(fields=["municipality", "on"], condition=models.Q(state="planned"), name="meeting_planned"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("cooperation:meeting", args=[self.pk])


class Attendance(TenantModel):
    """That a member of the group was at a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    member = models.ForeignKey(GroupMember, on_delete=models.PROTECT, related_name="attendance")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.member_id}"


class AgendaItem(TenantModel):
    """A point of a meeting's agenda, in the words it had when it was put there; frozen when the meeting was held.

    Seen by those who may read what it is about: the database holds it, and whoever is outside sees what is public.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("punkt"), max_length=500)
    #: the record that it is about: "commitments.commitment"; empty for a point of the coordinator's own
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    access = models.PositiveSmallIntegerField(choices=Access, default=Access.PUBLIC)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="agenda_says_something"),
            models.CheckConstraint(
                condition=models.Q(about_kind="", about_id__isnull=True)
                | (~models.Q(about_kind="") & models.Q(about_id__isnull=False)),
                name="agenda_about_one",
            ),
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Answer(models.TextChoices):
    """What somebody who is invited has said."""

    YES = "yes", _("kommer")
    NO = "no", _("kommer inte")
    MAYBE = "maybe", _("kommer kanske")


class Invitation(TenantModel):
    """That a contact of a member is asked to a meeting, and what she answered."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(GroupMember, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="invitations")
    #: who she was when she was asked
    name = models.CharField(max_length=250)
    sent_on = models.DateField()
    answer = models.CharField(max_length=5, choices=Answer, blank=True)
    word = models.CharField(_("några ord"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    #: she is no longer asked, and her links are good no longer
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "contact"], name="invitation_once"),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="invitation_answered_at",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        """By what name her letters are found."""
        return f"partners.invitation:{self.pk}"


class InvitationLink(TenantModel):
    """One copy of a link. The link itself is never kept: only its digest, and which copy of a letter it stood in.

    256 random bits need no salt and no slow hash. See docs/decisions/0010-links-in-letters.md.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="links")
    #: SHA-256, hexadecimal
    digest = models.CharField(max_length=64, unique=True, editable=False)
    #: by mail, on paper, in the example's mailbox
    copy = models.CharField(max_length=8)
    made_by = models.CharField(max_length=200)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="invitation_link_digest")
        ]

    def __str__(self) -> str:
        return f"{self.copy}: {self.made_by}"
