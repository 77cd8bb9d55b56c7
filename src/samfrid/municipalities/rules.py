"""Names of bodies and units: when two of them are one."""

from __future__ import annotations

import re
from typing import Final

from samfrid.municipalities.models import BodyKind

#: how documents shorten the bodies that every municipality has
SHORT: Final = {
    "kf": "kommunfullmäktige",
    "fullmäktige": "kommunfullmäktige",
    "ks": "kommunstyrelsen",
    "styrelsen": "kommunstyrelsen",
    "ksau": "kommunstyrelsens arbetsutskott",
}
_SPACE: Final = re.compile(r"\s+")
_GENITIVE: Final = re.compile(r"(nämnden|styrelsen|fullmäktige|förvaltningen|kontoret|utskottet|utskott)s$")


def tidy_name(name: str) -> str:
    """A name as it is shown: white space folded, no marks round it, the first letter capital."""
    tidy = _SPACE.sub(" ", name).strip(" .,;:–-")
    return tidy[:1].upper() + tidy[1:]


def fold_name(name: str) -> str:
    """The key of a name: "KF", "Kommunfullmäktiges" and "kommunfullmäktige" have the same."""
    folded = tidy_name(name).casefold()
    folded = _GENITIVE.sub(r"\1", folded)
    return SHORT.get(folded, folded)


def body_kind(name: str) -> BodyKind:
    """What kind of body a name is of, by its last word."""
    folded = fold_name(name)
    if folded.endswith(("utskott", "utskottet")):
        return BodyKind.SUBCOMMITTEE
    if folded.endswith("fullmäktige"):
        return BodyKind.COUNCIL
    if folded == "kommunstyrelsen":
        return BodyKind.EXECUTIVE
    if "nämnd" in folded:
        return BodyKind.COMMITTEE
    return BodyKind.OTHER


def display_name(name: str) -> str:
    """What a newly met body or unit is called: written out, and without the genitive it stood in."""
    tidy = tidy_name(name)
    return tidy_name(SHORT.get(tidy.casefold(), _GENITIVE.sub(r"\1", tidy)))
