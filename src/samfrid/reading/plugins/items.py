"""From what a plug-in says to the contract's items, and nothing else: unknown fields and wrong types are left out."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final, get_type_hints

from samfrid.reading.knowledge.municipalities import by_name
from samfrid.reading.reading import (
    Agreement,
    Amount,
    Business,
    Commitment,
    Decision,
    Evidence,
    Figure,
    Item,
    Municipality,
    Opinion,
    Person,
    Phrase,
    Plan,
    Proposal,
    Question,
    Reference,
    Renewal,
)

SCALARS: Final = ("municipality", "date", "title", "addressee")
CLASSES: Final[dict[str, type[Item]]] = {
    "diary_numbers": Phrase,
    "recipients": Phrase,
    "people": Person,
    "questions": Question,
    "proposals": Proposal,
    "decisions": Decision,
    "opinions": Opinion,
    "references": Reference,
    "plans": Plan,
    "commitments": Commitment,
    "agreements": Agreement,
    "figures": Figure,
    "items": Business,
}
#: the contract's names for fields that Python has other names for
_RENAMED: Final = {"from": "start", "to": "end"}
_OWN: Final = frozenset(field.name for field in fields(Item))
#: signs of one value: longer is no value but an attack or a mistake
LONGEST: Final = 4000
#: no number of a document is so large
MOST: Final = 10**12


def scalar_of(group: str, value: Any) -> Any:
    """The value of a scalar, None where it is none."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST:
        return None
    if group != "municipality":
        return value
    town: Municipality | None = by_name().get(value.casefold().removesuffix(" kommun").removesuffix("s"))
    return town or by_name().get(value.casefold().removesuffix(" kommun"))


def item_of(group: str, value: Any, evidence: list[Evidence], confidence: float) -> Item | None:
    """The item that a value is, None where it lacks what such an item must have."""
    made = CLASSES.get(group)
    if made is None:
        return None
    if made is Phrase:
        value = {"value": value}
    if not isinstance(value, dict):
        return None
    hints = get_type_hints(made)
    known: dict[str, Any] = {}
    for key, one in value.items():
        name = _RENAMED.get(key, key)
        if name in hints and name not in _OWN:
            good = _coerced(name, str(hints[name]), one)
            if good is not None:
                known[name] = good
    if made in (Proposal, Decision):
        known.setdefault("body", None)
    try:
        return made(**known, evidence=evidence, confidence=confidence)
    except TypeError:  # something that the item must have is not there
        return None


def _coerced(name: str, hint: str, value: Any) -> Any:
    """The value if it is of the field's type, else None."""
    if name == "amounts":
        return [made for one in _listed(value) if (made := _amount(one))]
    if name == "renewal":
        return _renewal(value)
    if "list[str]" in hint:
        return [one for one in _listed(value) if isinstance(one, str) and 0 < len(one) <= LONGEST]
    if "bool" in hint:
        return value if isinstance(value, bool) else None
    if "int" in hint or "float" in hint:
        return value if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST else None
    return value if isinstance(value, str) and 0 < len(value) <= LONGEST else None


def _listed(value: Any) -> list[Any]:
    return value[:50] if isinstance(value, list) else []


def _amount(value: Any) -> Amount | None:
    if not isinstance(value, dict) or not isinstance(value.get("sek"), int) or isinstance(value["sek"], bool):
        return None
    condition = value.get("condition")
    if abs(value["sek"]) >= MOST:
        return None
    return Amount(value["sek"], str(value.get("per")), condition if isinstance(condition, str) else None)


def _renewal(value: Any) -> Renewal | None:
    if not isinstance(value, dict) or not isinstance(value.get("months"), int) or not 0 < value["months"] <= 600:
        return None
    return Renewal(value["months"], str(value.get("until")))
