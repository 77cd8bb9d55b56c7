"""The municipality's bodies and offices in a text: council, boards, committees, administrations, companies, chairs.

A body's ``value`` is its name in the nominative, definite form, with the document's own capitals ("Socialnämndens" →
"Socialnämnden"); abbreviations are written out ("KSO" → "kommunstyrelsens ordförande").

The word that makes a name a body's ("…nämnden", "…förvaltningen") is looked for first; then the name is stretched to
the left ("Social- och omsorgs…", "Tekniska …", "kommunstyrelsens …") and to the right ("nämnden för …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from samfrid.reading.finders.mention import Mention
from samfrid.reading.finders.parties import UPPER
from samfrid.reading.knowledge.tables import rows


class Sort(StrEnum):
    """What sort of body."""

    COUNCIL = "council"  # kommunfullmäktige
    EXECUTIVE = "executive"  # kommunstyrelsen
    COMMITTEE = "committee"  # nämnd, styrelse, råd
    PART = "part"  # utskott, beredning, presidium: part of another body
    UNIT = "unit"  # förvaltning, kontor, avdelning, enhet
    COMPANY = "company"  # municipal company
    STATE = "state"  # a state authority that is named like a board
    OFFICE = "office"  # ordförande, kommundirektör, förvaltningschef


@dataclass(frozen=True, slots=True)
class Body(Mention):
    """A body or office. ``generic`` means that the text says "nämnden" and relies on what went before."""

    sort: Sort = Sort.COMMITTEE
    generic: bool = False


_WORD = re.compile(r"[\w-]+")
#: a text so long is a whole document
_WHOLE = 2000
#: what sort of body a word makes, in lower case and whole
_CORE = re.compile(
    r"""
    (?P<council>(?:kommun|stads|region|landstings)?fullmäktiges?)
  | (?P<executive>(?:kommun|stads|region|landstings)styrelsens?)
  | (?P<official>(?:(?:kommun|stads|region|social|förvaltnings|kansli|sektors?|hr-|ekonomi|utbildnings|skol|omsorgs
        |välfärds|äldre|kultur|personal|bildnings|säkerhets|trygghets)(?:direktör|chef)(?:en|ens))
        |(?:kommunal|oppositions|region)rådets?)
  | (?P<committee>.*(?:nämnd(?:en|ens|erna|ernas)?|styrelsens?|rådets?))
  | (?P<part>.*(?:utskott(?:et|ets)?|beredningens?|presidi(?:um|et|ets)))
  | (?P<unit>.*(?:förvaltning(?:en|ens|arna|arnas)|kontorets?|kansliets?|avdelningens?|enhetens?|sektorns?|sektionens?)
        |förvaltningsledning(?:en)?)
  | (?P<chair>ordförande[ns]?)
  | (?P<company>bolagets?)
    """,
    re.VERBOSE,
)
_VICE_LEFT = re.compile(r"(?:\b(?:första|andra|förste|andre)\s)?vice\s$", re.IGNORECASE)
_NUMBER_RIGHT = re.compile(r"\s?[/.]?\s?\d|-\d|-?\w*/")
_COMPANY_RIGHT = re.compile(rf"[^\S\n][{UPPER}][\w-]+(?:[^\S\n]i[^\S\n][{UPPER}]\w+|[^\S\n][{UPPER}]\w+)?")
_COMPANY_LEFT = re.compile(rf"(?:[{UPPER}][\w-]+[^\S\n]){{1,3}}$")
_SORTS = {
    "council": Sort.COUNCIL,
    "executive": Sort.EXECUTIVE,
    "committee": Sort.COMMITTEE,
    "part": Sort.PART,
    "unit": Sort.UNIT,
    "official": Sort.OFFICE,
    "chair": Sort.OFFICE,
    "company": Sort.COMPANY,
}
_SHORT = {
    "KF": ("kommunfullmäktige", Sort.COUNCIL),
    "KS": ("kommunstyrelsen", Sort.EXECUTIVE),
    "KSAU": ("kommunstyrelsens arbetsutskott", Sort.PART),
    "KSO": ("kommunstyrelsens ordförande", Sort.OFFICE),
    "KSF": ("kommunstyrelseförvaltningen", Sort.UNIT),
    "AU": ("arbetsutskottet", Sort.PART),
}
#: names that rely on what went before
_GENERIC = frozenset(row[0] for row in rows("generic_bodies.txt"))
#: words that end like a body's name but name none
_NOT_BODIES = re.compile(
    r"(?:läg|öpp|erfar|medvet|angeläg|eg|benäg|säll|förmög|beläg|trog|vill|vak)enhetens?$|^(?:för)?beredning|^råde|"
    r"^(?:för|in|ut|av)\w*avdelning|^åter\w*styrelsen|^själv\w*styrelsen|^(?:till|om|områ|av|å|anför)\w{0,3}rådet|bråd|brårådet|"
    r"^(?:stads|kommun|region)?nämnd$|utskott$|^lång\w*råd",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"(?:läns|social|skol|rikspolis|kriminalvårds|folkhälso|kommerskollegie|universitets|högskole)styrelsen$",
    re.IGNORECASE,
)
_JOINED_LEFT = re.compile(r"(?:\w+-,\s)*\w+-\s(?:och|samt|&)\s$")
_ADJECTIVES = ("sociala", "tekniska", "gemensamma", "norra", "södra", "östra", "västra", "centrala", "kommunala")
_ADJECTIVE_LEFT = re.compile(rf"\b(?:{'|'.join(_ADJECTIVES)})\s$", re.IGNORECASE)
_TOWN_LEFT = re.compile(rf"\b[{UPPER}]\w+\s(?:stads|kommuns)\s$")
#: what follows "nämnden för" when it is not the name that goes on
_NOT_A_FIELD = (
    r"(?!(?:den|det|de|att|sin|sitt|sina|en|ett|all|alla|hela|vår|vårt|varje|vidare|beslut|beredning|yttrande|godkännande|"
    r"kännedom|handläggning|behandling|prövning|ställningstagande|redovisning|information|synpunkter|svar|åtgärd|"
    r"genomförande|detta|dessa|denna|perioden|året|år)\b)"
)
_FIELD = rf"{_NOT_A_FIELD}[a-zåäö-]{{3,}}\b(?<!en)(?<!et)"
_FIELDS_RIGHT = re.compile(rf"\sför\s{_FIELD}(?:(?:,\s{_FIELD})*\s(?:och|samt)\s{_FIELD})?")
#: "Nämnden för Individ & Familjeomsorg", as some write it
_NAMES_RIGHT = re.compile(
    rf"\sför\s[{UPPER}][a-zåäö-]{{3,}}(?:(?:,\s[{UPPER}][a-zåäö-]{{3,}})*\s(?:&|och|samt)\s[{UPPER}][a-zåäö-]{{3,}})"
)
_PLACE_RIGHT = re.compile(rf"\s[{UPPER}]\w+")
_IN_PLACE = re.compile(rf"\si\s[{UPPER}]\w+")
_CHAIR_RIGHT = re.compile(r"\s(?:i|för)\s")
_GENITIVE = re.compile(
    r"(?:nämndens?|styrelsens|fullmäktiges|utskottets|beredningens|rådets|förvaltningens|kontorets)$", re.IGNORECASE
)
_ENDS_IN_GENITIVE = re.compile(
    r"(?:nämndens|ningens|elsens|hetens|tionens|orns|ernas|arnas|rådets|mäktiges|utskottets|oretens|torets|sliets|diets|örens|efens|bolagets)$",
    re.IGNORECASE,
)


def nominative(name: str) -> str:
    """A body's name without the genitive's s: "Socialnämndens" → "Socialnämnden"."""
    if name[-1:] in ("s", "S") and _ENDS_IN_GENITIVE.search(name):
        return name[:-1]
    if name.casefold().endswith((" ordförandens", " ordförandes")):
        return name[: name.casefold().rindex("ordförande") + len("ordförande")]
    if name.casefold().endswith("s ordföranden"):
        return name[:-1]
    return name


@lru_cache(maxsize=65536)
def _kind(word: str) -> str:
    """The sort of body that a word makes, by the name of its group in the pattern; "" for all other words."""
    match = _CORE.fullmatch(word.lower())
    return match.lastgroup or "" if match else ""


def _stretched(text: str, start: int, end: int, kind: str, previous: Body | None) -> tuple[int, int]:
    """The whole name around its core word: where it begins and where it ends."""
    word = text[start:end].casefold()
    left = text[max(0, start - 70) : start]
    beside = left[:-1].casefold()  # each expression ends with a word and one space; the word is looked at first
    adjective = _ADJECTIVE_LEFT.search(left) if beside.endswith(_ADJECTIVES) else None
    if adjective and kind != "chair":  # "arbetsmarknads- och sociala nämnden"
        start -= len(adjective[0])
        left = left[: adjective.start()]
    joins = (_JOINED_LEFT,) if adjective or beside.endswith(("och", "samt", "&")) else ()
    towns = (_TOWN_LEFT,) if not adjective and beside.endswith(("stads", "kommuns")) else ()
    for pattern in (_VICE_LEFT,) if kind == "chair" else (*joins, *towns):
        joined = pattern.search(left)
        if joined:
            start -= len(joined[0])
            break
    owner = previous if kind in {"part", "chair"} else None
    if owner and text[owner.end : start] == " " and _GENITIVE.search(text[owner.start : owner.end]):
        start = owner.start
    if word.endswith(("nämnden", "rådet", "utskottet", "beredningen", "sektorn", "förvaltningen")):
        fields = (
            _FIELDS_RIGHT.match(text, end)
            or _NAMES_RIGHT.match(text, end)
            or (_IN_PLACE.match(text, end) if word.endswith("rådet") else None)
        )
        end = fields.end() if fields else end
    elif word.endswith("nämnd"):
        place = _PLACE_RIGHT.match(text, end)
        end = place.end() if place else end
    return start, end


def _named(text: str, start: int, end: int, previous: Body | None, *, council: bool = False) -> Body | None:
    """The body that the word at ``text[start:end]`` names, if it names one."""
    word = text[start:end]
    if word in _SHORT:
        return None if _NUMBER_RIGHT.match(text, end) else Body(start, end, *_SHORT[word])
    if word == "AB":
        right = _COMPANY_RIGHT.match(text, end)
        left = None if right else _COMPANY_LEFT.search(text, max(0, start - 60), start)
        if not right and not left:
            return None
        start, end = left.start() if left else start, right.end() if right else end
        return Body(start, end, text[start:end], Sort.COMPANY)
    kind = _kind(word)
    if not kind:
        return None
    begin, finish = _stretched(text, start, end, kind, previous)
    if (begin, finish) == (start, end) and _NOT_BODIES.search(word) and not (council and word.casefold() == "rådet"):
        return None
    name = nominative(" ".join(text[begin:finish].split()))
    sort = Sort.STATE if _STATE.match(name) else _SORTS[kind]
    return Body(begin, finish, name, sort, name.casefold() in _GENERIC)


def bodies_in(text: str) -> list[Body]:
    """Every body and office named in a text, in order and without overlap.

    A chair named by the body ("ordföranden i socialnämnden") is one office, its ``value`` "socialnämndens ordförande".
    """
    found: list[Body] = []
    chair: Body | None = None
    council = False  # "rådet" is a body where one has been named in full
    for start, word in _cores(text):
        body = _named(text, start, start + len(word), found[-1] if found else None, council=council)
        if body is None:
            continue
        if found and found[-1].end > body.start:
            found.pop()
        if chair and found and text[chair.end : body.start] in {" i ", " för "} and not body.generic:
            found.pop()
            owner = body.value if body.value.endswith("s") else body.value + "s"
            body = Body(chair.start, body.end, f"{owner} ordförande", Sort.OFFICE)
        council = council or body.value.casefold().endswith("srådet")
        chair = body if _kind(word) == "chair" and _CHAIR_RIGHT.match(text, body.end) else None
        found.append(body)
    return found


def _cores(text: str) -> list[tuple[int, str]]:
    """The words that may name a body, with their places: each different word is looked at once."""
    telling = {word for word in set(_WORD.findall(text)) if word in _SHORT or word == "AB" or _kind(word)}
    if not telling:
        return []
    if len(text) < _WHOLE:
        places = [(match.start(), match[0]) for match in _WORD.finditer(text) if match[0] in telling]
    else:
        places = sorted((at, word) for word in telling for at in _places_of(word, text))
    return [(at, word) for at, word in places if text[at - 1 : at] not in _GLUED]


def _places_of(word: str, text: str) -> Iterator[int]:
    """Where a word stands as a whole word: in a long text much sooner found than by looking at each of its words."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_WORD.match(text, end) or (at and _WORD.match(text, at - 1, at))):
            yield at
        at = text.find(word, end)


#: before a word that is part of an address or a number
_GLUED = frozenset("@./")


_OWNER = re.compile(r"(?P<name>.*(?:nämnden|styrelsen))s ordförande", re.IGNORECASE)


def resolved(bodies: Sequence[Body]) -> list[Body]:
    """The same bodies with "nämnden", "fullmäktige", "förvaltningen" replaced by the last full name of their sort."""
    last: dict[Sort, str] = {}
    council = ""  # a council of pensioners or the like: "rådet" is the last of these and no board
    result = []
    for body in bodies:
        if not body.generic:
            last[body.sort] = body.value
            council = body.value if body.value.casefold().endswith("rådet") else council
            owner = _OWNER.fullmatch(body.value)
            if owner and body.sort is Sort.OFFICE:  # "socialnämndens ordförande" says which board "nämnden" is
                sort = Sort.EXECUTIVE if owner["name"].casefold().endswith("kommunstyrelsen") else Sort.COMMITTEE
                last.setdefault(sort, owner["name"])
            result.append(body)
        elif body.value.casefold() == "rådet" and council:
            result.append(replace(body, value=council))
        elif body.value.casefold() in {"styrelsen", "rådet"} or body.sort not in last or body.sort is Sort.OFFICE:
            result.append(body)
        else:
            result.append(replace(body, value=last[body.sort]))
    return result
