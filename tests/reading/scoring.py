"""Compare a reading with a gold reading, fact by fact (the contract of :mod:`samfrid.reading.reading`).

A gold reading is a list of facts: one for each scalar, one for each item that a list holds (is it there?) and one for
each of that item's other fields (is it right, once the item is found?). What the reading says and the gold does not is
*extra*; what the gold says and the reading does not is *missed*; a wrong value is both. A key that the gold lacks is
not judged. F1 is counted over all facts together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Same = Callable[[Any, Any], bool]
#: what the contract means by "the document does not say"
NOTHING: tuple[Any, ...] = (None, "", [], {})


def shared_words(one: object, other: object) -> float:
    """How much two texts share, 0 to 1: the F1 of their words, however they are ordered."""
    left, right = (Counter(re.findall(r"\w+", str(value).casefold())) for value in (one, other))
    size = left.total() + right.total()
    return 2 * (left & right).total() / size if size else 1.0


def alike(share: float) -> Same:
    """Texts that share at least this much of their words."""
    return lambda one, other: shared_words(one, other) >= share


def agree(same: Same, one: Any, other: Any) -> bool:
    """Do two values say the same, or both nothing?"""
    silent, mute = one in NOTHING, other in NOTHING
    return silent and mute if silent or mute else same(one, other)


def exactly(one: object, other: object) -> bool:
    """The same value; text in any case."""
    return str(one).casefold().strip() == str(other).casefold().strip()


def same_number(one: object, other: object) -> bool:
    """The same diary number or paragraph, however it is spaced and introduced."""

    def bare(value: object) -> str:
        return re.sub(r"^(dnr|diarienummer)\b[.:]*|[\s§]", "", str(value).casefold())

    return bare(one) == bare(other)


def same_names(one: Sequence[object], other: Sequence[object]) -> bool:
    """As many names, and each of the one among the other."""
    return len(one) == len(other) and all(any(shared_words(name, got) >= 0.7 for got in other) for name in one)


def same_sums(one: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> bool:
    """The same sums for the same time, and a condition where there is one; its wording is not judged."""

    def kernel(sums: Sequence[Mapping[str, Any]]) -> Counter[tuple[int, str, bool]]:
        return Counter((int(s["sek"]), str(s.get("per")), bool(s.get("condition"))) for s in sums)

    return kernel(one) == kernel(other)


PROSE, PHRASE, NAME = alike(0.7), alike(0.75), alike(0.85)


@dataclass(frozen=True)
class Group:
    """How one list of the contract is judged: the field that tells items apart, and how each field is compared."""

    key: str | None
    same: Same
    fields: Mapping[str, Same] = field(default_factory=dict)

    def key_of(self, item: Any) -> Any:
        """What tells this item apart: one of its fields, or the item itself where the list holds plain strings."""
        return item.get(self.key) if self.key else item


SCALARS: dict[str, Same] = {"type": exactly, "municipality": exactly, "date": exactly, "addressee": PHRASE}
GROUPS: dict[str, Group] = {
    "diary_numbers": Group(None, same_number),
    "recipients": Group(None, PHRASE),
    "people": Group("name", NAME, {"party": exactly, "role": exactly}),
    "questions": Group("text", PROSE, {"answer": PROSE}),
    "proposals": Group("text", PROSE, {"body": PHRASE, "outcome": exactly}),
    "decisions": Group(
        "text",
        PROSE,
        {"body": PHRASE, "date": exactly, "paragraph": same_number, "outcome": exactly, "unanimous": exactly},
    ),
    "opinions": Group("body", PHRASE, {"stance": exactly}),
    "references": Group("type", exactly, {"date": exactly, "by": same_names, "number": same_number}),
    "plans": Group(
        "name",
        PROSE,
        {"from": exactly, "to": exactly, "adopted_by": PHRASE, "adopted_on": exactly, "paragraph": same_number},
    ),
    "commitments": Group(
        "text", PROSE, {"status": exactly, "responsible": PHRASE, "partners": same_names, "due": exactly}
    ),
    "agreements": Group(
        "parties",
        alike(0.5),
        {
            "form": exactly,
            "from": exactly,
            "to": exactly,
            "renewal": lambda one, other: bool(one == other),
            "notice_months": exactly,
            "amounts": same_sums,
        },
    ),
    "figures": Group("value", exactly, {"unit": PHRASE, "period": exactly}),
}


@dataclass
class Score:
    """Facts found, extra and missed, and each fault in words."""

    found: int = 0
    extra: int = 0
    missed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to say and nothing was said."""
        facts = 2 * self.found + self.extra + self.missed
        return 2 * self.found / facts if facts else 1.0

    def fact(self, where: str, same: Same, gold: Any, got: Any) -> None:
        """Judge one fact."""
        silent, mute = gold in NOTHING, got in NOTHING
        if agree(same, gold, got):
            self.found += not silent
            return
        self.missed += not silent
        self.extra += not mute
        self.faults.append(f"{where}: {gold!r} was read as {got!r}")

    def __iadd__(self, other: Score) -> Score:
        self.found += other.found
        self.extra += other.extra
        self.missed += other.missed
        self.faults += other.faults
        return self


def pairs(group: Group, gold: Sequence[Any], got: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Items that are the same, each at most once, likest first; between equals the one with more fields right."""

    def likeness(one: Any, other: Any) -> tuple[float, int]:
        fields = group.fields.items() if group.key else ()
        agreeing = sum(agree(same, one[name], other.get(name)) for name, same in fields if name in one)
        return shared_words(group.key_of(one), group.key_of(other)), agreeing

    ranked = sorted(
        (
            (*likeness(one, other), -i, -j)
            for i, one in enumerate(gold)
            for j, other in enumerate(got)
            if group.same(group.key_of(one), group.key_of(other))
        ),
        reverse=True,
    )
    taken: list[tuple[int, int]] = []
    for *_, i, j in ranked:
        if all(-i != a and -j != b for a, b in taken):
            taken.append((-i, -j))
    return [(gold[a], got[b]) for a, b in taken]


def score(gold: Mapping[str, Any], got: Mapping[str, Any]) -> Score:
    """Compare one reading (as JSON) with its gold reading."""
    total = Score()
    for name, same in SCALARS.items():
        if name in gold:
            values = [reading.get(name) for reading in (gold, got)]
            want, have = ((v or {}).get("code") for v in values) if name == "municipality" else values
            total.fact(name, same, want, have)
    for name, group in GROUPS.items():
        if name not in gold:
            continue
        wanted, had = list(gold[name] or []), list(got.get(name) or [])
        matched = pairs(group, wanted, had)
        total.found += len(matched)
        total.missed += len(wanted) - len(matched)
        total.extra += len(had) - len(matched)
        total.faults += [f"{name}: not found: {w!r}" for w in wanted if not any(w is one for one, _ in matched)]
        total.faults += [f"{name}: not in the gold: {h!r}" for h in had if not any(h is other for _, other in matched)]
        for want, have in matched:
            for part, same in group.fields.items():
                if part in want:
                    total.fact(f"{name}.{part}", same, want[part], have.get(part))
    return total
