"""How a decision was taken: votes, reservations, and who took no part because of conflict of interest.

KL = kommunallagen (2017:725), chapter:section.
"""

from __future__ import annotations

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.matters.actions.pauses import count_vote
from samfrid.matters.actions.register import locked
from samfrid.matters.models import Clause, Decision, RecusalGround, Reservation, Stage, Vote
from samfrid.matters.models.decisions import Recusal
from samfrid.matters.rules.decisions import Count, same_person, wrong_ground, wrong_with_count
from samfrid.municipalities.models import BodyKind
from samfrid.municipalities.permissions import require


def in_council(decision: Decision) -> bool:
    """Whether it was the council that took it: a proposal to the council is taken by whoever makes it."""
    return decision.stage == Stage.FINAL and decision.body is not None and decision.body.kind == BodyKind.COUNCIL


def _held(actor: Actor, decision: Decision) -> Decision:
    """The decision as it is now, with its matter held."""
    require(actor, "matters.decide", decision.matter)
    locked(decision.matter)
    return Decision.objects.select_related("body", "matter").get(pk=decision.pk)


@transaction.atomic
def add_vote(
    actor: Actor,
    decision: Decision,
    *,
    clause: Clause | None = None,
    about: str = "",
    yes: int,
    no: int,
    abstained: int = 0,
    absent: int = 0,
    chair_decided: bool = False,
) -> Vote:
    """Record a vote on a clause, or on the decision as a whole. The same vote twice is one.

    Raises ``ValidationError`` for equal numbers that nobody decided (KL 5:56), and for numbers against the outcome.
    """
    own = _held(actor, decision)
    if clause is not None and clause.decision_id != own.pk:
        raise ValidationError({"clause": _("Att-satsen hör till ett annat beslut.")})
    count = Count(yes, no, abstained, absent, chair_decided, " ".join(about.split())[:300])
    kept = Clause.objects.get(pk=clause.pk) if clause else None
    wrong = wrong_with_count(
        count,
        in_council=in_council(own),
        outcome=kept.outcome if kept else "",
        unanimous=kept.unanimous if kept else _unanimous(own),
    )
    if wrong:
        raise ValidationError(dict(wrong))
    known = own.votes.filter(clause=kept, **asdict(count)).first()
    if known:
        return known
    made = Vote.objects.create(municipality_id=own.municipality_id, decision=own, clause=kept, **asdict(count))
    count_vote(own, kept, count)
    record(actor, "matters.add_vote", own.matter, decision=str(own.pk), yes=yes, no=no)
    return made


def count_of(vote: Vote) -> Count:
    """A recorded vote, as the rules take it."""
    return Count(vote.yes, vote.no, vote.abstained, vote.absent, vote.chair_decided, vote.about)


def _unanimous(decision: Decision) -> bool:
    """Whether every clause is known to be unanimous."""
    clauses = list(decision.clauses.all())
    return bool(clauses) and all(clause.unanimous for clause in clauses)


@transaction.atomic
def add_reservation(
    actor: Actor, decision: Decision, *, name: str, party: str = "", in_favour_of: str = "", text: str = ""
) -> Reservation:
    """Record a reservation. Only one who took part in the decision may make one (KL 4:27).

    Raises ``ValidationError`` for somebody who was recused, and against a decision that was unanimous.
    """
    own = _held(actor, decision)
    tidy = " ".join(name.split())[:160]
    if not tidy:
        raise ValidationError({"name": _("Skriv namnet på den som reserverade sig.")})
    if any(same_person(one.name, tidy) for one in own.recusals.all()):
        raise ValidationError(
            {
                "name": _(
                    "%(name)s deltog inte på grund av jäv. Bara den som har deltagit i beslutet får reservera sig"
                    " (kommunallagen 4 kap. 27 §)."
                )
                % {"name": tidy}
            }
        )
    if _unanimous(own):
        raise ValidationError(
            {"name": _("Beslutet är antecknat som enhälligt, och då finns ingen reservation. Rätta det ena av dem.")}
        )
    told = {"party": " ".join(party.split())[:40], "in_favour_of": " ".join(in_favour_of.split())[:300]}
    known = next((one for one in own.reservations.all() if same_person(one.name, tidy)), None)
    if known:
        if all(getattr(known, key) == value for key, value in told.items()) and known.text == text.strip():
            return known
        raise ValidationError({"name": _("%(name)s har redan reserverat sig i beslutet.") % {"name": tidy}})
    made = Reservation.objects.create(
        municipality_id=own.municipality_id, decision=own, name=tidy, text=text.strip(), **told
    )
    record(actor, "matters.add_reservation", own.matter, decision=str(own.pk), name=tidy)
    return made


@transaction.atomic
def add_recusal(
    actor: Actor, decision: Decision, *, name: str, party: str = "", ground: RecusalGround | str
) -> Recusal:
    """Record that somebody took no part because of conflict of interest (KL 5:47 in the council, 6:28 elsewhere).

    Raises ``ValidationError`` for a ground that the council does not know, and for somebody with a reservation.
    """
    own = _held(actor, decision)
    tidy = " ".join(name.split())[:160]
    if not tidy:
        raise ValidationError({"name": _("Skriv namnet på den som inte deltog.")})
    if ground not in RecusalGround:
        raise ValidationError({"ground": _("Välj grunden för jävet.")})
    wrong = wrong_ground(ground, in_council=in_council(own))
    if wrong:
        raise ValidationError({"ground": wrong})
    if any(same_person(one.name, tidy) for one in own.reservations.all()):
        raise ValidationError(
            {
                "name": _(
                    "%(name)s har reserverat sig, och har då deltagit (kommunallagen 4 kap. 27 §). Rätta det ena av"
                    " dem."
                )
                % {"name": tidy}
            }
        )
    known = next((one for one in own.recusals.all() if same_person(one.name, tidy)), None)
    if known:
        if known.ground == ground:
            return known
        raise ValidationError({"name": _("%(name)s är redan antecknad som jävig.") % {"name": tidy}})
    made = Recusal.objects.create(
        municipality_id=own.municipality_id,
        decision=own,
        name=tidy,
        party=" ".join(party.split())[:40],
        ground=str(ground),
    )
    record(actor, "matters.add_recusal", own.matter, decision=str(own.pk), name=tidy, ground=str(ground))
    return made


@transaction.atomic
def take_away(actor: Actor, row: Vote | Reservation | Recusal, *, reason: str) -> None:
    """Take away a vote, a reservation or a recusal that was wrong. The trail keeps what it said, and why it went."""
    own = _held(actor, row.decision)
    tidy = " ".join(reason.split())
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför det tas bort.")})
    # held anew: somebody may have taken it away in this moment
    found = type(row)._default_manager.filter(pk=row.pk).first()
    if found is None:
        return
    record(
        actor,
        "matters.take_away",
        own.matter,
        decision=str(own.pk),
        kind=found._meta.model_name,
        before=str(found),
        reason=tidy,
    )
    if isinstance(found, Vote):
        count_vote(own, found.clause, count_of(found), taken_away=True)
    found.delete()
