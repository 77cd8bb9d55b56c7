"""What the operations read: a record by its key, or a matter with everything.

Row-level security has the last word: what another municipality has, or what the asker's clearance does not reach, is
not there. Parts of a matter have no access of their own and are always read together with it.
"""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from samfrid.commitments.models import Commitment
from samfrid.matters import queries
from samfrid.matters.course import deadline_of
from samfrid.matters.models import (
    Attachment,
    Clause,
    Decision,
    Dispatch,
    Event,
    Matter,
    Minutes,
    NumberSeries,
    Pause,
    PersonRole,
    Referral,
)
from samfrid.matters.rules.replies import is_asker, sees_answer
from samfrid.municipalities.dates import now, today
from samfrid.municipalities.models import Body, Membership, Organisation, Unit
from samfrid.municipalities.permissions import may
from samfrid.openness.api.problems import RefusedError, Wrong
from samfrid.openness.api.shapes import decisions, ledger, matters, process

Part = TypeVar("Part", Event, Pause, Referral, Decision, Attachment)
Named = TypeVar("Named", Body, Unit, Organisation)


def matter_of(actor: Membership, key: UUID) -> Matter:
    """The matter; ``DoesNotExist`` where the asker may not read it."""
    return Matter.objects.get(pk=key, municipality_id=actor.municipality_code)


def part_of(actor: Membership, model: type[Part], key: UUID) -> Part:
    """A part of a matter that the asker may read."""
    return model._default_manager.select_related("matter").get(pk=key, matter__municipality_id=actor.municipality_code)


def clause_of(actor: Membership, key: UUID) -> Clause:
    """A clause of a decision in a matter that the asker may read."""
    found = Clause.objects.select_related("decision__matter", "decision__body")
    return found.get(pk=key, decision__matter__municipality_id=actor.municipality_code)


def dispatch_of(actor: Membership, key: UUID) -> Dispatch:
    """A recipient of a decision in a matter that the asker may read."""
    found = Dispatch.objects.select_related("decision__matter")
    return found.get(pk=key, decision__matter__municipality_id=actor.municipality_code)


def minutes_of(actor: Membership, key: UUID) -> Minutes:
    """The minutes of a meeting."""
    return Minutes.objects.select_related("body").get(pk=key, municipality_id=actor.municipality_code)


def commitment_of(actor: Membership, key: UUID) -> Commitment:
    """The commitment."""
    found = Commitment.objects.select_related("responsible", "responsible_organisation")
    return found.get(pk=key, municipality_id=actor.municipality_code)


def _unknown(field: str, sentence: str) -> RefusedError:
    wrong: Wrong = {"field": field, "message": sentence}
    return RefusedError(422, "", wrong)


def named(actor: Membership, model: type[Named], key: UUID | None, field: str, sentence: str) -> Named | None:
    """The body, unit or organisation that a field names; refused with ``sentence`` where there is none such."""
    if key is None:
        return None
    found = model._default_manager.filter(pk=key, municipality_id=actor.municipality_code).first()
    if found is None:
        raise _unknown(field, sentence)
    return found


def given_minutes(actor: Membership, key: UUID | None, sentence: str) -> Minutes | None:
    """The minutes that a field names."""
    if key is None:
        return None
    found = Minutes.objects.filter(pk=key, municipality_id=actor.municipality_code).select_related("body").first()
    if found is None:
        raise _unknown("minutes", sentence)
    return found


def given_series(actor: Membership, key: UUID, sentence: str) -> NumberSeries:
    """The series that a field names."""
    found = NumberSeries.objects.filter(pk=key, municipality_id=actor.municipality_code).select_related("body").first()
    if found is None:
        raise _unknown("series", sentence)
    return found


def decision_with_parts(key: UUID) -> Decision:
    """A decision with its parts."""
    return Decision.objects.select_related("body").prefetch_related(*decisions.PARTS).get(pk=key)


def referral_with_parts(key: UUID) -> Referral:
    """A referral with its reminders."""
    return Referral.objects.select_related("body", "organisation").prefetch_related("reminders").get(pk=key)


def may_read_answer(actor: Membership, page: queries.MatterPage) -> bool:
    """Whether the asker may read the written answer of an interpellation or a question as yet."""
    found = page.process.reply
    if found is None:
        return False
    movers = [one.name for one in page.people if one.role == PersonRole.MOVER]
    return sees_answer(
        given_at=found.given_at,
        meeting_on=found.meeting_on,
        answered_on=found.answered_on,
        now=now(),
        today=today(),
        asks=is_asker(actor.actor_name, movers),
        handles=may(actor, "matters.edit", page.matter),
    )


def _commitments(page: queries.MatterPage) -> list[ledger.CommitmentRow]:
    by_clause = [one for listed in page.commitments.values() for one in listed]
    return [ledger.commitment(one) for one in dict.fromkeys([*by_clause, *page.other_commitments])]


def whole(actor: Membership, matter: Matter) -> matters.MatterWhole:
    """A matter with all its parts, by a constant number of queries: those of its page."""
    page = queries.matter_page(matter)
    deadline, found = deadline_of(page), page.process.reply
    return {
        **matters.row(matter),
        "addressee": matter.addressee,
        "deadline": {"on": deadline.on, "because": deadline.text} if deadline else None,
        "all_numbers": [matters.number(one) for one in page.numbers],
        "people": [matters.person(one) for one in page.people],
        "requests": [matters.request(one) for one in page.requests],
        "questions": [matters.question(one) for one in page.questions],
        "events": [process.event(one) for one in page.process.events],
        "pauses": [process.pause(one) for one in page.process.pauses],
        "referrals": [process.referral(one) for one in page.referrals],
        "decisions": [decisions.decision(one) for one in page.decisions],
        "reply": process.reply(found, text=may_read_answer(actor, page)) if found else None,
        "attachments": [matters.attachment(one) for one in matter.attachments.order_by("created_at")],
        "related": [{"id": one.pk, "name": one.title} for one in page.related],
        "commitments": _commitments(page),
    }
