"""The register follows the records: each rule opens, stays quiet, and its act closes it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from samfrid.audit.actions import record
from samfrid.commitments.actions import assign, commit, report
from samfrid.commitments.models import Execution
from samfrid.gaps.actions import catch_up
from samfrid.gaps.actions import register as following
from samfrid.gaps.checks import RULES, Ask, Rule
from samfrid.gaps.models import Gap
from samfrid.gaps.sentences import sentence
from samfrid.matters.actions import (
    ClauseIn,
    add_recipient,
    adjust,
    announce,
    answer_referral,
    end_pause,
    open_minutes,
    place,
    promise,
    record_decision,
    refer,
    refer_back,
    register,
    remove_pause,
    send,
    strike,
    take_down,
    take_step,
)
from samfrid.matters.course import deadline_of
from samfrid.matters.models import EventKind, Matter, MatterKind, Outcome, Stage
from samfrid.matters.queries.process import ground_of
from samfrid.matters.rules import Deadline
from samfrid.municipalities.actions import body_named, organisation_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Membership, Municipality
from samfrid.municipalities.tenancy import within
from samfrid.partners.actions import (
    AgreementIn,
    PartyIn,
    correct_agreement,
    make_agreement,
    record_follow_up,
    register_agreement,
)
from samfrid.partners.models import Agreement, AgreementForm
from samfrid.plans.actions import (
    add_activity,
    add_goal,
    add_indicator,
    adopt,
    current_version,
    decide_routine,
    enter_routine,
    give_value,
    register_plan,
)

TODAY = dt.date(2026, 11, 22)
#: of any commitment that says no more than its words; looked at in ``test_every_rule``
ASIDE = ("commitment_without_contact", "commitment_without_due")
D = dt.date


def open_rules() -> list[str]:
    """The names of the rules that are open now."""
    catch_up("0580", TODAY)
    found = Gap.objects.filter(mended_on__isnull=True).exclude(rule__in=ASIDE)
    return sorted(found.values_list("rule", flat=True))


def motion(actor: Membership, raised: str | None) -> Matter:
    return register(actor, kind=MatterKind.MOTION, title="Skyddat boende", raised=PartialDate.parse(raised))


def test_a_motion_past_the_year_until_it_is_decided(coordinator: Membership) -> None:
    matter = motion(coordinator, "2021-03-30")
    assert open_rules() == ["motion_undecided"]
    record_decision(
        coordinator,
        matter,
        body=body_named(coordinator, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=D(2022, 6, 1),
        clauses=[ClauseIn(text="Motionen avslås.", outcome=Outcome.REJECTED)],
    )
    assert open_rules() == []


def test_an_answer_to_a_referral_that_is_late_until_it_comes(coordinator: Membership) -> None:
    matter = motion(coordinator, "2026-09-01")
    socialnamnden = body_named(coordinator, "socialnämnden")
    asked = refer(coordinator, matter, body=socialnamnden, sent_on=D(2026, 9, 15), due_on=D(2026, 11, 1), today=TODAY)
    refer(coordinator, matter, body=body_named(coordinator, "kulturnämnden"), sent_on=D(2026, 9, 15), today=TODAY)
    assert open_rules() == ["referral_late"]
    said = sentence(Gap.objects.get(), TODAY).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Socialnämnden skulle ha svarat på remissen om ”Skyddat boende” senast 1 november 2026, för 21 dagar sedan."
    )
    answer_referral(coordinator, asked, stance="supports", answered_on=D(2026, 11, 20), today=TODAY)
    assert open_rules() == []


def test_what_was_undone_asks_for_no_commitment(coordinator: Membership) -> None:
    matter = motion(coordinator, "2026-01-15")
    council = body_named(coordinator, "kommunfullmäktige")
    granted = [ClauseIn("Våldet kartläggs.", Outcome.GRANTED)]
    earlier = record_decision(
        coordinator, matter, body=council, stage=Stage.FINAL, on=D(2026, 3, 1), clauses=granted
    ).clauses.get()
    assert open_rules() == ["clause_without_commitment"]
    undone = [ClauseIn("Kartläggningen ställs in.", Outcome.REJECTED, reverses=earlier.pk)]
    record_decision(coordinator, matter, body=council, stage=Stage.FINAL, on=D(2026, 9, 1), clauses=undone)
    assert open_rules() == []


def test_a_referral_back_does_not_settle_a_motion(coordinator: Membership) -> None:
    matter = motion(coordinator, "2021-03-30")
    clauses = [ClauseIn(text="Ärendet återremitteras.", outcome=Outcome.REFERRED_BACK)]
    record_decision(coordinator, matter, body=None, stage=Stage.FINAL, on=D(2022, 6, 1), clauses=clauses)
    assert open_rules() == ["motion_undecided"]


def test_a_proposal_does_not_settle_a_motion(coordinator: Membership) -> None:
    matter = motion(coordinator, "2021-03-30")
    clauses = [ClauseIn(text="Motionen besvaras.", outcome=Outcome.ANSWERED)]
    record_decision(coordinator, matter, body=None, stage=Stage.PROPOSED, clauses=clauses)
    assert open_rules() == ["motion_undecided"]


def test_what_the_matters_page_calls_in_time_is_not_called_late(
    coordinator: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KL 5:35 with its pauses: the gap and the page say the same, day by day."""
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())
    matter = motion(coordinator, "2025-11-10")
    assert [gap.case for gap in over()] == ["over"]
    pause = refer_back(coordinator, matter, on=D(2026, 10, 1), reasons="Kostnaden saknas.")
    assert over() == []
    assert not shown_deadline(matter).is_over(TODAY)
    end_pause(coordinator, pause, on=D(2026, 10, 12))
    # twelve days more: 22 November, which is today
    assert over() == []
    assert shown_deadline(matter).on == TODAY
    remove_pause(coordinator, pause, reason="Fel ärende")
    assert [gap.day for gap in over()] == [D(2026, 11, 10)] == [shown_deadline(matter).on]


@dataclass
class Over:
    case: str
    day: dt.date | None


def over() -> list[Over]:
    """The motions that are said to be too late."""
    catch_up("0580", TODAY)
    rows = Gap.objects.filter(rule="motion_undecided", mended_on__isnull=True, facts__case="over")
    return [Over(gap.facts["case"], gap.day) for gap in rows]


def shown_deadline(matter: Matter) -> Deadline:
    """The last day as the matter's page has it."""
    found = deadline_of(ground_of(Matter.objects.get(pk=matter.pk)))
    assert found
    return found


@pytest.mark.parametrize("kind", [EventKind.REPORTED, EventKind.WITHDRAWN])
def test_a_motion_that_was_told_of_or_withdrawn_is_quiet_until_that_is_struck(
    coordinator: Membership, monkeypatch: pytest.MonkeyPatch, kind: EventKind
) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())
    matter = motion(coordinator, "2021-03-30")
    step = take_step(coordinator, matter, kind=kind, on=D(2022, 3, 1), note="Kostnaden utreds.")
    assert open_rules() == []
    strike(coordinator, step, reason="Fel ärende")
    assert open_rules() == ["motion_undecided"]


def test_what_rests_and_is_forgotten_until_it_is_taken_up_again(
    coordinator: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())
    matter = motion(coordinator, "2022-03-30")
    clauses = [ClauseIn(text="Ärendet återremitteras.", outcome=Outcome.REFERRED_BACK)]
    body = body_named(coordinator, "kommunfullmäktige")
    record_decision(coordinator, matter, body=body, stage=Stage.FINAL, on=D(2022, 12, 14), clauses=clauses)
    assert open_rules() == ["matter_resting"]
    said = sentence(Gap.objects.get(mended_on__isnull=True), TODAY).replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith("Motionen återremitterades 14 december 2022, för nästan 4 år sedan")
    end_pause(coordinator, matter.pauses.get(), on=D(2023, 1, 31))
    assert open_rules() == ["motion_undecided"]


def test_a_motion_that_has_only_come_in_has_no_clock_yet(
    coordinator: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())
    matter = motion(coordinator, None)
    assert open_rules() == ["motion_without_day"]
    take_step(coordinator, matter, kind=EventKind.RECEIVED, on=D(2026, 11, 20))
    assert open_rules() == []


def test_a_young_motion_is_quiet_and_an_interpellation_has_a_clock_of_its_own(coordinator: Membership) -> None:
    motion(coordinator, "2026-10-01")
    register(coordinator, kind=MatterKind.INTERPELLATION, title="Läget", raised=PartialDate.parse("2026-09-24"))
    assert open_rules() == []
    register(coordinator, kind=MatterKind.INTERPELLATION, title="Läget", raised=PartialDate.parse("2020-01-01"))
    assert open_rules() == ["answer_late"]


def test_a_motion_without_a_day_says_so(coordinator: Membership) -> None:
    motion(coordinator, None)
    assert open_rules() == ["motion_without_day"]


def test_a_granted_clause_until_it_is_somebodys(coordinator: Membership) -> None:
    matter = motion(coordinator, "2025-03-30")
    clauses = [
        ClauseIn(text="Motionens första att-sats bifalls.", outcome=Outcome.GRANTED),
        ClauseIn(text="Motionens andra att-sats avslås.", outcome=Outcome.REJECTED),
    ]
    decision = record_decision(coordinator, matter, body=None, stage=Stage.FINAL, on=D(2026, 9, 1), clauses=clauses)
    assert open_rules() == ["clause_without_commitment"]
    unit = unit_named(coordinator, "Socialförvaltningen")
    promise(coordinator, decision.clauses.get(number=1), text="Ta fram en plan", responsible=unit)
    assert open_rules() == []


def test_a_commitment_with_nobody_late_and_silent(coordinator: Membership) -> None:
    one = commit(coordinator, text="Utbilda bovärdar", promised_on=D(2024, 1, 1), due=PartialDate.parse("2025"))
    assert open_rules() == ["commitment_late", "commitment_silent", "commitment_without_responsible"]
    assign(coordinator, one, unit_named(coordinator, "Fastighetsbolaget"))
    assert open_rules() == ["commitment_late", "commitment_silent"]
    report(coordinator, one, on=TODAY, execution=Execution.UNDER_WAY, text="Första gruppen är klar", today=TODAY)
    assert open_rules() == ["commitment_late"]
    report(coordinator, one, on=TODAY, execution=Execution.DONE, text="", evidence="Kursintyg", today=TODAY)
    assert open_rules() == []


def test_an_agreement_until_it_is_followed_up(coordinator: Membership) -> None:
    agreement = register_agreement(
        coordinator,
        form=AgreementForm.IOP,
        title="IOP med Kvinnojouren Exempel",
        parties=[
            ("Linköpings kommun", None),
            ("Kvinnojouren Exempel", organisation_named(coordinator, "Kvinnojouren Exempel")),
        ],
        first_starts_on=D(2021, 7, 1),
        first_ends_on=D(2023, 6, 30),
        renewal_months=24,
    )
    assert open_rules() == ["agreement_not_followed_up"]
    record_follow_up(coordinator, agreement, D(2026, 11, 1), "Målen nås.")
    assert open_rules() == []


def test_an_agreement_that_ended_until_there_is_a_new_one(coordinator: Membership) -> None:
    """``"agreement_ending"``: a new agreement says that it replaces the one that ended."""
    party = PartyIn("Kvinnojouren Exempel", organisation_named(coordinator, "Kvinnojouren Exempel"))

    def agree(starts: dt.date, ends: dt.date, replaces: Agreement | None = None) -> Agreement:
        title = f"IOP {starts.year}–{ends.year}"
        told = AgreementIn(AgreementForm.IOP, title, [party], first_starts_on=starts, first_ends_on=ends)
        return make_agreement(coordinator, replace(told, replaces=replaces), today=TODAY)

    first = agree(D(2024, 1, 1), D(2025, 12, 31))
    assert open_rules() == ["agreement_ending"]
    # the same parties and form are not enough: nothing is guessed
    other = agree(D(2026, 1, 1), D(2028, 12, 31))
    assert open_rules() == ["agreement_ending"]
    right = AgreementIn(AgreementForm.IOP, other.title, [party], first_starts_on=D(2026, 1, 1), replaces=first)
    right = replace(right, first_ends_on=D(2028, 12, 31))
    correct_agreement(coordinator, other, right, "Det ersätter det förra.", today=TODAY)
    assert open_rules() == []
    assert Gap.objects.get().mended_act == "partners.correct_agreement"


def test_an_agreement_that_another_party_goes_on_with(coordinator: Membership) -> None:
    """What replaces it need not have a party in common with it, and the register is right at once."""
    told = AgreementIn(AgreementForm.IOP, "IOP", [PartyIn("Jouren Ett", organisation_named(coordinator, "Jouren Ett"))])
    told = replace(told, first_starts_on=D(2024, 1, 1), first_ends_on=D(2025, 12, 31))
    first = make_agreement(coordinator, told, today=TODAY)
    assert open_rules() == ["agreement_ending"]
    party = PartyIn("Jouren Två", organisation_named(coordinator, "Jouren Två"))
    told = replace(told, parties=[party], first_starts_on=D(2026, 1, 1), first_ends_on=D(2028, 12, 31))
    make_agreement(coordinator, replace(told, replaces=first), today=TODAY)
    assert open_rules() == []


def test_a_plan_until_it_is_adopted(coordinator: Membership) -> None:
    plan = register_plan(coordinator, name="Handlingsplan mot våld 2026–2030", ends_on=D(2030, 12, 31))
    assert open_rules() == ["plan_not_in_force"]
    version = current_version(plan)
    assert version is not None
    adopt(coordinator, version, body=body_named(coordinator, "socialnämnden"), on=D(2026, 2, 1), today=TODAY)
    # adopted, and then asked what it promises: see test_plans.py
    assert open_rules() == ["plan_without_goals"]


def test_minutes_until_they_are_adjusted_announced_and_sent_out(coordinator: Membership) -> None:
    body = body_named(coordinator, "socialnämnden")
    minutes = open_minutes(coordinator, body=body, met_on=D(2026, 10, 1), today=TODAY)
    assert open_rules() == ["minutes_waiting"]
    adjust(coordinator, minutes, on=D(2026, 10, 12), today=TODAY)
    assert open_rules() == ["minutes_waiting"]
    announce(coordinator, minutes, on=D(2026, 10, 13), today=TODAY)
    assert open_rules() == []
    matter = register(coordinator, kind=MatterKind.INITIATIVE, title="Skyddat boende")
    clauses = [ClauseIn(text="Initiativet avslås.", outcome=Outcome.REJECTED)]
    decision = record_decision(coordinator, matter, body=body, stage=Stage.FINAL, on=D(2026, 10, 1), clauses=clauses)
    place(coordinator, decision, minutes=minutes)
    assert open_rules() == ["decision_unsent"]
    one = add_recipient(coordinator, decision, recipient="Polisen")
    assert open_rules() == ["decision_unsent"]
    send(coordinator, one, on=D(2026, 10, 14), by="post", today=TODAY)
    assert open_rules() == []
    take_down(coordinator, minutes, on=D(2026, 10, 20), early=True, today=TODAY)
    assert open_rules() == ["minutes_waiting"]
    assert Gap.objects.get(mended_on__isnull=True).facts["case"] == "anew"


def test_time_alone_opens_a_gap(coordinator: Membership) -> None:
    motion(coordinator, "2026-06-01")
    assert open_rules() == []
    catch_up("0580", D(2026, 12, 1))
    assert Gap.objects.get(mended_on__isnull=True).facts["case"] == "6"


def test_what_is_mended_keeps_its_day_and_can_open_again(coordinator: Membership) -> None:
    one = commit(coordinator, text="Utbilda", promised_on=D(2026, 11, 1))
    assert open_rules() == ["commitment_without_responsible"]
    assign(coordinator, one, unit_named(coordinator, "Socialförvaltningen"))
    assert open_rules() == []
    assert Gap.objects.get(rule="commitment_without_responsible").mended_on == TODAY
    assign(coordinator, one, None)
    assert open_rules() == ["commitment_without_responsible"]
    assert Gap.objects.filter(rule="commitment_without_responsible").count() == 2


def test_only_what_was_touched_is_asked_about(coordinator: Membership, django_assert_max_num_queries: object) -> None:
    for number in range(30):
        commit(coordinator, text=f"Åtgärd {number}", promised_on=D(2026, 11, 1))
    open_rules()
    one = commit(coordinator, text="En till", promised_on=D(2026, 11, 1))
    with django_assert_max_num_queries(45):  # type: ignore[operator]
        catch_up("0580", TODAY)
    assert Gap.objects.filter(record_id=one.pk, rule="commitment_without_responsible").count() == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_asks_for_its_own_municipality(coordinator: Membership, rule: Rule) -> None:
    """Row-level security is the second net, not the first."""
    with CaptureQueriesContext(connection) as asked:
        list(rule.look("0115", None, Ask(TODAY, rule.days)))
    # written by the ORM or by hand
    assert "municipality_id = '0115'" in asked.captured_queries[0]["sql"].replace('"', "")


def test_a_long_review_of_documents_is_no_reason_to_ask_about_everything(
    coordinator: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "BATCH", 3)
    motion(coordinator, "2021-03-30")
    open_rules()
    untouched = motion(coordinator, "2021-04-30")
    open_rules()
    Gap.objects.filter(record_id=untouched.pk).delete()
    body = body_named(coordinator, "socialnämnden")
    with transaction.atomic():
        for _ in range(9):
            record(coordinator, "documents.accept", body)
    assert open_rules() == ["motion_undecided"]


def test_more_records_than_are_asked_about_one_by_one(coordinator: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "BATCH", 3)
    open_rules()
    for _ in range(5):
        motion(coordinator, "2021-03-30")
    assert open_rules() == ["motion_undecided"] * 5


def test_gaps_of_another_municipality_are_not_seen(coordinator: Membership, vallentuna: Municipality) -> None:
    motion(coordinator, "2021-03-30")
    open_rules()
    with within(vallentuna.code):
        assert not Gap.objects.exists()


def lacking_plans(actor: Membership) -> None:
    """Plans and routines that open each of their rules."""
    register_plan(actor, name="Handlingsplan")
    register_plan(actor, name="Strategi mot hedersvåld", adopted_on=D(2024, 1, 1))
    version = register_plan(actor, name="Program mot våld", adopted_on=D(2024, 1, 1)).versions.get()
    add_goal(actor, version, "Fler ska få stöd", where="s. 1")
    add_activity(actor, version, commit(actor, text="Informera"), where="s. 2")
    indicator = add_indicator(actor, version, name="Nöjda", goal=version.goals.get()).indicator
    give_value(actor, indicator, on=D(2024, 12, 31), value=Decimal(12))
    routine = enter_routine(actor, name="Fråga om våld")
    decide_routine(actor, routine, by="enhetschefen", on=D(2024, 1, 1), at_management=False)


def test_a_committees_own_statement_does_not_settle_a_motion(coordinator: Membership) -> None:
    matter = motion(coordinator, "2021-03-30")
    clauses = [ClauseIn(text="Nämnden antar yttrandet som sitt eget.", outcome=Outcome.APPROVED)]
    body = body_named(coordinator, "barn- och utbildningsnämnden")
    record_decision(coordinator, matter, body=body, stage=Stage.FINAL, on=D(2022, 1, 1), clauses=clauses)
    assert open_rules() == ["motion_undecided"]
