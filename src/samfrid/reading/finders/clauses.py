"""Lists of clauses under a cue: "Förslag till beslut", "Socialnämnden beslutar", "Vi yrkar att fullmäktige beslutar".

One clause is one thing to decide. What the list is for (a proposal, a decision, a motion's demand) is read from the cue
line and from the headings above it; who decides is the last body that the cue names ("KSAU föreslår besluta att föreslå
KS besluta att …" is for the kommunstyrelse). A motion's demands that a memo restates are not proposals, so such lists
are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from samfrid.reading import patterns
from samfrid.reading.document import Kind
from samfrid.reading.finders.bodies import Body
from samfrid.reading.finders.found import Marks
from samfrid.reading.finders.outcomes import Outcome, outcome_of
from samfrid.reading.finders.outline import DECIDES, Piece, heading_like
from samfrid.reading.finders.sentences import spans


class Purpose(StrEnum):
    PROPOSAL = "proposal"
    DECISION = "decision"
    DEMAND = "demand"  # what a motion, an initiative or a citizen's proposal asks for
    RESTATED = "restated"  # another document's demands, told


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: ``text[start:end]``, its number in its list, and the body that it says itself is to decide."""

    start: int
    end: int
    number: int
    body: Body | None = None


@dataclass(slots=True)
class ClauseList:
    """Clauses under one cue. ``body`` is the body that decides, None where the cue names none."""

    purpose: Purpose
    cue: tuple[int, int]
    body: Body | None
    clauses: list[Clause] = field(default_factory=list)
    #: what the lead-in does with each clause: "Nämnden uppdrar åt förvaltningen att"
    lead: Outcome | None = None


@dataclass(frozen=True, slots=True)
class _Cue:
    purpose: Purpose
    body: Body | None
    #: a heading sets the stage and closes what was open; a line only narrows it
    heading: bool
    #: where the first clause begins on the cue's own line, 0 for none
    rest: int = 0
    lead: Outcome | None = None


_PROPOSAL_HEADING = re.compile(
    r"(?:\bförslag\b.*\bbeslut\w*|^beslutsförslag|^(?:[\w, -]+s\s)?förslag(?:\s+till\s+(?:yttrande|svar))?\s*:?$"
    r"|^[\w -]{3,60}s\s+förslag\s+(?:i|under|på)\s+(?:ärende|punkt|§)\s*\d+\s*:?$"
    r"|^[\w -]{3,60}s\s+förslag\s+till\s+(?:[\w,-]+\s+){0,8}?[\w-]*(?:fullmäktige|styrelsen|nämnden|utskottet)\s*:?$)",
    re.IGNORECASE,
)
_AT_MEETING = re.compile(r"(?:på|under|vid)\s+(?:mötet|sammanträdet|dagens)|yrkande", re.IGNORECASE)
_NOT_OWN = re.compile(
    r"^(?:alternativ|tidigare|motion|medborgarförslag|förslagsställ|initiativ|interpell|e-förslag)", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:beslut(?:ade|at)|beslöt|antog|godkände|tillstyrkte|avstyrkte|avslog|biföll)\b", re.IGNORECASE)
_DECISION_HEADING = re.compile(
    r"^(?:\d+[.)]?\s+)?(?:[\w,åäö -]+s\s+)?beslut(?:\s+i\s+ärendet|\s+för\s+egen\s+del|\s+den\s+[\w ]+|"
    r"\s+\d{4}-\d\d-\d\d)?\s*:?$",
    re.IGNORECASE,
)
#: beneath a proposal to another body, what the body decides itself
_FOR_ITSELF = re.compile(r"\bför\s+egen\s+del\b", re.IGNORECASE)
_CLAUSE_LINE = 200
_PROPOSES = patterns.compile(
    r"\b(?:föreslå\w*|förslår|hemställ\w*|yrka\w*|anhåll\w*|vill\s+(?:därför\s+)?att)\b", re.IGNORECASE
)
_DECIDES_VERB = patterns.compile(r"\bbesluta[rs]?\b|\bbeslut\s+att$", re.IGNORECASE)
_OPEN_END = re.compile(
    r"(?:\b(?:(?:yrkar|föreslår|hemställer)\s+[A-ZÅÄÖ]\w+(?:\s+\w+){0,3}?(?:\s+på)?|yrkar\s+på|besluta[rs]?|beslut|att|följande|föreslår(?:\s+(?:vi|jag))?|yrkar(?:\s+(?:vi|jag))?|hemställer|"
    r"kommunfullmäktige|fullmäktige|att\s+(?:kommunen|kommunstyrelsen|\S*nämnden)|följande\s+beslut)"
    r"(?:\s+(?:därför|därmed|följande|att|vi|jag))*"
    r"(?:\s+(?:med\s+anledning\s+av|mot\s+bakgrund\s+av|utifrån|med\s+hänvisning\s+till)\s+[\wåäö ]{3,40})?"
    r"(?:\s+för\s+egen\s+del)?(?:,?\s+under\s+förutsättning\s+(?:av|att)\s[^.;]{5,90})?\s*[.:,]?|:)$",
    re.IGNORECASE,
)
#: whose decision another one rests on: "under förutsättning av kommunfullmäktiges beslut nedan"
_ON_CONDITION = re.compile(r",?\s+under\s+förutsättning\s+(?:av|att)\b", re.IGNORECASE)
#: characters at the end of a line that are looked at for it
_TAIL_END = 300
#: a lead-in that gives a task in several points: "Nämnden uppdrar åt förvaltningen att"
_TASKS = patterns.compile(
    r"\b(?:uppdrar\s+(?:åt|till)|ge[rs]?|får)\b.{3,100}?\b(?:att|i\s+uppdrag(?:\s+att)?)\s*:?$", re.IGNORECASE
)
_OTHERS_DEMANDS = patterns.compile(
    r"\b(?:motionär\w*|motionen|förslagsställar\w*|medborgarförslaget|initiativtagar\w*|initiativet|"
    r"interpellant\w*|de|han|hon|i\s+en\s+motion)\b",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"^(?P<cue>(?:[\w, -]+s\s+)?[Ff]örslag\s+till\s+(?:[\w -]+s\s+)?(?:beslut|(?:kommun)?fullmäktige|"
    r"kommunstyrelsen|[\w -]*nämnden)(?:\s+i\s+\w+)?)\s*:?\s+"
    r"(?P<clause>att\s.+)$",
    re.DOTALL,
)
_PERSON = re.compile(r"\((?:[A-ZÅÄÖ]{1,4}|[a-zåäö]{1,2})\)")
_CHAIN = re.compile(
    r"^(?:att\s+)?(?:[\w, -]+?\s+)?föreslår?\s+(?:att\s+)?(?=[\w, -]*?(?:fullmäktige|styrelsen|nämnden|nämnd)\b)",
    re.IGNORECASE,
)
#: a further paragraph of the same list: "Kommunstyrelsen beslutar för egen del att …"
_DECIDES_ITSELF = re.compile(
    r"^[A-ZÅÄÖ][^.;]{3,80}?\s(?:beslutar|föreslår|föreslås)\b|"
    r"^[\w,& -]{0,60}(?:[Nn]ämnden|styrelsen|fullmäktige|[Uu]tskottet)\s"
    r"(?:uppdrar|ger|bifaller|avslår|antar|godkänner|fastställer|beviljar|anslår|anvisar|avsätter|noterar|överlämnar|översänder|"
    r"återremitterar|bordlägger|remitterar|tillstyrker|avstyrker|hemställer|lägger|förklarar|lämnar|justerar)\s"
)
#: a clause whose subject is the body that decides: "Socialnämnden uppdrar åt …"
_ITSELF = re.compile(
    r"[\w,& -]{0,60}(?:[Nn]ämnden|styrelsen|fullmäktige|[Uu]tskottet)\s"
    r"(?:uppdrar|ger|bifaller|avslår|antar|godkänner|fastställer|"
    r"beviljar|anslår|anvisar|avsätter|noterar|överlämnar|översänder|lägger|förklarar|justerar)\s"
)
#: how a citizen leads in to her points: "Jag tycker att kommunen ska"
_SHOULD = re.compile(
    r"\b(?:vill|tycker|önskar|anser)\s+(?:jag\s+|vi\s+)?"
    r"(?:(?:därför|därmed|med\s+(?:stöd\s+av|anledning\s+av|hänvisning\s+till)\s+[\wåäö]+)\s+)?att\s+(?:kommunen|nämnden|fullmäktige|ni)(?:\s+(?:ska|skall|bör))?\s*:?$",
    re.IGNORECASE,
)
#: a point of order that memos propose: "Nämnden justerar paragrafen omedelbart."
_JUSTIFIES = re.compile(r"[\w,& -]{3,60}\s(?:justerar|förklarar)\s+(?:paragrafen|punkten|beslutet|ärendet)\b")
#: what the meeting does, whatever the verb: "Nämnden förklarar paragrafen omedelbart justerad."
_ACTS = re.compile(
    r"[\w,& -]{0,60}(?:[Nn]ämnden|[Kk]ommunstyrelsen|fullmäktige|[Uu]tskottet)\s"
    r"(?!har\b|är\b|var\b|hade\b|kan\b|får\b|ska\b)[a-zåäö]+r\s"
)
_INNER_DECIDE = re.compile(r"\bbesluta[rs]?\s+(?:för\s+egen\s+del\s+)?(?:följande\s*:?\s*)?(?=att\b|\w)", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r"(?:,\s+(?:(?:samt|och)\s+)?|\s+(?:samt|och)\s+)(?=att\s)", re.IGNORECASE)
_TAIL = re.compile(r"(?:\s*[,;])?(?:\s+(?:samt|och))?\s*[,;]?$")
#: documents that ask a body to decide something
DEMANDING = frozenset({"motion", "initiative", "citizen_proposal"})


def clause_lists(marks: Marks, doc_type: str, heads: Collection[int] = ()) -> list[ClauseList]:
    """All lists of clauses in a document, in order; those that only restate another's demands are left out.

    ``heads`` are the places where items of business begin: no list goes on over such a place.
    """
    kept, key = marks.outline.document.kept, f"clauses {doc_type} {sorted(heads)}"
    if key not in kept:
        lists = _Reader(marks, doc_type, heads).read()
        kept[key] = tuple(found for found in lists if found.purpose is not Purpose.RESTATED and found.clauses)
    return list(kept[key])


def split_clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """ "att teckna …, samt att ge … i uppdrag att …" is two clauses where both say what is decided."""
    starts = [start]
    for match in _NEXT_CLAUSE.finditer(text, start, end):
        before, after = text[starts[-1] : match.start()], text[match.end() : end]
        tasked = re.search(r"\buppdrag\w*\b", before)
        if (outcome_of(after) and outcome_of(before)) or ("samt" in match[0] and (outcome_of(after) or not tasked)):
            starts.append(match.end())
    stops = [*starts[1:], end]
    return [(first, last) for first, last in zip(starts, stops, strict=True)]


class _Reader:
    """Goes through the content once, with the list that is open."""

    def __init__(self, marks: Marks, doc_type: str, heads: Collection[int]) -> None:
        self.marks = marks
        self.heads = frozenset(heads)
        self.doc_type = doc_type
        self.stage: Purpose | None = None
        self.stage_body: Body | None = None
        self.open: ClauseList | None = None
        self.done: list[ClauseList] = []

    def read(self) -> list[ClauseList]:
        for piece in self.marks.outline.pieces:
            cue = None if piece.start in self.heads else self._cue(piece)
            if cue is not None:
                self._open(piece, cue)
            elif self._closes(piece):
                self.stage = self.stage_body = self.open = None
            elif self.open is not None:
                self._take(piece)
        return self.done

    def _closes(self, piece: Piece) -> bool:
        """Does the piece end what is open: a heading, an item, a signature? The list's next number does not."""
        if piece.start in self.heads or piece.kind in (Kind.HEADING, Kind.SIGNATURE, Kind.TABLE_ROW):
            return True
        if not piece.is_heading:
            return False
        return self.open is None or piece.segment.marker.strip(".)") != str(len(self.open.clauses) + 1)

    def _open(self, piece: Piece, cue: _Cue) -> None:
        if cue.heading:
            self.stage, self.stage_body = cue.purpose, cue.body
        body = cue.body or (self.stage_body if not cue.heading else None)
        self.open = ClauseList(cue.purpose, (piece.start, piece.end), body, lead=cue.lead)
        self.done.append(self.open)
        if cue.rest:
            self._add(piece.start + cue.rest, piece.end)

    def _take(self, piece: Piece) -> None:
        """A list item is a clause; a paragraph is one if it reads like one, else the list is over."""
        assert self.open is not None
        if piece.kind is Kind.LIST_ITEM:
            self._add(piece.start, piece.end)
            return
        if piece.text.casefold().startswith("att "):
            for start, end in split_clauses(piece.text, 0, len(piece.text)):
                self._add(piece.start + start, piece.start + end)
            return
        goes_on = not self.open.clauses or _DECIDES_ITSELF.match(piece.text) or self._next_line(piece)
        clauses = list(self._sentences(piece)) if goes_on else []
        for start, end in clauses:
            self._add(start, end)
        if not clauses:
            self.open = None

    def _next_line(self, piece: Piece) -> bool:
        """A further clause on a line of its own right beneath the last one: "Socialchefen får i uppdrag att …"."""
        assert self.open is not None
        beneath = not self.marks.text[self.open.clauses[-1].end : piece.start].strip(" .\n")
        return (
            beneath
            and self.doc_type in ("minutes", "memo")
            and len(piece.text) < _CLAUSE_LINE
            and len(spans(piece.text)) == 1
        )

    def _sentences(self, piece: Piece) -> Iterator[tuple[int, int]]:
        for start, end in spans(piece.text):
            sentence = piece.text[start:end]
            if _PAST.search(sentence):
                continue  # told, not decided here
            acts = not start and (
                (self.stage is Purpose.DECISION and _ACTS.match(sentence))
                or (self.stage is Purpose.PROPOSAL and _JUSTIFIES.match(sentence))
            )
            if acts or outcome_of(sentence) is not None or _DECIDES_VERB.search(sentence):
                inner = None if _CHAIN.match(sentence) else _INNER_DECIDE.search(sentence)
                first = start + (inner.end() if inner else 0)
                for begin, stop in split_clauses(piece.text, first, end):
                    yield piece.start + begin, piece.start + stop

    def _add(self, start: int, end: int) -> None:
        """Add a clause to the open list; one that proposes to another body goes to a list of proposals of its own."""
        assert self.open is not None
        text = self.marks.text
        clause = text[start:end]
        end -= len(clause) - len(_TAIL.sub("", clause.rstrip()))
        target, body = self.open, None
        chain = _CHAIN.match(clause)
        if chain and self.open.purpose in (Purpose.DECISION, Purpose.PROPOSAL):
            bodies = [b for b in self.marks.bodies.within(start, end) if b.sort in DECIDES]
            inner = list(_INNER_DECIDE.finditer(clause))
            if bodies and inner:
                last = inner[-1]
                body = next((b for b in reversed(bodies) if b.end <= start + last.start() + 1), bodies[-1])
                start += last.end()
            elif bodies:
                body = next(b for b in bodies if b.start >= start + chain.end() - 1) if chain else bodies[0]
            if body is not None and self.open.purpose is Purpose.DECISION:
                target = self._aside(body)
        elif _ITSELF.match(clause):
            body = next(
                (b for b in self.marks.bodies.within(start, end) if b.start == start and b.sort in DECIDES), None
            )
        target.clauses.append(Clause(start, end, len(target.clauses) + 1, body))

    def _aside(self, body: Body) -> ClauseList:
        assert self.open is not None
        last = self.done[-1]
        if last.purpose is Purpose.PROPOSAL and last.cue == self.open.cue and last.body == body:
            return last
        aside = ClauseList(Purpose.PROPOSAL, self.open.cue, body)
        self.done.append(aside)
        return aside

    def _cue(self, piece: Piece) -> _Cue | None:
        text = piece.text.strip(" *_")
        if piece.kind is Kind.LIST_ITEM and not _OPEN_END.search(text, max(0, len(text) - _TAIL_END)):
            return None
        if piece.is_heading or heading_like(text.rstrip(":")):
            cue = self._heading_cue(piece, text)
            if cue is not None:
                return cue
        return self._inline_cue(piece) or self._line_cue(piece, text)

    def _inline_cue(self, piece: Piece) -> _Cue | None:
        """ "Kommunstyrelsens förslag till kommunfullmäktige att motionen avslås": cue and first clause on one line."""
        match = _INLINE.match(piece.text)
        if match is None or self.doc_type not in _LISTING_TYPES or _NOT_OWN.match(piece.text):
            return None
        purpose = Purpose.DEMAND if self.doc_type in DEMANDING else Purpose.PROPOSAL
        bodies = [b for b in self.marks.bodies.within(piece.start, piece.start + match.end("cue")) if b.sort in DECIDES]
        own = [b for b in bodies if not re.match(r"\s+förslag", self.marks.text[b.end :][:12], re.IGNORECASE)]
        return _Cue(purpose, own[-1] if own else None, heading=True, rest=match.start("clause"))

    def _heading_cue(self, piece: Piece, text: str) -> _Cue | None:
        if len(text) > 140 or re.match(r"§", text):
            return None
        if _PROPOSAL_HEADING.search(text) and not _PROPOSES.search(text):
            if _AT_MEETING.search(text) or _NOT_OWN.search(text):
                return _Cue(Purpose.RESTATED, None, heading=True)
            purpose = Purpose.DEMAND if self.doc_type in DEMANDING else Purpose.PROPOSAL
            return _Cue(purpose, self._last_body(piece), heading=True)
        if _DECISION_HEADING.match(text) and "tidigare" not in text.casefold():
            own = self.doc_type == "minutes" and bool(_FOR_ITSELF.search(text))
            under = self.stage if not (piece.is_heading or own) else None
            purpose = under or (Purpose.DECISION if self.doc_type in _DECIDING_TYPES else Purpose.PROPOSAL)
            return _Cue(purpose, self._last_body(piece), heading=under is None)
        return None

    def _line_cue(self, piece: Piece, text: str) -> _Cue | None:
        if self.stage is not None and _TASKS.search(text) and not _OTHERS_DEMANDS.search(text):
            return _Cue(self.stage, self._tasking_body(piece), heading=False, lead=outcome_of(text))
        if self.doc_type in DEMANDING and _SHOULD.search(text):
            return _Cue(Purpose.DEMAND, self._last_body(piece), heading=False)
        proposes, decides = _PROPOSES.search(text), _DECIDES_VERB.search(text)
        if not (proposes or decides) or len(text) > 400 or not _OPEN_END.search(text, max(0, len(text) - _TAIL_END)):
            return None
        body = self._last_body(piece)
        if not proposes:
            if (
                self.open is None
                and self.stage is None
                and not piece.is_heading
                and self.doc_type not in _LISTING_TYPES
            ):
                return None
            return _Cue(self.stage or self._default(), body, heading=False)
        if self.doc_type in DEMANDING:
            purpose = Purpose.DEMAND
        elif _OTHERS_DEMANDS.search(text) or _PERSON.search(text):
            purpose = Purpose.RESTATED
        else:
            purpose = Purpose.PROPOSAL
        return _Cue(purpose, body, heading=False)

    def _tasking_body(self, piece: Piece) -> Body | None:
        """Who gives the task: the first body of the line, if the line begins with it."""
        body = next(iter(self.marks.bodies.within(piece.start, piece.end)), None)
        return body if body is not None and body.start == piece.start and body.sort in DECIDES else None

    def _default(self) -> Purpose:
        if self.doc_type in DEMANDING:
            return Purpose.DEMAND
        return Purpose.DECISION if self.doc_type in _DECIDING_TYPES else Purpose.PROPOSAL

    def _last_body(self, piece: Piece) -> Body | None:
        """The last deciding body that the cue names; of "Kommunstyrelsens förslag till beslut" it is none."""
        condition = _ON_CONDITION.search(piece.text)
        end = piece.start + condition.start() if condition else piece.end
        bodies = [body for body in self.marks.bodies.within(piece.start, end) if body.sort in DECIDES]
        if not bodies:
            return None
        text, last = self.marks.text, bodies[-1]
        if len(bodies) == 1 and re.match(r"\s+förslag", text[last.end : piece.end], re.IGNORECASE):
            return None
        return last


_DECIDING_TYPES = frozenset({"minutes", "statement", "agreement", "other"})
_LISTING_TYPES = frozenset({"minutes", "agenda", "memo", "motion", "initiative", "citizen_proposal"})
