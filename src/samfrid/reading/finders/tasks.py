"""Tasks given by a decision and promises that are asked about.

"ge socialförvaltningen i uppdrag att utreda …" is a commitment of the socialförvaltning. In an interpellation nobody
knows yet how it went, so its status is unknown. What is only proposed is no task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.bodies import Sort
from samfrid.reading.finders.fields import due_in
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.organisations import partners_in
from samfrid.reading.finders.sentences import Sentence
from samfrid.reading.reading import Commitment, Decision, Evidence

ASKING = frozenset({"interpellation", "question"})
_GIVEN = re.compile(
    r"\b(?:ge[rs]?|gav|gavs|gett|givit|lämnar?|uppdrar?|uppdrog)\s+(?:åt\s+|"
    r"till\s+)?(?P<who>[^.;]{3,70}?)\s+(?:i\s+uppdrag\s+)?att\s+(?=\w)",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"(?P<who>[\wåäöÅÄÖ-][^.;,]{2,70}?)\s+(?:får|fick|ges|har\s+fått|gavs)\s+(?:\w+\s+){0,2}?(?:i\s+|"
    r"som\s+(?:första\s+|ny\s+)?)?(?:uppdrag|uppgift)(?:et)?\s+att\s+",
    re.IGNORECASE,
)
#: "fick nämnden i uppdrag av fullmäktige att öppna …"
_GOT = re.compile(
    r"\b(?:fick|har)\s+(?P<who>[\wåäöÅÄÖ-]+(?:\s[\wåäö-]+){0,4}?)\s+(?:fått\s+)?i\s+uppdrag\s+av\s+[\w-]+\s+att\s+",
    re.IGNORECASE,
)
_SHALL = re.compile(r"^(?:att\s+)?(?P<who>[A-ZÅÄÖa-zåäö][^.;,]{2,60}?)\s+ska(?:ll)?\s+(?=[a-zåäö])")
#: what goes with a grant: "Föreningen ska lämna en redovisning senast …"
_BOUND = re.compile(
    r"(?:att\s+)?(?P<who>(?:föreningen|jouren|bolaget|sökanden))\s+ska(?:ll)?\s+(?=[a-zåäö])", re.IGNORECASE
)
_SO_THAT = re.compile(r"\bpå\s+så\s+sätt\s+att\b", re.IGNORECASE)
_MEANS = re.compile(
    r"^(?:beslutet|det)\s+(?:innebär|betyder)\s+att\s+(?P<who>[^.;,]{3,60}?)\s+ska(?:ll)?\s+", re.IGNORECASE
)
_SECOND = re.compile(r"\s(?:och|samt)\s(?=(?:att\s)?(?:ta\sfram|[a-zåäö]+[ae])\s(?:en|ett|ny|nya|nytt)\b)")
_REPORT_BACK = re.compile(
    r"^(?:detta|\w+(?:en|et|an))\s+ska(?:ll)?\s+(?:vara\s+)?(?:klar\w*|färdig\w*|redovis\w*|återrapport\w*|lämnas|"
    r"presenteras|"
    r"slutför\w*|läggas\s+fram)",
    re.IGNORECASE,
)
_LED_BY = re.compile(r"^(?:arbetet|uppdraget)\s+leds\s+av\s+(?P<who>[^.;]+?)(?=\s+och\s+ska|[.;]|$)", re.IGNORECASE)
_PROMISED = re.compile(r"\b(?:lovade|utlovade|lovat|utlovat)\s+(?:\w+\s+){0,3}?att\s+(?P<what>[^.;]+)", re.IGNORECASE)
_PLAN_SAYS = re.compile(
    r"\b(?:anges|står|sägs|framgår|anger|säger|slår\s+fast|"
    r"fastslås)\s+(?:\w+\s+){0,2}?att\s+(?P<what>[^”\"»,.;]+\bska\b[^”\"»,.;]+)[.;,]",
    re.IGNORECASE,
)
#: "Enligt planen skulle en jourlägenhet öppnas senast …"
_PLAN_PROMISED = re.compile(
    r"^(?:enligt|i)\s+(?:[\wåäö]*(?:planen|programmet|strategin)|beslutet)\s+(?:ska|skulle)\s+(?P<what>[^.;?]{15,})",
    re.IGNORECASE,
)
_MOTION_ASKED = re.compile(
    r"\bmotion\w*\s+(?:\w+\s+){0,3}?(?:föreslogs|föreslog|föreslår|"
    r"yrkade(?:s)?)\s+(?P<what>att\s+[^.;]+?)(?=\s+och\s+att\b|,\s+(?:och|samt|men)\b|[.;])",
    re.IGNORECASE,
)
#: "gav kommunfullmäktige utbildningsnämnden i uppdrag": who gave the task stands first
_GIVER = re.compile(
    r"^(?:(?:kommun)?fullmäktige|kommunstyrelsen|[\wåäö]*nämnden|utskottet)\s+"
    r"(?=[\wåäö-]+(?:nämnden|styrelsen|förvaltningen|chefen|direktören|kontoret|förvaltning)\b)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w{4,}")


def decided_tasks(document: Document, found: Found) -> Iterator[Commitment]:
    """One for each task that a decision gives; two where it gives two."""
    for decision in found.decisions:
        if decision.outcome not in ("tasked", "granted", "partly_granted", "other"):
            continue
        span = decision.evidence[0]
        text = document.text[span.start : span.end]
        given = (
            _GETS.search(text)
            or _GOT.search(text)
            or _GIVEN.search(text)
            or (_SHALL.match(text) if decision.outcome == "tasked" else None)
        )
        if given is not None and decision.outcome == "tasked":
            yield from _tasks(document, found, (span.start + given.end(), span.end), given["who"], span, decision)
        elif bound := (_BOUND.match(text) if decision.outcome == "other" else None):
            yield from _tasks(document, found, (span.start + bound.end(), span.end), bound["who"], span, decision)
        elif _SO_THAT.search(text):
            yield _task(document, found, (span.start, span.end), None, [span])


def _tasks(
    document: Document,
    found: Found,
    what: tuple[int, int],
    who: str,
    context: Evidence,
    decision: Decision | None = None,
) -> Iterator[Commitment]:
    text = document.text[slice(*what)]
    second = _SECOND.search(text)
    parts = [what] if second is None else [(what[0], what[0] + second.start()), (what[0] + second.end(), what[1])]
    after = _following(found, what[1]) if decision is not None else None
    for part in parts:
        commitment = _task(document, found, part, who, [context])
        if after is not None and commitment.due is None:
            commitment.due = due_in(after.text, None)
        yield commitment


def _following(found: Found, position: int) -> Sentence | None:
    """The next sentence, where it says when to report back: "Uppdraget ska redovisas senast …"."""
    later = found.marks.outline.sentences_in(position, position + 400)
    return later[0] if later and _REPORT_BACK.match(later[0].text) else None


def _task(
    document: Document, found: Found, what: tuple[int, int], who: str | None, context: list[Evidence]
) -> Commitment:
    text = document.text[slice(*what)].strip().rstrip(".,; ")
    today = found.date.value if found.date else None
    evidence = Evidence(what[0], what[1])
    return Commitment(
        text=text,
        status="unknown" if found.type.value in ASKING else "planned",
        responsible=_clean(who),
        partners=[name.value for name in partners_in(text)],
        due=due_in(text, today),
        evidence=[evidence, *(e for e in context if (e.start, e.end) != what)],
        confidence=0.88,
    )


def _clean(who: str | None) -> str | None:
    """The responsible alone: without "åt", "därför", a date before the name."""
    if not who:
        return None
    who = re.sub(r"^(?:den\s+)?\d[\d-]*(?:\s+[a-z]+\s+\d{4})?,?\s+", "", who.strip())
    who = _GIVER.sub("", who)
    who = re.sub(r"^\(?§\s?\d+\)?,?\s+", "", who)
    name = re.sub(
        r"^(?:att\s+|åt\s+|till\s+|samtidigt\s+|därför\s+|även\s+|dessutom\s+|–\s*)+",
        "",
        who.strip(),
        flags=re.IGNORECASE,
    )
    return name if 2 < len(name) <= 70 else None


def told_tasks(document: Document, found: Found) -> Iterator[Commitment]:
    """Tasks told in a sentence: "Samordnaren får som första uppgift att …", "Beslutet innebär att nämnden ska …"."""
    taken = [(d.evidence[0].start, d.evidence[0].end) for group in (found.decisions, found.proposals) for d in group]
    own = found.type.value in ("interpellation_answer", "question_answer", "news", "report", "statement")
    for sentence in found.marks.outline.sentences:
        piece = found.marks.outline.piece_at(sentence.start)
        if piece is None or piece.kind in (Kind.HEADING, Kind.TABLE_ROW, Kind.SIGNATURE) or sentence.text.endswith("?"):
            continue
        context = Evidence(sentence.start, sentence.end)
        means = _MEANS.match(sentence.text)
        gets = _GETS.search(sentence.text) if own and _given_in(sentence.text.casefold()) else None
        match = means or gets
        if match is not None and not any(start < sentence.end and sentence.start < end for start, end in taken):
            end = sentence.end - len(_says(sentence.text))
            yield from _tasks(document, found, (sentence.start + match.end(), end), match["who"], context)


def _given_in(lowered: str) -> bool:
    """Whether a sentence has one of the words that ``_GETS`` turns on; most have none."""
    return "uppdrag" in lowered or "uppgift" in lowered


def _says(text: str) -> str:
    """The tail of a quotation: ", säger han."."""
    match = re.search(r",\s+(?:säger|menar|berättar|förklarar)\b[^,]*$", text)
    return match[0] if match else ""


def promises(document: Document, found: Found) -> Iterator[Commitment]:
    """In an interpellation: what was promised, what a plan says shall be, what a granted motion asked for."""
    if found.type.value in ("interpellation_answer", "question_answer", "memo", "report", "news"):
        yield from _planned(document, found)
    if found.type.value not in ASKING:
        return
    granted = any(decision.outcome == "granted" for decision in found.decisions)
    for sentence in found.marks.outline.sentences:
        context = Evidence(sentence.start, sentence.end)
        for pattern in (_PROMISED, _PLAN_SAYS, _PLAN_PROMISED, *([_MOTION_ASKED] if granted else [])):
            match = pattern.search(sentence.text)
            if match is None or sentence.text.endswith("?"):
                continue
            span = (sentence.start + match.start("what"), sentence.start + match.end("what"))
            commitment = _task(document, found, span, None, [context])
            if pattern is _PLAN_SAYS:
                plan = next((p for p in found.plans if p.name in sentence.text), None)
                if plan is None:
                    continue
                commitment.status, commitment.plan = "planned", plan.name
                commitment.due = due_in(commitment.text, None, loose=True)
            commitment.confidence = 0.7
            yield commitment


def _planned(document: Document, found: Found) -> Iterator[Commitment]:
    """ "Enligt planen ska ett särskilt boende finnas på plats senast 2027"."""
    for sentence in found.marks.outline.sentences:
        match = _PLAN_PROMISED.search(sentence.text)
        if match and "skulle" not in match[0][:40] and (due := due_in(sentence.text, None, loose=True)):
            commitment = _task(document, found, (sentence.start, sentence.end), None, [])
            commitment.due, commitment.confidence = due, 0.6
            yield commitment


def asked_about(found: Found, commitment: Commitment) -> str | None:
    """Who a question says is to do it: "Hur långt har kommunledningskontoret kommit med …"."""
    words = set(_WORDS.findall(commitment.text.casefold()))
    for question in found.questions:
        shared = words & set(_WORDS.findall(question.text.casefold()))
        if not words or len(shared) / len(words) < 0.6:
            continue
        span = question.evidence[0]
        bodies = [
            b
            for b in found.marks.bodies.within(span.start, span.end)
            if b.sort in (Sort.UNIT, Sort.COMMITTEE, Sort.EXECUTIVE)
        ]
        if bodies:
            commitment.evidence.append(Evidence(bodies[0].start, bodies[0].end))
            return bodies[0].value
    return None
