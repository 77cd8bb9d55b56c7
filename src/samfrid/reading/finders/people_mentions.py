"""Persons in a text, found by what stands beside a name and not by lists of names.

A name counts where a party stands beside it ("Anna Berg (S)", "Anna Berg, Centerpartiet", "A och B (båda MP)"), where a
word of role or speech does ("Handläggare: …", "säger …, ordförande", "motion av …"), or where it is alone on a line of
a signature block. What part the person has in the matter is for :mod:`samfrid.reading.finders.people` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from samfrid.reading.finders.mention import Mention
from samfrid.reading.finders.parties import CODE_IN_PARENTHESES, UPPER, code_of, is_code, parties_in
from samfrid.reading.knowledge.tables import words

_TOKEN = rf"[{UPPER}][a-zà-öø-ÿšžčćđłı’']+(?:[-–][{UPPER}]?[a-zà-öø-ÿšžčćđłı]+)*"
_INITIAL = rf"[{UPPER}]\.(?:-?[{UPPER}]\.)?"
_PARTICLE = r"(?:af|av|von|van|de|der|del|da|di|el|al|la|le|bin|ben|Mc|Mac|O['’])"
NAME = rf"(?:{_TOKEN}|{_INITIAL})(?:[^\S\n](?:{_PARTICLE}[^\S\n])?(?:{_TOKEN}|{_INITIAL}(?=[^\S\n][{UPPER}]))){{1,3}}"


@dataclass(frozen=True, slots=True)
class Person(Mention):
    """A person; ``value`` is the name, ``party`` a letter code or None; ``end`` includes the party that stands beside.

    ``by`` tells what showed that it is a person: party, label, speech, after, or alone.
    """

    party: str | None = None
    name_end: int = 0
    by: str = "party"
    label: str = ""


_NOT_FIRST = words("not_names.txt")
#: words that a person's name does not hold: ends of words that only institutions have, and whole words
_NOT_IN_NAME = re.compile(
    r"(?:kommunen|nämnd(?:en|ens)?|styrelsens?|förvaltningens?|kontorets?|fullmäktiges?|partiet|jouren|föreningen|förbundet|myndigheten|"
    r"universitetet?|högskolan?|utskottet|avdelningen|enheten|gatan|vägen|torget|rådet|kyrkan|polisen|bolaget|skrivelse|utlåtande|yttrande|"
    r"protokoll|handlingsplan|handlingsprogram|mottagningen|centrum|bostäder)$"
    r"|^(?:kommuns?|stads?|region|regionen|län|läns|jour|förening|bolag|strategi|program|utskott|motion|interpellation|svar|beslut|avtal|tjänst|"
    r"huset|samverkan|våld|mot|plan|nej|ja|summa|bilaga|sida|telefon|tabell|diagram|figur|mål|åtgärd|aktivitet)$",
    re.IGNORECASE,
)
#: titles that stand beside a name on a line
_TITLE_WORD = re.compile(
    r"(?:chef|direktör|sekreterare|ordförande|utredare|handläggare|strateg|samordnare|ledare|controller|jurist|kommunalråd|ledamot|ersättare)n?$",
    re.IGNORECASE,
)

_WITH_PARTY = re.compile(rf"(?P<name>{NAME})\s?,?\s{CODE_IN_PARENTHESES.pattern}")
_SHARED_PARTY = re.compile(
    rf"(?P<names>{NAME}(?:,\s{NAME})*,?\s(?:och|samt|&)\s{NAME})\s\((?:båda|bägge|samtliga|alla)\s(?P<code>[^()]{{1,30}}?)\)"
)
_NAMES = re.compile(NAME)
#: "Sverigedemokraterna genom Eva Ek", "Vänsterpartiets ledamöter genom Bo Ås"
_THROUGH = re.compile(rf"(?P<party>[{UPPER}][\w]+(?:\s[\w]+){{0,3}}?)\s(?:\w+\s){{0,3}}?genom\s(?P<name>{NAME})")
#: word before a name → the label that it gives
_LABELS = (
    r"handläggare|ansvarig handläggare|föredragande|kontaktperson|utredare|sekreterare|nämndsekreterare|ordförande"
    r"|justerare"
    r"|justerande"
    r"|sammanställd av|sammanställt av|skriven av|utarbetad av|utarbetat av|författad av|genomförd av"
    r"|utsedd justerare|protokollförare|upprättad av|framtagen av|framtaget av|författare|dokumentansvarig"
    r"|ansvarig tjänsteperson"
    r"|utses att justera|frågeställare|interpellant|motionär|förslagsställare"
)
#: words that are a label only with a colon
_LABELS_WITH_COLON = r"från|avsändare|ansvarig|namn|mottagare"
_LABELLED = re.compile(
    rf"(?<!\w)(?P<label>{_LABELS}|(?:{_LABELS_WITH_COLON})(?=\s?[:|]))\s?[:|]?[^\S\n]*(?P<names>(?-i:{NAME})(?:\s?\([^()]{{1,6}}\))?"
    rf"(?:(?:,\s[a-zåäö]+)?(?:,\s|,?\s(?:och|samt|&)\s)(?-i:{NAME})(?:\s?\([^()]{{1,6}}\))?)*)",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    rf"(?:säger|sade|sa|menar|berättar|förklarar|konstaterar|tycker|anser|betonar|framhåller|understryker|kommenterar|lovar|"
    rf"hoppas|uppger|skriver|tillägger|fortsätter)\s(?:[a-zåäö-]+\s){{0,4}}?(?P<name>{NAME})(?=\s*[,.(:]|\s(?:på|från|vid|som)\b|$)"
)
_SPEAKS = re.compile(
    rf"(?P<name>{NAME})(?:\s\([^)]*\))?(?:,[^.,\n]{{3,80}},)?\s(?:säger|menar|berättar|förklarar|konstaterar|lovar|tycker|anser|försvarar)\b"
)
_AFTER = re.compile(
    rf"(?<!\w)(?P<label>motion(?:en)?|interpellation(?:en)?|fråga|frågan|initiativ\w*|medborgarförslag\w*|förslag|ställd|ställts|väckt|inlämnad|lämnats|"
    rf"genom|partikamrat|kollega)\s(?:av|från|genom|till)?\s?(?P<name>{NAME})"
)
#: what people do in minutes
_ACTS = re.compile(
    rf"(?P<name>{NAME})(?:,\s[a-zåäö]+,)?\s(?:redogör|redogjorde|informerar|informerade|föredrar|föredrog|presenterar|presenterade|yrkar|yrkade|"
    rf"yttrar sig|anmäler|deltar|reserverar|tjänstgör|motionerade)\b"
)
_ADDRESS_AFTER = re.compile(rf"(?:^|\n)(?P<name>{NAME})\s*\n[^\n]*?[\w.-]+@[\w-]+\.\w+")
_NOT_SPACE = re.compile(r"\S")


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name's span without a title or sentence opener before it; None where no name of two parts is left."""
    while True:
        parts = text[start:end].split()
        while len(parts) > 1 and _no_name(parts[-1]):
            end = start + text[start:end].rindex(parts.pop())
            end = start + len(text[start:end].rstrip())
        if len(parts) < 2:
            return None
        if not _no_name(parts[0]) and not _NOT_IN_NAME.search(parts[0].strip(".,:")):
            break
        rest = start + len(parts[0])
        step = _NOT_SPACE.search(text, rest, end)
        if step is None:
            return None
        start = step.start()
    if any(_NOT_IN_NAME.search(word) for word in parts):
        return None
    return start, end


def _no_name(word: str) -> bool:
    """A title, or a word that opens a sentence."""
    bare = word.strip(".,:")
    return bare.casefold() in _NOT_FIRST or bool(_TITLE_WORD.search(bare))


def is_name(line: str) -> bool:
    """Whether a whole line is a person's name and nothing else."""
    match = _NAMES.fullmatch(line.strip())
    return match is not None and trimmed(line.strip(), 0, len(line.strip())) == (0, len(line.strip()))


def begins_with_name(line: str) -> bool:
    """Whether a line begins with a person's name and goes on with a party, a title or nothing."""
    match = _NAMES.match(line)
    span = trimmed(line, match.start(), match.end()) if match else None
    return span is not None and span[0] == 0


def _person(text: str, start: int, end: int, **more: object) -> Person | None:
    span = trimmed(text, start, end)
    if span is None:
        return None
    name = re.sub(r"\s+", " ", text[span[0] : span[1]])
    return replace(Person(span[0], span[1], name, name_end=span[1]), **more)  # type: ignore[arg-type]


def _by_party(text: str) -> list[Person]:
    found = []
    for match in _SHARED_PARTY.finditer(text):
        written = match["code"]
        named = parties_in(written)
        code = named[0].value if named else code_of(written)
        for name in _NAMES.finditer(match["names"]):
            begin = match.start("names") + name.start()
            person = _person(text, begin, begin + len(name[0]), party=code)
            if person:
                found.append(person)
    for match in _WITH_PARTY.finditer(text):
        if is_code(match["code"]):
            person = _person(text, match.start("name"), match.end("name"), party=code_of(match["code"]))
            if person:
                found.append(replace(person, end=match.end()))
    for match in _THROUGH.finditer(text):
        party = next(iter(parties_in(match["party"])), None)
        person = _person(text, match.start("name"), match.end("name"), party=party.value) if party else None
        if person:
            found.append(person)
    for party in parties_in(text):
        before = re.search(
            rf"(?P<name>{NAME})\s*,\s*(?:[a-zåäö]+\s(?:för|i)\s)?$", text[max(0, party.start - 80) : party.start]
        )
        if before:
            shift = max(0, party.start - 80)
            person = _person(text, shift + before.start("name"), shift + before.end("name"), party=party.value)
            if person:
                found.append(replace(person, end=party.end))
    return found


def _by_word(text: str) -> list[Person]:
    found = []
    for match in _LABELLED.finditer(text):
        for name in _NAMES.finditer(match["names"]):
            begin = match.start("names") + name.start()
            person = _person(text, begin, begin + len(name[0]), by="label", label=match["label"].casefold())
            if person:
                found.append(person)
    for pattern, by in (
        (_SPEECH, "speech"),
        (_SPEAKS, "speech"),
        (_AFTER, "after"),
        (_ACTS, "acts"),
        (_ADDRESS_AFTER, "address"),
    ):
        for match in pattern.finditer(text):
            label = match["label"].casefold() if "label" in match.re.groupindex else ""
            person = _person(text, match.start("name"), match.end("name"), by=by, label=label)
            if person:
                found.append(person)
    return found


def people_in(text: str) -> list[Person]:
    """Every person found by context, in order; one mention for each place, the one with a party first."""
    kept: dict[int, Person] = {}
    for person in _by_party(text) + _by_word(text):
        clash = next(
            (k for k, other in kept.items() if other.start < person.name_end and person.start < other.name_end), None
        )
        if clash is None:
            kept[person.start] = person
        elif person.by == "speech" or (person.label and not kept[clash].label):
            kept[clash] = replace(kept[clash], label=person.label or kept[clash].label, by=person.by)
    return sorted([*kept.values(), *_again(text, list(kept.values()))], key=lambda person: person.start)


def _again(text: str, known: list[Person]) -> list[Person]:
    """Further places where a person who is known by now is named with the whole name."""
    parties: dict[str, str | None] = {}
    for person in known:
        parties[person.value] = parties.get(person.value) or person.party
    if not parties:
        return []
    taken = {person.start for person in known}
    names = re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in sorted(parties, key=len, reverse=True)) + r")(?![\w-])"
    )
    return [
        Person(match.start(), match.end(), match[0], party=parties[match[0]], name_end=match.end(), by="again")
        for match in names.finditer(text)
        if match.start() not in taken
    ]
