"""Measures that a document reports: what the municipality has done, does and has stopped doing.

Told by verbs of action ("har tagit fram", "erbjuder sedan 2021", "anordnar … varje höst") with the municipality or
one of its parts as subject, and by lists under "har vidtagit följande åtgärder". The tense gives the status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samfrid.reading.document import Kind
from samfrid.reading.finders.action_words import ACTION, POSSIBLE
from samfrid.reading.finders.amounts import money_in
from samfrid.reading.finders.bodies import Sort
from samfrid.reading.finders.fields import due_in
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.organisations import organisations_in, partners_in
from samfrid.reading.finders.outline import DECIDES, Piece
from samfrid.reading.finders.sentences import Sentence, spans
from samfrid.reading.finders.units import NATIONAL, OTHERS_OWN, elsewhere
from samfrid.reading.reading import Commitment, Evidence

_REPORTING = frozenset({"interpellation_answer", "question_answer", "memo", "statement", "report", "minutes", "news"})
_STOPPED = re.compile(
    r"\b(?:avslutades|lades\s+ne[dr]|upphörde|har\s+avslutats|stängdes|avvecklades|har\s+lagts\s+ne[dr])\b",
    re.IGNORECASE,
)
#: "En kurator har prövats tidigare. Försöket lades ned 2022"
_TRIED = re.compile(
    r"\b(?:har\s+(?:\w+\s+)?(?:prövats|funnits|erbjudits)|prövades|fanns\s+(?:tidigare|under))\b", re.IGNORECASE
)
_IT_ENDED = re.compile(r"^(?:Försöket|Verksamheten|Projektet|Satsningen|Insatsen|Gruppen|Det|Den|Tjänsten)\b")
#: "Arbetet med den nya planen leds av samordnaren och ska vara klart i december"
_WORK_LED = re.compile(
    r"^(?:Arbetet|Uppdraget|Projektet|Översynen|Revideringen)\s+(?:med|av|för|mot|att)\b[^.]*\bleds\s+av\b"
)
_OFFERED = re.compile(
    r"\b(?P<verb>erbjöd|drev|bedrev|hade|startade|prövade)\s+(?:under\s+\d{4}\s+|tidigare\s+)?(?:också\s+|"
    r"även\s+)?(?P<what>[^,;.]+)",
    re.IGNORECASE,
)
_THOUGHT = re.compile(
    r"\b(?:skulle|bör|borde|kunde|kan|behöver|vore|föresl[åo]\w*|föreslag\w*|vill|inte|aldrig|ingen|inget|anser|"
    r"bedömer|hänvisar|pekar|framhåller\s+vikten|övervägt|om\s+(?:det|den|man|föreningen|jouren))\b|\b(?:genomfört|"
    r"genomgått)\s+(?:den|det|dem)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:avstyrk|tillstyrk|yttra)\w*|^(?:förslaget|underlaget|tjänsteskrivelsen|yttrandet|rapporten|ärendet|"
    r"motionen)\b",
    re.IGNORECASE,
)
_HAD = re.compile(r"^[^.;]*\bhar\s+(?:[^.;,]*\s)?haft\s+(?=\w)")
_LIST_LEAD = re.compile(
    r"\b(?:vidtagit|vidtagits|genomfört|genomförts|följande\s+(?:åtgärder|insatser|aktiviteter)|har\s+(?:sedan|"
    r"under|bland\s+annat)[^.]*|byggt\s+upp|"
    r"ser\s+ut\s+så\s+här|har\s+också\s+följande|bland\s+annat\s+genom|vi\s+har|gör\s+vi|pågår)\b[^.?]*:?$",
    re.IGNORECASE,
)
#: a heading whose list tells of measures: "Vad som har gjorts", "Genomförda åtgärder"
_DONE_HEADING = re.compile(
    r"\b(?:har\s+(?:vi\s+|kommunen\s+)?(?:gjorts?|hänt|genomförts?)|(?:genomförda|vidtagna|pågående|avslutade)\s+"
    r"(?:åtgärder|insatser|aktiviteter)|(?:gjort|genomfört)\s+hittills|det\s+här\s+(?:gör|har)\s+vi)\b",
    re.IGNORECASE,
)
_NOT_A_LEAD = re.compile(
    r"\b(?:fråg\w+|föreslå\w*|beslut\w*|mål(?:en)?\b|lag\w*|underlag|handlingar|motionär\w*|yrka\w*)\b", re.IGNORECASE
)
_ONGOING_HAS = re.compile(r"\bhar\s+(?:\w+\s+){0,6}?haft\b|\binitierat\s+en\s+årlig\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:planerar|kommer\s+(?:\w+\s+){0,4}?att|beräknas|ska|påbörjas|startar|öppnar|inleds|tas\s+(?:nu\s+)?fram|införs|"
    r"inrättas)\b",
    re.IGNORECASE,
)
_SEASON = re.compile(r"\b(?P<season>våren|sommaren|hösten|vintern)\s+(?P<year>(?:19|20)\d\d)\b")
_SEASON_BEGINS = {"våren": "01", "sommaren": "06", "hösten": "08", "vintern": "11"}
_CUT = re.compile(
    r"\s+(?:med\s+syfte|i\s+syfte|som\s+möjliggör|vilket)\b|,\s+(?:bland\s+annat|tillsammans\s+med|inte\s+minst)\b|"
    r"\s+–\s"
)
_INVERTED = re.compile(
    r"^(?:[A-ZÅÄÖ][^,.;]{0,90}?)\s+(?=(?:har|hade|är)\s+(?:vi|kommunen|förvaltningen|det)\b|[a-zåäö]+\s+vi\b)"
)
_WITH = re.compile(r"\b(?:tillsammans|i\s+sam(?:arbete|verkan))\s+med\s[^.;]*", re.IGNORECASE)
_BY = re.compile(
    r"\bav\s+(?P<who>[\wåäöÅÄÖ-]*(?:förvaltningen|enheten|avdelningen|kontoret|nämnden|teamet|staben|sektorn|"
    r"bolaget))\b",
    re.IGNORECASE,
)
_LED_BY = re.compile(r"\bleds\s+av\s+(?P<who>[^.,;]+?)(?=\s+och\b|[.,;]|$)", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:vi|kommunen|staden|regionen|förvaltningen|nämnden|samtliga|alla|personal\w*|medarbetare\w*|"
    r"mottagning\w*|team\w*|socialtjänsten|skolan|skolorna|elevhälsan|hemtjänsten|bostadsbolag\w*|"
    r"\w*grupp(?:en)?|\w*(?:koordinator|samordnare)n?|(?:för|grund)?skolor(?:na)?|webbplats\w*)\b|\b[A-ZÅÄÖ]\w+s?\s(?:kommun|stad)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:Därutöver|Dessutom|Därför|Numera?|Samtidigt|Vidare|Också|Inom\s+ramen\s+för\s+\w+)\s+", re.IGNORECASE
)


def measures(found: Found, stretches: list[tuple[int, int]]) -> Iterator[Commitment]:
    """Measures in lists and in running text, outside the stretches that are taken by clauses and quoted questions."""
    if found.type.value not in _REPORTING:
        return
    taken = found.marks.outline.starts_in(stretches)
    lead: Piece | None = None
    for piece in found.marks.outline.pieces:
        if piece.is_heading:
            lead = piece if _DONE_HEADING.search(piece.text) else None
            continue
        if piece.kind is Kind.LIST_ITEM:
            if lead is not None and piece.start not in taken:
                yield _listed(found, piece, lead)
            continue
        lead = None
        if piece.kind is not Kind.PARAGRAPH:
            continue
        last = spans(piece.text)[-1] if piece.text else (0, 0)
        tail = piece.text[last[0] :]
        if _LIST_LEAD.search(tail) and not _NOT_A_LEAD.search(tail):
            lead = piece
        for index, sentence in enumerate(found.marks.outline.sentences_in(piece.start, piece.end)):
            if lead is None or index * 1 + sentence.start < piece.start + last[0]:
                yield from _told(found, sentence, taken)


def _listed(found: Found, piece: Piece, lead: Piece) -> Commitment:
    """A point under "har vidtagit följande åtgärder": its first sentence, done by the lead's subject."""
    start, end = next(iter(spans(piece.text)), (0, len(piece.text)))
    text = piece.text[start:end].strip().rstrip(".,;")
    bare = piece.text[:1].islower()
    who = _subject(found, piece.start, piece.start + end) if not bare else _subject(found, lead.start, lead.end)
    had = _HAD.match(text)
    start, text = (start + had.end(), text[had.end() :]) if had else (start, text)
    names = list(partners_in(text))
    today = found.date.value if found.date else None
    status = "ongoing" if had else "done" if bare else _status(text, today)
    return Commitment(
        text=text,
        status=status,
        responsible=who or _agent(text),
        partners=[name.value for name in names],
        due=due_in(text, today, loose=True) if status == "planned" else None,
        evidence=[Evidence(piece.start + start, piece.start + end), Evidence(lead.start, lead.end)],
        confidence=0.85,
    )


def _told(found: Found, sentence: Sentence, taken: frozenset[int]) -> Iterator[Commitment]:
    text = sentence.text
    own = _ended(found, sentence) or _led_alone(found, sentence)
    if own is not None and sentence.start not in taken:
        yield own
        return
    if not ACTION.search(text) and not POSSIBLE.search(text) and not _STOPPED.search(text):
        return
    municipality = found.municipality.value.name if found.municipality else None
    if (
        sentence.start in taken
        or text.endswith("?")
        or NATIONAL.search(_WITH.sub("", text))
        or elsewhere(text, municipality)
    ):
        return
    if OTHERS_OWN.search(text):
        return
    stopped = _stopped(found, sentence)
    if stopped is not None:
        yield stopped
        return
    for start, end in _clauses(text):
        clause = text[start:end]
        action = ACTION.search(clause) or POSSIBLE.search(clause)
        cut = _CUT.search(clause, 30)
        if action is None or _THOUGHT.search(clause[: cut.start()] if cut else clause) or money_in(clause):
            continue
        subject = _subject(found, sentence.start + start, sentence.start + end)
        if _OPINION.search(clause[: action.start()]):
            continue
        led = _led(found, sentence)
        actor = subject or led or _agent(clause)
        if actor is None and not _acted_on(found, clause) and not _announced(found, clause, action):
            continue
        commitment = _commitment(found, sentence, start, end, subject)
        if led is not None:
            _add_leader(found, commitment, led)
        yield commitment


def _ended(found: Found, sentence: Sentence) -> Commitment | None:
    """What was tried, where the next sentence says that it was given up."""
    if not _TRIED.search(sentence.text):
        return None
    later = found.marks.outline.sentences_in(sentence.end, sentence.end + 5)
    if not later or not (_IT_ENDED.match(later[0].text) and _STOPPED.search(later[0].text)):
        return None
    return Commitment(
        text=sentence.text.rstrip(" ."),
        status="stopped",
        responsible=_subject(found, sentence.start, sentence.end),
        evidence=[Evidence(sentence.start, sentence.end), Evidence(later[0].start, later[0].end)],
        confidence=0.6,
    )


def _led_alone(found: Found, sentence: Sentence) -> Commitment | None:
    """Work of which the sentence says both what it is and who leads it."""
    if not _WORK_LED.match(sentence.text):
        return None
    commitment = Commitment(
        text=sentence.text.rstrip(" ."),
        status="ongoing",
        evidence=[Evidence(sentence.start, sentence.end)],
        confidence=0.6,
    )
    _add_leader(found, commitment, sentence)
    return commitment


def _led(found: Found, sentence: Sentence) -> Sentence | None:
    """The next sentence, where it says who leads the work."""
    later = found.marks.outline.sentences_in(sentence.end, sentence.end + 5)
    return later[0] if later and _LED_BY.search(later[0].text) else None


def _add_leader(found: Found, commitment: Commitment, led: Sentence) -> None:
    """ "Arbetet leds av kvalitetsenheten och ska vara klart i mars 2025"."""
    leader = _LED_BY.search(led.text)
    commitment.responsible = leader["who"] if leader else commitment.responsible
    commitment.due = due_in(led.text, found.date.value if found.date else None) or commitment.due
    commitment.status = "planned" if commitment.due else commitment.status
    commitment.evidence.append(Evidence(led.start, led.end))


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Main clauses: parted by a semicolon, or by "och"/"men" with a subject and a verb of its own after it."""
    start = 0
    for match in re.finditer(
        r";\s+|,?\s+(?:och|men)\s+(?=(?:i\s+samtliga|i\s+alla|regionen|kommunen|förvaltningen|nämnden)\s)", text
    ):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _subject(found: Found, start: int, end: int) -> str | None:
    """The part of the municipality that acts: named before the verb, or right after it in an inverted clause."""
    text = found.marks.text[start:end]
    action = ACTION.search(text)
    limit = start + (action.end() + 45 if action else len(text))
    for body in found.marks.bodies.within(start, min(end, limit)):
        if body.sort is Sort.STATE or (body.sort is Sort.OFFICE and body.generic):
            continue
        before = found.marks.text[max(start - 12, 0) : body.start]
        if re.search(r"\b(?:av|till|från|med|hos|för|i|om|på|inom|vid)\s+$", before, re.IGNORECASE):
            continue
        if found.marks.text[body.start : body.end].endswith("s") and body.sort in DECIDES:
            continue
        return found.marks.text[body.start : body.end]
    named = re.match(
        r"(?P<who>(?:[A-ZÅÄÖ][\wåäö-]+|regionen)(?:hälsovården|teamet|s\s(?:kommun|stad))?)\s+(?=erbjuder|driver|"
        r"har|ansvarar|anordnar)",
        text,
    )
    if (
        named
        and not NATIONAL.search(named["who"])
        and (named["who"].endswith(("vården", "teamet", "regionen", "en")) or "kommun" in text[:30])
    ):
        return named["who"]
    return None


def _acted_on(found: Found, clause: str) -> bool:
    """No part of the municipality is named, but "vi", "samtliga medarbetare" or the municipality itself act."""
    together = re.match(r"(?:tillsammans|i\s+sam(?:arbete|verkan))\s+med\b", clause, re.IGNORECASE)
    if not together and any(not o.municipal for o in organisations_in(clause[:40])):
        return False
    return bool(_OWN.search(clause)) and found.type.value in _REPORTING


def _announced(found: Found, clause: str, action: re.Match[str]) -> bool:
    """Something with a day ahead that nobody is named for: "En ny rutin arbetas fram och beräknas vara klar i mars"."""
    today = found.date.value if found.date else None
    passive = action.lastgroup == "does" and re.search(r"s$|s\s(?:upp|fram|över|ut|in)$", action[0])
    due = due_in(clause, today, loose=True) if today and passive else None
    return bool(today and due and due > today[: len(due)]) and not organisations_in(clause[:40])


def _agent(text: str) -> str | None:
    by = _BY.search(text)
    return by["who"] if by else None


def _status(text: str, today: str | None) -> str:
    """planned, ongoing or done, by the tense and by what lies ahead of the document's day."""
    if _ONGOING_HAS.search(text):
        return "ongoing"
    action = ACTION.search(text)
    ahead = due_in(text, today, loose=True)
    season = _SEASON.search(text)
    later = bool(today and ahead and ahead > today[: len(ahead)])
    if today and season:
        later = later or f"{season['year']}-{_SEASON_BEGINS[season['season']]}" > today[:7]
    if action and action.lastgroup in ("done", "has"):
        return "done"
    if re.search(r"\bsedan\b", text):
        return "ongoing"
    return "planned" if later or _FUTURE.search(text) else "ongoing"


def _commitment(found: Found, sentence: Sentence, start: int, end: int, subject: str | None) -> Commitment:
    text = sentence.text
    today = found.date.value if found.date else None
    clause = text[start:end]
    inverted = _INVERTED.match(clause) or _LEADING.match(clause)
    begin = start + (inverted.end() if inverted else 0)
    possible = POSSIBLE.search(text, begin - 12 if begin > 12 else 0, end)
    begin = possible.end() if possible else begin
    cut = _CUT.search(text, begin + 30, end)
    stop = cut.start() if cut else end
    kept = text[begin:stop].rstrip(" .,;")
    status = _status(clause, today)
    partners = [name.value for name in partners_in(text)] or _with_whom(clause)
    return Commitment(
        text=kept,
        status=status,
        responsible=subject or _agent(clause),
        partners=partners,
        due=due_in(clause, today, loose=True) if status == "planned" else None,
        evidence=[
            Evidence(sentence.start + begin, sentence.start + begin + len(kept)),
            Evidence(sentence.start, sentence.end),
        ],
        confidence=0.65,
    )


def _with_whom(clause: str) -> list[str]:
    """The other parties of an agreement that was made, or those named after "bland annat"."""
    if re.search(r"\b(?:avtal|IOP|partnerskap|överenskommelse|samverkansdialoger|samverkan|möten)\b", clause):
        return [o.value for o in organisations_in(clause) if not o.municipal]
    return []


def _stopped(found: Found, sentence: Sentence) -> Commitment | None:
    """ "Förvaltningen erbjöd … samtal i hembygdsgårdar, men försöket avslutades": what was offered, stopped."""
    offered = _OFFERED.search(sentence.text)
    if offered is None or not _STOPPED.search(sentence.text, offered.end()):
        return None
    start, end = sentence.start + offered.start("what"), sentence.start + offered.end("what")
    return Commitment(
        text=offered["what"].strip(),
        status="stopped",
        responsible=_subject(found, sentence.start, start),
        evidence=[Evidence(start, end), Evidence(sentence.start, sentence.end)],
        confidence=0.6,
    )
