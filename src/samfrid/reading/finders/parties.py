"""Parties: letter codes in parentheses, full names, group names, and local parties with letters of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from samfrid.reading.finders.mention import Mention
from samfrid.reading.finders.phrases import Phrases
from samfrid.reading.knowledge.tables import rows, words

UPPER = "A-ZÀ-ÖØ-ÞŠŽČĆĐŁ"


@dataclass(frozen=True, slots=True)
class Party(Mention):
    """A party; ``value`` is its letter code (``name`` where it has none), ``name`` its name where the text has one."""

    name: str = ""


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """Codes by name in lower case, and the first name by code."""
    by_name: dict[str, str] = {}
    names: dict[str, str] = {}
    for code, *forms in rows("parties.tsv"):
        names[code] = forms[0]
        by_name.update({form.casefold(): code for form in forms})
    return by_name, names


def party_name(code: str) -> str | None:
    """The name of a national party by its letter code."""
    return _table()[1].get(code)


def is_party(written: str) -> bool:
    """Whether the words are nothing but a national party's name, its group's or its letter code: no person's name."""
    tidy = written.strip(" ()")
    return tidy.casefold() in _table()[0] or tidy.upper() in _table()[1]


_CODE = rf"(?:[{UPPER}]{{1,5}}!?|[{UPPER}][a-zåäö]{{1,2}}[{UPPER}]{{0,2}}|[smcvl]|sd|kd|mp|fp|fi|F!)"
CODE_IN_PARENTHESES = re.compile(rf"\(\s?(?P<code>{_CODE})\s?\)")
_LOCAL_NAME = re.compile(
    rf"(?P<name>(?:[{UPPER}][\w-]*\s(?:(?:för|i|och|de)\s)?){{0,2}}[{UPPER}][\w-]{{2,}}?"
    rf"(?:partiet\b|(?:listan|demokraterna|alternativet|rörelsen|väljarna|framtid|samling|bästa|intresse)(?=\s*\()))"
    rf"(?:\s*\((?P<code>{_CODE})\))?"
)
_LOCAL_END = re.compile(
    r"partiet\b|(?:listan|demokraterna|alternativet|rörelsen|väljarna|framtid|samling|bästa|intresse)\s*\("
)


def names_itself(name: str, code: str) -> bool:
    """Whether letters are the first of the words beside them, and no national party's: "Haparanda Framåt (HF)"."""
    initials = "".join(word[0] for word in name.replace("-", " ").split())
    return len(code) > 1 and initials.upper() == code.upper() and code.upper() not in _table()[1]


@cache
def _names() -> tuple[Phrases, dict[str, str]]:
    """Names of parties in the nominative and the genitive, and their codes."""
    codes = {form: code for name, code in _table()[0].items() for form in (name, f"{name}s")}
    return Phrases(codes), codes


def code_of(written: str) -> str:
    """A letter code as written, in the usual capitals ("s" → "S", "F!" → "FI", "FP" → "L")."""
    code = written.strip(" ()")
    if code.casefold() in {"f!", "fi"}:
        return "FI"
    if code.casefold() == "fp":
        return "L"
    return code.upper() if code.islower() else code


def is_code(written: str) -> bool:
    """Whether letters in parentheses may be a party's: not an abbreviation of something else."""
    return written.upper() not in words("not_parties.txt")


def codes_in(text: str) -> list[Party]:
    """Letter codes in parentheses: "(M)", "(s)", "(SJVP)". The span is that of the letters."""
    return [
        Party(match.start("code"), match.end("code"), code_of(match["code"]))
        for match in CODE_IN_PARENTHESES.finditer(text)
        if is_code(match["code"])
    ]


def parties_in(text: str) -> list[Party]:
    """Parties by name, national and local, in any form; a local party's letters are those that it stands beside."""
    phrases, codes = _names()
    found = [Party(start, end, codes[form], text[start:end]) for start, end, form in phrases.find(text)]
    taken = [(party.start, party.end) for party in found]
    local = ("partiet" in text or "(" in text) and _LOCAL_END.search(text)
    for match in _LOCAL_NAME.finditer(text) if local else ():
        if any(start < match.end("name") and match.start() < end for start, end in taken):
            continue
        code = match["code"]
        value = code_of(code) if code and is_code(code) else match["name"]
        found.append(Party(match.start(), match.end("name"), value, match["name"]))
    return sorted(found, key=lambda party: party.start)
