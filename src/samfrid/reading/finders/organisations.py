"""Organisations outside the municipality, and municipalities as parties: shelters, associations, regions, authorities.

They are known by the word that says what they are ("Kvinnojouren …", "Föreningen …", "Region …", "… församling"), not
by a list of names: nobody has a list of every association.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from samfrid.reading import patterns
from samfrid.reading.finders.mention import Mention
from samfrid.reading.finders.parties import UPPER
from samfrid.reading.knowledge.tables import words


@dataclass(frozen=True, slots=True)
class Organisation(Mention):
    """An organisation; ``municipal`` for a municipality ("Täby kommun"), ``public`` for authorities and regions."""

    municipal: bool = False
    public: bool = False

    def moved(self, by: int) -> Organisation:
        """The same organisation in a text where the searched string begins at offset ``by``."""
        return replace(self, start=self.start + by, end=self.end + by)


_CAP = rf"[{UPPER}][\wåäöÅÄÖéü&'’-]*"
_PLACE = rf"\si\s{_CAP}(?:\s{_CAP})?"
_PROPER = rf"(?:\s(?!(?:AB|Dnr|IOP)\b){_CAP}){{1,3}}"
_JOUR = (
    r"(?:(?:[Kk]vinno|[Tt]jej|[Mm]ans|[Bb]rottsoffer|[Uu]ngdoms|[Kk]ill)-?(?:,\s\w+-)*(?:\s?och\s)(?:tjej|kvinno|"
    r"mans|brottsoffer|ungdoms)?jouren"
    r"|[\wåäöÅÄÖ-]+[Jj]ouren(?<!socialjouren)(?<!Socialjouren)(?<!tandjouren)|[\wåäö]*[Kk]vinnohuset|[Tt]jejhuset|"
    r"[Mm]ansmottagningen|[Mm]anscentrum|Novahuset)"
)
#: "Kosterhavets kvinnojour"
_JOUR_OF = (
    rf"(?!(?:Kommunens|Stadens|Sveriges|Länets|Regionens)\b){_CAP}s\s(?:kvinno|tjej|mans|brottsoffer|ungdoms)jour"
)
#: each kind of organisation by what its name holds, in the order in which they are tried
_KINDS = {
    "municipal": rf"{_CAP}(?:\s{_CAP})?\s(?:kommun|stad|KOMMUN|STAD)(?!\w)|Region\sGotland",
    "jour": rf"(?:[Ff]öreningen\s)?{_JOUR}(?:{_PROPER}|{_PLACE})?|{_JOUR_OF}",
    "association": (
        r"(?:[Ff]öreningen|[Ss]tiftelsen|[Ss]tadsmissionen|Riksförbundet|Hyresgästföreningen|[Ii]drottsföreningen)"
        rf"(?:{_PROPER}|{_PLACE})|{_CAP}(?:\s{_CAP}|\s[a-zåäö]+){{0,2}}\sförening(?!\w)|{_CAP}s?\s[Ss]tadsmission"
    ),
    "church": rf"Svenska\skyrkan(?:{_PLACE})?|{_CAP}(?:\s{_CAP})?\s(?:församling|pastorat)",
    "known": (
        r"Rädda\sBarnen|Röda\s[Kk]orset|Unizon|Roks|BRIS|Bris|RFSU|RFSL|Barnafrid|Verdandi|"
        rf"RF-SISU(?:\s{_CAP})?|Friends"
    ),
    "region": rf"Region\s{_CAP}(?:\s{_CAP})?",
    "authority": (
        r"(?:Polis|Åklagar|Kronofogde|Arbetsmiljö)myndigheten|Polisen|Kriminalvården|Migrationsverket|"
        r"Arbetsförmedlingen|Försäkringskassan|"
        rf"[Ll]änsstyrelsen(?:\s(?:i\s)?{_CAP}(?:s\slän)?)?|Nationellt\scentrum\sför\s(?:kvinnofrid)|"
        rf"{_CAP}\s(?:universitet|högskola)|Högskolan\s(?:i\s)?{_CAP}|Linnéuniversitetet"
    ),
}


def _of_kinds(kinds: Iterable[str]) -> str:
    told = "|".join(f"(?P<{kind}>{_KINDS[kind]})" for kind in kinds)
    return rf"(?<![\w@./-])(?:{told})(?![\wåäö-])"


_ORGANISATION = patterns.Alternatives({kind: _of_kinds((kind,)) for kind in _KINDS}, _of_kinds)


_FIRST_WORDS = words("not_towns.txt")


def organisations_in(text: str) -> list[Organisation]:
    """Every organisation named in a text, in order."""
    found: list[Organisation] = []
    for match in _ORGANISATION.by_paragraph(text):
        kind = match.lastgroup or ""
        start, name = match.start(), match[0]
        first, _, rest = name.partition(" ")
        if first in _FIRST_WORDS and rest:
            start, name = start + len(first) + 1, rest
        if kind == "municipal" and name.isupper():
            town, _, sort = name.rpartition(" ")
            name = f"{town.title()} {sort.lower()}"
        found.append(Organisation(start, match.end(), name, kind == "municipal", kind in ("region", "authority")))
    return found


#: what an association's name ends with where that is no name of its own: "Tierps bildningsförbund"
_COMMON = (
    r"[a-zåäö]*(?:jour|förening|förbund|kår|center|nätverk|råd|sällskap|klubb|distrikt|krets|byrå|hus|vänner|teater|"
    r"mottagning|samfund|pastorat|stift|bolag|högskola|folkhögskola|fastigheter|bostäder|forum|kommuner|"
    r"polisområde|boende)"
    r"(?![\wåäö])"
)
_LISTED = re.compile(
    rf"""(?:(?:AB\s)?{_CAP}(?:-\soch\s[\wåäö-]+)?
        (?:\s(?:{_CAP}|kyrkan|centrum|församling|gymnasium|universitet|kommun|stad|län|avdelning\w*|{_COMMON}|för\s[a-zåäö]+(?:\soch\s[a-zåäö]+(?=[,.]|$))?|i\s{_CAP}))*
      | (?:den\s|de\s)?[a-zåäö-]+(?:-\soch\s[a-zåäö-]+)?
        (?:en|et|na|erna|orna|er)(?:\si\s{_CAP}|s\s[a-zåäö]+)?(?![\wåäö]))""",
    re.VERBOSE,
)
_WITH = re.compile(
    r"\b(?:tillsammans\s+med|(?:bildas|byggs\s+upp|inrättas)\s+med|i\s+(?:nära\s+|löpande\s+)?(?:samarbete|samverkan|samråd|partnerskap|dialog)\s+med|"
    r"gemensamt\s+med|ihop\s+med|samverkar\s+med|samarbetar\s+med)\s+",
    re.I,
)
#: "tillsammans med polisen och beräknas vara klar": no further name
_VERB = re.compile(r"[a-zåäö]+(?:as|es|ades|des)\s")
_AND = re.compile(r"\s*,\s+(?:och\s+|samt\s+)?|\s+(?:och|samt)\s+")


def partners_in(text: str) -> list[Mention]:
    """Those with whom something is done: the names after "tillsammans med", "i samarbete med"."""
    found: list[Mention] = []
    for match in _WITH.finditer(text):
        found += names_at(text, match.end())
    return found


def names_at(text: str, position: int) -> list[Mention]:
    """A list of names that begins at a position: "Region Kronoberg, polisen och Kvinnojouren Helgasjön"."""
    found: list[Mention] = []
    while (match := _LISTED.match(text, position)) and not _VERB.match(text, position):
        found.append(Mention(match.start(), match.end(), match[0]))
        joined = _AND.match(text, match.end())
        if joined is None:
            break
        position = joined.end()
    return found


_SEPARATOR = re.compile(r"\s*[,;/\n]\s*(?:(?:och|samt)\s+)?|(?<!-)\s+(?:och|samt)\s+")


def listed_names(text: str) -> list[Mention]:
    """The names in a field of their own (a table cell, "Tillsammans med: …"), split at commas, semicolons and "och"."""
    gaps = [(0, 0), *(match.span() for match in _SEPARATOR.finditer(text)), (len(text), len(text))]
    found: list[Mention] = []
    for (_, start), (end, _) in pairwise(gaps):
        name = text[start:end].strip(" .")
        if name:
            at = start + text[start:end].index(name)
            found.append(Mention(at, at + len(name), name))
    return found
