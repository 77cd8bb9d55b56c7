"""How an interpellation or a question is answered (KL 5:59 to 5:64), and what a follow-up question asks about."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.matters import rules
from samfrid.matters.actions.listed import refresh
from samfrid.matters.actions.register import locked
from samfrid.matters.course import course_now
from samfrid.matters.models import Clause, EventKind, Matter, Minutes, Question, Reply, Stage
from samfrid.matters.rules.process import Course, impossible_day
from samfrid.matters.rules.replies import may_be_passed_on
from samfrid.matters.rules.types import TypeRules
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words, months_after
from samfrid.municipalities.models import Access, BodyKind
from samfrid.municipalities.permissions import require

#: how far ahead a meeting can be planned; a year later is a slip of the pen
MONTHS_AHEAD = 24


def _open(matter: Matter) -> tuple[Matter, Course, Reply | None]:
    """The matter, locked, with its reply; refused where it is none that is answered, or has ended."""
    own = locked(matter)
    if own.kind not in rules.ASKING_KINDS:
        raise ValidationError(_("Bara interpellationer och frågor besvaras så."))
    course = course_now(own, dates.today())
    for kind in (EventKind.WITHDRAWN, EventKind.CLOSED):
        day = course.day_of(kind)
        if day:
            told = {"step": str(kind.label), "day": in_words(day)}
            raise ValidationError(_("Ärendet är %(step)s sedan %(day)s.") % told)
    return own, course, Reply.objects.filter(matter=own).first()


@transaction.atomic
def plan_reply(
    actor: Actor,
    matter: Matter,
    *,
    meeting_on: dt.date,
    answerer: str,
    function: str = "",
    passed_on: bool = False,
) -> Reply:
    """Say who answers at which meeting of the council; said again, it is moved, and the trail keeps what was said.

    The one who was asked may pass it on to another (KL 5:63). Raises ``ValidationError`` for a meeting before it was
    raised or in a year that cannot be, without a name, and once it is answered.
    """
    require(actor, "matters.edit", matter)
    own, course, reply = _open(matter)
    tidy, today = " ".join(answerer.split())[:160], dates.today()
    if reply and reply.answered_on:
        told = {"day": in_words(reply.answered_on)}
        raise ValidationError({"meeting_on": _("Den besvarades %(day)s.") % told})
    if not tidy:
        raise ValidationError({"answerer": _("Skriv vem som svarar.")})
    if passed_on and not may_be_passed_on(own.addressee, tidy):
        text = _("Den är ställd till %(name)s. Skriv vem den överlämnades till (kommunallagen 5 kap. 63 §).")
        raise ValidationError({"answerer": text % {"name": own.addressee}})
    if course.raised_on and meeting_on < course.raised_on:
        told = {"day": in_words(course.raised_on)}
        raise ValidationError({"meeting_on": _("Den väcktes %(day)s och kan inte besvaras före det.") % told})
    if meeting_on > months_after(today, MONTHS_AHEAD):
        raise ValidationError({"meeting_on": _("Året %(year)s kan inte stämma.") % {"year": meeting_on.year}})
    before = reply.meeting_on if reply else None
    reply = reply or Reply(municipality_id=actor.municipality_code, matter=own)
    reply.meeting_on, reply.answerer, reply.passed_on = meeting_on, tidy, passed_on
    reply.function = " ".join(function.split())[:160]
    reply.save()
    record(
        actor,
        "matters.move_reply" if before and before != meeting_on else "matters.plan_reply",
        own,
        name=tidy,
        meeting_on=meeting_on.isoformat(),
        before=before.isoformat() if before else None,
        passed_on=passed_on,
    )
    refresh(own)
    return reply


@transaction.atomic
def give_answer(actor: Actor, matter: Matter, *, text: str, at: dt.datetime) -> Reply:
    """Keep the written answer and when the asker had it. She reads it from then on, others from the meeting.

    That it came after the local rule's last moment is no reason to refuse it: ask :func:`late_answer`. Raises
    ``ValidationError`` without words, for a moment to come or before it was raised, and before somebody is to answer.
    """
    require(actor, "matters.edit", matter)
    own, course, reply = _open(matter)
    if reply is None or not reply.answerer:
        raise ValidationError({"text": _("Ange först vem som svarar och på vilket sammanträde.")})
    if not text.strip():
        raise ValidationError({"text": _("Skriv svaret.")})
    day = timezone.localdate(at)
    wrong = impossible_day(day, dates.today()) or (_("Tiden har inte varit än.") if at > dates.now() else "")
    if wrong:
        raise ValidationError({"at": wrong})
    if course.raised_on and day < course.raised_on:
        told = {"day": in_words(course.raised_on)}
        raise ValidationError({"at": _("Den väcktes %(day)s och kan inte ha fått svar före det.") % told})
    again = bool(reply.text)
    reply.text, reply.given_at = text.strip(), at
    reply.save(update_fields=["text", "given_at"])
    record(actor, "matters.give_answer", own, name=reply.answerer, at=at.isoformat(), again=again)
    refresh(own)
    return reply


def late_answer(reply: Reply, type_rules: TypeRules) -> rules.Moment | None:
    """The local rule's last moment, where the asker had the answer after it; None where it came in time."""
    moment = rules.answer_moment(type_rules, reply.meeting_on) if reply.meeting_on else None
    return moment if moment and reply.given_at and reply.given_at > moment.at else None


@transaction.atomic
def answer_in_council(
    actor: Actor, matter: Matter, *, on: dt.date, minutes: Minutes | None = None, paragraph: str = ""
) -> Reply:
    """Record that it was answered at a meeting of the council, in which minutes and paragraph (KL 5:68).

    Raises ``ValidationError`` before the council has let it be put (KL 5:62, 5:64), before somebody is to answer, for a
    day to come, twice, and for minutes of another body or day.
    """
    require(actor, "matters.edit", matter)
    own, course, reply = _open(matter)
    if reply is None or not reply.answerer:
        raise ValidationError({"on": _("Ange först vem som svarar och på vilket sammanträde.")})
    if reply.answered_on:
        raise ValidationError({"on": _("Den besvarades %(day)s.") % {"day": in_words(reply.answered_on)}})
    wrong = impossible_day(on, dates.today())
    if wrong:
        raise ValidationError({"on": wrong})
    put = course.day_of(EventKind.PUT)
    if course.rules.needs_leave and put is None:
        text = _("Anteckna först att fullmäktige lät den ställas (kommunallagen 5 kap. 62 §). Det kan vara samma dag.")
        raise ValidationError({"on": text})
    first = max((day for day in (put, course.raised_on) if day), default=None)
    if first and on < first:
        raise ValidationError(
            {"on": _("Den fick ställas %(day)s och kan inte ha besvarats före det.") % {"day": in_words(first)}}
        )
    _fits(minutes, on)
    reply.answered_on, reply.minutes, reply.paragraph = on, minutes, " ".join(paragraph.split())[:20]
    reply.save(update_fields=["answered_on", "minutes", "paragraph"])
    _fill_question(own, reply)
    record(actor, "matters.answer_in_council", own, name=reply.answerer, on=on.isoformat(), paragraph=reply.paragraph)
    refresh(own)
    return reply


def _fits(minutes: Minutes | None, on: dt.date) -> None:
    if minutes and minutes.body.kind != BodyKind.COUNCIL:
        raise ValidationError({"minutes": _("Den besvaras i fullmäktige. Välj fullmäktiges protokoll.")})
    if minutes and minutes.met_on != on:
        told = {"day": in_words(minutes.met_on)}
        raise ValidationError({"minutes": _("Protokollet är från %(day)s. Välj det från samma dag.") % told})


def _fill_question(matter: Matter, reply: Reply) -> None:
    """The answer to a matter's only question is the whole of it, once all may read it; of several nobody can tell."""
    questions = list(matter.questions.all()[:2])
    if reply.text and len(questions) == 1 and not questions[0].answer:
        questions[0].answer = reply.text
        questions[0].save(update_fields=["answer"])


@transaction.atomic
def complete_answer(actor: Actor, question: Question, *, answer: str) -> Question:
    """Give a question the answer that it lacked, where it pointed at another or came without its figure.

    Raises ``ValidationError`` without words, for the same words again, and for a question that lacks nothing: what
    somebody else has just completed is not written over. The trail keeps what stood there, of a public matter.
    """
    matter = question.matter
    require(actor, "matters.edit", matter)
    locked(matter)
    own, tidy = Question.objects.get(pk=question.pk), answer.strip()
    if not tidy:
        raise ValidationError({"answer": _("Skriv svaret.")})
    if not (own.refers_back or own.lacks_figure):
        raise ValidationError(_("Frågan har redan fått hela sitt svar. Öppna ärendet och läs det."))
    if " ".join(tidy.split()) == " ".join(own.answer.split()):
        raise ValidationError({"answer": _("Svaret är som förut. Skriv det som saknas.")})
    # the trail is read by more than those who may read a closed matter
    before = own.answer if matter.access == Access.PUBLIC else ""
    own.answer, own.refers_back, own.lacks_figure = tidy, False, False
    own.save(update_fields=["answer", "refers_back", "lacks_figure"])
    record(actor, "matters.complete_answer", matter, number=own.number, before=before)
    refresh(matter)
    return own


@transaction.atomic
def ask_about(actor: Actor, question: Question, clause: Clause | None) -> Question:
    """Say which decided clause a question asks about; None takes that back. Both matters tell of it.

    Raises ``ValidationError`` for a clause that is only proposed, or of the question's own matter.
    """
    matter = question.matter
    require(actor, "matters.edit", matter)
    locked(matter)
    own = Question.objects.get(pk=question.pk)
    if clause:
        require(actor, "open.read", clause.decision.matter)
        if clause.decision.stage != Stage.FINAL:
            raise ValidationError({"clause": _("Välj en att-sats som är beslutad, inte ett förslag.")})
        if clause.decision.matter_id == matter.pk:
            raise ValidationError({"clause": _("Välj en att-sats ur ett annat ärende.")})
    if own.about_clause_id == (clause.pk if clause else None):
        return own
    own.about_clause = clause
    own.save(update_fields=["about_clause"])
    record(actor, "matters.ask_about", matter, number=own.number, clause=str(clause.pk) if clause else None)
    if clause:
        record(actor, "matters.ask_about", clause.decision.matter, question=str(own.pk), matter=str(matter.pk))
    refresh(matter)
    return own
