"""What holds for every address, taken from the URLconf: log-in, CSRF, headers, and that one municipality's records do
not exist for another (T10), nor uploads act as pages of ours (T50).

A new address without a decision here fails: it is either behind log-in or listed as open, and each record that it
names has to be found in ``OBJECTS``.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from lxml import html

from samfrid.answers.actions import save_template, start_memo
from samfrid.commitments.actions import Link, commit, override, report
from samfrid.commitments.models import Execution, OriginKind
from samfrid.documents import storage
from samfrid.documents.actions import keep_pictures, keep_reading, receive
from samfrid.documents.models import Document
from samfrid.editions.actions import make_edition, save_form, send_edition
from samfrid.gaps.models import Gap
from samfrid.matters.actions import (
    add_question,
    add_recipient,
    adjust,
    announce,
    open_minutes,
    record_decision,
    refer,
    register,
    table,
    take_step,
)
from samfrid.matters.actions.attachments import attach
from samfrid.matters.joining import ClauseIn
from samfrid.matters.models import AttachmentRole, Clause, Decision, EventKind, MatterKind, Outcome, Stage
from samfrid.municipalities.actions import add_contact, body_named, organisation_named, unit_named
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Access, Contact, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter
from samfrid.openness.actions import make_key
from samfrid.partners.actions import (
    AmountIn,
    LineIn,
    ShareIn,
    add_member,
    add_undertaking,
    form_group,
    give_notice,
    invite,
    note_talk,
    plan_follow_up,
    plan_meeting,
    plan_payment,
    propose_meeting,
    register_agreement,
    start_report,
    submit_report,
    write_line,
)
from samfrid.partners.models import AgreementForm, FunderKind, Per
from samfrid.plans.actions import (
    add_activity,
    add_alias,
    add_goal,
    add_indicator,
    enter_routine,
    give_value,
    new_version,
    register_plan,
    remove_activity,
    start_plan,
)
from samfrid.plans.actions.training import enter_training
from samfrid.plans.models import PlanVersion
from samfrid.post.actions import write
from samfrid.reporting.actions import open_round
from samfrid.reporting.models import Request
from samfrid.web import views
from samfrid.yearly.actions import make_feed, plan_sitting
from tests.conftest import member
from tests.documents.conftest import reading
from tests.web.routes import MADE_UP, ROUTES, Route

BrowserOf = Callable[[Membership], Client]
Keys = Mapping[str, object]
LOG_IN: Final = "/konto/login/"
HOSTILE: Final = b"<!DOCTYPE html><title>x</title><script>alert('inifran')</script>"

#: what somebody who is not logged in may ask for; all else leads to the log-in
OPEN: Final = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "web:appearance",
    "set_language",
    "health",
    # the notice board is for everybody, on the website (KL 8:9); tests/openness says what stands there
    "openness:board",
    "openness:archive",
    "openness:feed",
    "openness:notice",
    "openness:notice_file",
    # the public editions of the follow-up list, where they are published; tests/editions says what stands there
    "open_editions:latest",
    "open_editions:archive",
    "open_editions:feed",
    "open_editions:edition",
    "open_editions:file",
    # the API's description, which tells nothing of any municipality
    "api",
    # a link in a letter is its own key; tests/reporting and tests/partners say what it opens
    "links:answer",
    "meeting_links:meeting",
    "meeting_links:calendar",
    # somebody's own calendar, by an address that is a secret; tests/yearly says what it gives
    "calendar:feed",
}
#: where the address itself is the secret that a forged form would need, and no cookie speaks for anybody
BY_ADDRESS: Final = {"links:answer", "meeting_links:meeting"}
#: the pages of a planned meeting
MEETING_PAGES: Final = ("meeting", "hold", "move", "cancel", "agenda", "invite", "paper", "calendar")
#: what is posted where an empty form would not reach the record
POSTED: Final[Mapping[str, Mapping[str, object]]] = {
    "documents:judge": {"akt": "godkann", "sedd": 0},
    "documents:municipality": {"kommun": "0580"},
}

every_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
every_object = pytest.mark.parametrize("route", [one for one in ROUTES if one.records], ids=lambda route: route.name)
#: those that are kept from strangers; what is open to all is the same for all
every_closed_object = pytest.mark.parametrize(
    "route", [one for one in ROUTES if one.records and one.name not in OPEN], ids=lambda route: route.name
)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(default_storage, "_wrapped", FileSystemStorage(location=tmp_path / "files"))
    monkeypatch.setenv("SAMFRID_TODAY", "2026-11-22")


def _document(actor: Membership) -> Keys:
    """A hostile file that is under review, with a page that was drawn."""
    found, _ = receive(actor, "elak.html", io.BytesIO(HOSTILE))
    assert keep_reading(SystemActor(actor.municipality_code), found, reading())
    folder = storage.pictures_of(actor.municipality_code, found.sha256)
    folder.mkdir()
    (folder / "0001.webp").write_bytes(b"RIFFxxxxWEBP")
    keep_pictures(found, [(100, 140)])
    return {"key": found.pk, "finding": found.findings.get(group="people").pk}


def _matter(actor: Membership) -> Keys:
    return {"key": register(actor, kind=MatterKind.MOTION, title="Motion om skyddat boende").pk}


def _two_matters(actor: Membership) -> Keys:
    return {"key": _matter(actor)["key"], "other": _matter(actor)["key"]}


def _attachment(actor: Membership) -> Keys:
    matter = register(actor, kind=MatterKind.MOTION, title="Motion om skyddat boende")
    document, _ = receive(actor, "motion.txt", io.BytesIO(b"Motion"))
    role = AttachmentRole.TEXT
    return {"key": attach(actor, matter, document_id=document.pk, name="motion.txt", role=role).pk}


def _clause(actor: Membership) -> Keys:
    matter = register(actor, kind=MatterKind.MOTION, title="Motion om skyddat boende")
    clauses = [ClauseIn("Utreda skyddat boende", Outcome.GRANTED)]
    body = body_named(actor, "kommunfullmäktige")
    decision = record_decision(actor, matter, body=body, stage=Stage.FINAL, on=dt.date(2024, 1, 1), clauses=clauses)
    return {"key": decision.clauses.get().pk}


def _decision(actor: Membership) -> Keys:
    return {"key": Clause.objects.get(pk=str(_clause(actor)["key"])).decision_id}


def _referral(actor: Membership) -> Keys:
    matter = register(actor, kind=MatterKind.MOTION, title="Motion om skyddat boende")
    return {"key": refer(actor, matter, body=body_named(actor, "socialnämnden")).pk}


def _event(actor: Membership) -> Keys:
    matter = register(actor, kind=MatterKind.MOTION, title="Motion om skyddat boende")
    return {"key": take_step(actor, matter, kind=EventKind.RECEIVED, on=dt.date(2024, 1, 1)).pk}


def _pause(actor: Membership) -> Keys:
    matter = register(actor, kind=MatterKind.MOTION, title="Motion om skyddat boende")
    return {"key": table(actor, matter, on=dt.date(2024, 1, 1), reasons="Kostnaden saknas.").pk}


def _interpellation(actor: Membership) -> Keys:
    return {"key": register(actor, kind=MatterKind.INTERPELLATION, title="Interpellation").pk}


def _question(actor: Membership) -> Keys:
    matter = register(actor, kind=MatterKind.INTERPELLATION, title="Interpellation")
    return {"key": add_question(actor, matter, text="Hur många platser finns det?").pk}


def _gap(actor: Membership, rule: str = "motion_undecided") -> Keys:
    """Something that falls short of a confidential sort: its title and facts are those of the record."""
    matter = register(actor, kind=MatterKind.MOTION, title="Motion om skyddat boende")
    facts = {"case": "over", "raised": "2021-03-30", "precision": "day", "text": "Vi kommer att utbilda."}
    made = Gap.objects.create(
        municipality_id=actor.municipality_code,
        rule=rule,
        group="besluta",
        record_kind="matters.matter",
        record_id=matter.pk,
        part=str(matter.pk),
        title=matter.title,
        facts=facts,
        severity=3,
        since=dt.date(2022, 3, 30),
        opened_on=dt.date(2026, 11, 22),
    )
    return {"key": made.pk}


def _minutes(actor: Membership) -> Keys:
    """Minutes whose notice is up, and a decision of that body and day."""
    body, met = body_named(actor, "kommunfullmäktige"), dt.date(2024, 1, 1)
    found = open_minutes(actor, body=body, met_on=met)
    adjust(actor, found, on=met)
    announce(actor, found, on=met)
    return {"key": found.pk, "decision": _decision(actor)["key"]}


def _dispatch(actor: Membership) -> Keys:
    decision = Decision.objects.get(pk=str(_decision(actor)["key"]))
    return {"key": add_recipient(actor, decision, recipient="Kvinnojouren").pk}


def _commitment(actor: Membership) -> Keys:
    origin = Link(OriginKind.CLAUSE, "matters.clause", actor.pk, "matters.matter", actor.pk, "Motion")
    return {"key": commit(actor, text="Kartlägga våldet", origins=[origin]).pk}


def _progress(actor: Membership, *, evidence: bool = False) -> Keys:
    """A report of a commitment, or what shows it."""
    made = commit(actor, text="Kartlägga våldet")
    told = report(actor, made, on=dt.date(2026, 11, 1), execution=Execution.DONE, evidence="KS § 9")
    return {"key": told.evidence.get().pk if evidence else told.pk}


def _override(actor: Membership) -> Keys:
    made, until = commit(actor, text="Kartlägga våldet"), dt.date(2026, 12, 1)
    return {"key": override(actor, made, state="late", value=True, reason="Avtalat", until=until).pk}


def _unit(actor: Membership, *, contact: bool = False) -> Keys:
    unit = unit_named(actor, "Socialförvaltningen")
    return {"key": add_contact(actor, unit=unit, name="Anna Berg").pk if contact else unit.pk}


def _organisation(actor: Membership) -> Keys:
    return {"key": organisation_named(actor, "Kvinnojouren").pk}


def _contact_outside(actor: Membership) -> Keys:
    outside = organisation_named(actor, "Kvinnojouren")
    return {"key": add_contact(actor, organisation=outside, name="Eva Ek").pk}


def _two_organisations(actor: Membership) -> Keys:
    return {**_organisation(actor), "other": organisation_named(actor, "Kvinnojouren Ada").pk}


def _training(actor: Membership) -> Keys:
    told = {"name": "Att fråga om våld", "kind": "continuing", "about": ["about_adults"]}
    return {"key": enter_training(actor, starts_on=dt.date(2026, 3, 1), **told).pk}  # type: ignore[arg-type]


def _plan(actor: Membership) -> Keys:
    return {"key": register_plan(actor, name="Handlingsplan mot våld").pk}


def _plan_version(actor: Membership) -> Keys:
    return {"key": register_plan(actor, name="Handlingsplan mot våld").versions.get().pk}


def _plan_draft(actor: Membership) -> Keys:
    return {"key": start_plan(actor, name="Handlingsplan mot våld").pk}


def _alias(actor: Membership) -> Keys:
    return {"key": add_alias(actor, start_plan(actor, name="Handlingsplan mot våld").plan, "Våldsplanen").pk}


def _two_versions(actor: Membership) -> Keys:
    plan = register_plan(actor, name="Handlingsplan mot våld", adopted_on=dt.date(2025, 1, 7))
    add_activity(actor, plan.versions.get(), commit(actor, text="Kartlägga våldet"), where="s. 1")
    new_version(actor, plan)
    return {"key": plan.pk}


def _gone_activity(actor: Membership) -> Keys:
    draft = PlanVersion.objects.get(plan__pk=str(_two_versions(actor)["key"]), number=2)
    activity = draft.activities.get()
    remove_activity(actor, activity, why="Gjort")
    return {"key": draft.pk, "commitment": activity.commitment_id}


def _succession(actor: Membership) -> Keys:
    return {"key": PlanVersion.objects.get(pk=str(_gone_activity(actor)["key"])).successions.get().pk}


def _goal(actor: Membership) -> Keys:
    return {"key": add_goal(actor, start_plan(actor, name="Handlingsplan mot våld"), "Fler ska få stöd").pk}


def _activity(actor: Membership) -> Keys:
    version = start_plan(actor, name="Handlingsplan mot våld")
    return {"key": add_activity(actor, version, commit(actor, text="Kartlägga våldet")).pk}


def _indicator(actor: Membership) -> Keys:
    version = start_plan(actor, name="Handlingsplan mot våld")
    return {"key": add_indicator(actor, version, name="Utbildade").indicator_id}


def _value(actor: Membership) -> Keys:
    place = add_indicator(actor, start_plan(actor, name="Handlingsplan mot våld"), name="Utbildade")
    return {"key": give_value(actor, place.indicator, on=dt.date(2024, 1, 1), value=Decimal(1)).pk}


def _routine(actor: Membership) -> Keys:
    return {"key": enter_routine(actor, name="Fråga om våld").pk}


def _agreement(actor: Membership, *, amount: bool = False) -> Keys:
    sums = [AmountIn(25_000, Per.YEAR, "om jouren startar")]
    parties = [("Linköpings kommun", None), ("Kvinnojouren", None)]
    found = register_agreement(actor, form=AgreementForm.IOP, title="Partnerskap", parties=parties, amounts=sums)
    return {"key": found.amounts.get().pk if amount else found.pk}


def _payment(actor: Membership) -> Keys:
    parties = [("Linköpings kommun", None), ("Kvinnojouren", None)]
    found = register_agreement(actor, form=AgreementForm.IOP, title="Partnerskap", parties=parties)
    return {"key": plan_payment(actor, found, due_on=dt.date(2027, 1, 1), sek=50_000).pk}


def _notice(actor: Membership) -> Keys:
    """A notice that has been given, of an agreement that is prolonged by two years at a time."""
    found = register_agreement(
        actor,
        form=AgreementForm.IOP,
        title="Partnerskap",
        parties=[("Kvinnojouren", organisation_named(actor, "Kvinnojouren"))],
        first_starts_on=dt.date(2021, 7, 1),
        first_ends_on=dt.date(2023, 6, 30),
        renewal_months=24,
        notice_months=6,
    )
    return {"key": give_notice(actor, found.parties.get(), given_on=dt.date(2026, 11, 1), late_is_known=True).pk}


def _cooperation(actor: Membership, *, part: str = "") -> Keys:
    found = form_group(actor, name="Samverkansgruppen")
    if part == "member":
        return {"key": add_member(actor, found, body_named(actor, "socialnämnden")).pk}
    if part in ("proposed", "invited"):
        police = organisation_named(actor, "Polisen")
        sits = add_member(actor, found, police, "kommunpolis")
        day = dt.date(2027, 1, 1)
        if part == "proposed":
            return {"key": propose_meeting(actor, found, day, why="Läget", organisation=police).pk}
        asked = (sits, add_contact(actor, organisation=police, name="Pia Lund"))
        (made,) = invite(actor, plan_meeting(actor, found, on=day), [asked], today=dt.date(2026, 11, 22))
        return {"key": made.pk}
    return {"key": plan_meeting(actor, found, on=dt.date(2027, 1, 1)).pk if part == "meeting" else found.pk}


def _partner(actor: Membership) -> Keys:
    return {"key": organisation_named(actor, "Polisen").pk}


def _talk(actor: Membership) -> Keys:
    told = {"on": dt.date(2026, 11, 1), "with_whom": "kommunpolis", "text": "Läget", "access": Access.PUBLIC}
    return {"key": note_talk(actor, organisation_named(actor, "Polisen"), **told).pk}  # type: ignore[arg-type]


def _association(actor: Membership, *, part: str = "") -> Keys:
    """What is an association's own, in the municipality of ``actor``; the log-in is that of ``member``."""
    partner = member(actor.municipality, Role.PARTNER)
    assert partner.organisation
    parties = [("Linköpings kommun", None), ("Föreningen", partner.organisation)]
    found = register_agreement(actor, form=AgreementForm.IOP, title="Partnerskap", parties=parties, goals=["Fler nås"])
    if part == "goal":
        return {"key": found.goals.get().pk}
    if part == "planned":
        return {"key": plan_follow_up(actor, found, dt.date(2026, 12, 1)).pk}
    if part == "undertaking":
        return {"key": add_undertaking(actor, found, found.parties.get(name="Föreningen"), "Bemanna telefonen").pk}
    if part == "group":
        group = form_group(actor, name="Samverkansgruppen")
        add_member(actor, group, partner.organisation)
        return {"key": group.pk}
    if part in ("report", "line", "submitted"):
        made = start_report(partner, partner.organisation, 2025)
        share = ShareIn(FunderKind.AGREEMENT, 100, found)
        line = write_line(partner, made, LineIn("Telefonen", 100, shares=[share]))
        if part == "submitted":
            return {"key": found.pk, "report": submit_report(partner, made).pk}
        return {"key": line.pk if part == "line" else made.pk}
    return {"key": found.pk}


def _memo(actor: Membership) -> Keys:
    matter = register(actor, kind=MatterKind.MOTION, title="Motion om skyddat boende")
    return {"key": start_memo(actor, matter, template=None, dated=dt.date(2026, 11, 20)).pk}


def _memo_template(actor: Membership) -> Keys:
    return {"key": save_template(actor, name="Mallen", headings=[("summary", "Sammanfattning")]).pk}


def _edition(actor: Membership, *, sent: bool = False) -> Keys:
    """A draft, or a public edition that is out."""
    commit(actor, text="Kartlägga våldet")
    council, day = body_named(actor, "kommunfullmäktige"), dt.date(2026, 11, 22)
    if sent:
        save_form(actor, council, columns=["what", "state"], public=True, published=True)
    made = make_edition(actor, body=council, on=day)
    return {"key": (send_edition(actor, made, on=day) if sent else made).pk}


def _body(actor: Membership) -> Keys:
    return {"key": body_named(actor, "socialnämnden").pk}


def _key(actor: Membership) -> Keys:
    day = dt.date(2026, 11, 22)
    return {"key": make_key(actor, name="Webbplatsen", expires_on=day, today=day)[0].pk}


def _letter(actor: Membership) -> Keys:
    return {"key": write(actor, key="k", to_name="Anna", subject="Hur går det?", body="Hej")[0].pk}


def _round(actor: Membership) -> Keys:
    """A round that is open, in which somebody is asked."""
    unit = unit_named(actor, "Socialförvaltningen")
    contact = Contact.objects.create(municipality_id=actor.municipality_code, unit=unit, name="Anna Berg")
    commit(actor, text="Kartlägga våldet", responsible=unit, contact=contact)
    day = dt.date(2026, 11, 22)
    due = dt.date(2026, 12, 6)
    return {"key": open_round(actor, name="Höstens omgång", opens_on=day, due_on=due, today=day).pk}


def _request(actor: Membership) -> Keys:
    return {"key": Request.objects.get(round__pk=str(_round(actor)["key"])).pk}


def _sitting(actor: Membership) -> Keys:
    return {"key": plan_sitting(actor, body=body_named(actor, "kommunfullmäktige"), on=dt.date(2027, 2, 15)).pk}


def _calendar_feed(actor: Membership) -> Keys:
    return {"key": make_feed(actor, name="mobilen")[0].pk}


def _membership(actor: Membership) -> Keys:
    return {"key": member(actor.municipality, Role.OFFICER).pk}


#: how each record that an address names is made; by the address's name, else by its room
OBJECTS: Final[Mapping[str, Callable[[Membership], Keys]]] = {
    "documents": _document,
    "matters": _matter,
    "matters:promise": _clause,
    "matters:unrelate": _two_matters,
    **dict.fromkeys(("belonging:of_matter", "belonging:upload_for"), _matter),
    "belonging:detach": _attachment,
    "matters:decision": _decision,
    "matters:correct": _decision,
    "matters:referral": _referral,
    "matters:strike": _event,
    **dict.fromkeys(("matters:end_pause", "matters:remove_pause"), _pause),
    "matters:reply": _interpellation,
    **dict.fromkeys(("matters:about", "matters:complete"), _question),
    **dict.fromkeys(("matters:minutes", "matters:minutes_about", "matters:minutes_step"), _minutes),
    **dict.fromkeys(("matters:notice_file", "matters:place", "openness"), _minutes),
    **dict.fromkeys(("matters:dispatch", "matters:sent", "matters:all_letters"), _decision),
    **dict.fromkeys(("matters:remove_recipient", "matters:letter"), _dispatch),
    "gaps": _gap,
    "gaps:promise": partial(_gap, rule="promise_forgotten"),
    "chain": _matter,
    "answers": _memo,
    "answers:memos": _matter,
    "answers:template": _memo_template,
    "commitments": _commitment,
    "commitments:add_evidence": _progress,
    "commitments:withdraw": partial(_progress, evidence=True),
    "commitments:end_override": _override,
    "units": _unit,
    "units:new_contact_outside": _organisation,
    **dict.fromkeys(("units:contact", "units:end_contact"), partial(_unit, contact=True)),
    "plans": _plan,
    "plans:adopt": _plan_version,
    **dict.fromkeys(("plans:add_activity", "plans:add_goal", "plans:add_indicator"), _plan_version),
    "plans:change_period": _plan_version,
    **dict.fromkeys(("plans:describe", "plans:add_alias"), _plan),
    **dict.fromkeys(("plans:set_review", "plans:docx", "plans:pdf"), _plan_version),
    "plans:remove_draft": _plan_draft,
    "plans:compare": _two_versions,
    "plans:remove_alias": _alias,
    "plans:change_activity": _activity,
    "plans:explain": _gone_activity,
    "plans:bring_back": _succession,
    **dict.fromkeys(("plans:change_goal", "plans:remove_goal", "plans:correct_goal"), _goal),
    "plans:remove_activity": _activity,
    "plans:indicator": _indicator,
    "plans:withdraw_value": _value,
    **dict.fromkeys(("routines", "written"), _routine),
    **dict.fromkeys(("training", "written:of_training"), _training),
    "organisations": _organisation,
    "organisations:verify": _contact_outside,
    **dict.fromkeys((f"organisations:{name}" for name in ("merge", "tell_apart", "may_be_one")), _two_organisations),
    "survey:single_cases": _agreement,
    "partners": _agreement,
    **dict.fromkeys(("partners:release", "partners:decline", "partners:decide_by"), partial(_agreement, amount=True)),
    **dict.fromkeys(("partners:change_amount", "partners:strike_amount"), partial(_agreement, amount=True)),
    "partners:withdraw": _notice,
    **dict.fromkeys(("partners:pay", "partners:strike_payment"), _payment),
    "partners:promise_goal": partial(_association, part="goal"),
    "partners:call_off_follow_up": partial(_association, part="planned"),
    **dict.fromkeys(("partners:year_report", "partners:year_report_file"), partial(_association, part="submitted")),
    "association": partial(_association, part="report"),
    "association:agreement": _association,
    "association:undertaking": partial(_association, part="undertaking"),
    "association:propose": partial(_association, part="group"),
    **dict.fromkeys(("association:line", "association:remove_line"), partial(_association, part="line")),
    "cooperation": _cooperation,
    "cooperation:end_member": partial(_cooperation, part="member"),
    **dict.fromkeys(
        [f"cooperation:{name}" for name in MEETING_PAGES],
        partial(_cooperation, part="meeting"),
    ),
    **dict.fromkeys(("cooperation:accept", "cooperation:decline"), partial(_cooperation, part="proposed")),
    **dict.fromkeys(("cooperation:again", "cooperation:revoke"), partial(_cooperation, part="invited")),
    "cooperation:talks": _partner,
    "cooperation:talk": _talk,
    "editions": _edition,
    "editions:body_layout": _body,
    "open_editions": partial(_edition, sent=True),
    "post": _letter,
    "reporting": _round,
    **dict.fromkeys([f"reporting:{name}" for name in ("remind", "escalate", "revoke", "new_link")], _request),
    "keys": _key,
    "yearly": _sitting,
    "yearly:revoke_feed": _calendar_feed,
    "web:end_role": _membership,
}


def _owner(route: Route, coordinator: Membership) -> Membership:
    """Somebody of the municipality whose page it is."""
    role = {"web": Role.ADMINISTRATOR, "association": Role.PARTNER}.get(route.name.partition(":")[0])
    return member(coordinator.municipality, role) if role else coordinator


def _made_for(route: Route, actor: Membership) -> Keys:
    maker = OBJECTS.get(route.name) or OBJECTS.get(route.name.partition(":")[0])
    assert maker, f"{route.name} names a record: say in OBJECTS how one is made, so that strangers can be kept from it"
    keys = maker(actor)
    assert set(route.records) <= set(keys), f"{route.name}: say what {route.records} are"
    return keys


def _asked(client: Client, route: Route, method: str, keys: Keys) -> HttpResponse:
    data = dict(POSTED.get(route.name, {})) if method == "post" else {}
    response: HttpResponse = getattr(client, method)(route.address(**keys), data)
    return response


@every_route
def test_every_address_is_behind_the_log_in_but_for_those_listed(route: Route, linkoping: Municipality) -> None:
    answers = [_asked(Client(), route, method, {}) for method in ("get", "post")]
    stopped = [one.status_code == 302 and one["Location"].startswith(LOG_IN) for one in answers]
    if route.name in OPEN:
        assert getattr(route.callback, "login_required", True) is False, "no longer open: take it from the list"
    else:
        assert stopped == [True, True], f"{route.name} answers strangers: put it behind the log-in or list it as open"


def test_the_list_of_open_addresses_names_nothing_that_is_gone() -> None:
    assert {one.name for one in ROUTES} >= OPEN


@every_route
def test_nothing_is_posted_without_the_token_of_the_form(route: Route, coordinator: Membership) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator.user)
    refused = _asked(strict, route, "post", {})
    if route.name in BY_ADDRESS:
        assert refused.status_code == 404
        return
    assert refused.status_code == 403
    assert "Formuläret hade hunnit bli för gammalt" in refused.content.decode()


def test_a_form_with_its_token_is_taken(coordinator: Membership) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator.user)
    page = strict.get("/dokument/lagg-till/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    data = {"csrfmiddlewaretoken": token[1], "files": SimpleUploadedFile("a.txt", b"En handling")}
    assert strict.post("/dokument/lagg-till/", data).status_code == 302
    assert Document.objects.count() == 1


@every_closed_object
@pytest.mark.parametrize("role", Role)
def test_another_municipalitys_record_does_not_exist(
    route: Route, role: Role, coordinator: Membership, vallentuna: Municipality, browser_of: BrowserOf
) -> None:
    """As with a key that nobody has: 404, or what the role is told of any such address whatever the key."""
    keys = _made_for(route, coordinator)
    stranger = browser_of(member(vallentuna, role))
    for method in ("get", "post"):
        theirs, nobodys = _asked(stranger, route, method, keys), _asked(stranger, route, method, {})
        assert theirs.status_code == nobodys.status_code
        assert theirs.status_code in {403, 404, 405}
        assert _told(theirs, keys) == _told(nobodys, dict.fromkeys(keys, MADE_UP))


def _told(response: HttpResponse, keys: Keys) -> str:
    """The page's words, without what is another each time and without the key that was asked for."""
    words = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"', "", response.content.decode())
    for key in keys.values():
        words = words.replace(str(key), "")
    return words


@every_object
def test_the_record_is_there_for_its_own(route: Route, coordinator: Membership, browser_of: BrowserOf) -> None:
    """The other side of the test before: what strangers are refused is a record that can be reached at all."""
    keys = _made_for(route, coordinator)
    owner = _owner(route, coordinator)
    answers = {_asked(browser_of(owner), route, method, keys).status_code for method in ("get", "post")}
    assert answers <= {200, 302, 400, 405, 422}
    assert answers != {405}


def _policy(response: Any) -> dict[str, list[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


def holds(response: Any) -> None:
    """The headers that every answer has, and cookies that no script reads and no other site sends along."""
    policy = _policy(response)
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    allowed = {source for sources in policy.values() for source in sources if not source.startswith("allow-")}
    assert allowed <= {"'none'", "'self'", "data:"}, "neither inline nor foreign"
    assert [name for name, sources in policy.items() if "data:" in sources] in ([], ["img-src"])
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    for cookie in response.cookies.values():
        # one that is taken away holds nothing, and needs nothing
        assert cookie["httponly"] or not cookie.value, cookie.key
        assert cookie["samesite"] in {"Lax", "Strict"}, cookie.key


def plain(response: HttpResponse) -> None:
    """A page holds no style, script or handler of its own, and fetches nothing from elsewhere."""
    if not response.get("Content-Type", "").startswith("text/html") or not response.content.strip():
        return
    page = html.document_fromstring(response.content.decode())
    assert page.xpath("//@style") == []
    assert page.xpath("//style | //script[not(@src)] | //script[normalize-space()]") == []
    names = [str(name) for one in page.iter() for name in one.attrib]
    assert [name for name in names if name.startswith(("on", "hx-on"))] == []
    found = page.xpath("//@src | //link/@href | //form/@action | //@hx-get | //@hx-post")
    assert isinstance(found, list)
    assert [one for one in found if re.match(r"(?:[a-z]+:)?//|data:|javascript:", str(one))] == []


@every_route
def test_every_answer_has_the_headers(route: Route, coordinator: Membership, browser_of: BrowserOf) -> None:
    keys = _made_for(route, coordinator) if route.records else {}
    who = _owner(route, coordinator)
    for client in (Client(), browser_of(who)):
        # what is not there first: a post may take away what is
        for asked in ({}, keys):
            for method in ("get", "post"):
                response = _asked(client, route, method, asked)
                holds(response)
                if not response.streaming:
                    plain(response)


def _raise(*_: object) -> HttpResponse:
    raise RuntimeError("a fault of ours")


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch, coordinator: Membership, browser_of: BrowserOf) -> Callable[[int], Any]:
    """``wrong(status)``: an answer with that status."""

    def ask(status: int) -> Any:
        client = browser_of(coordinator)
        client.raise_request_exception = False
        if status == 400:
            return client.get("/dokument/", headers={"host": "nagon-annans.example"})
        if status == 403:
            return browser_of(member(coordinator.municipality, Role.ELECTED)).get("/dokument/lagg-till/")
        if status == 404:
            return client.get("/finns-inte/")
        if status == 405:
            return client.put("/dokument/")
        monkeypatch.setattr(views, "JsonResponse", _raise)
        return client.get("/halsa/")

    return ask


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500])
def test_an_answer_that_went_wrong_has_them_too(wrong: Callable[[int], Any], status: int) -> None:
    response = wrong(status)
    assert response.status_code == status
    holds(response)
    plain(response)


def test_static_files_have_them_too(db: None) -> None:
    with override_settings(WHITENOISE_AUTOREFRESH=True, WHITENOISE_USE_FINDERS=True):
        response = Client().get("/static/samfrid/shell.js")
    assert response.status_code == 200
    holds(response)


def test_the_cookies_of_log_in_language_and_appearance(coordinator: Membership) -> None:
    client = Client()
    client.post(LOG_IN, {"login": coordinator.user.email, "password": "ett långt lösenord"})
    client.post(reverse("set_language"), {"language": "en"})
    client.post(reverse("web:appearance"), {"appearance": "dark"})
    assert set(client.cookies) >= {"samfrid", "samfrid-sprak", "samfrid_appearance"}
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key


@pytest.fixture
def behind_tls(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The settings as they are when a proxy in front speaks TLS."""
    import importlib

    from samfrid.web import settings

    monkeypatch.setenv("SAMFRID_TLS", "1")
    yield vars(importlib.reload(settings)).copy()
    monkeypatch.delenv("SAMFRID_TLS")
    importlib.reload(settings)


def test_behind_tls_cookies_go_over_tls_alone(behind_tls: dict[str, Any]) -> None:
    assert behind_tls["SESSION_COOKIE_SECURE"] is behind_tls["CSRF_COOKIE_SECURE"] is True
    assert behind_tls["LANGUAGE_COOKIE_SECURE"] is True
    assert behind_tls["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert behind_tls["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600


def test_an_upload_never_becomes_a_page(coordinator: Membership, browser_of: BrowserOf) -> None:
    """T50: its bytes are only ever given as a file to save, whatever it calls itself."""
    keys, client = _document(coordinator), browser_of(coordinator)
    given = []
    for route in (one for one in ROUTES if one.name.startswith("documents:")):
        response = _asked(client, route, "get", keys)
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        if HOSTILE in body:
            given.append(route.name)
            assert response["Content-Disposition"].startswith("attachment")
            assert response["Content-Type"] == "application/octet-stream"
            assert "sandbox" in _policy(response)
        elif response["Content-Type"].startswith("image/"):
            assert "sandbox" in _policy(response)
    assert given == ["documents:original"]


def test_the_session_is_another_after_log_in(coordinator: Membership) -> None:
    client = Client()
    client.get(LOG_IN)
    session = client.session
    session["before"] = "x"
    session.save()
    client.cookies["samfrid"] = session.session_key or ""
    before = session.session_key
    client.post(LOG_IN, {"login": coordinator.user.email, "password": "ett långt lösenord"})
    assert client.cookies["samfrid"].value != before


def test_rows_are_closed_until_a_municipality_is_entered(coordinator: Membership) -> None:
    _document(coordinator)
    enter(None)
    assert not Document.objects.exists()
