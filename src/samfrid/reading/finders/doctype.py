"""What kind of document it is: told by the words of its head and title, and by its structure.

Each rule gives points to one type. The name of a type on a line of its own ("TJÄNSTESKRIVELSE") weighs most, then the way
a title begins, then structures that only one type has. A document often names another type in its title ("Svar på motion
…" heads a memo as well as an item of minutes), so structure can outweigh the title. The runner-up is kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.found import Found, Value
from samfrid.reading.finders.layout import Line, furniture_lines, head_lines, short_lines, signature_lines


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that speaks for a type: how strongly, and where it stands."""

    type: str
    points: float
    start: int
    end: int


def _rules(table: str) -> list[tuple[str, float, re.Pattern[str]]]:
    """Lines "type points pattern"."""
    rules = []
    for line in table.strip().splitlines():
        name, points, pattern = line.split(None, 2)
        rules.append((name, float(points), re.compile(pattern, re.IGNORECASE)))
    return rules


#: whole lines of the head, running heads and "Dokumenttyp: …"
_KIND_LINES = _rules(r"""
interpellation_answer 12 (?:interpellationssvar|svar på interpellation(?:en)?)\W*
question_answer 12 (?:svar på (?:enkel )?fråga|frågesvar)\W*
interpellation 8 interpellation\W*
motion 8 motion\W*
question 8 (?:enkel fråga|skriftlig fråga|fråga)\W*
initiative 8 (?:initiativärende|nämndinitiativ|ledamotsinitiativ|politiskt initiativ|initiativ)\W*
citizen_proposal 8 (?:medborgarförslag|e-förslag|invånarförslag)\W*
memo 14 tjänste(?:skrivelse|utlåtande|yttrande)\b.{0,20}
statement 10 (?:yttrande|remissvar|remissyttrande)\W*
minutes 14 (?:sammanträdes)?protokoll(?:sutdrag)?\b.{0,25}|utdrag ur protokoll\b.*
agenda 14 (?:kallelse|föredragningslista|dagordning|ärendelista)\b.{0,60}
plan 8 (?:handlingsplan|handlingsprogram|program|strategi|plan|aktivitetsplan)(?: med åtgärder)?\W*
agreement 8 (?:avtal|överenskommelse|samverkansavtal|partnerskapsavtal|idéburet offentligt partnerskap|iop(?:-överenskommelse)?|avtal om .{3,60})\W*
guideline 9 (?:riktlinje[r]?|rutin(?:er)?|handbok|anvisning(?:ar)?|vägledning|policy|regler|instruktion)\W*
report 9 (?:(?:revisions|gransknings|uppföljnings|läges|del|slut|års)?rapport|uppföljning|kartläggning|granskning|utvärdering|lägesbild|redovisning)\W*
news 9 (?:pressmeddelande|nyhet|nyheter|debattartikel|insändare)\W*
""")
#: how a title begins
_TITLES = _rules(r"""
interpellation_answer 11 (?:svar på |besvarande av )(?:en )?interpellation|interpellationssvar
question_answer 11 (?:svar på |besvarande av )(?:en )?(?:enkel |skriftlig )?fråga\b|frågesvar
interpellation 7 interpellation\b
motion 7 motion\b
question 7 (?:enkel |skriftlig )fråga\b|fråga (?:till|från|om|ställd|angående)\b|fråga:
initiative 6 (?:initiativärende|nämndinitiativ|ledamotsinitiativ|initiativ (?:till|om|från))\b
citizen_proposal 7 (?:medborgarförslag|e-förslag|invånarförslag)\b
memo 5 (?:svar på|besvarande av|beredning av) (?:en )?(?:motion|medborgarförslag|e-förslag|initiativ|nämndinitiativ)|.*\bsvar på (?:motion|initiativ|medborgarförslag)
statement 6 (?:yttrande|remissvar|remissyttrande|svar på remiss|remiss av)\b
minutes 9 (?:sammanträdes)?protokoll
agenda 9 (?:kallelse|föredragningslista|dagordning|ärendelista)\b
plan 6 (?:(?:kommunens |kommunövergripande |länsgemensam |reviderad )?(?:[\w-]+s )?(?:handlingsplan|handlingsprogram|program (?:för|mot)|strategi|åtgärdsplan|aktivitetsplan|verksamhetsplan|plan (?:för|mot)))\b
agreement 7 (?:överenskommelse|avtal|samverkansavtal|partnerskapsavtal|idéburet offentligt partnerskap (?:mellan|iop)|iop\b|bidragsavtal)
guideline 7 (?:[\w-]+s )?(?:riktlinje[r]?|rutin(?:er)?|handbok|handledning|anvisning(?:ar)?|vägledning|policy|regler för|metodstöd|checklista)\b
report 7 (?:(?:revisions|gransknings|uppföljnings|läges|del|slut|års|helårs)rapport|rapport|uppföljning av|kartläggning av|granskning av|utvärdering av|redovisning av|lägesbild|årsredovisning|verksamhetsberättelse|delårsrapport)\b
""")
#: a type's name among other words of the head ("Nyby kommun  Tjänsteskrivelse  1(4)")
_NAMED = _rules(r"""
memo 9 \btjänste(?:skrivelse|utlåtande)\b
minutes 7 \b(?:sammanträdes)?protokoll(?:sutdrag)?\b
agenda 7 \b(?:kallelse|föredragningslista)\b
interpellation_answer 7 \b(?:interpellationssvar|svar på interpellation)\b
""")
#: headings and short lines anywhere
_STRUCTURE = _rules(r"""
memo 5 (?:[\w\s-]{0,60}s? )?förslag till (?:beslut|[\w\s-]{0,50}(?:nämndens|styrelsens|fullmäktiges) beslut)\W*
memo 3 (?:beslutsunderlag|underlag för beslut)\W*
memo 3 (?:handläggare|handläggare:? .{3,60})
memo 2 (?:ekonomiska (?:konsekvenser|överväganden)|barnperspektiv\w*|barnkonsekvensanalys|barnets bästa|kommunala mål|samråd|jämställdhet\w*)\W*
memo 2 (?:beslutet|beslut) (?:ska )?(?:skickas|sändas|sänds|expedieras) till\W*.*
minutes 5 (?:justerandes? sign\w*|justerare|utses att justera|utsedda? att justera|utdragsbestyrkande|justering(?:ens plats och tid)?)\b.*
minutes 5 (?:beslutande|plats och tid|närvarande|ej beslutande|tjänstgörande ersättare)\b.*
minutes 3 (?:propositionsordning|beslutsgång|omröstning|protokollsanteckning\w*|anslag ?/ ?bevis|ajournering)\W*
minutes 3 § ?\d+ [A-ZÅÄÖ].*
minutes 4 (?:[\w\s-]{3,50})s beslut\W*
agenda 4 (?:ärenden|ärende nr|ärendelista|upprop|val av justerare|fastställande av (?:dagordning|föredragningslista)\w*|godkännande av dagordning\w*)\W*
agreement 4 (?:§ ?\d+ |\d+\.? )?(?:avtals)?parter\W*
agreement 3 (?:§ ?\d+ |\d+\.? )?(?:avtalstid\w*|uppsägning|tvist|hävning|ersättning|[\w\s]{3,40}s åtaganden?|ändringar och (?:tillägg|tvist|hävning)|giltighet,? .{0,40}|underskrifter)\W*
plan 3 (?:\d+\.? )?(?:mål och (?:aktiviteter|åtgärder)|aktiviteter|åtgärder|delmål|mål \d\b.*|åtgärd \d.*|målområde\w*.*|fokusområde\w*.*|vision|giltighetstid|aktivitetsplan)\W*
guideline 3 (?:\d+\.?\d* )?(?:syfte med (?:rutinen|riktlinjen|riktlinjerna)|ansvar och roller|så här gör du|arbetsgång|tillvägagångssätt|steg \d\b.*|omfattning|rutinbeskrivning|dokumentation)\W*
report 3 (?:\d+\.?\d* )?(?:metod(?: och material)?|resultat|iakttagelser|revisionsfrågor?|slutsats(?:er)?|sammanfattande bedömning|rekommendationer|revisionell bedömning|diskussion|uppdrag(?:et)? och (?:bakgrund|syfte)|urval)\W*
""")
#: sentences and phrases anywhere in the content; each rule counts once
_PHRASES = _rules(r"""
interpellation 5 (?:med anledning av (?:detta|ovanstående|det)|mot (?:denna|den) bakgrund|därför|jag|vi)\b[^.?!\n]{0,60}(?:följande frågor|vill (?:jag |vi )?(?:därför )?fråga|frågar jag|undrar (?:jag|vi)|vill jag ställa)
motion 6 (?:föreslår|yrkar|hemställer)\s(?:vi|jag|\w+partiet|\w+demokraterna|liberalerna|moderaterna|undertecknad\w*)\b[^.\n]{0,40}(?:fullmäktige|att\b)
motion 5 (?:vi|jag|\w+partiet|\w+demokraterna|liberalerna|moderaterna)\s(?:vill|föreslår|yrkar)\s(?:därför |därmed )?(?:att )?(?:kommun|region)?fullmäktige
motion 4 \b(?:vi|jag)\s(?:föreslår|yrkar)\b
initiative 5 (?:vi|jag|undertecknad\w*|gruppen)\s(?:\w+\s){0,3}(?:föreslår|yrkar|begär|vill)\b[^.\n]{0,40}(?:nämnden|styrelsen)\b
citizen_proposal 6 \b(?:jag|vi)\s(?:\w+\s)?(?:föreslår|önskar|vill) att kommunen\b|mitt förslag är
interpellation_answer 5 (?:med detta (?:anser|anses|får) .{0,20}interpellationen|anser jag interpellationen|tack för (?:din |er )?interpellation|tacka för interpellationen)
interpellation_answer 3 (?:har i en interpellation|frågan ställd|ställt .{0,30}frågor till mig|frågor till mig)
question_answer 6 (?:anser jag frågan (?:vara )?besvarad|tack för (?:din |er )?fråga\b)
statement 4 (?:har (?:fått|getts) (?:tillfälle|möjlighet) att (?:yttra|lämna synpunkter)|avger (?:följande|härmed) (?:yttrande|remissvar)|anta yttrandet som sitt (?:eget )?|lämnar (?:härmed )?följande (?:yttrande|synpunkter))
memo 4 (?:förvaltningen|kontoret|kansliet|avdelningen)s?\s(?:bedömer|föreslår|gör bedömningen|anser)\b
memo 3 har inkommit med ett? (?:initiativ\w*|motion|medborgarförslag)
minutes 5 (?:reserverar sig|yrkar (?:bifall|avslag|återremiss)|ställer proposition|finner att (?:kommun)?(?:fullmäktige|styrelsen|nämnden) beslutar|ordföranden ställer)
news 4 (?:”|"|\n?– )[^\n”"]{15,600}?,?\s(?:säger|berättar|menar|förklarar|konstaterar)\s[A-ZÅÄÖ]
news 4 (?:^|\n)(?:publicerad|publicerat|publicerades)\b.{0,12}\d
agreement 4 (?:avtalet|överenskommelsen|partnerskapet|samverkan)\s(?:gäller|löper|träder i kraft|upphör)\b
agreement 4 (?:nedan|härefter|fortsättningsvis)\s(?:kallad|kallat|benämnd|benämnt)\b
agreement 3 (?:likalydande|i två|i tre)\sexemplar
agreement 3 åtar sig (?:att|följande)
plan 4 (?:planen|programmet|strategin)\s(?:är antagen|gäller|antogs|omfattar|ersätter|följs upp|revideras|vänder sig|utgår från|har tagits fram|är kommunens|är \w+ kommuns)
guideline 4 (?:rutinen|riktlinjen|riktlinjerna|handboken)\s(?:gäller|vänder sig|syftar|är framtagen|ska|beskriver|revideras|omfattar)
report 4 (?:rapporten|granskningen|kartläggningen|uppföljningen|enkäten)\s(?:visar|bygger|redovisar|syftar|har genomförts|genomfördes|omfattar|besvarades)
report 3 (?:vår|den) (?:sammanfattande|samlade) (?:revisionella )?bedömning
agenda 5 (?:ledamöterna kallas|kallas (?:härmed )?till sammanträde|förhindrad att (?:delta|närvara)|anmäl(?:er|a) förhinder|ersättare (?:kallas|underrättas))
""")
_PARTY_LINE = re.compile(r"\((?:[A-ZÅÄÖ]{1,5}|[a-zåäö]{1,2})\)|(?:partiet|demokraterna|moderaterna|liberalerna|de gröna)\b", re.IGNORECASE)
_OFFICIAL_LINE = re.compile(
    r"(?:direktör|\w+chef|utredare|strateg|handläggare|samordnare|sekreterare|controller|jurist|utvecklare)\b", re.IGNORECASE
)
_NEWS_PATH = re.compile(r"(?:/|>|›|»|\|)\s*nyhet|^nyheter\b|nyhetsarkiv|pressmeddelande", re.IGNORECASE)
_QUESTION = re.compile(r"\?\s*$")


def _cues(document: Document, found: Found) -> list[Cue]:
    head = head_lines(document)
    cues = [*_of_kind_lines(head, 1.0), *_of_kind_lines(furniture_lines(document), 0.6), *_of_titles(head)]
    cues += _of_structure(short_lines(document))
    text = found.marks.text
    for name, points, pattern in _PHRASES:
        match = pattern.search(text)
        if match:
            cues.append(Cue(name, points, match.start(), match.end()))
    return cues + _of_signers(document)


def _of_kind_lines(lines: list[Line], weight: float) -> list[Cue]:
    """A type named on a line of its own; "Dokumenttyp: …" and a line with a page number count too. Each type once."""
    cues: dict[str, Cue] = {}
    for line in lines:
        bare = re.sub(r"^(?:dokumenttyp|typ av dokument|dokumentnamn)\s*[:|]?\s*|\s*(?:sida\s*)?\d+\s?\(\d+\)\s*$", "", line.text.strip(), flags=re.I)
        for name, points, pattern in _KIND_LINES:
            if pattern.fullmatch(bare) and name not in cues:
                cues[name] = Cue(name, points * weight, line.start, line.end)
                break
    return list(cues.values())


def _of_titles(head: list[Line]) -> list[Cue]:
    """How the lines of the head begin, the title among them. Each type once, and less for lines that no markup makes a heading."""
    cues: dict[str, Cue] = {}
    for line in head:
        weight = 1.0 if line.kind is Kind.HEADING else 0.8
        for name, points, pattern in _TITLES:
            if pattern.match(line.text):
                if name not in cues or cues[name].points < points * weight:
                    cues[name] = Cue(name, points * weight, line.start, line.end)
                break
        for name, points, pattern in _NAMED:
            match = pattern.search(line.text)
            if match and name not in cues and len(line.text) < 70:
                cues[name] = Cue(name, points * weight, line.start + match.start(), line.start + match.end())
    return list(cues.values())


def _of_structure(lines: list[Line]) -> list[Cue]:
    cues = []
    for name, points, pattern in _STRUCTURE:
        line = next((line for line in lines if pattern.fullmatch(line.text.strip())), None)
        if line is not None:
            cues.append(Cue(name, points, line.start, line.end))
    return cues


def _of_signers(document: Document) -> list[Cue]:
    """Elected persons sign motions and questions, officials memos; a list of questions asks; news stand under "Nyheter"."""
    cues = []
    for line in signature_lines(document):
        if _OFFICIAL_LINE.search(line.text):
            cues.append(Cue("memo", 3, line.start, line.end))
            break
    for line in signature_lines(document):
        if _PARTY_LINE.search(line.text):
            cues += [Cue(name, 2, line.start, line.end) for name in ("motion", "interpellation", "question", "initiative")]
            break
    crumb = next((line for line in furniture_lines(document) if _NEWS_PATH.search(line.text)), None)
    if crumb:
        cues.append(Cue("news", 2, crumb.start, crumb.end))
    asked = [s for s in document.content() if s.kind is Kind.LIST_ITEM and _QUESTION.search(document.of(s))]
    if asked:
        cues.append(Cue("interpellation", 2, asked[0].start, asked[-1].end))
    return cues


def find(document: Document, found: Found) -> Value[str]:
    """The type with the most points; its confidence grows with the lead over the runner-up."""
    ranked = ranking(document, found)
    if not ranked or ranked[0][1] < _LEAST:
        return Value("other", (), 0.3)
    name, points, spans = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return Value(name, spans, round(min(0.99, 0.5 + 0.5 * (points - second) / points), 2))


#: fewer points than this, and the document is of no type that we know
_LEAST = 4


def ranking(document: Document, found: Found) -> list[tuple[str, float, tuple[tuple[int, int], ...]]]:
    """Types with their points and what speaks for them, most points first."""
    points: dict[str, float] = defaultdict(float)
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for cue in _cues(document, found):
        points[cue.type] += cue.points
        spans[cue.type].append((cue.start, cue.end))
    return [(name, points[name], tuple(spans[name][:3])) for name in sorted(points, key=lambda n: -points[n])]
