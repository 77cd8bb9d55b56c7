"""What the operations read: a record by its key, or a matter with everything.

Row-level security has the last word: what another municipality has, or what the asker's clearance does not reach, is
not there. Parts of a matter have no access of their own and are always read together with it.
"""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from samfrid.commitments.models import Commitment, Origin
from samfrid.matters import rules
from samfrid.matters.models import (
    Attachment,
    Clause,
    Decision,
    Dispatch,
    Event,
    Matter,
    MatterLink,
    Minutes,
    Pause,
    Referral,
    Reply,
)
from samfrid.municipalities.models import Body, Membership, Organisation, Unit
from samfrid.openness.api.problems import RefusedError, Wrong
from samfrid.openness.api.shapes import decisions, ledger, matters, process
from samfrid.openness.api.shapes.common import Ref

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


def _related(matter: Matter) -> list[Ref]:
    links = MatterLink.objects.filter(Q(from_matter=matter) | Q(to_matter=matter))
    others = {key for pair in links.values_list("from_matter_id", "to_matter_id") for key in pair} - {matter.pk}
    found = Matter.objects.filter(pk__in=others).order_by("raised_on", "title").values_list("id", "title")
    return [{"id": key, "name": title} for key, title in found]


def _commitments(matter: Matter) -> list[ledger.CommitmentRow]:
    origins = Origin.objects.filter(page_id=matter.pk, page_kind="matters.matter")
    found = Commitment.objects.filter(pk__in=origins.values("commitment"))
    rows = found.select_related("responsible", "responsible_organisation").order_by("created_at")
    return [ledger.commitment(one) for one in rows]


def decisions_of(matter: Matter) -> list[Decision]:
    """The matter's decisions with their parts, the oldest first."""
    found = Decision.objects.filter(matter=matter).select_related("body")
    return list(found.prefetch_related(*decisions.PARTS).order_by("on", "created_at"))


def decision_with_parts(key: UUID) -> Decision:
    """A decision with its parts."""
    return Decision.objects.select_related("body").prefetch_related(*decisions.PARTS).get(pk=key)


def referral_with_parts(key: UUID) -> Referral:
    """A referral with its reminders."""
    return Referral.objects.select_related("body", "organisation").prefetch_related("reminders").get(pk=key)


def _deadline(matter: Matter, pauses: list[Pause]) -> matters.DeadlineOut | None:
    rests = [rules.Rest(one.began_on, one.ended_on, one.kind) for one in pauses]
    found = rules.deadline_of(matter.kind, matter.raised_on, matter.raised_precision, rests=rests)
    return {"on": found.on, "because": found.text} if found else None


def whole(matter: Matter) -> matters.MatterWhole:
    """A matter with all its parts, by a constant number of queries."""
    pauses = list(matter.pauses.select_related("body"))
    referrals = matter.referrals.select_related("body", "organisation").prefetch_related("reminders")
    answered = Reply.objects.filter(matter=matter).first()
    return {
        **matters.row(matter),
        "addressee": matter.addressee,
        "deadline": _deadline(matter, pauses),
        "all_numbers": [matters.number(one) for one in matter.diary_numbers.order_by("created_at")],
        "people": [matters.person(one) for one in matter.people.order_by("created_at")],
        "requests": [matters.request(one) for one in matter.requests.all()],
        "questions": [matters.question(one) for one in matter.questions.all()],
        "events": [process.event(one) for one in matter.events.select_related("body")],
        "pauses": [process.pause(one) for one in pauses],
        "referrals": [process.referral(one) for one in referrals.order_by("created_at")],
        "decisions": [decisions.decision(one) for one in decisions_of(matter)],
        "reply": process.reply(answered) if answered else None,
        "attachments": [matters.attachment(one) for one in matter.attachments.order_by("created_at")],
        "related": _related(matter),
        "commitments": _commitments(matter),
    }
