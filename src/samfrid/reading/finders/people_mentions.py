"""Persons in a text, found by what stands beside a name and not by lists of names.

A name counts where a party stands beside it ("Anna Berg (S)", "Anna Berg, Centerpartiet", "A och B (båda MP)"), where a
word of role or speech does ("Handläggare: …", "säger …, ordförande", "motion av …"), or where it is alone on a line of
a signature block. What part the person has in the matter is for :mod:`samfrid.reading.finders.people` to say.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from samfrid.reading.finders.mention import Mention
from samfrid.reading.finders.parties import CODE_IN_PARENTHESES, UPPER, code_of, is_code, names_itself, parties_in
from samfrid.reading.finders.phrases import Phrases
from samfrid.reading.knowledge.tables import rows, words

_TOKEN = rf"[{UPPER}][a-zà-öø-ÿšžčćđłı’']+(?:[-–][{UPPER}]?[a-zà-öø-ÿšžčćđłı]+)*"
_INITIAL = rf"[{UPPER}]\.(?:-?[{UPPER}]\.)?"
_PARTICLE = r"(?:af|av|von|van|de|der|del|da|di|el|al|la|le|bin|ben|Mc|Mac|O['’])"
NAME = rf"(?:{_TOKEN}|{_INITIAL})(?:[^\S\n](?:{_PARTICLE}[^\S\n])?(?:{_TOKEN}|{_INITIAL}(?=[^\S\n][{UPPER}]))){{1,3}}"


@dataclass(frozen=True, slots=True)
class Person(Mention):
    """A person; ``value`` is the name, ``party`` a letter code or None, ``party_at`` where the text says so.

    ``end`` includes a party in parentheses, ``name_end`` does not.

    ``by`` tells what showed that it is a person: party, label, speech, after, or alone.
    """

    party: str | None = None
    party_at: tuple[int, int] | None = None
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

_NAMES = re.compile(NAME)
_NAME_BEFORE_CODE = re.compile(rf"(?P<name>{NAME})\s?,?\s$")
_SHARED_PARTY = re.compile(
    rf"(?P<names>{NAME}(?:,\s{NAME})*,?\s(?:och|samt|&)\s{NAME})(?:\s\((?:båda|bägge|samtliga|alla)\s(?:från\s|för\s)?(?P<code>[^()]{{1,30}}?)\)"
    rf"|,?\s(?:båda|bägge|samtliga|alla)\s\((?P<apart>[^()]{{1,30}}?)\))"
)
_SHARED = re.compile(r"\b(?:båda|bägge|samtliga|alla)\s")
#: "Sverigedemokraterna genom Eva Ek", "Vänsterpartiets ledamöter genom Bo Ås"
_THROUGH = re.compile(rf"\sgenom\s(?:ledamoten\s|gruppledaren\s|ledamöterna\s)?(?P<name>{NAME})")
#: "Kristdemokraternas Eva Ek", "Moderaternas gruppledare Bo Ås"
_OF_PARTY = re.compile(rf"s\s(?:gruppledare\s|ledamot\s|kommunalråd\s|oppositionsråd\s)?(?P<name>{NAME})")
_BEFORE_PARTY = re.compile(rf"(?P<name>{NAME})\s*,\s*(?:[a-zåäö]+\s(?:för|i)\s)?$")
#: "Bo Ås, Sorundanätverket (SN)": a party that no list has, with its letters
_LOCAL_PARTY = re.compile(
    rf"(?P<name>{NAME})(?:,|[^\S\n][–-])[^\S\n](?:för[^\S\n])?(?=[{UPPER}])[\wåäöÅÄÖ-]+(?:[^\S\n][\wåäöÅÄÖ-]+){{0,3}}"
    rf"[^\S\n]\((?P<code>[{UPPER}]{{1,5}}!?|[{UPPER}][a-zåäö]{{1,3}})\)"
)
#: "Eva Eks (Miljöpartiet) interpellation", "Eva Eks motion"
_OWNER = re.compile(
    rf"(?P<name>{NAME})s[^\S\n](?:\((?P<party>[^()]{{1,30}})\)[^\S\n])?(?=(?:\w+[^\S\n])?(?:motion|interpellation|"
    r"(?:enkla\s|skriftliga\s)?fråga|medborgarförslag|initiativ|\w+initiativ|förslag)\b)"
)
_CODE_BEHIND = re.compile(r"\s?\([^()]{1,6}\)")
_WITH_CODE = rf"{NAME}(?:\s?\([^()]{{1,6}}\))?"
_LISTED_AFTER = re.compile(
    rf"\s?(?P<colon>[:|])?(?P<comma>,)?[^\S\n]*(?P<names>{_WITH_CODE}(?:(?:,\s[a-zåäö]+)?(?:,\s|,?\s(?:och|samt|&)\s){_WITH_CODE})*)"
)
_SAID_BY = re.compile(rf"\s(?:[a-zåäö-]+\s){{0,4}}?(?P<name>{NAME})(?=\s*[,.(:]|\s(?:på|från|vid|som)\b|$)")
_RAISED_BY = re.compile(rf"\s(?:(?:den\s)?\d[\d\w -]{{5,18}}?\s(?=av\b))?(?:av|från|genom|till)?\s?(?P<name>{NAME})")
_SUBJECT = re.compile(rf"(?P<name>{NAME})(?:\s\([^)]*\))?(?:,[^.,\n]{{3,80}},)?\s$")
_ADDRESS_AFTER = re.compile(rf"(?:^|\n)(?P<name>{NAME})\s*\n[^\n]*?[\w.-]+@[\w-]+\.\w+")
#: so many words in a row on a line of names are two persons' first and last names
_TWO_PERSONS = 4
_MOST_TITLES = 4
#: how far before a verb its subject may begin
_REACH = 150


@cache
def _cues() -> tuple[Phrases, dict[str, tuple[str, ...]]]:
    """The cue words of ``knowledge/name_cues.tsv``, and how each shows a name."""
    ways: dict[str, tuple[str, ...]] = {}
    for how, word in rows("name_cues.tsv"):
        ways[word] = (*ways.get(word, ()), how)
    return Phrases(ways), ways


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
        if not _no_name(parts[0]) and not parts[0][0].islower() and not _NOT_IN_NAME.search(parts[0].strip(".,:")):
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


def names_only(line: str) -> list[tuple[int, int]]:
    """The names of a line that holds nothing else but letters of parties; two that run together are parted.

    Columns that a word processor sets with tabs come as one line ("Eva Ek (S) Bo Ås"): four words are two persons.
    """
    bare = CODE_IN_PARENTHESES.sub(lambda code: ";" * len(code[0]), line)
    spans: list[tuple[int, int]] = []
    position = 0
    for match in _NAMES.finditer(bare):
        if bare[position : match.start()].strip(" ;,"):
            return []
        words = [(match.start() + w.start(), match.start() + w.end()) for w in re.finditer(r"\S+", match[0])]
        pairs = [words[:2], words[2:]] if len(words) == _TWO_PERSONS else [words]
        spans += [(pair[0][0], pair[-1][1]) for pair in pairs]
        position = match.end()
    alone = not bare[position:].strip(" ;,")
    return spans if alone and all(trimmed(line, *span) == span for span in spans) else []


def is_titles(line: str) -> bool:
    """Whether a line holds titles and nothing else ("Ordförande  Förvaltningschef", "Ordförande i socialnämnden")."""
    words = re.sub(r"\b(?:i|för|vid)\s[\w\s-]+$", "", line).split()
    return 0 < len(words) <= _MOST_TITLES and all(_TITLE_WORD.search(word.strip(".,")) for word in words)


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
    """Names with a party beside them."""
    found: list[Person | None] = []
    if _SHARED.search(text):
        for match in _SHARED_PARTY.finditer(text):
            where = "code" if match["code"] else "apart"
            named = parties_in(match[where])
            code = named[0].value if named else code_of(match[where])
            found += [_person(text, *span, party=code, party_at=match.span(where)) for span in _spans(match, "names")]
    for match in CODE_IN_PARENTHESES.finditer(text):
        before = _NAME_BEFORE_CODE.search(text, max(0, match.start() - _REACH // 2), match.start())
        person = _person(text, *before.span("name"), party=code_of(match["code"])) if before else None
        if person and is_code(match["code"]) and not names_itself(person.value, match["code"]):
            found.append(replace(person, end=match.end(), party_at=match.span("code")))
    found += _beside_names_of_parties(text)
    found += _owners(text)
    return [person for person in found if person]


def _beside_names_of_parties(text: str) -> Iterator[Person | None]:
    """ "Eva Ek, Centerpartiet" and "Sverigedemokraterna genom Bo Ås"."""
    for match in _LOCAL_PARTY.finditer(text):
        named = text[match.end("name") : match.start("code")].strip(" ,–(")
        if not _NOT_IN_NAME.search(named):
            yield _person(text, *match.span("name"), party=code_of(match["code"]), party_at=match.span("code"))
    through = [(match.start(), match.span("name")) for match in _THROUGH.finditer(text)]
    for party in parties_in(text):
        before = _BEFORE_PARTY.search(text, max(0, party.start - _REACH // 2), party.start)
        code = _CODE_BEHIND.match(text, party.end)
        where = (party.start, code.end() if code else party.end)
        person = _person(text, *before.span("name"), party=party.value, party_at=where) if before else None
        yield replace(person, end=where[1]) if person else None
        owned = _OF_PARTY.match(text, party.end - 1) or _OF_PARTY.match(text, party.end)
        if owned:
            yield _person(text, *owned.span("name"), party=party.value, party_at=(party.start, party.end))
        for at, span in through:
            if 0 <= at - party.end <= 40 and not re.search(r"[.:;\n]", text[party.end : at]):
                yield _person(text, *span, party=party.value, party_at=where)


def _owners(text: str) -> Iterator[Person | None]:
    """ "på Eva Eks (Miljöpartiet) interpellation": the name in the genitive beside what she raised."""
    for match in _OWNER.finditer(text):
        named = parties_in(match["party"]) if match["party"] else []
        code = (
            named[0].value if named else code_of(match["party"]) if match["party"] and len(match["party"]) < 6 else None
        )
        where = match.span("party") if code else None
        yield _person(
            text,
            *match.span("name"),
            party=code,
            party_at=where,
            by="after",
            label="motion" if code is None else "interpellation",
        )


def _spans(match: re.Match[str], group: str) -> list[tuple[int, int]]:
    """The names in a group of a match, as spans of the whole text."""
    begin = match.start(group)
    return [(begin + name.start(), begin + name.end()) for name in _NAMES.finditer(match[group])]


def _by_word(text: str) -> list[Person]:
    """Names that a word beside them shows."""
    found: list[Person | None] = []
    cues, ways = _cues()
    for start, end, cue in cues.find(text):
        for how in ways[cue]:
            found += _shown(text, start, end, cue, how)
    if "@" in text:
        found += [_person(text, *match.span("name"), by="address") for match in _ADDRESS_AFTER.finditer(text)]
    return [person for person in found if person]


def _shown(text: str, start: int, end: int, cue: str, how: str) -> list[Person | None]:
    """What one cue word shows in one way."""
    if how in ("label", "colon"):
        listed = _LISTED_AFTER.match(text, end)
        if listed is None or (how == "colon" and not listed["colon"]):
            return []
        if listed["comma"] and not cue.endswith(("aren", "ären", "anten")):
            return []  # "ordförande, Bo Ås (S)" names the next in a list, "förslagsställaren, Bo Ås," the same
        return [_person(text, *span, by="label", label=cue) for span in _spans(listed, "names")]
    if how in ("speaks", "acts"):
        match = _SUBJECT.search(text, max(0, start - _REACH), start)
        by = "speech" if how == "speaks" else "acts"
    else:
        match = (_SAID_BY if how == "speech" else _RAISED_BY).match(text, end)
        by = "speech" if how == "speech" else "after"
    return [_person(text, *match.span("name"), by=by, label=cue if how == "matter" else "")] if match else []


def people_in(text: str) -> list[Person]:
    """Every person found by context, in order; one mention for each place, the one with a party first."""
    kept: dict[int, Person] = {}
    starts: list[int] = []
    for person in _by_party(text) + _by_word(text):
        clash = _clash(kept, starts, person)
        if clash is None:
            kept[person.start] = person
            insort(starts, person.start)
        elif person.by == "speech" or (person.label and not kept[clash].label):
            by = "speech" if "speech" in (person.by, kept[clash].by) else person.by
            kept[clash] = replace(kept[clash], label=person.label or kept[clash].label, by=by)
    return sorted([*kept.values(), *_again(text, list(kept.values()))], key=lambda person: person.start)


def _clash(kept: dict[int, Person], starts: list[int], person: Person) -> int | None:
    """Where the one stands that has the same place; those kept do not overlap, so only its neighbours may."""
    at = bisect_left(starts, person.start)
    near = (kept[start] for start in starts[max(0, at - 1) : at + 2])
    return next((o.start for o in near if o.start < person.name_end and person.start < o.name_end), None)


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
