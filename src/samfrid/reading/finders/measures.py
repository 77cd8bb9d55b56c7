"""Measures that a document reports: what the municipality has done, does and has stopped doing.

Told by verbs of action ("har tagit fram", "erbjuder sedan 2021", "anordnar … varje höst") with the municipality or
one of its parts as subject, and by lists under "har vidtagit följande åtgärder". The tense gives the status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samfrid.reading.document import Kind
from samfrid.reading.finders import measure_words as says
from samfrid.reading.finders.action_words import ACTION, POSSIBLE
from samfrid.reading.finders.actors import duty_in, is_actor
from samfrid.reading.finders.amounts import money_in
from samfrid.reading.finders.bodies import Sort
from samfrid.reading.finders.fields import due_in, heading_status
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.organisations import organisations_in, partners_in
from samfrid.reading.finders.outline import DECIDES, Piece
from samfrid.reading.finders.sentences import Sentence, spans
from samfrid.reading.finders.units import NATIONAL, OTHERS_OWN, elsewhere
from samfrid.reading.reading import Commitment, Evidence


def measures(found: Found, stretches: list[tuple[int, int]]) -> Iterator[Commitment]:
    """Measures in lists and in running text, outside the stretches that are taken by clauses and quoted questions."""
    if found.type.value not in says.REPORTING:
        return
    taken = found.marks.outline.starts_in(stretches)
    under: Piece | None = None  # a heading that says that measures stand beneath it
    lead: Piece | None = None
    status: str | None = None
    for piece in found.marks.outline.pieces:
        if piece.is_heading:
            status = heading_status(piece.text)
            lead = under = piece if status or says.DONE_HEADING.search(piece.text) else None
        elif piece.kind is Kind.LIST_ITEM and piece.start not in taken:
            yield from _listed(found, piece, lead, status) if lead is not None else _unled(found, piece, taken)
        elif piece.kind is Kind.PARAGRAPH:
            lead, told = _paragraph(found, piece, status, taken, under)
            lead = lead or under
            yield from told
        elif piece.kind is not Kind.LIST_ITEM:
            lead = under


def _any_act(found: Found, sentence: Sentence, taken: frozenset[int]) -> Iterator[Commitment]:
    """A sentence beneath "Aktiviteter under året" tells of a measure whatever its verb of action is."""
    text = sentence.text
    act = says.ANY_ACT.search(text)
    if act is None or sentence.start in taken or text.endswith("?") or says.THOUGHT.search(text):
        return
    if NATIONAL.search(text) or re.search(r"\d+\s+(?:procent|%)|\b(?:saknas|brist\w*)\b", text):
        return
    today = found.date.value if found.date else None
    who = text[: act.start()].strip()
    named = is_actor(found, sentence.start, sentence.start + len(who)) if who else False
    perfect = re.match(r"har\b|\w+(?:ades|des|tes)$", act[0], re.IGNORECASE)
    status = "stopped" if says.STOPPED.search(text) else "done" if perfect else _status(text, today)
    yield Commitment(
        text=text.strip().rstrip("."),
        status=status,
        responsible=_subject(found, sentence.start, sentence.end) or (who if named else None),
        partners=[name.value for name in partners_in(text)],
        due=due_in(text, today, loose=True) if status == "planned" else None,
        evidence=[Evidence(sentence.start, sentence.end)],
        confidence=0.55,
    )


def _paragraph(
    found: Found, piece: Piece, status: str | None, taken: frozenset[int], under: Piece | None
) -> tuple[Piece | None, list[Commitment]]:
    """What the sentences of a paragraph tell, and the paragraph itself where its last sentence leads in to a list."""
    if found.type.value == "news" and says.SPOKEN.match(piece.text):
        return None, []
    last = spans(piece.text)[-1] if piece.text else (0, 0)
    tail = piece.text[last[0] :]
    leads = bool(says.LIST_LEAD.search(tail)) and not says.NOT_A_LEAD.search(tail)
    told: list[Commitment] = []
    for sentence in found.marks.outline.sentences_in(piece.start, piece.end):
        if leads and sentence.start >= piece.start + last[0]:
            continue
        here = list(_ahead(found, sentence, status, taken)) or list(_told(found, sentence, taken))
        here = here or list(_any_act(found, sentence, taken) if under is not None else ())
        for commitment in here:
            commitment.status = status if status in ("planned", "stopped") else commitment.status
        told += here
    return (piece if leads else None), told


def _unled(found: Found, piece: Piece, taken: frozenset[int]) -> Iterator[Commitment]:
    """A point of a list that nothing leads in to: whole sentences that tell of measures."""
    before = piece.index - 1
    while before > 0 and found.marks.outline.pieces[before].kind is Kind.LIST_ITEM:
        before -= 1
    opener = found.marks.outline.pieces[before].text if before >= 0 else ""
    if not piece.text[:1].isupper() or says.NOT_A_LEAD.search(opener) or opener.rstrip(" :").endswith("att"):
        return
    for sentence in found.marks.outline.sentences_in(piece.start, piece.end):
        yield from _told(found, sentence, taken)


def _ahead(found: Found, sentence: Sentence, status: str | None, taken: frozenset[int]) -> Iterator[Commitment]:
    """What somebody is to do by a day, or what stands under "Nästa steg"."""
    text = sentence.text
    if sentence.start in taken or text.endswith("?") or says.LAW.search(text):
        return
    today = found.date.value if found.date else None
    duty = duty_in(found, sentence.start, sentence.end)
    due = due_in(text, today)
    news = found.type.value == "news"
    returns = due and says.RETURNS.match(text) and _subject(found, sentence.start, sentence.end)
    if (
        not (duty and (due or news))
        and not returns
        and not (status == "planned" and (duty or says.COMES_BACK.search(text)))
    ):
        return
    yield Commitment(
        text=text.strip().rstrip("."),
        status="planned",
        responsible=found.marks.text[slice(*duty.who)] if duty else _subject(found, sentence.start, sentence.end),
        partners=[name.value for name in partners_in(text)],
        due=due or due_in(text, today, loose=True),
        evidence=[Evidence(sentence.start, sentence.end)],
        confidence=0.6,
    )


def _listed(found: Found, piece: Piece, lead: Piece, headed: str | None) -> Iterator[Commitment]:
    """A point under "har vidtagit följande åtgärder": its first sentence, done by the lead's subject."""
    start, end = next(iter(spans(piece.text)), (0, len(piece.text)))
    text = piece.text[start:end].strip().rstrip(".,;")
    bare = piece.text[:1].islower()
    who = _subject(found, piece.start, piece.start + end) if not bare else _subject(found, lead.start, lead.end)
    had = says.HAD.match(text)
    start, text = (start + had.end(), text[had.end() :]) if had else (start, text)
    names = list(partners_in(text))
    today = found.date.value if found.date else None
    told = _status(text, today)
    status = "ongoing" if had else "done" if bare and told != "planned" else told
    duty = duty_in(found, piece.start, piece.start + end)
    if duty is not None or (lead.kind is Kind.PARAGRAPH and says.WILL_BE.search(lead.text)):
        status = "planned"
    elif headed and (headed != "done" or not (ACTION.search(text) or says.PRESENT.match(text))):
        status = headed
    yield Commitment(
        text=text,
        status="stopped" if says.STOPPED.search(text) else status,
        responsible=who or (found.marks.text[slice(*duty.who)] if duty else _agent(text)),
        partners=[name.value for name in names],
        due=(due_in(text, today, loose=True) if status == "planned" else None)
        or (due_in(piece.text[end:], today) if status in ("planned", "ongoing") else None),
        evidence=[
            Evidence(piece.start + start, piece.end if status == "planned" else piece.start + end),
            Evidence(lead.start, lead.end),
        ],
        confidence=0.85,
    )


def _told(found: Found, sentence: Sentence, taken: frozenset[int]) -> Iterator[Commitment]:
    text = sentence.text
    own = _ended(found, sentence) or _led_alone(found, sentence)
    if own is not None and sentence.start not in taken:
        yield own
        return
    dropped = says.DROPPED.match(text)
    if not dropped and not any(words.search(text) for words in (ACTION, POSSIBLE, says.STOPPED)):
        return
    if dropped and sentence.start not in taken and not text.endswith("?"):
        yield Commitment(
            text=text.rstrip(" ."),
            status="stopped",
            evidence=[Evidence(sentence.start, sentence.end)],
            confidence=0.55,
        )
        return
    municipality = found.municipality.value.name if found.municipality else None
    if (
        sentence.start in taken
        or text.endswith("?")
        or NATIONAL.search(says.WITH.sub("", text))
        or elsewhere(text, municipality)
    ):
        return
    if OTHERS_OWN.search(text) or says.COUNTED.search(text):
        return
    stopped = _stopped(found, sentence)
    if stopped is not None:
        yield stopped
        return
    for start, end in _clauses(text):
        yield from _of_clause(found, sentence, start, end)


def _of_clause(found: Found, sentence: Sentence, start: int, end: int) -> Iterator[Commitment]:
    """The measure that one main clause of a sentence tells of."""
    clause = sentence.text[start:end]
    action = ACTION.search(clause) or POSSIBLE.search(clause)
    cut = says.CUT.search(clause, 30)
    thought = says.THOUGHT.search(says.WHO_THAT.sub("", clause[: cut.start()] if cut else clause))
    if action is None or thought or money_in(clause) or says.OPINION.search(clause[: action.start()]):
        return
    if says.CONTRACTED.search(clause) and found.agreements:
        return  # the agreement itself is told of
    led = _led(found, sentence)
    duty = duty_in(found, sentence.start + start, sentence.start + end)
    subject = _subject(found, sentence.start + start, sentence.start + end)
    subject = subject or (found.marks.text[slice(*duty.who)] if duty else None)
    actor = subject or led or _agent(clause)
    began = found.type.value in ("news", "report") and says.BEGAN.match(clause) and not organisations_in(clause[:60])
    if actor is None and not began and not _acted_on(found, clause) and not _announced(found, clause, action):
        return
    commitment = _commitment(found, sentence, start, end, subject)
    commitment.status = "stopped" if says.STOPPED.search(clause) else commitment.status
    if led is not None:
        _add_leader(found, commitment, led)
    yield commitment


def _ended(found: Found, sentence: Sentence) -> Commitment | None:
    """What was tried, where the next sentence says that it was given up."""
    if not says.TRIED.search(sentence.text):
        return None
    later = found.marks.outline.sentences_in(sentence.end, sentence.end + 5)
    if not later or not (says.IT_ENDED.match(later[0].text) and says.STOPPED.search(later[0].text)):
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
    if not says.WORK_LED.match(sentence.text):
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
    return later[0] if later and says.LED_BY.search(later[0].text) else None


def _add_leader(found: Found, commitment: Commitment, led: Sentence) -> None:
    """ "Arbetet leds av kvalitetsenheten och ska vara klart i mars 2025"."""
    leader = says.LED_BY.search(led.text)
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
    who = text[: action.start()].strip() if action else ""
    who = re.sub(r"\s+(?:har|hade|ska|skall|kommer)(?:\s.*)?$", "", who)
    passive = action is not None and action[0].endswith("s")
    alone = bool(who) and not re.match(r"(?:Alla|Samtliga|Varje)\b", who)
    if alone and not passive and is_actor(found, start, start + len(who)):
        return who
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
    return bool(says.OWN.search(clause)) and found.type.value in says.REPORTING


def _announced(found: Found, clause: str, action: re.Match[str]) -> bool:
    """Something with a day ahead that nobody is named for: "En ny rutin arbetas fram och beräknas vara klar i mars"."""
    today = found.date.value if found.date else None
    passive = action.lastgroup == "does" and re.search(r"s$|s\s(?:upp|fram|över|ut|in)$|^öppnar$", action[0])
    due = due_in(clause, today, loose=True) if today and passive else None
    return bool(today and due and due > today[: len(due)]) and not organisations_in(clause[:40])


def _agent(text: str) -> str | None:
    by = says.BY.search(text)
    return by["who"] if by else None


def _status(text: str, today: str | None) -> str:
    """planned, ongoing or done, by the tense and by what lies ahead of the document's day."""
    if says.ONGOING_HAS.search(text):
        return "ongoing"
    action = ACTION.search(text)
    ahead = due_in(text, today, loose=True)
    season = says.SEASON.search(text)
    later = bool(today and ahead and ahead > today[: len(ahead)])
    if today and season:
        later = later or f"{season['year']}-{says.SEASON_BEGINS[season['season']]}" > today[:7]
    if action and action.lastgroup in ("done", "has"):
        return "done"
    if re.search(r"\bsedan\b", text):
        return "ongoing"
    return "planned" if later or says.FUTURE.search(text) else "ongoing"


def _commitment(found: Found, sentence: Sentence, start: int, end: int, subject: str | None) -> Commitment:
    text = sentence.text
    today = found.date.value if found.date else None
    clause = text[start:end]
    inverted = says.INVERTED.match(clause) or says.LEADING.match(clause)
    begin = start + (inverted.end() if inverted else 0)
    possible = POSSIBLE.search(text, begin - 12 if begin > 12 else 0, end)
    begin = possible.end() if possible else begin
    cut = says.CUT.search(text, begin + 30, end)
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
    offered = says.OFFERED.search(sentence.text)
    if offered is None or not says.STOPPED.search(sentence.text, offered.end()):
        return None
    start, end = sentence.start + offered.start("what"), sentence.start + offered.end("what")
    return Commitment(
        text=offered["what"].strip(),
        status="stopped",
        responsible=_subject(found, sentence.start, start),
        evidence=[Evidence(start, end), Evidence(sentence.start, sentence.end)],
        confidence=0.6,
    )
