"""Letting a matter wait and taking it up again. Who may stands in ``rules.pauses`` (KL 5:50, 5:51, 6:33)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.matters.actions.listed import refresh
from samfrid.matters.actions.register import locked
from samfrid.matters.course import course_now, delegated_to
from samfrid.matters.models import Clause, Decision, EventKind, Matter, Outcome, Pause, PauseKind, PutTo, Stage
from samfrid.matters.queries.process import ground_of
from samfrid.matters.rules import Rest, days_in_words, rest_named
from samfrid.matters.rules.decisions import Count, asked_for
from samfrid.matters.rules.pauses import Asked, refusal
from samfrid.matters.rules.process import Derived, impossible_day
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body, BodyKind
from samfrid.municipalities.permissions import require

ONE_DAY = dt.timedelta(1)
#: outcomes of a clause that let the matter wait
WAITING = {Outcome.REFERRED_BACK: PauseKind.REFERRED_BACK, Outcome.POSTPONED: PauseKind.TABLED}
OUTCOMES = {kind: outcome for outcome, kind in WAITING.items()}


def refer_back(
    actor: Actor,
    matter: Matter,
    *,
    on: dt.date,
    reasons: str,
    body: Body | None = None,
    votes_for: int | None = None,
    present: int | None = None,
    by_minority: bool = False,
    decision: Decision | None = None,
) -> Pause:
    """Send the matter back to be prepared further (återremiss), with the reasons of those who asked for it (KL 5:50).

    Raises ``ValidationError`` without reasons, where too few asked, and while it waits already.
    """
    asked = Asked(PauseKind.REFERRED_BACK, _in_council(matter, body), by_minority, votes_for, present)
    return _wait(actor, matter, asked, on=on, reasons=reasons, body=body, decision=decision)


def table(
    actor: Actor,
    matter: Matter,
    *,
    on: dt.date,
    reasons: str,
    body: Body | None = None,
    votes_for: int | None = None,
    present: int | None = None,
    by_minority: bool = False,
    decision: Decision | None = None,
) -> Pause:
    """Put the matter off (bordläggning), in the council to its next meeting unless it says otherwise (KL 5:51).

    Raises ``ValidationError`` as :func:`refer_back`; in a committee a simple majority is needed (KL 6:33).
    """
    asked = Asked(PauseKind.TABLED, _in_council(matter, body), by_minority, votes_for, present)
    return _wait(actor, matter, asked, on=on, reasons=reasons, body=body, decision=decision)


def _in_council(matter: Matter, body: Body | None) -> bool:
    """Whether it is the council that lets it wait; where no body is said, the one that the matter is put to."""
    if body:
        return body.kind == BodyKind.COUNCIL
    ground = ground_of(matter)
    return ground.process.rules.put_to != (PutTo.COMMITTEE,) and delegated_to(ground) is None


@transaction.atomic
def _wait(
    actor: Actor,
    matter: Matter,
    asked: Asked,
    *,
    on: dt.date,
    reasons: str,
    body: Body | None,
    decision: Decision | None,
) -> Pause:
    require(actor, "matters.edit", matter)
    own = locked(matter)
    if not reasons.strip():
        raise ValidationError({"reasons": _("Skriv skälen. De som begär uppehållet anger dem.")})
    again = asked.in_council and own.pauses.filter(by_minority=True).exists()
    problem = refusal(replace(asked, waited_for_minority=again))
    if problem:
        raise ValidationError({problem.field: problem.text})
    pause = Pause(
        municipality_id=actor.municipality_code,
        matter=own,
        kind=asked.kind,
        began_on=on,
        reasons=reasons.strip(),
        body=body,
        votes_for=asked.votes_for,
        present=asked.present,
        by_minority=asked.by_minority,
        decision=decision,
    )
    _may_wait_from(own, on)
    _refuse_overlap(pause)
    pause.save()
    act = "matters.refer_back" if asked.kind == PauseKind.REFERRED_BACK else "matters.table"
    record(actor, act, own, on=on.isoformat(), body=body.name if body else None, pause=str(pause.pk))
    refresh(own)
    return pause


def _may_wait_from(matter: Matter, on: dt.date) -> None:
    """Refuse a day that cannot be, and a matter that has ended."""
    today = dates.today()
    course, text = course_now(matter, today), impossible_day(on, today)
    if text:
        raise ValidationError({"on": text})
    if course.raised_on and on < course.raised_on:
        told = {"day": in_words(course.raised_on)}
        raise ValidationError({"on": _("Ärendet väcktes %(day)s. Det kan inte ha vilat före den dagen.") % told})
    for kind in (EventKind.CLOSED, EventKind.WITHDRAWN, Derived.DECIDED, Derived.ANSWERED):
        day = course.day_of(kind)
        if course.took(kind) and (day is None or on > day):
            told = {"day": f" {in_words(day)}" if day else ""}
            text = _("Ärendet är avgjort eller avslutat%(day)s. Det kan inte vila efter det.") % told
            raise ValidationError({"on": text})


def _refuse_overlap(pause: Pause) -> None:
    """Two pauses never overlap; the database holds it too."""
    others = Pause.objects.filter(matter=pause.matter_id).exclude(pk=pause.pk).order_by("began_on")
    for other in others:
        until = pause.ended_on or dt.date.max
        if other.began_on <= until and pause.began_on <= (other.ended_on or dt.date.max):
            rest = Rest(other.began_on, other.ended_on, other.kind)
            told = {"rest": rest_named(other.kind), "days": days_in_words(rest)}
            text = (
                _("Ärendet vilar redan: %(rest)s varade %(days)s. Välj en dag utanför den tiden.")
                if other.ended_on
                else _("Ärendet vilar redan: %(rest)s varar %(days)s. Avsluta den först.")
            )
            raise ValidationError({"on": text % told})


@transaction.atomic
def end_pause(actor: Actor, pause: Pause, *, on: dt.date) -> Pause:
    """Take the matter up again; ``on`` is the last day of the pause, which is counted.

    Raises ``ValidationError`` for a day before it began or to come, and where it has ended.
    """
    require(actor, "matters.edit", pause.matter)
    locked(pause.matter)
    own = Pause.objects.select_for_update().get(pk=pause.pk)
    text = impossible_day(on, dates.today())
    if text:
        raise ValidationError({"on": text})
    if own.ended_on:
        raise ValidationError({"on": _("Uppehållet slutade redan %(day)s.") % {"day": in_words(own.ended_on)}})
    if on < own.began_on:
        told = {"day": in_words(own.began_on)}
        raise ValidationError({"on": _("Uppehållet började %(day)s och kan inte sluta före den dagen.") % told})
    own.ended_on = on
    own.save(update_fields=["ended_on"])
    record(actor, "matters.end_pause", own.matter, on=on.isoformat(), pause=str(own.pk))
    refresh(own.matter)
    return own


@transaction.atomic
def remove_pause(actor: Actor, pause: Pause, *, reason: str) -> None:
    """Take away a pause that never was. The trail keeps what it said, and why it was taken away."""
    require(actor, "matters.edit", pause.matter)
    matter = locked(pause.matter)
    tidy = " ".join(reason.split())[:300]
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför uppehållet tas bort.")})
    own = Pause.objects.select_for_update().filter(pk=pause.pk).first()
    if own is None:
        raise ValidationError({"reason": _("Uppehållet är redan borttaget.")})
    said = {"began": own.began_on.isoformat(), "ended": own.ended_on.isoformat() if own.ended_on else None}
    record(actor, "matters.remove_pause", matter, kind=str(own.kind), reason=tidy, reasons=own.reasons, **said)
    own.delete()
    refresh(matter)


def pause_from_decision(
    actor: Actor,
    decision: Decision,
    *,
    reasons: str = "",
) -> Pause | None:
    """The pause that a decision with a clause referred back or postponed begins; None for another decision.

    Without reasons of their own the clauses' words are kept. A decision has one pause: told again, that one is given.
    Where documents tell of a day on which it rested already, or was settled, nothing begins.
    """
    clauses = waiting(decision)
    if not clauses or decision.on is None:
        return None
    known = decision.pauses.first()
    if known or not _free(actor, decision.matter, decision.on):
        return known
    act = refer_back if _kind_by(clauses) == PauseKind.REFERRED_BACK else table
    return act(
        actor,
        decision.matter,
        on=decision.on,
        reasons=reasons.strip() or "\n".join(one.text for one in clauses),
        body=decision.body,
        decision=decision,
    )


def waiting(decision: Decision) -> list[Clause]:
    """The clauses of a final decision that let the matter wait."""
    clauses = decision.clauses.all() if decision.stage == Stage.FINAL else ()
    return [clause for clause in clauses if clause.outcome in WAITING]


def _kind_by(clauses: Sequence[Clause]) -> PauseKind:
    """What is sent back is prepared anew, whatever else is only put off."""
    back = any(one.outcome == Outcome.REFERRED_BACK for one in clauses)
    return PauseKind.REFERRED_BACK if back else PauseKind.TABLED


def follow_correction(actor: Actor, decision: Decision, *, waited: bool, reason: str) -> None:
    """Let the pause that a decision began follow when the decision is put right: another day, another kind, or none.

    ``waited`` is whether it let the matter wait before. Raises ``ValidationError`` for a day on which the pause had
    ended, or that another one has.
    """
    clauses, pause = waiting(decision), decision.pauses.first()
    if pause is None:
        if not waited:
            pause_from_decision(actor, decision)
        return
    if not clauses:
        remove_pause(actor, pause, reason=reason)
        return
    on, kind = decision.on or pause.began_on, _kind_by(clauses)
    if (pause.began_on, pause.kind) == (on, kind):
        return
    if pause.ended_on and on > pause.ended_on:
        told = {"day": in_words(pause.ended_on)}
        raise ValidationError({"on": _("Uppehållet som beslutet började slutade %(day)s, före den dagen.") % told})
    before, pause.began_on, pause.kind = pause.began_on, on, kind
    _refuse_overlap(pause)
    pause.save(update_fields=["began_on", "kind"])
    told = {"on": on.isoformat(), "before": before.isoformat(), "pause": str(pause.pk)}
    record(actor, "matters.move_pause", decision.matter, kind=str(kind), **told)


def count_vote(decision: Decision, clause: Clause | None, count: Count, *, taken_away: bool = False) -> None:
    """Let the pause that a decision of the council began tell by a vote on it how many asked: a minority may let the
    matter wait but once (KL 5:50). A vote that is taken away takes its numbers with it.

    Only a proposition that says plainly what yes and no lead to tells. Raises ``ValidationError`` for too few, and for
    a minority where one has let it wait before.
    """
    clauses, pause = waiting(decision), decision.pauses.first()
    about_it = clause in clauses if clause else bool(clauses) and len(clauses) == decision.clauses.count()
    if pause is None or not about_it or not _in_council(decision.matter, decision.body):
        return
    votes = asked_for(count, clause.outcome if clause else OUTCOMES[PauseKind(pause.kind)])
    if votes is None:
        return
    minority = votes * 2 < count.voted
    told = (None, None, False) if taken_away else (votes, count.present if minority else count.voted, minority)
    if not taken_away:
        again = decision.matter.pauses.filter(by_minority=True).exclude(pk=pause.pk).exists()
        problem = refusal(Asked(PauseKind(pause.kind), True, minority, told[0], told[1], again))
        if problem:
            raise ValidationError({"yes": problem.text})
    pause.votes_for, pause.present, pause.by_minority = told
    pause.save(update_fields=["votes_for", "present", "by_minority"])


def _free(actor: Actor, matter: Matter, on: dt.date) -> bool:
    """Whether a pause may begin on that day; one that lasts then ends the day before, since a new one takes over."""
    before = matter.pauses.filter(ended_on__isnull=True, began_on__lt=on).first()
    if before:
        end_pause(actor, before, on=on - ONE_DAY)
    try:
        _may_wait_from(matter, on)
        _refuse_overlap(Pause(matter=matter, began_on=on))
    except ValidationError:
        return False
    return True


def end_open_pause(actor: Actor, matter: Matter, *, on: dt.date) -> Pause | None:
    """End the pause that lasts, as a decision that settles the matter does; None where none lasts on that day."""
    pause = matter.pauses.filter(ended_on__isnull=True, began_on__lte=on).first()
    return end_pause(actor, pause, on=on) if pause else None
