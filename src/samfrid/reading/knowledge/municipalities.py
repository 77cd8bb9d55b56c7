"""Sweden's 290 municipalities: names, codes, and the forms that they are written in.

The table's codes and names are Statistics Sweden's (kommunkoder); its third column holds forms of address that cannot
be made from the name ("Region Gotland", "Falu kommun").
"""

from __future__ import annotations

import re
from functools import cache

from samfrid.reading.knowledge.tables import rows, words
from samfrid.reading.reading import Municipality

#: names that are common words or surnames too: alone they name no municipality
COMMON_WORDS = words("common_towns.txt")

_LETTERS = str.maketrans("åäöéü", "aaoeu")
#: hosts that are not simply the folded name
_HOSTS = {
    "habokommun.se": "0643",
    "habo.se": "0305",
    "upplandsvasby.se": "0114",
    "upplands-bro.se": "0139",
    "goteborg.se": "1480",
    "dalsed.se": "1438",
    "dals-ed.se": "1438",
    "malung-salen.se": "2023",
    "malungsalen.se": "2023",
    "ostragoinge.se": "1256",
    "lillaedet.se": "1462",
    "stockholm.se": "0180",
    "engelholm.se": "1292",
}
#: endings that stand for nobody's host (RFC 2606): papers are made anonymous with them
_INVENTED = frozenset({"example", "test", "invalid"})


@cache
def by_name() -> dict[str, Municipality]:
    """Municipalities by their name in lower case."""
    return {town.name.casefold(): town for town in _rows()}


@cache
def by_code() -> dict[str, Municipality]:
    return {town.code: town for town in _rows()}


def _rows() -> list[Municipality]:
    return [Municipality(name=row[1], code=row[0]) for row in rows("municipalities.tsv")]


@cache
def by_form() -> dict[str, Municipality]:
    """Municipalities by what stands before "kommun" or "stad", in lower case: "linköpings", "falu"."""
    forms: dict[str, Municipality] = {}
    for town in _rows():
        forms[town.name.casefold()] = town
        forms[town.name.casefold() + "s"] = town
    for code, _, *more in rows("municipalities.tsv"):
        for form in more:
            forms[re.sub(r"\s(?:kommun|stad)$", "", form.casefold())] = by_code()[code]
    return forms


@cache
def by_host() -> dict[str, Municipality]:
    """Municipalities by the host names that their web pages and e-mail have: "linkoping.se", "vallentunakommun.se"."""
    hosts: dict[str, Municipality] = {}
    for town in _rows():
        folded = town.name.casefold().translate(_LETTERS)
        for base in {folded.replace(" ", ""), folded.replace(" ", "-"), folded.replace("-", "").replace(" ", "")}:
            for host in (f"{base}.se", f"{base}kommun.se", f"{base}.kommun.se", f"kommun.{base}.se"):
                hosts.setdefault(host, town)
    return hosts | {host: by_code()[code] for host, code in _HOSTS.items()}


def of_host(address: str) -> Municipality | None:
    """Whose host an e-mail address or a web address is at, sub-domains included; None where it is nobody's."""
    host = re.split(r"@|//", address.casefold())[-1]
    match = re.match(r"((?:[\w-]+\.)+[a-zåäö]{2,})", host)
    if not match:
        return None
    labels = match[1].split(".")
    if labels[-1] in _INVENTED:
        labels[-1] = "se"
    for first in range(len(labels) - 1):
        town = by_host().get(".".join(labels[first:]))
        if town:
            return town
    return None
