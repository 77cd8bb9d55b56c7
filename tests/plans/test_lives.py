"""An activity lives through versions: replaced, merged, dropped, in two plans; and what is adopted is frozen."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from samfrid.commitments.actions import Link, add_origin, assign, commit, revise
from samfrid.commitments.models import Execution, OriginKind
from samfrid.municipalities.actions import body_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.plans import actions
from samfrid.plans.models import Activity, GoalLevel, Plan, PlanVersion, SuccessionKind, VersionState
from samfrid.plans.offered import DecisionOffer
from samfrid.plans.shown.lives import lives_for
from samfrid.plans.shown.plans import state
from tests.conftest import member

D = dt.date
TODAY = D(2026, 11, 22)
SPRING = D(2026, 3, 1)
NAME = "Handlingsplan mot våld i nära relationer"


def draft_with(actor: Membership, name: str, *texts: str) -> PlanVersion:
    """A draft of a plan with a goal and these activities under it."""
    version = actions.start_plan(actor, name=name, starts_on=D(2026, 1, 1), ends_on=D(2028, 12, 31))
    goal = actions.add_goal(actor, version, "Fler ska få stöd")
    for text in texts:
        actions.enter_activity(actor, version, text=text, goal=goal)
    return version


def adopted(actor: Membership, version: PlanVersion, on: dt.date = SPRING) -> PlanVersion:
    return actions.adopt(actor, version, body=body_named(actor, "KF"), on=on, paragraph="§ 9", today=TODAY)


def run(sql: str, values: dict[str, Any]) -> None:
    """SQL that no act of ours would give; psycopg takes several statements where none has values."""
    with connection.cursor() as cursor:
        for part in sql.split("; "):
            cursor.execute(part, {key: value for key, value in values.items() if f"%({key})s" in part})


def activity_of(version: PlanVersion, text: str) -> Activity:
    return version.activities.select_related("commitment", "version__plan").get(commitment__text=text)


@pytest.fixture
def held(coordinator: Membership) -> PlanVersion:
    return adopted(coordinator, draft_with(coordinator, NAME, "Utbilda", "Informera", "Kartlägga"))


RAW: tuple[tuple[str, str], ...] = (
    ("a goal is changed", "UPDATE plans_goal SET text = 'Annat' WHERE version_id = %(version)s"),
    ("a goal is taken away", "DELETE FROM plans_goal WHERE version_id = %(version)s"),
    (
        "a goal is added",
        (
            "INSERT INTO plans_goal (id, created_at, municipality_id, version_id, number, text, level, key) VALUES "
            "(gen_random_uuid(), now(), %(code)s, %(version)s, 99, 'Nytt', 'goal', gen_random_uuid())"
        ),
    ),
    ("an activity is changed", "UPDATE plans_activity SET text = 'Annat' WHERE version_id = %(version)s"),
    (
        "an activity is moved away",
        "UPDATE plans_activity SET version_id = %(draft)s, number = number + 50 WHERE version_id = %(version)s",
    ),
    ("an activity is taken away", "DELETE FROM plans_activity WHERE version_id = %(version)s"),
    (
        "an activity is added",
        (
            "INSERT INTO plans_activity (id, created_at, municipality_id, version_id, number, commitment_id, told, "
            "text, responsible_name, due_precision) VALUES (gen_random_uuid(), now(), %(code)s, %(version)s, 99, "
            "%(other)s, false, '', '', 'day')"
        ),
    ),
    ("a place is changed", "UPDATE plans_indicatorplace SET target = 1 WHERE version_id = %(version)s"),
    ("a place is taken away", "DELETE FROM plans_indicatorplace WHERE version_id = %(version)s"),
    (
        "a place is added",
        (
            "INSERT INTO plans_indicatorplace (id, created_at, municipality_id, version_id, indicator_id, "
            "after_adoption) VALUES (gen_random_uuid(), now(), %(code)s, %(version)s, %(indicator)s, false)"
        ),
    ),
    ("the period is changed", "UPDATE plans_planversion SET ends_on = '2030-12-31' WHERE id = %(version)s"),
    ("it is made a draft again", "UPDATE plans_planversion SET state = 'draft' WHERE id = %(version)s"),
    ("it is taken away", "DELETE FROM plans_planversion WHERE id = %(version)s"),
)


def test_the_database_freezes_what_is_adopted(coordinator: Membership) -> None:
    version = draft_with(coordinator, NAME, "Utbilda")
    place = actions.add_indicator(coordinator, version, name="Utbildade", activity=version.activities.get())
    spare = actions.add_indicator(coordinator, version, name="Anmälda")
    spare_indicator = spare.indicator_id
    spare.delete()
    version = adopted(coordinator, version)
    draft = actions.new_version(coordinator, version.plan)
    values: dict[str, Any] = {
        "version": version.pk,
        "draft": draft.pk,
        "code": coordinator.municipality_code,
        "other": commit(coordinator, text="Annat").pk,
        "indicator": spare_indicator,
    }
    for what, sql in RAW:
        with pytest.raises(IntegrityError, match="adopted version is never"), transaction.atomic():
            run(sql, values)
        assert what
    assert place.pk == version.indicators.get().pk
    # the same of a draft is nothing but work
    with connection.cursor() as cursor:
        cursor.execute("UPDATE plans_goal SET text = 'Annat' WHERE version_id = %(draft)s", values)
        assert cursor.rowcount == 1


def test_a_superseded_version_stays_frozen_and_a_transcribed_one_is_only_filled_in(coordinator: Membership) -> None:
    plan = actions.register_plan(coordinator, name=NAME, adopted_on=D(2024, 1, 1))
    version = plan.versions.get()
    activity = actions.add_activity(coordinator, version, commit(coordinator, text="Utbilda"), where="s. 7")
    assert (activity.told, activity.text) == (True, "Utbilda")
    goal = actions.add_goal(coordinator, version, "Fler ska få stöd", where="s. 3")
    # a later document says under which goal it stands
    actions.add_activity(coordinator, version, activity.commitment, goal)
    assert version.activities.get().goal == goal
    for sql in ("UPDATE plans_goal SET text = 'Annat'", "DELETE FROM plans_activity"):
        with pytest.raises(IntegrityError), transaction.atomic():
            run(f"SELECT set_config('samfrid.transcribing', %(version)s, true); {sql}", {"version": str(version.pk)})
    adopted(coordinator, actions.new_version(coordinator, plan))
    version.refresh_from_db()
    assert version.state == VersionState.SUPERSEDED
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE plans_goal SET text = 'Annat' WHERE version_id = %s", [version.pk])


def test_an_adopted_version_says_what_it_said(coordinator: Membership, held: PlanVersion) -> None:
    unit = unit_named(coordinator, "Barnförvaltningen")
    one = activity_of(held, "Utbilda")
    assign(coordinator, one.commitment, unit)
    revise(coordinator, one.commitment, text="Utbilda alla")
    one.refresh_from_db()
    assert (one.words, one.who, one.told) == ("Utbilda", "", True)
    assert held.complete
    with pytest.raises(ValidationError, match="antagen här och låst"):
        actions.add_goal(coordinator, held, "Ett till", where="s. 2")
    with pytest.raises(ValidationError, match="antagen här och låst"):
        actions.enter_activity(coordinator, held, text="En till", where="s. 2")
    # what is begun to be counted afterwards is no part of the text
    assert actions.add_indicator(coordinator, held, name="Antal utbildade").after_adoption


def test_activities_are_replaced_merged_and_dropped_with_why(coordinator: Membership, held: PlanVersion) -> None:
    draft = actions.new_version(coordinator, held.plan, starts_on=D(2026, 6, 1), ends_on=D(2029, 12, 31))
    new, _other = actions.enter_activity(coordinator, draft, text="Utbilda varje år")
    wrongs: tuple[Callable[[], object], ...] = (
        lambda: actions.succeed(coordinator, activity_of(draft, "Utbilda"), kind="replaced", after=new, why=" "),
        lambda: actions.remove_activity(coordinator, activity_of(draft, "Kartlägga")),
    )
    for wrong in wrongs:
        with pytest.raises(ValidationError, match="Skriv varför"):
            wrong()
    with pytest.raises(ValidationError, match="en annan aktivitet i samma förslag"):
        actions.succeed(coordinator, new, kind="replaced", after=new, why="x")
    actions.succeed(coordinator, activity_of(draft, "Utbilda"), kind="replaced", after=new, why="Räcker inte en gång")
    actions.succeed(
        coordinator, activity_of(draft, "Informera"), kind=SuccessionKind.MERGED, after=new, why="Samma sak"
    )
    actions.remove_activity(coordinator, activity_of(draft, "Kartlägga"), why="Redan gjort av länet")
    with pytest.raises(ValidationError, match="Ta tillbaka det först"):
        actions.remove_activity(coordinator, activity_of(draft, "Utbilda varje år"))
    told = [one.text for one in lives_for(activity_of(held, "Utbilda").commitment)]
    assert any(f"Ersatt av ”Utbilda varje år” i {NAME}" in one for one in told)
    # a change of mind
    back = actions.bring_back(coordinator, draft.successions.get(kind=SuccessionKind.MERGED))
    assert back.goal
    assert back.goal.text == "Fler ska få stöd"
    actions.succeed(
        coordinator, activity_of(draft, "Informera"), kind=SuccessionKind.MERGED, after=new, why="Samma sak"
    )
    adopted(coordinator, draft, D(2026, 11, 20))
    states = {one.before.text: one.before.execution for one in draft.successions.select_related("before")}
    assert states == {
        "Utbilda": Execution.OVERTAKEN,
        "Informera": Execution.OVERTAKEN,
        "Kartlägga": Execution.CANNOT,
    }
    told = [one.text for one in lives_for(new.commitment)]
    assert any("Ersätter ”Utbilda”" in one for one in told)
    assert any("Har tagit upp ”Informera”" in one for one in told)
    whys = {one.why for one in lives_for(activity_of(held, "Kartlägga").commitment)}
    assert "Redan gjort av länet" in whys


def test_what_is_adopted_for_a_time_to_come_does_not_hold_yet(coordinator: Membership, held: PlanVersion) -> None:
    draft = actions.new_version(coordinator, held.plan, starts_on=D(2027, 1, 1))
    made = adopted(coordinator, draft, D(2026, 11, 20))
    told = state(made, TODAY)[1].replace("\N{NO-BREAK SPACE}", " ")
    assert told == "antagen, gäller från 1 januari 2027"
    assert state(made, D(2027, 1, 1))[1] == "gäller"


def test_bringing_back_twice_is_told(coordinator: Membership, held: PlanVersion) -> None:
    draft = actions.new_version(coordinator, held.plan, starts_on=D(2026, 6, 1))
    actions.remove_activity(coordinator, activity_of(draft, "Utbilda"), why="Flyttad")
    gone = draft.successions.get()
    actions.bring_back(coordinator, gone)
    with pytest.raises(ValidationError, match="står i förslaget igen"):
        actions.bring_back(coordinator, gone)


def test_what_somebody_else_took_away_meanwhile_is_told(coordinator: Membership, held: PlanVersion) -> None:
    draft = actions.new_version(coordinator, held.plan, starts_on=D(2026, 6, 1))
    one, two, goal = activity_of(draft, "Utbilda"), activity_of(draft, "Informera"), draft.goals.get()
    gone: list[Callable[[], object]] = [
        lambda: actions.remove_activity(coordinator, one, why="Flyttad"),
        lambda: actions.change_activity(coordinator, one, text="Annat", responsible=None, due=None),
        lambda: actions.succeed(coordinator, two, kind="replaced", after=one, why="Samma sak"),
    ]
    gone[0]()
    for act in gone:
        with pytest.raises(ValidationError, match="tagit bort det"):
            act()
    actions.remove_draft(coordinator, draft)
    gone = [
        lambda: actions.remove_draft(coordinator, draft),
        lambda: adopted(coordinator, draft),
        lambda: actions.add_goal(coordinator, draft, "Nytt"),
        lambda: actions.change_goal(coordinator, goal, "Annat"),
        lambda: actions.remove_goal(coordinator, goal),
        lambda: actions.enter_activity(coordinator, draft, text="Nytt"),
        lambda: actions.add_indicator(coordinator, draft, name="Anmälda"),
        lambda: actions.set_review(coordinator, draft, D(2027, 1, 1)),
        lambda: actions.change_period(coordinator, draft, starts_on=None, ends_on=None),
        lambda: actions.remove_activity(coordinator, two, why="Flyttad"),
    ]
    for act in gone:
        with pytest.raises(ValidationError, match="tagit bort det"):
            act()


def test_what_a_document_has_again_is_not_closed_by_the_adoption(coordinator: Membership, held: PlanVersion) -> None:
    draft = actions.new_version(coordinator, held.plan, starts_on=D(2026, 6, 1))
    one = activity_of(held, "Utbilda").commitment
    actions.remove_activity(coordinator, activity_of(draft, "Utbilda"), why="Flyttad")
    actions.add_activity(coordinator, draft, one)
    assert not draft.successions.exists()
    adopted(coordinator, draft, D(2026, 11, 20))
    one.refresh_from_db()
    assert one.execution == Execution.UNKNOWN


def test_what_something_else_asks_for_is_not_closed_with_the_plan(coordinator: Membership, held: PlanVersion) -> None:
    one = activity_of(held, "Utbilda").commitment
    page = uuid.uuid4()
    add_origin(coordinator, one, Link(OriginKind.CLAUSE, "matters.clause", page, "matters.matter", page, "Motion"))
    draft = actions.new_version(coordinator, held.plan, starts_on=D(2026, 6, 1))
    actions.remove_activity(coordinator, activity_of(draft, "Utbilda"), why="Flyttad")
    adopted(coordinator, draft, D(2026, 11, 20))
    one.refresh_from_db()
    assert one.execution == Execution.UNKNOWN


def test_a_draft_says_what_is_to_be_and_adoption_makes_it_so(coordinator: Membership, held: PlanVersion) -> None:
    unit = unit_named(coordinator, "Socialförvaltningen")
    draft = actions.new_version(coordinator, held.plan, starts_on=D(2026, 6, 1))
    one = activity_of(draft, "Utbilda")
    changed = actions.change_activity(
        coordinator, one, text="Utbilda alla", responsible=unit, due=PartialDate.parse("2027-06")
    )
    commitment = one.commitment
    commitment.refresh_from_db()
    assert (changed.words, changed.who, commitment.text, commitment.responsible) == (
        "Utbilda alla",
        "Socialförvaltningen",
        "Utbilda",
        None,
    )
    adopted(coordinator, draft, D(2026, 11, 20))
    commitment.refresh_from_db()
    assert (commitment.text, commitment.responsible, commitment.due_on) == ("Utbilda alla", unit, D(2027, 6, 30))
    # what stands in this draft alone follows at once
    later = actions.new_version(coordinator, held.plan, starts_on=D(2030, 1, 1))
    new, _other = actions.enter_activity(coordinator, later, text="Ny sak")
    actions.change_activity(coordinator, new, text="Nyare sak", responsible=unit, due=None)
    new.commitment.refresh_from_db()
    assert (new.commitment.text, new.commitment.responsible) == ("Nyare sak", unit)


def test_an_activity_in_two_plans_is_one_commitment(coordinator: Membership, held: PlanVersion) -> None:
    other = actions.start_plan(coordinator, name="Jämställdhetsplan")
    unit = unit_named(coordinator, "Socialförvaltningen")
    with pytest.raises(ValidationError, match=f"står redan i ”{NAME}”"):
        actions.enter_activity(coordinator, other, text="utbilda.", responsible=unit)
    shared, plan = actions.enter_activity(coordinator, other, text="utbilda.")
    assert plan == NAME
    assert shared.commitment == activity_of(held, "Utbilda").commitment
    with pytest.raises(ValidationError, match="står redan i planen"):
        actions.enter_activity(coordinator, other, text="Utbilda")
    # the same in both is accepted; one plan does not change what another that is adopted says
    actions.change_activity(coordinator, shared, text="Utbilda", responsible=unit, due=None)
    with pytest.raises(ValidationError, match=f"”Utbilda” står också i ”{NAME}”"):
        adopted(coordinator, other)
    actions.change_activity(coordinator, shared, text="Utbilda", responsible=None, due=None)
    assert adopted(coordinator, other).state == VersionState.ADOPTED


def test_closed_words_are_kept_by_the_commitment_alone(coordinator: Membership) -> None:
    version = draft_with(coordinator, NAME)
    hidden = commit(coordinator, text="Det skyddade boendet", access=Access.CONFIDENTIAL)
    activity = actions.add_activity(coordinator, version, hidden)
    with pytest.raises(ValidationError, match="inte offentligt"):
        actions.change_activity(coordinator, activity, text="Annat", responsible=None, due=None)
    adopted(coordinator, version)
    activity.refresh_from_db()
    assert (activity.told, activity.text) == (False, "")


def test_adoption_follows_the_decision(coordinator: Membership) -> None:
    version = draft_with(coordinator, NAME, "Utbilda")
    body = body_named(coordinator, "KF")
    decision = DecisionOffer(uuid.uuid4(), "KF 12 juni 2026 § 7 – Plan", D(2026, 6, 12), body.pk, "§ 7")
    for on, words in ((D(2026, 6, 11), "Beslutet som du valde fattades"), (D(2026, 11, 23), "har inte varit än")):
        with pytest.raises(ValidationError, match=words):
            actions.adopt(coordinator, version, body=None, on=on, decision=decision, today=TODAY)
    other = body_named(coordinator, "Socialnämnden")
    told: dict[str, Any] = {"on": None, "decision": decision, "today": TODAY}
    with pytest.raises(ValidationError, match="Beslutet som du valde fattades av Kommunfullmäktige") as refused:
        actions.adopt(coordinator, version, body=other, **told)
    assert list(refused.value.message_dict) == ["body"]
    with pytest.raises(ValidationError, match="Beslutet som du valde är § 7"):
        actions.adopt(coordinator, version, body=body, paragraph="§ 9", **told)
    made = actions.adopt(coordinator, version, body=body, paragraph="7", **told)
    assert (made.adopted_by, made.adopted_on, made.paragraph, made.decision_id, made.decision_title) == (
        body,
        D(2026, 6, 12),
        "§ 7",
        decision.key,
        decision.label,
    )


def test_goals_stand_under_what_they_serve(coordinator: Membership) -> None:
    version = draft_with(coordinator, NAME)
    effect = actions.add_goal(coordinator, version, "Ingen utsätts", level=GoalLevel.EFFECT)
    outcome = actions.add_goal(coordinator, version, "Fler söker stöd", level=GoalLevel.OUTCOME, parent=effect)
    goal = actions.add_goal(coordinator, version, "Alla vet vart", parent=outcome)
    part = actions.add_goal(coordinator, version, "Alla unga vet", parent=goal)
    refusals: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: actions.add_goal(coordinator, version, "Djupare", parent=part), "når längre"),
        (lambda: actions.add_goal(coordinator, version, "Fel", level=GoalLevel.EFFECT, parent=goal), "når längre"),
        (
            lambda: actions.change_goal(coordinator, goal, "Alla vet vart", parent=part),
            "hör till sig självt|når längre",
        ),
        (lambda: actions.change_goal(coordinator, effect, "Ingen utsätts", level="goal"), "Flytta dem först"),
        (lambda: actions.change_goal(coordinator, goal, "alla unga VET"), "står redan"),
        (lambda: actions.add_goal(coordinator, version, "Fel", level="annat"), "effekt, ett utfall"),
    )
    for act, words in refusals:
        with pytest.raises(ValidationError, match=words):
            act()
    actions.remove_goal(coordinator, outcome)
    goal.refresh_from_db()
    assert goal.parent == effect
    other = draft_with(coordinator, "Jämställdhetsplan").goals.get()
    moved = "UPDATE plans_goal SET parent_id = %(other)s WHERE id = %(goal)s; SET CONSTRAINTS ALL IMMEDIATE"
    with pytest.raises(IntegrityError), transaction.atomic():
        run(moved, {"other": other.pk, "goal": goal.pk})


def test_names_by_hand(coordinator: Membership, held: PlanVersion) -> None:
    other = actions.start_plan(coordinator, name="Strategi för jämställdhet").plan
    assert other.kind == "strategy"
    plan = held.plan
    actions.add_alias(coordinator, plan, "Våldsplanen")
    for act, words in (
        (lambda: actions.add_alias(coordinator, other, "våldsplanen"), f"”{NAME}” kallas redan så"),
        (lambda: actions.add_alias(coordinator, plan, "VÅLDSPLANEN"), "kallas redan så"),
        (lambda: actions.add_alias(coordinator, plan, " "), "Skriv planens namn"),
        (lambda: actions.describe_plan(coordinator, other, name=NAME, kind="plan"), "kallas redan så"),
        (lambda: actions.describe_plan(coordinator, other, name="X", kind="y"), "vad det är för slags"),
    ):
        with pytest.raises(ValidationError, match=words):
            act()
    told = actions.describe_plan(coordinator, plan, name="Program mot våld", kind="programme")
    assert (told.name, sorted(told.aliases.values_list("name", flat=True))) == (
        "Program mot våld",
        [NAME, "Våldsplanen"],
    )
    actions.remove_alias(coordinator, told.aliases.get(name="Våldsplanen"))
    # documents that use the old name still mean it
    assert actions.register_plan(coordinator, name=NAME) == plan


def test_two_plans_never_have_one_name(coordinator: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where two people enter it in the same moment, so that neither sees the other's."""
    plan = actions.start_plan(coordinator, name=NAME).plan
    other = actions.start_plan(coordinator, name="Jämställdhetsplan").plan
    with pytest.raises(IntegrityError, match="plan_name_once"), transaction.atomic():
        Plan.objects.create(municipality_id=coordinator.municipality_code, name=NAME.upper())
    monkeypatch.setattr("samfrid.plans.actions.plans.known_plan", lambda *_told: None)
    monkeypatch.setattr("samfrid.plans.actions.plans._named_so", lambda *_told: None)
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.start_plan(coordinator, name=NAME.lower()),
        lambda: actions.register_plan(coordinator, name=NAME),
        lambda: actions.describe_plan(coordinator, other, name=NAME, kind="plan"),
    )
    for act in acts:
        with pytest.raises(ValidationError, match="Någon annan har just fört in en plan som heter så"):
            act()
    assert set(Plan.objects.values_list("name", flat=True)) == {plan.name, "Jämställdhetsplan"}


def test_drafts_are_thrown_away_and_reviews_are_set(coordinator: Membership, held: PlanVersion) -> None:
    draft = actions.new_version(coordinator, held.plan, starts_on=D(2029, 1, 1), ends_on=D(2030, 12, 31))
    with pytest.raises(ValidationError, match="har redan ett förslag"):
        actions.register_plan(coordinator, name=NAME, starts_on=D(2031, 1, 1), ends_on=D(2034, 12, 31), proposed=True)
    actions.remove_draft(coordinator, draft)
    assert list(held.plan.versions.all()) == [held]
    with pytest.raises(ValidationError, match="antagen och ändras inte"):
        actions.remove_draft(coordinator, held)
    assert actions.set_review(coordinator, held, D(2027, 10, 1)).review_on == D(2027, 10, 1)
    assert actions.set_review(coordinator, held, D(2027, 11, 1)).review_on == D(2027, 11, 1)
    with pytest.raises(ValidationError, match="börjar gälla senare"):
        actions.set_review(coordinator, held, D(2025, 1, 1))


def test_rights(coordinator: Membership, held: PlanVersion, linkoping: Municipality) -> None:
    reader = member(linkoping, Role.ELECTED)
    draft = actions.new_version(coordinator, held.plan)
    one = activity_of(draft, "Utbilda")
    for act in (
        lambda: actions.describe_plan(reader, held.plan, name="X", kind="plan"),
        lambda: actions.add_alias(reader, held.plan, "X"),
        lambda: actions.change_activity(reader, one, text="X", responsible=None, due=None),
        lambda: actions.succeed(reader, one, kind="merged", after=activity_of(draft, "Informera"), why="X"),
        lambda: actions.remove_draft(reader, draft),
        lambda: actions.set_review(reader, draft, None),
        lambda: actions.save_layout(reader, columns=["activity"], words={}),
        lambda: actions.adopt(reader, draft, body=None, on=TODAY, today=TODAY),
    ):
        with pytest.raises(PermissionDenied):
            act()
