"""Plans that tell in running sentences what is to be done, beneath their goals: "Socialnämnden erbjuder samtal till …".

A sentence counts where it stands under a goal or a heading of activities, has a part of the municipality for its
subject, and a verb of action in the present or with "ska". What the verb only states of the present is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samfrid.reading.document import Kind
from samfrid.reading.finders.activities import ACTIVITY_HEADING
from samfrid.reading.finders.bodies import Sort
from samfrid.reading.finders.fields import due_in, first_label
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.organisations import partners_in
from samfrid.reading.finders.sentences import Sentence
from samfrid.reading.reading import Commitment, Evidence

_GOAL = re.compile(
    r"^(?:\d+(?:\.\d+)*[.)]?\s+)?(?:del|insats|fokus|utvecklings|strategi|mål|prioriterat\s+)?"
    r"(?:mål|område|inriktning|målsättning|strategi|fokus)\w*\s*(?:\d|[A-ZÅÄÖ]\b|:)|"
    r"^(?:\d+(?:\.\d+)*[.)]?\s+)?(?:vi|kommunen)\s+(?:ska\s+)?[a-zåäö]+r?\b",
    re.IGNORECASE,
)
#: a goal on a line of its own that nothing marks as a heading
_GOAL_LINE = re.compile(r"^(?:(?:del)?mål|målområde|(?:insats|fokus)område|inriktning)\s*\d[^.]{0,80}$", re.IGNORECASE)
#: parts of the municipality that are no bodies by name
_PART = (
    r"(?:[\w-]*(?:hälsovården|skolorna|skolan|socialtjänsten|hemtjänsten|elevhälsan|familjecentralen|mottagningen|"
    r"samordnaren|teamet|gruppen|bolaget(?:\s(?-i:[A-ZÅÄÖ])\w+)?|[a-zåäö]*bolag(?:\s(?-i:[A-ZÅÄÖ])\w+){0,2}|biblioteken?|fältarna)|"
    r"kommunen|personalen|alla\s(?:chefer|medarbetare|verksamheter)|samtliga\s\w+)"
)
_SUBJECT = re.compile(rf"^(?:[A-ZÅÄÖ][^.,;:()]{{0,60}}?\s)?{_PART}(?=\s)", re.IGNORECASE)
_ACTS = re.compile(
    r"\s(?!ansvarar\sför\s(?!att\b))(?:och\s[^.,;]{3,50}?\s)?(?P<verb>ska(?:ll)?|kommer\satt|[a-zåäö]+(?:ar|er|år|ör))\s"
)
#: verbs that say how things are
_STATES = re.compile(
    r"^(?:är|har|var|kan|får|vill|bör|behöver|innebär|handlar|gäller|omfattar|visar|saknar|består|finns|möter|ser|"
    r"kräver|berör|beskriver|bygger|utgår|syftar|ligger|utgör|under|efter|eller|över|mer|"
    r"fler|år|när|där|för)$"
)
_OWNS = re.compile(
    r"^(?P<who>[A-ZÅÄÖ][^.;]{3,70}?)\s+(?:ansvarar|svarar)\s+för\s+(?:att\s+(?:det|detta)|det|detta|insatsen)\b"
)
#: whose activities the finder of lists reads
_LABELLED = re.compile(r"\b(?:Ansvar|Utförs\s+av)")
_READY = re.compile(r"(?:Klart?|Färdig\w*|Slutförs|Tidplan|Senast)\b")
_LAW = re.compile(r"\b(?:enligt|lag(?:en|stiftningen)?|föreskrift\w*)\b", re.IGNORECASE)


def plan_sentences(found: Found) -> Iterator[Commitment]:
    """What the sentences beneath a plan's goals say that a part of the municipality does or is to do."""
    if found.type.value not in ("plan", "guideline"):
        return
    outline = found.marks.outline
    goal = False
    for piece in outline.pieces:
        if piece.is_heading:
            headings = (piece.text, *outline.headings_of(piece)[:1])
            goal = any(_GOAL.search(heading) or ACTIVITY_HEADING.search(heading) for heading in headings)
        elif piece.kind is Kind.PARAGRAPH and _GOAL_LINE.match(piece.text):
            goal = True
        elif piece.kind is Kind.PARAGRAPH and goal and not _LABELLED.search(piece.text, first_label(piece.text)):
            yield from _in_paragraph(found, outline.sentences_in(piece.start, piece.end))


def _in_paragraph(found: Found, sentences: Sequence[Sentence]) -> Iterator[Commitment]:
    """The sentences of one paragraph; one that only says who is responsible belongs to the one before."""
    for index, sentence in enumerate(sentences):
        subject = _subject(found, sentence)
        if subject is None or _OWNS.match(sentence.text) or _LAW.search(sentence.text) or sentence.text.endswith("?"):
            continue
        later = sentences[index + 1 : index + 2]
        owner = _OWNS.match(later[0].text) if later else None
        ready = due_in(later[0].text, None, loose=True) if later and _READY.match(later[0].text) else None
        spans = [(sentence.start, sentence.end), *([(later[0].start, later[0].end)] if owner or ready else [])]
        yield Commitment(
            text=sentence.text.strip().rstrip("."),
            status="planned",
            responsible=owner["who"] if owner else subject,
            partners=[name.value for name in partners_in(sentence.text)],
            due=ready or due_in(sentence.text, None, loose=True),
            plan=found.plans[0].name if found.type.value == "plan" and found.plans else None,
            evidence=[Evidence(*span) for span in spans],
            confidence=0.6,
        )


def _subject(found: Found, sentence: Sentence) -> str | None:
    """The part of the municipality that the sentence begins with, if it acts."""
    body = found.marks.bodies.at(sentence.start)
    if body is not None and body.start == sentence.start and body.sort is not Sort.STATE:
        who = found.marks.text[body.start : body.end]
    else:
        match = _SUBJECT.match(sentence.text)
        who = match[0] if match else ""
    acts = _ACTS.match(sentence.text, len(who)) if who else None
    return who if acts and not _STATES.match(acts["verb"]) else None
