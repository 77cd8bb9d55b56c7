"""Counts and shares of the municipality's own work: how many, of what, in which year.

Left out: money, votes, ages, dates, targets ("minst 120 män ska …"), what somebody else counted (the nation, the
county, another municipality, an association), and how often something is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from samfrid.reading import patterns
from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.amounts import money_in
from samfrid.reading.finders.dates import Grain
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.numerals import ALL_WORDS, DIGITS, WORDS, value_of
from samfrid.reading.finders.sentences import Sentence
from samfrid.reading.finders.tables import table_figures
from samfrid.reading.finders.units import KNOWN, NATIONAL, OTHERS_OWN, SHARES, TIMES, counts, elsewhere
from samfrid.reading.reading import Evidence, Figure

_NUMBER = re.compile(rf"(?<![\w.,:/§–-])(?:(?P<digits>{DIGITS})|(?P<words>{WORDS}))(?![\w/:–-]|[.,]\d)", re.IGNORECASE)
#: "de 168 utredningarna", "av ärendena": counted in the indefinite form
_DEFINITE = re.compile(r"(?:(?<=[aeo]r)na|(?<=en)a)$")
_ARTICLES = frozenset({"en", "ett", "noll"})
#: looked for first, since most sentences have no number
_DIGIT = re.compile(r"\d")
_IN_WORDS = patterns.Stems(word for word in ALL_WORDS if word not in _ARTICLES)
_NOUN = r"[a-zåäö]+(?:-\s(?:och|eller)\s[a-zåäö]+)?"
_UNIT = re.compile(
    rf"\s(?P<of>av\s+(?:de\s|de\sdryga\s|kommunens\s|våra\s|dess\s|[a-zåäö]+ens\s)?)?(?P<unit>%|"
    rf"procent(?:enheter)?|(?:(?P<adjective>[a-zåäö]+(?:a|e|de|na))\s)?(?P<noun>{_NOUN})"
    rf"(?P<more>\s(?:och|eller)\s(?:[a-zåäö]+[ae]\s)?[a-zåäö]+(?:ar|er|or))?)(?![\wåäö])"
)
_OF_THEM = re.compile(r"\s(?:av\s+(?:dem|dessa|de\s|fallen|personerna)|stycken)\b", re.IGNORECASE)
#: "14 av dess 20 åtgärder": both numbers count the same
_PART_OF = re.compile(
    rf"\sav\s(?:(?:(?:de(?:ss|ras)?|våra|[a-zåäö]+s)\s)?(?:totalt\s)?(?:{DIGITS}|{WORDS})|(?:de|dess|våra|"
    rf"[a-zåäö]+(?:en|et)s))\s"
    r"(?P<noun>[a-zåäö]+)"
)
_EVERY = re.compile(r"\b(?:varje\s+(?:år|månad|termin|vecka)|årligen)\s+(?:\w+\s+)?$", re.IGNORECASE)
#: "Av de 168 utredningarna ledde 97 till en insats": what else is counted is part of the first
_PARTITIVE = re.compile(
    rf"(?:Av|Bland)\s(?:dem|dessa)\s|(?:Av|Bland)\s(?:(?:de|dessa|våra|[a-zåäö]+s)\s)?(?:{DIGITS}|{WORDS})\s",
    re.IGNORECASE,
)
_WHOLE_OF = re.compile(rf"(?:{DIGITS}|{WORDS})\sav\s(?:de(?:ss|ras)?\s|våra\s)?(?:totalt\s)?$", re.IGNORECASE)
_COUNT_OF = re.compile(r"\bantalet\s+(?:[a-zåäö]+[ae]\s+)?(?P<noun>[a-zåäö]{3,})", re.IGNORECASE)
_BARE_BEFORE = re.compile(
    r"\bantalet\s[^.,;\d]{0,40}$|\b(?:är|från|till|antalet|var\s+de|varav|bodde|gällde|vara|"
    r"uppgick\s+(?:antalet\s+)?till|var\s+det|och|mot|(?:jämföra?s?|jämfört)\s+med|än|,|av\s+dessa\s+(?:var|gällde)|"
    r"(?:föregående\s+år|förra\s+året|året\s+(?:innan|före|dessförinnan)|i\s+fjol|(?:19|20)\d\d)\s*\()\s*$",
    re.IGNORECASE,
)
_BARE_AFTER = re.compile(
    r"\s(?:[a-zåäö]+(?:ade|de|te|it|at|ats|des|tes|ar|er|r)|inte|utanför|är|pågår|var|blev|blivit|hade|har|valde|uppgav|"
    r"under|året|åren|föregående|förra|i\sfjol)\b",
    re.IGNORECASE,
)
#: "Av dem är fem genomförda, fyra pågående och tre ej påbörjade"
_HOW_FAR = re.compile(
    r"\s(?:(?:är|har)\s)?(?:(?:helt|delvis|ännu|redan|fortfarande)\s)?(?:(?:ej|inte)\s)?(?:genomför(?:da|ts)|"
    r"avslutade?s?|klara|"
    r"pågår|pågående|påbörja(?:de|ts)|startade|slutför(?:da|ts)|utgått|utgår|avbrutits|strukits|återstår|"
    r"uppfyllda|uppnådda|uppnåtts|planerade|försenade|"
    r"kvarstår)\b"
)
#: "har ökat från 34 till 52", "minskade från 88 till 79 procent"
_TO = re.compile(rf"\still\s{DIGITS}(?P<share>\s?(?:procent|%))?")
#: "stöd av jouren och kommunens team": counted together
_AND_OURS = re.compile(r"\boch\s+(?:av\s+)?(?:kommunens|socialtjänsten|vårt)\b")
#: "Av de svarande uppgav 88 att …": what is counted is said in the sentence's first words
_OF_THE = re.compile(
    r"(?:Av|Bland)\s+(?:de\s+(?P<noun>svarande|tillfrågade|placerade|deltagande|utsatta|anmälda|sökande|inskrivna)\b"
    r"|(?P<those>[a-zåäö]{3,}(?:ar|er|or))na\s)"
)
#: "52 personer, varav fyra var pojkar"
_ARE = re.compile(r"\s(?:var|är)\s(?P<noun>[a-zåäö]+)")
#: how many live in the municipality is no count of its work
#: "en av fem", "åtta av tio": how common something is, not how many there are
_RATIO = re.compile(rf"\b(?:{WORDS})\sav\s(?:tre|fyra|fem|tio)\b", re.IGNORECASE)
_CONTRACTED = re.compile(r"\b(?:avtal|överenskommelse|partnerskap)\w*\s+(?:med\s+[^.,;]{3,40}\s)?om\s*$", re.IGNORECASE)
_POPULATION = re.compile(r"\b(?:är|har|bor)\s+(?:idag\s+|cirka\s+|drygt\s+|omkring\s+|ungefär\s+)?$")
_TARGET = re.compile(
    r"\b(?:minst|högst|upp\s+till|färre\s+än|fler\s+än|mer\s+än|ytterligare|max(?:imalt)?)\s+(?:var\w*\s+)?$",
    re.IGNORECASE,
)
_NOT_A_COUNT = re.compile(
    r"(?:§|\b(?:klockan|kl\.?|punkt(?:en|erna)?|fråga(?:n)?|tabell|diagram|figur|bilaga|kap\.?|kapitel|artikel|"
    r"årskurs|sida|s\.|telefon|tfn|dnr|nr|version|mål|"
    r"över|under(?=\s*$)|åldern?|äldre\s+än|yngre\s+än|vecka|kvartal|läsåret|åren|den|delårsrapport|omkring\s+var|"
    r"var))\s*$",
    re.IGNORECASE,
)
#: "Antalet polisanmälningar i kommunen var 35": not "var fjärde"
_WAS = re.compile(r"\bantalet\s(?:[^.;:]{3,60}\s)?var\s*$", re.IGNORECASE)
_AGE = re.compile(r"\b(?:över|under|äldre\s+än|yngre\s+än|åldern)\s+(?:de\s+)?$", re.IGNORECASE)
_RATE = re.compile(r"\s*(?:gånger|kvällar|timmar|dagar|dygn|år|månader|veckor|minuter|%?\s*per\b|ggr)", re.IGNORECASE)
_TIME_TAKEN = re.compile(
    r"\b(?:i\s+(?:genomsnitt|snitt|medeltal)|genomsnitt\w*|belag(?:d|da|t)|väntetid\w*|handläggningstid\w*|varade|medianen?)\b",
    re.IGNORECASE,
)
_WAITING = re.compile(r"\b(?:vänte|handläggnings)tid\w*\b", re.IGNORECASE)
_AIM_BEFORE = re.compile(
    r"\b(?:ska|bör|skulle|kommer\s+att|målet\s+är|målsättning\w*|planeras|beräknas)\b[^,;:]{0,40}$|(?:^|[,;]\s|"
    r"\b(?:och|men)\s)om\b[^,;:]{0,40}$",
    re.IGNORECASE,
)
_AIM_AFTER = re.compile(
    r"^\s*(?:\w+\s+)?(?:ska|bör|skulle|kommer\s+att|planeras|(?:om\s+året\s+)?(?:kan|bedöms))\b", re.IGNORECASE
)
#: "från 167 under 2023 till 189 under 2024": the year that stands right behind a number
_ITS_YEAR = re.compile(r"\d(?:\s[a-zåäö]+)?\s(?:under|år)\s(?P<year>(?:19|20)\d\d)(?![\d:/–-])")
_PRONOUN_YEAR = re.compile(r"\b(?:samma\s+år|samma\s+period|det\s+året|då)\b", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"\b(?:hittills|i\s+dag|idag|nu|förra\s+året|i\s+år|föregående\s+år|för\s+närvarande)\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\w–/.:-])(?:19|20)\d\d(?![\d:/–-]|[-–]\d)")
_SINCE = re.compile(
    r"\b(?:jämfört\s+med|än|sedan|från\s+och\s+med|från\s+den|beslut\s+(?:från|i)|lagen|antag\w+|rapport|"
    r"prop\.?)\s*$",
    re.IGNORECASE,
)
_BASELINE = re.compile(rf"\((?P<year>(?:19|20)\d\d):\s*(?P<number>{DIGITS})\s+(?P<unit>[a-zåäö%]+)\)")
_FIRST_WORD = re.compile(r"(?:Endast|Bara|Totalt|Sammanlagt|Drygt|Knappt|Cirka|Omkring|Ytterligare|Hela)?\s*")
#: characters before a number that are looked at: more than any of the expressions that end with "$" can reach
_BEFORE = 200


@dataclass(slots=True)
class _State:
    """What the sentences before have counted, for "11 av dem" and "samma år"."""

    unit: str = ""
    period: str | None = None
    #: the last year named, whoever's count it was
    year: str | None = None
    segment: int = -1
    sentence: int = -1


def find(document: Document, found: Found) -> list[Figure]:
    """All figures, each value and unit once, in the order of the document."""
    figures: list[Figure] = list(table_figures(document, found))
    figures += (_baseline(match) for match in _BASELINE.finditer(found.marks.text))
    state = _State()
    taken = found.marks.outline.starts_in(_taken(found))
    for index, sentence in enumerate(found.marks.outline.sentences):
        if not (_DIGIT.search(sentence.text) or _IN_WORDS.among(sentence.text)):
            continue
        piece = found.marks.outline.piece_at(sentence.start)
        if piece is None or piece.kind in (Kind.TABLE_ROW, Kind.HEADING, Kind.SIGNATURE, Kind.HEADER):
            continue
        if sentence.text.rstrip().endswith("?") or sentence.start in taken:
            continue
        if sentence.segment != state.segment:
            state = _State(segment=sentence.segment)
        figures += _in_sentence(found, sentence, index, state)
    return _once(figures)


def _taken(found: Found) -> list[tuple[int, int]]:
    """Clauses that are proposed or decided state what is to be, not what was counted; so does an agreement's list."""
    return [
        (item.evidence[0].start, item.evidence[0].end)
        for group in (found.proposals, found.commitments)
        for item in group
        if _planned(item)
    ]


def _planned(item: object) -> bool:
    return getattr(item, "status", "planned") == "planned"


def _in_sentence(found: Found, sentence: Sentence, index: int, state: _State) -> Iterator[Figure]:
    text = sentence.text
    years = _years(text)
    numbers = [m for m in _NUMBER.finditer(text) if m["digits"] or m[0].casefold() not in _ARTICLES]
    if not numbers:
        return
    municipality = found.municipality.value.name if found.municipality else None
    others = OTHERS_OWN.search(text) and not _AND_OURS.search(text)
    if NATIONAL.search(text) or others or elsewhere(text, municipality):
        state.unit, state.period = "", None
        state.year = years[-1][1] if years else state.year
        return
    money = [(m.start, m.end) for m in money_in(text)]
    dates = [
        (d.start - sentence.start, d.end - sentence.start)
        for d in found.marks.dates.within(sentence.start, sentence.end)
        if d.grain is not Grain.YEAR
    ]
    whole = _OF_THE.match(text)
    if whole:
        state.unit, state.sentence = whole["noun"] or whole["those"], index
    named = _COUNT_OF.search(text)
    if named and counts(named["noun"], in_digits=True):
        state.unit, state.sentence = named["noun"], index
    for match in numbers:
        if any(start < match.end() and match.start() < end for start, end in (*money, *dates)):
            continue
        figure = _figure(sentence, match, index, state)
        if figure is not None:
            yield figure
    state.year = years[-1][1] if years else state.year


def _figure(sentence: Sentence, match: re.Match[str], index: int, state: _State) -> Figure | None:
    text = sentence.text
    value = value_of(match[0])
    before, after = _before(text, match), text[match.end() :]
    if _EVERY.search(before):
        return None  # "reserverar varje år fyra lägenheter": what is done again and again
    if value is None or _TARGET.search(before) or _hypothetical(text, match):
        return None
    read = _unit(text, match, state, near=index - state.sentence <= 1)
    if read is None or _AGE.search(before):
        return None
    unit, end = read
    if _CONTRACTED.search(before) or _RATIO.search(text[max(0, match.start() - 12) : match.end() + 12]):
        return None
    if unit == "invånare" and _POPULATION.search(before):
        return None
    if (
        _NOT_A_COUNT.search(before)
        and not _WAS.search(before)
        and not (_UNIT.match(after) and (unit in KNOWN or unit in SHARES))
    ):
        return None  # "§ 12 gäller", "punkt 4", "den 3 maj"
    if match["digits"] and _YEAR.fullmatch(match["digits"]) and not (unit in KNOWN and after[1:].startswith(unit)):
        return None
    period = _period(text, match.start(), state, fresh=index - state.sentence > 1)
    state.sentence, state.period = index, period
    if unit not in SHARES:
        state.unit = unit
    start = sentence.start + match.start()
    return Figure(
        value=value,
        unit="procent" if unit == "%" else unit,
        what=_what(text, end),
        period=period,
        evidence=[Evidence(start, sentence.start + end), Evidence(sentence.start, sentence.end)],
        confidence=0.85 if period and match["digits"] else 0.7 if match["digits"] else 0.55,
    )


def _before(text: str, match: re.Match[str]) -> str:
    """What stands right before a number: a list of thousands of numbers is not gone through from its start for each."""
    return text[max(0, match.start() - _BEFORE) : match.start()]


def _hypothetical(text: str, match: re.Match[str]) -> bool:
    """Close to "ska", "skulle", "målet är", "om": a target, a plan or a case thought of; nothing counted."""
    after = text[match.end() :]
    counted = _UNIT.match(after)
    return bool(
        _AIM_BEFORE.search(_before(text, match)) or _AIM_AFTER.match(after[counted.end() :] if counted else after)
    )


def _unit(text: str, match: re.Match[str], state: _State, *, near: bool) -> tuple[str, int] | None:
    """The unit after a number, or the one that goes on from before ("11 av dem"), with where it ends."""
    after = text[match.end() :]
    in_digits = bool(match["digits"])
    them = _OF_THEM.match(after)
    if them and near and state.unit:
        return state.unit, match.end() + them.end()
    before = _before(text, match)
    whole = "av" in before[-24:].casefold() and _WHOLE_OF.search(before)  # asked first: most numbers have no "av"
    if whole and (noun := re.match(r"\s(?P<noun>[a-zåäö]+)", after)) and counts(noun["noun"], in_digits=True):
        return noun["noun"], match.end() + noun.end()
    part = _PART_OF.match(after) or (_ARE.match(after) if before.casefold().endswith("varav ") else None)
    if part and counts(part["noun"], in_digits=True):
        return part["noun"], match.end() + part.end()
    told = _UNIT.match(after)
    if told is not None:
        unit = _named_unit(text, told, in_digits=in_digits)
        if unit is not None:
            return unit, match.end() + (told.end() if unit in told["unit"] else told.end("noun"))
    if (not near or not state.unit) and not re.match(rf"\still\s{DIGITS}\s(?:procent|%)", after):
        return None
    if in_digits and (_PARTITIVE.match(text) or _OF_THE.match(text)) and match.start() and not _RATE.match(after):
        return state.unit, match.end()
    if _HOW_FAR.match(after):
        return state.unit, match.end()
    if in_digits and (ahead := _TO.match(after)) and before.endswith("från "):
        return ("procent" if ahead["share"] else state.unit), match.end()
    bare = _BARE_AFTER.match(after) or re.match(r"\s*[.,)]|\s*$", after)
    if not bare or not (in_digits or _begins(text, match)):
        return None
    anaphor = _BARE_BEFORE.search(before) or (_begins(text, match) and _BARE_AFTER.match(after))
    return (state.unit, match.end()) if anaphor else None


def _begins(text: str, match: re.Match[str]) -> bool:
    """The number is the sentence's first word, or has only "Endast", "Totalt" and the like before it."""
    return match.start() < _BEFORE and bool(_FIRST_WORD.fullmatch(text[: match.start()]))


def _named_unit(text: str, told: re.Match[str], *, in_digits: bool) -> str | None:
    whole = told["unit"]
    if whole in SHARES:
        return whole
    noun = told["noun"].rsplit(" ", 1)[-1]
    noun = noun if counts(noun, in_digits=in_digits) else _DEFINITE.sub("", noun)
    if noun in TIMES and not _says(_TIME_TAKEN if in_digits else _WAITING, text):
        return None
    if noun in TIMES and re.match(r"\s+(?:i\s+(?:veckan|månaden)|per\s)", told.string[told.end() :]):
        return None
    if counts(noun, in_digits=in_digits) or noun in TIMES:
        unit = f"{told['noun']}{told['more'] or ''}"
        return _DEFINITE.sub("", unit)
    adjective = told["adjective"]
    if adjective and counts(adjective, in_digits=in_digits):
        return _DEFINITE.sub("", str(adjective))
    return None


def _period(text: str, position: int, state: _State, *, fresh: bool) -> str | None:
    """The year nearest to the number in its sentence, else the one that goes on from the sentence before."""
    years = _years(text)
    own = _ITS_YEAR.search(text, position, position + 40) if len(years) > 1 else None
    if own and not _NUMBER.search(text, own.start() + 1, own.start("year")):
        return own["year"]
    if years:
        return min(years, key=lambda year: abs(year[0] - position))[1]
    if _says(_OTHER_TIME, text):
        return None
    if _says(_PRONOUN_YEAR, text):
        return state.period or state.year
    if not fresh:
        return state.period
    return None


@lru_cache(maxsize=16)
def _says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a sentence says something anywhere; asked by each of its numbers."""
    return pattern.search(text) is not None


@lru_cache(maxsize=8)
def _years(text: str) -> list[tuple[int, str]]:
    """The years of a sentence that say when, with where they stand; asked for by each of its numbers."""
    return [(m.start(), m[0]) for m in _YEAR.finditer(text) if not _SINCE.search(_before(text, m))]


def _what(text: str, end: int) -> str:
    """What is counted, in the sentence's own words: the rest of the clause."""
    rest = re.split(r"[,;]|\s+och\s+(?=\d)", text[end:], maxsplit=1)[0]
    return rest.strip(" .:–")


def _baseline(match: re.Match[str]) -> Figure:
    """ "Antal utbildade (2023: 260 medarbetare)": where an indicator stands when the plan begins."""
    value = value_of(match["number"])
    return Figure(
        value=value if value is not None else 0,
        unit="procent" if match["unit"] == "%" else match["unit"],
        period=match["year"],
        evidence=[Evidence(match.start(), match.end())],
        confidence=0.8,
    )


def _once(figures: list[Figure]) -> list[Figure]:
    kept: dict[tuple[object, str, str | None], Figure] = {}
    for figure in sorted(figures, key=lambda f: f.evidence[0].start):
        twin = next(
            (
                key
                for key in kept
                if key[:2] == (figure.value, figure.unit) and (figure.period is None or key[2] in (None, figure.period))
            ),
            None,
        )
        if twin is None:
            kept[(figure.value, figure.unit, figure.period)] = figure
    return list(kept.values())
