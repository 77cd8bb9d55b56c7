"""What can be counted in a municipality's own work, and words that show that a count is somebody else's."""

from __future__ import annotations

import re

from samfrid.reading.knowledge.tables import rows

#: people and things that are counted; other plural nouns are taken after digits alone


def _listed(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("units.tsv") if row[0] == kind for word in row[1].split())


KNOWN = _listed("known")
#: counted also in words ("har åtta lägenheter"); "tre förslag" is how prose counts, not a figure
IN_WORDS = _listed("in_words")
_NOT_COUNTED = _listed("never")
SHARES = ("procentenheter", "procent", "%")
#: lengths of time count only where they are how long something took
TIMES = frozenset(("dagar", "veckor", "månader", "dygn", "timmar"))
_PLURAL = re.compile(r"[a-zåäö]{3,}(?:ar|er|or|are|arna|erna|orna|tal|fall|ande|ende)")

NATIONAL = re.compile(
    r"\b(?:landet|landets|riket|rikets|nationel\w*|internationel\w*|sverige|sveriges|svenska?\s+(?:kommuner|"
    r"kvinnor)|brottsförebyggande|brå|brås|"
    r"socialstyrelsen\w*|statistiska\s+centralbyrån|scb|sveriges\s+kommuner|skr|unizon|roks|lokalpolisområde\w*|(?<!styrelsen\s)\bi\s(?-i:[A-ZÅÄÖ])\w+\slän|(?<!utanför\s)länet|länets|europ\w*|"
    r"världen|forskning\w*|riks(?:genomsnitt|snitt)\w*|(?:i|från|hos|bland)\s+andra\s+kommuner|andra\s+kommuners|"
    r"undersökning(?:en|ar)?\s+från|intervjustudie\w*|studier?\b|statens|regeringen\w*|nck|öppna\s+jämförelser|"
    r"rädda\s+barnen|förenta\s+nationerna|"
    r"jämställdhetsmyndigheten\w*|folkhälsomyndigheten\w*|befolkningen|kommuner\s+(?:har|uppger|uppgav|svarade))",
    re.IGNORECASE,
)
OTHERS_OWN = re.compile(
    r"^(?:[Jj]ouren|[\wåäö]*[Jj]ourerna|[Ff]öreningen|Kvinnojouren|Tjejjouren|Brottsofferjouren)\b"
    r"|\b(?:gav|hade|har|tog|fick|höll|besvarade)\s+(?:(?!social)[\wåäö]*jouren|[Kk]vinnohuset|föreningen)\b|\bföreningens\s|"
    r"\b(?:stöd|hjälp|skydd|plats)\s+(?:av|hos|på)\s+(?:[\wåäö]*jouren|föreningen)\b|\b[\wåäö]*jourens\s",
)
_ELSEWHERE = re.compile(r"(?:^|;\s|,\s(?:och\s)?)[Ii]\s+(?P<place>[A-ZÅÄÖ][a-zåäö]{2,})\b")


def counts(word: str, *, in_digits: bool) -> bool:
    """Can the noun be counted? After digits any plural noun may, after a number in words only those that are known."""
    if not in_digits:
        return word in IN_WORDS
    return word in KNOWN or (word not in _NOT_COUNTED and bool(_PLURAL.fullmatch(word)))


def elsewhere(sentence: str, municipality: str | None) -> bool:
    """Does the sentence tell of another municipality: "I Norrköping har 900 chefer …"?"""
    for match in _ELSEWHERE.finditer(sentence):
        place = match["place"].casefold()
        if municipality and not place.startswith(municipality.casefold()[:5]):
            return True
    return False
