"""What can be counted in a municipality's own work, and words that show that a count is somebody else's."""

from __future__ import annotations

import re

#: people and things that are counted; other plural nouns are taken after digits alone
_PEOPLE = (
    "personer vuxna barn kvinnor män flickor pojkar ungdomar unga familjer invånare medarbetare anställda chefer elever våldsutsatta "
    "våldsutövare deltagare klienter brukare hushåll handläggare socialsekreterare individer utsatta föräldrar äldre tjejer killar"
)
_THINGS = (
    "ärenden ärendena utredningar anmälningar orosanmälningar ansökningar samtal stödsamtal placeringar insatser dygn placeringsdygn "
    "vårddygn boendedygn platser lägenheter aktiviteter åtgärder utbildningar besök kontakter motioner interpellationer medborgarförslag "
    "fall aktualiseringar händelser grupper träffar remisser kontrakt bostäder rutiner polisanmälningar skyddsplaceringar förslag "
    "motionerna åtgärderna aktiviteterna mål delmål genomgångslägenheter hyreskontrakt chattar mejl enkätsvar avtal"
)
#: counted also in words ("har åtta lägenheter"); "tre förslag" is how prose counts, not a figure
IN_WORDS = frozenset(
    "lägenheter platser boendeplatser personer vuxna barn kvinnor män flickor pojkar familjer invånare ärenden anmälningar "
    "orosanmälningar utredningar placeringar motioner motionerna ärendena fall".split()
)
KNOWN = frozenset((_PEOPLE + " " + _THINGS).split())
SHARES = ("procentenheter", "procent", "%")
#: lengths of time count only where they are how long something took
TIMES = frozenset("dagar veckor månader dygn timmar".split())
_NOT_COUNTED = frozenset(
    "kronor år åren årskurser dagar timmar minuter sekunder meter mil kilometer veckor månader gånger kommuner regioner län röster "
    "ledamöter mandat paragrafer sidor miljoner miljarder tusen nätter kvällar exemplar språk poäng grader bilagor punkter procent "
    "gäller medför innebär kommer ger ligger står säger visar anger omfattar handlar kräver följer länder städer partier januari februari mars april maj juni juli augusti september oktober november december".split()
)
_PLURAL = re.compile(r"[a-zåäö]{3,}(?:ar|er|or|are|arna|erna|orna|tal|fall|ande|ende)")

NATIONAL = re.compile(
    r"\b(?:landet|landets|riket|rikets|nationel\w*|internationel\w*|sverige|sveriges|svenska?\s+(?:kommuner|kvinnor)|brottsförebyggande|brå|brås|"
    r"socialstyrelsen\w*|statistiska\s+centralbyrån|scb|sveriges\s+kommuner|skr|unizon|roks|länet|länets|europ\w*|världen|forskning\w*|"
    r"undersökning(?:en|ar)?\s+från|intervjustudie\w*|studier?\b|statens|regeringen\w*|nck|öppna\s+jämförelser|rädda\s+barnen|förenta\s+nationerna|"
    r"jämställdhetsmyndigheten\w*|folkhälsomyndigheten\w*|befolkningen|kommuner\s+(?:har|uppger|uppgav|svarade))",
    re.IGNORECASE,
)
OTHERS_OWN = re.compile(
    r"^(?:[Jj]ouren|[\wåäö]*[Jj]ourerna|[Ff]öreningen|Kvinnojouren|Tjejjouren|Brottsofferjouren)\b"
    r"|\b(?:gav|hade|har|tog|fick|höll|besvarade)\s+(?:(?!social)[\wåäö]*jouren|föreningen)\b|\bföreningens\s|\b(?:stöd|hjälp|skydd|plats)\s+(?:av|hos|på)\s+(?:[\wåäö]*jouren|föreningen)\b|\b[\wåäö]*jourens\s",
)
_ELSEWHERE = re.compile(r"(?:^|;\s|,\s(?:och\s)?)[Ii]\s+(?P<place>[A-ZÅÄÖ][a-zåäö]{2,})\b")


def counts(word: str, *, in_digits: bool) -> bool:
    """Can the noun be counted? After digits any plural noun may, after a number in words only those that are known."""
    if not in_digits:
        return word in IN_WORDS
    return word in KNOWN or word not in _NOT_COUNTED and bool(_PLURAL.fullmatch(word))


def elsewhere(sentence: str, municipality: str | None) -> bool:
    """Does the sentence tell of another municipality: "I Norrköping har 900 chefer …"?"""
    for match in _ELSEWHERE.finditer(sentence):
        place = match["place"].casefold()
        if municipality and not place.startswith(municipality.casefold()[:5]):
            return True
    return False
