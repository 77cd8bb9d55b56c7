"""The municipality's bodies and offices in a text: council, boards, committees, administrations, companies, chairs.

A body's ``value`` is its name in the nominative, definite form, with the document's own capitals ("Socialnämndens" →
"Socialnämnden"); abbreviations are written out ("KSO" → "kommunstyrelsens ordförande").

The word that makes a name a body's ("…nämnden", "…förvaltningen") is looked for first; then the name is stretched to
the left ("Social- och omsorgs…", "Tekniska …", "kommunstyrelsens …") and to the right ("nämnden för …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

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


_CORE = re.compile(
    rf"""(?<![\w@./-])(?:
    (?P<council>(?:kommun|stads|region|landstings)?fullmäktiges?)
  | (?P<executive>(?:kommun|stads|region|landstings)styrelsens?)
  | (?P<committee>[\w-]*(?:nämnd(?:en|ens|erna|ernas)?|styrelsens?)|(?:[\w-]+)?rådets?)
  | (?P<part>[\w-]*(?:utskott(?:et|ets)?|beredningens?|presidi(?:um|et|ets)))
  | (?P<unit>[\w-]*(?:förvaltning(?:en|ens|arna|arnas)|kontorets?|kansliets?|avdelningens?
        |enhetens?|sektorns?|sektionens?)
        |förvaltningsledning(?:en)?)
  | (?P<official>(?:(?:kommun|stads|region|social|förvaltnings|kansli|sektors?|hr-|ekonomi|utbildnings|skol
        |omsorgs|välfärds
        |äldre|kultur|personal|bildnings|säkerhets|trygghets)(?:direktör|chef)(?:en|ens))|(?:kommunal|oppositions|region)rådets?)
  | (?P<chair>(?:(?:första|andra|förste|andre)\s)?(?:vice\s)?ordförande[ns]?)
  | (?P<short>(?-i:KSAU|KSO|KSF|KF|KS|AU))(?!\s?[/.]?\s?\d|-\d|-?\w*/)
  | (?P<company>(?-i:AB\s[{UPPER}][\w-]+(?:\si\s[{UPPER}]\w+|\s[{UPPER}]\w+)?|(?:[{UPPER}][\w-]+\s){{1,3}}AB))
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
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
_ADJECTIVE_LEFT = re.compile(
    r"\b(?:sociala|tekniska|gemensamma|norra|södra|östra|västra|centrala|kommunala)\s$", re.IGNORECASE
)
_TOWN_LEFT = re.compile(rf"\b[{UPPER}]\w+\s(?:stads|kommuns)\s$")
#: what follows "nämnden för" when it is not the name that goes on
_NOT_A_FIELD = (
    r"(?!(?:den|det|de|att|sin|sitt|sina|en|ett|all|alla|hela|vår|vårt|varje|vidare|beslut|beredning|yttrande|godkännande|"
    r"kännedom|handläggning|behandling|prövning|ställningstagande|redovisning|information|synpunkter|svar|åtgärd|"
    r"genomförande|detta|dessa|denna|perioden|året|år)\b)"
)
_FIELD = rf"{_NOT_A_FIELD}[a-zåäö-]{{3,}}\b(?<!en)(?<!et)"
_FIELDS_RIGHT = re.compile(rf"\sför\s{_FIELD}(?:(?:,\s{_FIELD})*\s(?:och|samt)\s{_FIELD})?")
_PLACE_RIGHT = re.compile(rf"\s[{UPPER}]\w+")
_IN_PLACE = re.compile(rf"\si\s[{UPPER}]\w+")
_CHAIR_RIGHT = re.compile(r"\s(?:i|för)\s")
_GENITIVE = re.compile(
    r"(?:nämndens?|styrelsens|fullmäktiges|utskottets|beredningens|rådets|förvaltningens|kontorets)$", re.IGNORECASE
)
_ENDS_IN_GENITIVE = re.compile(
    r"(?:nämndens|ningens|elsens|hetens|tionens|orns|ernas|arnas|rådets|mäktiges|utskottets|oretens|torets|sliets|diets|örens|efens)$",
    re.IGNORECASE,
)


def nominative(name: str) -> str:
    """A body's name without the genitive's s: "Socialnämndens" → "Socialnämnden"."""
    if _ENDS_IN_GENITIVE.search(name):
        return name[:-1]
    if name.casefold().endswith((" ordförandens", " ordförandes")):
        return name[: name.casefold().rindex("ordförande") + len("ordförande")]
    if name.casefold().endswith("s ordföranden"):
        return name[:-1]
    return name


def _stretched(text: str, match: re.Match[str], previous: Body | None) -> tuple[int, int]:
    """The whole name around its core word: where it begins and where it ends."""
    start, end = match.span()
    left = text[max(0, start - 70) : start]
    kind = match.lastgroup
    if kind == "company":
        return start, end
    for pattern in (_JOINED_LEFT, _ADJECTIVE_LEFT, _TOWN_LEFT):
        joined = pattern.search(left)
        if joined:
            start -= len(joined[0])
            break
    owned = (
        previous is not None
        and text[previous.end : start] == " "
        and _GENITIVE.search(text[previous.start : previous.end])
    )
    if kind in {"part", "chair"} and owned and previous is not None:
        start = previous.start
    word = match[0].casefold()
    if word.endswith(("nämnden", "rådet", "utskottet", "beredningen", "sektorn", "förvaltningen")):
        fields = _FIELDS_RIGHT.match(text, end) or (_IN_PLACE.match(text, end) if word.endswith("rådet") else None)
        end = fields.end() if fields else end
    elif word.endswith("nämnd"):
        place = _PLACE_RIGHT.match(text, end)
        end = place.end() if place else end
    return start, end


def bodies_in(text: str) -> list[Body]:
    """Every body and office named in a text, in order and without overlap.

    A chair named by the body ("ordföranden i socialnämnden") is one office, its ``value`` "socialnämndens ordförande".
    """
    found: list[Body] = []
    chair: tuple[int, int] | None = None
    for match in _CORE.finditer(text):
        kind = match.lastgroup or ""
        if kind == "short":
            name, sort = _SHORT[match[0]]
            body = Body(match.start(), match.end(), name, sort)
        else:
            start, end = _stretched(text, match, found[-1] if found else None)
            whole = text[start:end]
            if _NOT_BODIES.search(match[0]) and end == match.end() and start == match.start():
                continue
            name = nominative(re.sub(r"\s+", " ", whole))
            sort = Sort.STATE if _STATE.match(name) else _SORTS[kind]
            body = Body(start, end, name, sort, name.casefold() in _GENERIC)
        if found and found[-1].end > body.start:
            found.pop()
        if chair and text[chair[1] : body.start] in {" i ", " för "} and not body.generic and found:
            found.pop()
            owner = body.value if body.value.endswith("s") else body.value + "s"
            body = Body(chair[0], body.end, f"{owner} ordförande", Sort.OFFICE)
        chair = (body.start, body.end) if kind == "chair" and _CHAIR_RIGHT.match(text, body.end) else None
        found.append(body)
    return found


def resolved(bodies: Sequence[Body]) -> list[Body]:
    """The same bodies with "nämnden", "fullmäktige", "förvaltningen" replaced by the last full name of their sort."""
    last: dict[Sort, str] = {}
    result = []
    for body in bodies:
        if not body.generic:
            last[body.sort] = body.value
            result.append(body)
        elif body.value.casefold() in {"styrelsen", "rådet"} or body.sort not in last or body.sort is Sort.OFFICE:
            result.append(body)
        else:
            result.append(replace(body, value=last[body.sort]))
    return result
