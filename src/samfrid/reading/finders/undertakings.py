"""What is undertaken: by the parties to an agreement, by whom a plan names, and how both are followed up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samfrid.reading.document import Kind
from samfrid.reading.finders.actors import duty_in, is_actor
from samfrid.reading.finders.amounts import money_in
from samfrid.reading.finders.fields import due_in
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.organisations import partners_in
from samfrid.reading.finders.outline import Piece
from samfrid.reading.finders.sentences import Sentence
from samfrid.reading.reading import Commitment, Evidence

_VERB_OPENS = (
    r"(?:ska(?:ll)?|åtar\s+sig|förbinder\s+sig|ansvarar\s+för|svarar\s+för|åligger\s+det|bidrar\s+med|står\s+för|"
    r"tillhandahåller|tar\s+på\s+sig|är\s+skyldig(?:a)?|kommer\s+(?:också\s+|även\s+)?att|lovar|erbjuder|"
    r"har\s+(?:följande\s+)?ansvar\s+för)"
)
_OPENS = re.compile(
    rf"^(?P<who>[A-ZÅÄÖ][^.:;]{{2,70}}?)\s+(?P<verb>{_VERB_OPENS})(?:\s+(?:även|också|särskilt|dessutom|vidare|"
    rf"därutöver|"
    r"bland\s+annat|följande))?(?:\s+(?:att|med|för))?(?:\s+under\s+avtalstiden)?\s*:?$"
)
#: "Utöver detta åtar sig jouren att", "Under avtalstiden ska kommunen"
_OPENS_INVERTED = re.compile(
    rf"^[A-ZÅÄÖ][^.:;]{{2,90}}?\s(?:{_VERB_OPENS}|åligger|ankommer\s+på)\s+(?P<who>(?:[a-zåäö]+(?:en|et|erna|na)"
    r"|[A-ZÅÄÖ][\wåäö]+(?:\s[\wåäöÅÄÖ]+){0,3}?))(?:\s+(?:även|också))?(?:\s+att)?\s*:?$"
)
#: "I avtalet ingår att jouren ska:", "Partnerskapet innebär att kommunen ska"
_OPENS_WITHIN = re.compile(
    r"^(?=.*\b(?:\w*avtalet|\w*överenskommelsen|partnerskapet|planen|"
    r"programmet)\b)[^.:;]*\batt\s+(?P<who>[^.:;,]{2,50}?)\s+"
    r"(?:ska(?:ll)?|åtar\s+sig\s+att)(?:\s+(?:bland\s+annat|också|även))?\s*:?$",
    re.IGNORECASE,
)
#: in a memo, before the points of an agreement that it proposes: "Enligt förslaget ska jouren"
_ACCORDING = re.compile(
    r"^Enligt\s+(?:\w+\s+)?(?:förslaget|utkastet|avtals\w+|avtalet|överenskommelsen|partnerskapet)\s+"
)
_BARE_POINT = re.compile(r"[a-zåäö]{3,}\s")
_MEANS = re.compile(
    r"^(?:planen|programmet|strategin|beslutet|satsningen)\s+innebär\s+(?:\w+\s+\w+\s+)?att\s*:?$", re.IGNORECASE
)
_NOT_UNDERTAKEN = re.compile(
    r"\b(?:mål\w*|ersättning|ekonomi|betalning|tvist|avtalstid|giltighet\w*|ändring\w*|hävning|personuppgift\w*|"
    r"sekretess|uppsägning|pris(?:er)?|vite|fakturering|force\s+majeure|bakgrund|informationsutbyte)\b",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"^(?:föreningen|jouren|jourerna|kommunen|nämnden|parterna|part|bidrags\w+|utföraren|organisationen|"
    r"samverkansparterna|[A-ZÅÄÖ]\S+jouren\b.*|[A-ZÅÄÖ]\S+\s(?:kommun|stad))$",
    re.IGNORECASE,
)
#: a section that tells what each party does
_WHO_DOES = re.compile(
    r"\b(?:åtagande\w*|ansvar(?:sfördelning)?|uppgifter|rollfördelning|vad\s+\w+(?:\s+\w+){0,3}\s+(?:gör|"
    r"bidrar)|omfattning|"
    r"genomförande|verksamheten|samarbetets?\s+(?:innehåll|former)|insatser)\b",
    re.IGNORECASE,
)
_HEADING_OPENS = re.compile(
    r"^(?:\d+\s+)?(?:det\s+här|detta|så)\s+(?:ska|kommer)\s+(?P<who>[^?]+?)\s+(?:att\s+)?(?:göra|bidra\s+med|"
    r"arbeta)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"^(?:§?\s?\d+[.)]?\s+)?(?P<who>[A-ZÅÄÖ][\wåäöÅÄÖ -]*?)s\s+"
    r"(?:åtagande\w*|ansvar|skyldighet\w*|insats\w*|bidrag|uppgift\w*|del|roll|medverkan|löften?)\b"
)
#: beneath "Föreningens insats": "Föreningen driver ett skyddat boende med fem platser"
_DOES = re.compile(
    r"^(?P<who>[A-ZÅÄÖ][^,.;:]{2,50}?)\s+(?!(?:är|har|kan|får|vill)\b)[a-zåäö]+(?:ar|er|år|ör)\s+(?=[a-zåäö\d])"
)
#: "Redovisning ska ha inkommit senast 2026-03-31"
_ACCOUNT = re.compile(
    r"^(?:En\s+)?(?:(?:[Ss]lut|[Dd]el|[Åå]ter|[Ee]konomisk\s+)?[Rr]edovisning\w*|[Vv]erksamhetsberättelse\w*|"
    r"[Åå]rsredovisning\w*|"
    r"[Rr]apport\w*|[Åå]terrapport\w*|[Uu]ppföljning\w*|[Uu]tvärdering\w*|[Rr]ekvisition\w*)\b[^.]*?\b(?:ska|"
    r"skall|görs|sker|lämnas)\b"
)
_FOLLOW_UP = re.compile(
    r"\b(?:uppfölj\w*|följ(?:er|s)\s+(?:\w+\s+)?upp|utvärder\w*|redovisning|återrapport\w*|rapportering)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:följ(?:s|er)\s+(?:upp|programmet|planen|strategin|arbetet)|följ(?:s|er)\s+(?:\w+\s+){0,4}?upp|"
    r"redovisa[rs]?|sammanställ(?:er|s)|rapportera[rs]?|"
    r"återrapportera[rs]?|lämna[rs]?|träffas|möts|utvärdera[rs]?|slutrapport|stäm(?:mer|s)\s+av|revidera[rs]?|"
    r"redogör(?:s|a)?|överlämna[rs]?|går\s+igenom|gås\s+igenom|ser\s+över|ses\s+över|ansvarar\s+för\s+uppföljning\w*|"
    r"(?:\w*utvärdering|\w*uppföljning|\w*avstämning(?:ar)?|(?:uppföljnings|dialog|samverkans|styrgrupps|"
    r"avstämnings)möten?)(?:en)?\s+(?:av\s+\w+\s+)?(?:görs|sker|genomförs|hålls|äger\s+rum|ska\s+(?:göras|"
    r"ske|genomföras))|"
    r"(?:gör|genomför|håller)\s+(?:\w+\s+){0,3}(?:utvärdering|uppföljning)\w*|kontrollera[rs]|avlämna[rs]?|"
    r"granskar?s?|får\s+(?:en|ett)\s+(?:\w*rapport|\w*redovisning|\w*uppföljning)|"
    r"görs\s+(?:en\s+)?(?:\w+\s+){0,2}(?:utvärdering|uppföljning|avstämning))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:får\s+inte|inte|rätt\s+att|hämtas|utan\s+samtycke|kan)\b", re.IGNORECASE)
_BY = re.compile(
    r"\bav\s+(?!ett?\b|en\b)(?P<who>[\wåäöÅÄÖ-]+(?:(?<=-)\s+och\s+[\wåäö-]+)?(?:(?<=ens|ets)\s+[\wåäö-]+)?)"
)
_THE_PLAN = re.compile(
    r"\b(?:[\wåäö]*planen|strategin|programmet|riktlinjen|rutinen|överenskommelsen|[\wåäö]*avtalet|partnerskapet)\b",
    re.IGNORECASE,
)
#: what is paid stands among the agreement's sums
_PAYS = re.compile(r"\b(?:betala\w*|ersätta|utbetala\w*|fakturera\w*|återbetala\w*)\b[^.]*\d", re.IGNORECASE)
_INFINITIVE = re.compile(
    r"(?:tillsammans\s+med\s[^,.]{3,40}?\s)?(?!alla\b|bra\b|olika\b|andra\b)[a-zåäö]{2,}a\s(?:en|ett|[a-zåäö]+)\b"
)
_TAIL = re.compile(r"(?:\s*[,;])?(?:\s+(?:samt|och))?\s*[,;.]*$")


def undertakings(found: Found) -> Iterator[Commitment]:
    """Lists under "Föreningen ska", "Kvinnojouren … åtar sig att", and sentences in a section of undertakings."""
    outline = found.marks.outline
    agreement = found.type.value == "agreement" or (found.type.value == "other" and bool(found.agreements))
    owner: tuple[Piece, re.Match[str]] | None = None
    for piece in outline.pieces:
        opens = (_HEADING_OPENS.match(piece.text) or _bare_list(found, piece)) if piece.is_heading else None
        opens = opens or _OPENS.match(piece.text) or _OPENS_INVERTED.match(piece.text)
        opens = opens or (_named_alone(found, piece) if agreement else None)
        within = _OPENS_WITHIN.match(piece.text) if not piece.is_heading else None
        if opens is not None and (
            agreement
            or piece.is_heading
            or "åtar" in piece.text
            or found.type.value in ("plan", "news")
            or _ACCORDING.match(piece.text)
        ):
            owner = (piece, opens)
        elif within is not None:
            owner = (piece, within)
        elif _MEANS.match(piece.text.strip()):
            means = re.match(r"(?P<who>\w*)", piece.text)
            owner = (piece, means) if means else None
        elif piece.is_heading:
            owned = _OWNER.match(piece.text) if agreement else None
            owner = (piece, owned) if owned else None
        elif piece.kind is Kind.LIST_ITEM and owner is not None and _one_list(outline.pieces[piece.index - 1], piece):
            yield _undertaken(found, piece, owner)
        else:
            owner = None if owner and not _OWNER.match(owner[0].text) else owner
            told = piece.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)
            if agreement and told and not _NOT_UNDERTAKEN.search(outline.heading_of(piece)):
                yield from _in_sentences(found, piece)


def _named_alone(found: Found, piece: Piece) -> re.Match[str] | None:
    """In an agreement, a party's name alone on a line above points that say what it does: "Polisen"."""
    below = found.marks.outline.pieces[piece.index + 1 : piece.index + 2]
    if not below or below[0].kind is not Kind.LIST_ITEM or not _BARE_POINT.match(below[0].text):
        return None
    name = re.fullmatch(r"(?P<who>[A-ZÅÄÖ][^.:;,]{2,60}?)\s?:?", piece.text)
    acts = name and (_PARTY.match(name["who"]) or is_actor(found, piece.start, piece.start + name.end("who")))
    return name if acts and piece.kind not in (Kind.LIST_ITEM, Kind.SIGNATURE, Kind.HEADER) else None


def _bare_list(found: Found, piece: Piece) -> re.Match[str] | None:
    """In news, a heading above points that begin with what is to be done: "anställa en samordnare"."""
    below = found.marks.outline.pieces[piece.index + 1 : piece.index + 2]
    if found.type.value != "news" or not below or below[0].kind is not Kind.LIST_ITEM:
        return None
    return re.match(r"(?P<who>)", piece.text) if _INFINITIVE.match(below[0].text) else None


def _one_list(before: Piece, piece: Piece) -> bool:
    """Points with one kind of marker; a quotation's dash after bullets begins something else."""
    if before.kind is not Kind.LIST_ITEM:
        return True
    one, other = (re.sub(r"\d+|\b[a-zåäö]\b", "0", p.segment.marker)[:1] for p in (before, piece))
    return one == other or before.segment.level != piece.segment.level


def _undertaken(found: Found, piece: Piece, owner: tuple[Piece, re.Match[str]]) -> Commitment:
    text = _TAIL.sub("", piece.text)
    head, match = owner
    who = match["who"].strip()
    return Commitment(
        text=text,
        status="planned",
        responsible=who
        if found.type.value == "agreement" or not (head.is_heading or _MEANS.match(head.text))
        else None,
        partners=[name.value for name in partners_in(text)],
        due=due_in(text, found.date.value if found.date else None),
        evidence=[Evidence(piece.start, piece.start + len(text)), Evidence(head.start, head.end)],
        confidence=0.92,
    )


def _in_sentences(found: Found, piece: Piece) -> Iterator[Commitment]:
    for sentence in found.marks.outline.sentences_in(piece.start, piece.end):
        duty = duty_in(found, sentence.start, sentence.end)
        heading = found.marks.outline.heading_of(piece)
        acts = _OWNER.match(heading) or _WHO_DOES.search(heading)
        if duty is None and acts and not money_in(sentence.text):
            yield from _does(found, sentence)
        account = duty is None and _ACCOUNT.match(sentence.text) and due_in(sentence.text, None, loose=True)
        if (duty is None and not account) or re.search(r"\binte\b", sentence.text) or _PAYS.search(sentence.text):
            continue
        start = duty.begins if duty is not None else sentence.start
        text = _TAIL.sub("", found.marks.text[start : sentence.end])
        yield Commitment(
            text=text,
            status="planned",
            responsible=found.marks.text[slice(*duty.who)] if duty is not None else None,
            partners=[name.value for name in partners_in(text)],
            due=due_in(text, found.date.value if found.date else None),
            evidence=[Evidence(start, start + len(text)), Evidence(sentence.start, sentence.end)],
            confidence=0.75,
        )


def _does(found: Found, sentence: Sentence) -> Iterator[Commitment]:
    """A party's undertaking in the present tense, in the section that is headed as that party's."""
    does = _DOES.match(sentence.text)
    if does is None or _NOT.search(sentence.text):
        return
    if not _PARTY.match(does["who"]) and not is_actor(found, sentence.start, sentence.start + len(does["who"])):
        return
    yield Commitment(
        text=sentence.text.rstrip(" ."),
        status="planned",
        responsible=does["who"],
        partners=[name.value for name in partners_in(sentence.text)],
        due=due_in(sentence.text, found.date.value if found.date else None),
        evidence=[Evidence(sentence.start, sentence.end)],
        confidence=0.7,
    )


def follow_up(found: Found) -> Iterator[Commitment]:
    """How a plan or an agreement is to be followed up: the sentences of that section that say who reports, and when."""
    if found.type.value not in ("plan", "agreement", "guideline"):
        return
    outline = found.marks.outline
    plan = found.plans[0].name if found.type.value == "plan" and found.plans else None
    for sentence in outline.sentences:
        piece = outline.piece_at(sentence.start)
        if piece is None or piece.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            continue
        if not _FOLLOW_UP.search(outline.heading_of(piece)) and not _of_the_plan(sentence):
            continue
        reports = _REPORTS.search(sentence.text)
        if reports is None or _NOT.search(sentence.text):
            continue
        yield Commitment(
            text=sentence.text.strip().rstrip("."),
            status="planned",
            responsible=_who(sentence, reports),
            due=due_in(sentence.text, None, loose=True),
            plan=plan,
            evidence=[Evidence(sentence.start, sentence.end)],
            confidence=0.75,
        )


def _of_the_plan(sentence: Sentence) -> bool:
    """ "Kommunfullmäktige följer upp strategin varje mandatperiod", wherever it stands."""
    return bool(
        (_THE_PLAN.search(sentence.text) or re.match(r"(?:Aktiviteterna|Åtgärderna|Insatserna|Målen)\b", sentence.text))
        and re.search(r"\bfölj\w*\s+(?:\w+\s+)?upp\b|\butvärdera[rs]\b|\bses\s+över\b", sentence.text)
    )


def plan_tasks(found: Found) -> Iterator[Commitment]:
    """In a plan, what a part of the municipality "ska" do, told in a sentence with its year or beneath a goal."""
    if found.type.value != "plan":
        return
    outline = found.marks.outline
    plan = found.plans[0].name if found.plans else None
    for sentence in outline.sentences:
        piece = outline.piece_at(sentence.start)
        if (
            piece is None
            or piece.kind is not Kind.PARAGRAPH
            or re.search(r"\b(?:enligt|lag(?:en)?)\b", sentence.text, re.IGNORECASE)
        ):
            continue
        body = next(iter(found.marks.bodies.within(sentence.start, sentence.end)), None)
        shall = (
            re.match(r"\s+(?:ska(?:ll)?|kommer\s+att)\s+", found.marks.text[body.end : sentence.end]) if body else None
        )
        due = due_in(sentence.text, None, loose=True)
        if body is None or body.start != sentence.start or shall is None or due is None:
            continue
        yield Commitment(
            text=sentence.text.strip().rstrip("."),
            status="planned",
            responsible=found.marks.text[body.start : body.end],
            partners=[name.value for name in partners_in(sentence.text)],
            due=due,
            plan=plan,
            evidence=[Evidence(sentence.start, sentence.end)],
            confidence=0.65,
        )


def _who(sentence: Sentence, verb: re.Match[str]) -> str | None:
    """The subject of an active verb, the agent of a passive one."""
    passive = re.match(r"följs|\w+s\b(?<!träffas)(?<!möts)", verb[0], re.IGNORECASE)
    if passive:
        by = _BY.search(sentence.text, verb.end())
        return by["who"] if by else None
    subject = re.split(r"\s+(?:ska|skall|kommer\s+att)\b", sentence.text[: verb.start()].strip(), maxsplit=1)[0]
    if re.match(r"(?:en|ett)\b", subject, re.IGNORECASE) or len(subject) > 60 or not subject:
        return None
    return subject
