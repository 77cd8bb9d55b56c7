"""Plans that tell in running sentences what is to be done: "Socialnämnden erbjuder samtal till …", "Skolan ska …".

A duty ("ska", "åligger nämnden att") counts wherever a plan gives it to somebody, except where the plan tells of its
background. A verb of action in the present counts only beneath a goal or a heading of activities or responsibility;
what the verb only states of the present is left out. So does a passive with a day by which it is to be done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samfrid.reading.document import Kind
from samfrid.reading.finders.activities import ACTIVITY_HEADING
from samfrid.reading.finders.actors import Duty, duty_in, is_actor
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
    r"samordnaren|teamet|gruppen|bolaget(?:\s(?-i:[A-ZÅÄÖ])\w+)?|[a-zåäö]*bolag(?:\s(?-i:[A-ZÅÄÖ])\w+){0,2}|"
    r"biblioteken?|fältarna)|"
    r"kommunen|personalen|alla\s(?:chefer|medarbetare|verksamheter)|samtliga\s\w+)"
)
_SUBJECT = re.compile(rf"^(?:[A-ZÅÄÖ][^.,;:()]{{0,60}}?\s)?{_PART}(?=\s)", re.IGNORECASE)
_ACTS = re.compile(
    r"\s(?!ansvarar\sför\s(?!att\b))(?:och\s[^.,;]{3,50}?\s)?(?P<verb>ska(?:ll)?|kommer\satt|[a-zåäö]+(?:ar|er|"
    r"år|ör)|träffas|möts|samlas)\s"
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
_IS_READY = re.compile(r"\bvara\s+(?:klara?t?|färdiga?t?|färdig\w+|genomför[dt]a?|avsluta(?:d|t|de)|på\s+plats)\b")
#: "Ansvaret ligger på vård- och omsorgsförvaltningen"
_LIES_WITH = re.compile(
    r"^(?:Huvuda|A)nsvar(?:et)?\s+(?:för\s+[^.;]{3,40}?\s+)?(?:ligger\s+(?:på|hos)|vilar\s+på|bärs\s+av|har)\s+"
    r"(?P<who>[^.;]{3,70})"
)
#: of who is responsible, of the plan's own goal, and of the plan's way into other papers: nothing that is to be done
_OF_THE_PLAN = re.compile(
    r"^(?:(?:Ansvarig\w*|Ansvaret)\b|Vem\s+som|Där\s+(?:ingen|inget|ingenting|det\s+inte)\b)|"
    r"^[^.]*\b(?:[Mm]ål(?:et|en)?|[Ss]yftet)\s+(?:\w+\s+)?är\s+att\b|"
    r"\b(?:aktiviteterna|åtgärderna|insatserna|målen)\b[^.]*\bverksamhetsplan"
)
#: whose activities the finder of lists reads
_LABELLED = re.compile(r"\b(?:Ansvar|Utförs\s+av)")
_READY = re.compile(r"(?:Klart?|Färdig\w*|Slutförs|Tidplan|Senast)\b")
_LAW = re.compile(
    r"\b(?:enligt(?!\s+(?:metod\w*|modell\w*|planen|programmet|[A-ZÅÄÖ]))|lag(?:en|stiftningen)?|föreskrift\w*|"
    r"lagkrav)\b",
    re.IGNORECASE,
)
#: sections that tell of what is, or of the plan itself
_BACKGROUND = re.compile(
    r"\b(?:bakgrund|inledning|inledande|begrepp|definition\w*|lag(?:ar|stiftning\w*|krav)?|syfte|nuläge\w*|läget|"
    r"omvärld\w*|förord|sammanfattning|statistik|vision|vad\s+(?:är|menas?|vi\s+vet)|utgångspunkt\w*|innehåll|"
    r"ekonomi|kostnader|finansiering|varför|värdegrund|förhållningssätt|process|uppbyggt|avgränsning\w*)\b",
    re.IGNORECASE,
)
_RESPONSIBILITY = re.compile(
    r"\b(?:\w*ansvar(?:sfördelning\w*|sområde\w*)?|roller|organisation|uppdrag|uppgifter)\b", re.I
)
#: sections of a guideline that tell what the organisation is to do, beside how a case is handled
_GUIDED = re.compile(
    r"\b(?:kompetens\w*|utbildning\w*|fortbildning|samverkan|utveckling\w*|förbättring\w*)\b", re.IGNORECASE
)
_REFUSES = re.compile(r"\b(?:inte|aldrig|ej|kan|bör|får(?=\s+(?:inte|[a-zåäö]+[ae]\b)))\b", re.IGNORECASE)
#: "En mottagning skall prövas under 2026", "Ett nätverk inrättas senast …"
_PASSIVE = re.compile(
    r"^[A-ZÅÄÖ][^.,;:?]{4,90}?\s(?:(?:ska(?:ll)?|kommer\satt)\s(?:[a-zåäö]+\s){0,3}?[a-zåäö]{3,}as?|"
    r"(?:inrätta|inför|start|starta|genomför|ta|utarbeta|öppna|öppn|erbjud|utbilda|anställ|rekrytera|skapa|"
    r"utveckla|anordna|bygg|påbörja|inled|upphandla|tillsätt|lansera|pröva|arrangera|utse|översätt|avsätt|revidera)"
    r"(?:s|r|ar))\b"
)
#: the sentence after it may say with whom and by when
_GOES_ON = re.compile(
    r"^(?:Arbetet|Det(?:ta)?|Insatsen|Åtgärden|Aktiviteten|Uppdraget|Utbildningen|Kurserna|"
    r"Samverkan)\b[^.]*?\b(?:sker|ske|görs|"
    r"göras|bedrivs|bedrivas|genomförs|genomföras|ska|skall)\b"
)


def plan_sentences(found: Found) -> Iterator[Commitment]:
    """What the sentences of a plan say that somebody does beneath its goals, or is to do."""
    if found.type.value not in ("plan", "guideline"):
        return
    outline = found.marks.outline
    goal, background = False, found.type.value == "guideline"
    for piece in outline.pieces:
        if piece.is_heading:
            headings = (piece.text, *outline.headings_of(piece)[:1])
            duties = any(_RESPONSIBILITY.search(heading) for heading in headings)
            goal = duties or any(_GOAL.search(heading) or ACTIVITY_HEADING.search(heading) for heading in headings)
            guided = duties or bool(_GUIDED.search(piece.text))
            background = bool(_BACKGROUND.search(piece.text)) or (found.type.value == "guideline" and not guided)
        elif piece.kind is Kind.PARAGRAPH and _GOAL_LINE.match(piece.text):
            goal = True
        elif piece.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM) or (background and not goal) or piece.heading < 0:
            continue
        elif not _LABELLED.search(piece.text, first_label(piece.text)):
            yield from _in_paragraph(found, outline.sentences_in(piece.start, piece.end), goal=goal)


def _in_paragraph(found: Found, sentences: Sequence[Sentence], *, goal: bool) -> Iterator[Commitment]:
    """The sentences of one paragraph; one that only says who is responsible belongs to the one before."""
    for index, sentence in enumerate(sentences):
        if (
            _OWNS.match(sentence.text)
            or _GOES_ON.match(sentence.text)
            or _LAW.search(sentence.text)
            or sentence.text.endswith("?")
            or _OF_THE_PLAN.search(sentence.text)
        ):
            continue
        duty = duty_in(found, sentence.start, sentence.end)
        if duty is not None and _REFUSES.match(found.marks.text, duty.begins):
            continue
        owned = sentences[index + 1 : index + 2] and _LIES_WITH.match(sentences[index + 1].text)
        if duty is None and not (goal and (owned or _subject(found, sentence))) and not _is_to_be(sentence):
            continue
        if not goal and duty is None and due_in(sentence.text, None, loose=True) is None:
            continue
        yield _commitment(found, sentence, duty, sentences[index + 1 : index + 2])


def _commitment(found: Found, sentence: Sentence, duty: Duty | None, later: Sequence[Sentence]) -> Commitment:
    """The commitment of one sentence, with what the next one says of it."""
    start = duty.begins if duty is not None and duty.inner else sentence.start
    text = found.marks.text[start : sentence.end].strip().rstrip(".")
    owner = (_OWNS.match(later[0].text) or _LIES_WITH.match(later[0].text)) if later else None
    ready = due_in(later[0].text, None, loose=True) if later and _READY.match(later[0].text) else None
    goes_on = bool(later) and _GOES_ON.match(later[0].text) and not duty_in(found, later[0].start, later[0].end)
    who = found.marks.text[slice(*duty.who)] if duty is not None else _subject(found, sentence)
    ready = ready or (due_in(later[0].text, None, loose=bool(_IS_READY.search(later[0].text))) if goes_on else None)
    spans = [(start, sentence.end), *([(later[0].start, later[0].end)] if owner or ready or goes_on else [])]
    partners = [*partners_in(sentence.text), *(partners_in(later[0].text) if goes_on else [])]
    return Commitment(
        text=text,
        status="planned",
        responsible=owner["who"] if owner else who,
        partners=[name.value for name in partners],
        due=ready or due_in(sentence.text, None, loose=True),
        plan=found.plans[0].name if found.type.value == "plan" and found.plans else None,
        evidence=[Evidence(*span) for span in dict.fromkeys([*spans, (sentence.start, sentence.end)])],
        confidence=0.6,
    )


def _is_to_be(sentence: Sentence) -> bool:
    """Something that nobody is named for is to be done: "Ett nätverk inrättas senast den 31 december"."""
    return bool(_PASSIVE.match(sentence.text)) and not _REFUSES.search(sentence.text)


def _subject(found: Found, sentence: Sentence) -> str | None:
    """The part of the municipality that the sentence begins with, if it acts."""
    body = found.marks.bodies.at(sentence.start)
    if body is not None and body.start == sentence.start and body.sort is not Sort.STATE:
        who = found.marks.text[body.start : body.end]
    else:
        match = _SUBJECT.match(sentence.text)
        who = match[0] if match else _named_actor(found, sentence)
    acts = _ACTS.match(sentence.text, len(who)) if who else None
    return who if acts and not _STATES.match(acts["verb"]) else None


def _named_actor(found: Found, sentence: Sentence) -> str:
    """The words before the first verb that could be one, where they name somebody who acts."""
    for verb in _ACTS.finditer(sentence.text, 3, 110):
        for end in (verb.start("verb") - 1, verb.start()):
            if is_actor(found, sentence.start, sentence.start + end):
                return sentence.text[:end]
    return ""
