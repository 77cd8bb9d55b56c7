"""Proposed decisions: what a motion asks for, "förslag till beslut" for each body, and yrkanden in words of their own.

One proposal for each clause, with the body that is to decide it in the end. "Yrkar bifall" adds no words of its own
and is none; nor are a motion's demands where another document only retells them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samfrid.reading.document import Document
from samfrid.reading.finders.bodies import Body, Sort
from samfrid.reading.finders.clauses import DEMANDING, ClauseList, Purpose, clause_lists
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.items import Items
from samfrid.reading.finders.meeting import addressed_body, meeting_body, told_body
from samfrid.reading.finders.outcomes import outcome_of
from samfrid.reading.finders.outline import DECIDES
from samfrid.reading.finders.sentences import Sentence
from samfrid.reading.reading import Evidence, Proposal

#: "yrkar … att", and "Eva Ek (S) föreslår att"
_MOVES = re.compile(r"(?:\byrkar?\b|\([A-ZÅÄÖ]{1,5}\)\s+(?i:föreslår)\b)(?P<gap>[^.;]{0,80}?)\batt\s+")
#: whose demands are told once more: those of the motion, not of a member at the meeting
_RETOLD = re.compile(
    r"^(?:därför\s+|vidare\s+|där\s+)?(?:hon|han|hen|de|motionär\w*|motionen|förslagsställar\w*|initiativtagar\w*|"
    r"i\s+(?:sin\s+|en\s+)?(?:motion\w*|initiativ\w*|skrivelse\w*))\b",
    re.IGNORECASE,
)
_BARE_GAP = re.compile(r"\b(?:bifall|avslag|återremiss|bordläggning)\b", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:(?:kommun|region)?(?:fullmäktige|styrelsen|nämnden|utskottet)\s+(?:ska\s+)?(?:besluta[rs]?\s+)?)?(?:att\s+)?"
    r"(?:bifalla|avslå|återremittera|bordlägga|"
    r"(?:ärendet|motionen|frågan|förslaget|\w+yrkandet)\s+(?:ska\s+)?(?:återremitteras?|bordläggs?|avgörs?|avgöras|"
    r"bifalls?|avslås?|besvaras?))",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:föreslår|yrkar|hemställer|förslag(?:et)?\s+är)\s+(?:(?:jag|vi|därför|därmed|"
    r"härmed)\s+)*(?P<what>att\s+\S.*)",
    re.IGNORECASE | re.DOTALL,
)
#: how a citizen asks: "Jag vill att kommunen sätter upp skyltar"
_WANTS = re.compile(
    r"\b(?:jag|vi)\s+(?:vill|önskar|tycker|anser)\s+(?P<what>att\s+(?:kommunen|man|ni|det|nämnden)\s+\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NEXT = re.compile(r"(?:,\s+(?:(?:samt|och)\s+)?|\s+samt\s+)(?=att\s)", re.IGNORECASE)
_DECIDES_THAT = re.compile(
    r"^[\wåäöÅÄÖ, -]{3,60}?\b(?:även\s+|också\s+|dessutom\s+)?beslutar?\s+(?:även\s+|också\s+)?att\s+", re.IGNORECASE
)


#: "yrkar att utskottet även föreslår att kommunfullmäktige …": for whom it is in the end
_PASSED_ON = re.compile(
    r"[\wåäöÅÄÖ -]{3,60}?\b(?:även\s+|också\s+|dessutom\s+)?föreslår\s+(?:att\s+)?"
    r"(?=[\w-]*(?:fullmäktige|styrelsen|nämnden)\b)",
    re.IGNORECASE,
)
#: what a board proposes that the council decides
_TO_ANOTHER = re.compile(
    r"[A-ZÅÄÖ][\wåäö, -]{3,60}?\s(?:föreslår|föreslog|har\s+föreslagit)\s+(?:att\s+)?"
    r"(?P<text>(?:kommun|region)?fullmäktige\s+[^.;]{5,250})\.?$"
)


def find(document: Document, found: Found) -> list[Proposal]:
    """All proposals in the order of the document."""
    lists = clause_lists(found.marks, found.type.value, [item.evidence[0].start for item in found.items])
    items = Items(found.items)
    proposals: list[Proposal] = []
    for part in lists:
        if part.purpose is not Purpose.DECISION:
            proposals += _listed(document, found, items, part)
    if found.type.value in DEMANDING and not proposals:
        proposals += (p for s in found.marks.outline.sentences for p in _asked(document, found, s))
    if found.type.value == "minutes":
        taken = [(part.cue[0], part.clauses[-1].end) for part in lists]
        proposals += (p for s in found.marks.outline.sentences for p in _moved(document, found, items, s, taken))
    return sorted(proposals, key=lambda proposal: proposal.evidence[0].start)


def _listed(document: Document, found: Found, items: Items, part: ClauseList) -> Iterator[Proposal]:
    start = part.clauses[0].start
    common = told_body(found, part.body, start) or _default_body(found, part, start)
    for clause in part.clauses:
        text = document.text[clause.start : clause.end]
        body = told_body(found, clause.body, clause.start) or common
        outcome = outcome_of(text) or part.lead
        spans = [(clause.start, clause.end), part.cue]
        if body is not None and not any(begin <= body.start and body.end <= end for begin, end in spans):
            spans.append((body.start, body.end))
        yield Proposal(
            body=_named(found, part, body),
            text=text,
            outcome=outcome.value if outcome else "other",
            evidence=[Evidence(*span) for span in spans],
            confidence=0.92 if body and outcome else 0.75,
            item=items.index_at(clause.start),
        )


def _named(found: Found, part: ClauseList, body: Body | None) -> str | None:
    """The body's name; "fullmäktige" of a motion is the kommunfullmäktige."""
    council = _decides(found) if part.purpose is Purpose.DEMAND else None
    if council and (body is None or (body.generic and body.sort is Sort.COUNCIL)):
        return council
    return body.value if body else None


def _default_body(found: Found, part: ClauseList, position: int) -> Body | None:
    """Who decides where the list does not say: the addressee, in minutes the meeting, for a motion the council."""
    if found.type.value in ("minutes", "agenda"):
        return meeting_body(found, position)
    addressed = addressed_body(found)
    if addressed is not None or part.purpose is not Purpose.DEMAND:
        return addressed
    wanted = {Sort.COUNCIL} if _decides(found) else DECIDES
    return next((body for body in found.marks.bodies if body.sort in wanted), None)


def _asked(document: Document, found: Found, sentence: Sentence) -> Iterator[Proposal]:
    """ "Jag föreslår att kommunen tecknar avtal …": demands in running text."""
    match = _ASKS.search(sentence.text) or (
        _WANTS.search(sentence.text) if found.type.value == "citizen_proposal" else None
    )
    if match is None or sentence.text.endswith("?"):
        return
    starts = [
        match.start("what"),
        *(m.end() for m in _NEXT.finditer(sentence.text, match.end("what") - len(match["what"]))),
    ]
    body = addressed_body(found)
    if body is None and _decides(found) is None:
        body = next((b for b in found.marks.bodies if b.sort in DECIDES and not b.generic), None)
    for start, end in zip(starts, [*starts[1:], len(sentence.text)], strict=True):
        text = re.sub(r"[,\s]*(?:samt|och)?\s*$", "", sentence.text[start:end])
        outcome = outcome_of(text)
        first = sentence.start + start
        yield Proposal(
            body=body.value if body else _decides(found),
            text=document.text[first : first + len(text)],
            outcome=outcome.value if outcome else "other",
            evidence=[Evidence(first, first + len(text)), *([Evidence(body.start, body.end)] if body else [])],
            confidence=0.6,
        )


def _decides(found: Found) -> str | None:
    """Motions and citizens' proposals are for the council (KL 5:22, 8:1), whether they say so or not."""
    return "kommunfullmäktige" if found.type.value in ("motion", "citizen_proposal") else None


def _moved(
    document: Document, found: Found, items: Items, sentence: Sentence, taken: list[tuple[int, int]]
) -> Iterator[Proposal]:
    """ "X yrkar att nämnden beviljar …": a yrkande with words of its own is a proposal to the meeting."""
    if any(start <= sentence.start < end for start, end in taken):
        return
    if (to_other := _to_another(document, found, items, sentence)) is not None:
        yield to_other
        return
    match = _MOVES.search(sentence.text)
    if match is None or _BARE_GAP.search(match["gap"]) or _RETOLD.match(sentence.text):
        return
    rest = sentence.text[match.end() :]
    inner = _DECIDES_THAT.match(rest)
    start = match.end() + (inner.end() if inner else 0)
    passed_on = _PASSED_ON.match(sentence.text, start)
    start = passed_on.end() if passed_on else start
    if _BARE.match(sentence.text[start:]):
        return
    text = sentence.text[start:].rstrip(" .")
    named = found.marks.bodies.at(sentence.start + start) if passed_on else None
    body = named if named and named.sort in DECIDES else meeting_body(found, sentence.start)
    outcome = outcome_of(text)
    span = (sentence.start + start, sentence.start + start + len(text))
    spans = [span, (sentence.start, sentence.end), *([(body.start, body.end)] if body else [])]
    yield Proposal(
        body=body.value if body else None,
        text=document.text[slice(*span)],
        outcome=outcome.value if outcome else "other",
        evidence=[Evidence(*s) for s in spans],
        confidence=0.7,
        item=items.index_at(sentence.start),
    )


def _to_another(document: Document, found: Found, items: Items, sentence: Sentence) -> Proposal | None:
    """ "Kommunstyrelsen föreslår att fullmäktige bifaller motionen": what a body proposes to another, in a sentence."""
    match = _TO_ANOTHER.match(sentence.text)
    first = found.marks.bodies.at(sentence.start)
    if match is None or first is None or first.sort not in DECIDES or first.sort is Sort.COUNCIL:
        return None
    span = (sentence.start + match.start("text"), sentence.start + match.end("text"))
    body = found.marks.bodies.at(span[0])
    outcome = outcome_of(match["text"])
    if body is None or body.sort is not Sort.COUNCIL or outcome is None:
        return None
    return Proposal(
        body=body.value,
        text=document.text[slice(*span)],
        outcome=outcome.value,
        evidence=[Evidence(*span), Evidence(sentence.start, sentence.end)],
        confidence=0.6,
        item=items.index_at(sentence.start),
    )
