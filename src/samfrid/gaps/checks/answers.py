"""What was said in the council: questions answered in full, and promises that became commitments."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from django.db.models import Q

from samfrid.commitments.models import Origin
from samfrid.gaps import rules
from samfrid.gaps.checks.base import MATTER, Ask, Found, Group, Ids, Rule, day_of, only
from samfrid.gaps.rules.promises import bare, kept_by, promises_in
from samfrid.matters.models import Question, Reply

#: the kind of record that a commitment comes from when it comes from a sentence of an answer
SENTENCE: Final = "matters.answer"
#: the promise of a sentence is known by the matter and the sentence's words
_SPACE: Final = UUID("6f1c5f4e-3a52-4b7e-9a53-3b1d0f6c2a11")
PROMISE_DAYS: Final = 14


def promise_key(matter: UUID, sentence: str) -> UUID:
    """The key of what a sentence promises: the same wherever in the matter's answers it stands."""
    return uuid5(_SPACE, f"{matter}:{bare(sentence)}")


def _questions_half_answered(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:  # noqa: ARG001
    half = Question.objects.filter(Q(refers_back=True) | Q(lacks_figure=True), municipality_id=code)
    wanted = ("id", "number", "text", "answer", "refers_back", "created_at", "matter__title", "matter__access")
    rows = only(half, ids, "matter").select_related("matter", "matter__reply")
    for one in rows.only(*wanted, "matter__reply__answered_on").iterator():
        reply = getattr(one.matter, "reply", None)
        answered = reply.answered_on if reply else None
        verdict = rules.half_answered(answered, day_of(one.created_at), refers_back=one.refers_back)
        facts = {"number": str(one.number), "text": one.text[:300]}
        yield Found(one.matter_id, one.matter.title, verdict, str(one.pk), one.matter.access, facts)


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that everybody may read: whose, what, and when it was given."""

    matter: UUID
    title: str
    access: int
    text: str
    on: dt.date | None
    entered_on: dt.date


def _answers(code: str, ids: Ids, today: dt.date) -> Iterator[_Answer]:
    """Answers of the municipality, in one query each for those given in the council and those to single questions."""
    given = Q(answered_on__isnull=False) | Q(meeting_on__lte=today)
    replies = only(Reply.objects.filter(given, municipality_id=code).exclude(text=""), ids, "matter")
    wanted = ("matter_id", "matter__title", "matter__access", "text", "answered_on", "meeting_on", "created_at")
    for matter, title, access, text, answered, meeting, created in replies.values_list(*wanted).iterator():
        yield _Answer(matter, title, access, text, answered or meeting, day_of(created))
    questions = only(Question.objects.filter(municipality_id=code).exclude(answer=""), ids, "matter")
    narrow = ("matter_id", "matter__title", "matter__access", "answer", "matter__reply__answered_on", "created_at")
    for matter, title, access, text, answered, created in questions.values_list(*narrow).iterator():
        yield _Answer(matter, title, access, text, answered, day_of(created))


def _promises_forgotten(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    """Sentences that promise something and of which no commitment of the matter is likely to be."""
    promised: dict[tuple[UUID, UUID], tuple[_Answer, str]] = {}
    for answer in _answers(code, ids, ask.today):
        for sentence in promises_in(answer.text):
            promised.setdefault((answer.matter, promise_key(answer.matter, sentence)), (answer, sentence))
    made = _commitments_of({matter for matter, _key in promised})
    days = PROMISE_DAYS if ask.days is None else ask.days
    for (matter, key), (answer, sentence) in promised.items():
        kept = any(source == key or kept_by(sentence, text) for source, text in made.get(matter, ()))
        verdict = None if kept else rules.promise_forgotten(answer.on, answer.entered_on, ask.today, days)
        if verdict:
            facts = {"text": sentence[:600]}
            yield Found(matter, answer.title, verdict, str(key), answer.access, facts)


def _commitments_of(matters: set[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """What each matter has given: what it came from, and its words."""
    found: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    if matters:
        rows = Origin.objects.filter(page_kind=MATTER, page_id__in=matters)
        for matter, source, text in rows.values_list("page_id", "record_id", "commitment__text"):
            found[matter].append((source, text))
    return found


RULES: Final = (
    Rule("question_half_answered", MATTER, Group.ANSWER, _questions_half_answered),
    Rule("promise_forgotten", MATTER, Group.PROMISE, _promises_forgotten, days=PROMISE_DAYS),
)
