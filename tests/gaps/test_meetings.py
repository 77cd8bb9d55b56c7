"""Meetings to come, proposals of partners and the dialogue: each rule opens, stays quiet, and its act closes it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from samfrid.gaps import shown
from samfrid.gaps.actions import catch_up
from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.rules.base import Verdict
from samfrid.gaps.rules.meetings import dialogue_due, meeting_not_invited, proposal_unanswered
from samfrid.gaps.sentences import act, basis, sentence
from samfrid.municipalities.actions import add_contact, organisation_named
from samfrid.municipalities.models import Access, Membership
from samfrid.partners import actions
from samfrid.partners.models import Group, GroupMember, Meeting

D = dt.date
TODAY = D(2026, 11, 22)
OURS = ("meeting_not_invited", "proposal_unanswered", "dialogue_due")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


@pytest.fixture
def found(coordinator: Membership) -> Group:
    return actions.form_group(coordinator, name="Samverkansgruppen", started_on=D(2024, 1, 1))


@pytest.fixture
def sits(coordinator: Membership, found: Group) -> GroupMember:
    return actions.add_member(coordinator, found, organisation_named(coordinator, "Polisen"), "kommunpolis")


def open_now(today: dt.date = TODAY) -> list[str]:
    """Which of these rules are open."""
    catch_up("0580", today)
    rows = Gap.objects.filter(mended_on__isnull=True, rule__in=OURS)
    return sorted(rows.values_list("rule", flat=True))


def said(rule: str) -> str:
    gap = Gap.objects.get(rule=rule, mended_on__isnull=True)
    with translation.override("en"):
        assert sentence(gap, TODAY)
    assert basis(gap)
    return sentence(gap, TODAY).replace("\N{NO-BREAK SPACE}", " ")


def leads_to(rule: str) -> str:
    return act(Gap.objects.get(rule=rule, mended_on__isnull=True)).url


def mended_by(rule: str) -> str:
    gap = Gap.objects.filter(rule=rule).exclude(mended_on=None).latest("mended_at")
    assert gap.mended_act in shown.MENDING
    return gap.mended_act


def test_a_meeting_that_nobody_is_invited_to_until_somebody_is(
    coordinator: Membership, found: Group, sits: GroupMember
) -> None:
    planned = actions.plan_meeting(coordinator, found, on=D(2026, 12, 8))
    actions.plan_meeting(coordinator, found, on=D(2027, 2, 9))
    assert open_now() == ["meeting_not_invited"]
    assert said("meeting_not_invited") == "Samverkansgruppen träffas 8 december 2026, och ingen är inbjuden."
    assert leads_to("meeting_not_invited") == reverse("cooperation:invite", args=[planned.pk])
    contact = add_contact(coordinator, organisation=sits.organisation, name="Pia Lund")
    (made,) = actions.invite(coordinator, planned, [(sits, contact)], today=TODAY)
    assert open_now() == []
    assert mended_by("meeting_not_invited") == "partners.invite"
    # taken back, nobody is
    actions.revoke_invitation(coordinator, made, today=TODAY)
    assert open_now() == ["meeting_not_invited"]
    actions.cancel_meeting(coordinator, Meeting.objects.get(pk=planned.pk), "Sjukdom", today=TODAY)
    assert open_now() == []


def test_a_group_without_members_invites_nobody(coordinator: Membership, found: Group) -> None:
    actions.plan_meeting(coordinator, found, on=D(2026, 12, 8))
    assert open_now() == []


def test_a_proposal_until_it_is_answered(coordinator: Membership, found: Group, sits: GroupMember) -> None:
    police = sits.organisation
    made = actions.propose_meeting(coordinator, found, D(2027, 1, 12), why="Läget", organisation=police, today=TODAY)
    assert open_now() == []
    Meeting.objects.update(created_at=dt.datetime(2026, 11, 10, 12, tzinfo=dt.UTC))
    actions.change_group(coordinator, found, name=found.name, mandate="Nytt", started_on=found.started_on)
    assert open_now() == ["proposal_unanswered"]
    told = "Polisen har föreslagit ett möte med Samverkansgruppen 12 januari 2027 och har inte fått svar."
    assert said("proposal_unanswered") == told
    assert leads_to("proposal_unanswered") == reverse("cooperation:meeting", args=[made.pk])
    actions.accept_meeting(coordinator, made)
    assert open_now() == []
    assert mended_by("proposal_unanswered") == "partners.accept_meeting"


def test_a_dialogue_until_it_is_taken_up_again(coordinator: Membership) -> None:
    police = organisation_named(coordinator, "Polisen")
    told = {"on": D(2026, 9, 1), "with_whom": "kommunpolis", "text": "Läget"}
    first = actions.note_talk(coordinator, police, next_on=D(2026, 11, 21), **told)  # type: ignore[arg-type]
    later = organisation_named(coordinator, "Regionen")
    actions.note_talk(coordinator, later, next_on=TODAY, **told)  # type: ignore[arg-type]
    assert open_now() == ["dialogue_due"]
    words = "Dialogen med Polisen skulle tas upp igen 21 november 2026. Ni talade senast 1 september 2026."
    assert said("dialogue_due") == words
    gap = Gap.objects.get(rule="dialogue_due")
    # what was said is internal, and so is that it waits
    assert gap.access == Access.INTERNAL
    assert "Läget" not in str(gap.facts)
    assert leads_to("dialogue_due") == reverse("cooperation:talks", args=[police.pk]) + "#nytt"
    actions.note_talk(coordinator, police, on=TODAY, with_whom="kommunpolis", text="Nu", today=TODAY)
    assert open_now() == []
    assert mended_by("dialogue_due") == "partners.note_talk"
    # another day for it closes it too
    actions.change_talk(coordinator, first, next_on=D(2027, 1, 1), today=TODAY, **told)  # type: ignore[arg-type]
    assert open_now() == []


@pytest.mark.parametrize(
    ("found_", "verdict"),
    [
        (meeting_not_invited(D(2026, 12, 13), TODAY, 21), Verdict(Severity.SOON, TODAY, D(2026, 12, 13))),
        (meeting_not_invited(D(2026, 12, 14), TODAY, 21), None),
        (meeting_not_invited(D(2026, 11, 21), TODAY, 21), None),
        (proposal_unanswered(D(2026, 11, 15), D(2027, 1, 1), TODAY, 7), None),
        (
            proposal_unanswered(D(2026, 11, 14), D(2027, 1, 1), TODAY, 7),
            Verdict(Severity.LACKING, D(2026, 11, 21), D(2027, 1, 1)),
        ),
        (
            proposal_unanswered(D(2026, 11, 20), D(2026, 11, 21), TODAY, 7),
            Verdict(Severity.LACKING, D(2026, 11, 21), D(2026, 11, 21)),
        ),
        (dialogue_due(TODAY, TODAY), None),
        (dialogue_due(D(2026, 11, 21), TODAY), Verdict(Severity.LACKING, D(2026, 11, 21), D(2026, 11, 21))),
    ],
)
def test_the_days_that_they_turn_on(found_: Verdict | None, verdict: Verdict | None) -> None:
    assert found_ == verdict
