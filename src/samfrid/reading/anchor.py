"""The evidence rule: what the text does not hold where it says it does is left out and counted, always.

Mechanical on purpose. It knows nothing of how a value was found; it looks at the words of the value and at the words of
its evidence. :data:`CLAIMS` says of every field of the contract what sort of value it is, and
:mod:`samfrid.reading.holding` what it means that words hold such a value. An item whose first claim is not held is
dropped; any other field that is not held is emptied. What its own evidence does not hold but the document does, further
off (the day of the meeting in its head, the plan's name in its title), gets that place as evidence of its own, named by
:attr:`~samfrid.reading.reading.Evidence.field`.

Types, roles, outcomes and the like are no words of the document but the reader's judgement of them, shown as such; of
these it is held that they are among the contract's words (:mod:`samfrid.reading.codes`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from samfrid.reading.codes import CODES, PER, TYPES
from samfrid.reading.document import Document
from samfrid.reading.finders.terms import later, length_of
from samfrid.reading.holding import Kind, holds, places, without_year, words_of, years
from samfrid.reading.reading import Agreement, Amount, Evidence, Item, Municipality, Renewal

#: of each scalar what sort of value it is
SCALARS: Final[dict[str, Kind]] = {
    "municipality": Kind.PLACE,
    "date": Kind.DATE,
    "title": Kind.WORDS,
    "addressee": Kind.BODY,
}
#: of each group what sort of value each field is; the first is what an item claims above all, and falls with
CLAIMS: Final[dict[str, dict[str, Kind]]] = {
    "diary_numbers": {"value": Kind.NUMBER},
    "recipients": {"value": Kind.BODY},
    "people": {"name": Kind.NAME, "party": Kind.PARTY},
    "questions": {"text": Kind.WORDS, "answer": Kind.WORDS},
    "proposals": {"text": Kind.WORDS, "body": Kind.BODY},
    "decisions": {"text": Kind.WORDS, "body": Kind.BODY, "date": Kind.DATE, "paragraph": Kind.NUMBER},
    "opinions": {"text": Kind.WORDS, "body": Kind.BODY},
    "references": {"date": Kind.DATE, "by": Kind.BODY, "number": Kind.NUMBER},
    "plans": {
        "name": Kind.WORDS,
        "start": Kind.DATE,
        "end": Kind.DATE,
        "adopted_by": Kind.BODY,
        "adopted_on": Kind.DATE,
        "paragraph": Kind.NUMBER,
    },
    "commitments": {
        "text": Kind.WORDS,
        "responsible": Kind.BODY,
        "partners": Kind.BODY,
        "due": Kind.DATE,
        "plan": Kind.WORDS,
    },
    "agreements": {
        "parties": Kind.BODY,
        "start": Kind.DATE,
        "end": Kind.DATE,
        "notice_months": Kind.MONTHS,
        "goals": Kind.WORDS,
    },
    "figures": {"value": Kind.COUNT, "unit": Kind.UNIT, "what": Kind.WORDS, "period": Kind.WORDS},
    "items": {"title": Kind.WORDS, "paragraph": Kind.NUMBER, "diary_numbers": Kind.NUMBER},
}
#: a reference is the reader's word for another matter: it stands on its evidence, and each particular on its own
KEYLESS: Final = frozenset({"references"})


class Anchor:
    """The evidence rule over one text; counts in :attr:`dropped` what it left out, by group and field.

    ``strange`` are stretches of the text that are not the paper's own words: nothing that stands on them is held.
    """

    def __init__(self, text: str, strange: Sequence[tuple[int, int]] = ()) -> None:
        self.text = text
        self.dropped: Counter[str] = Counter()
        self._strange = strange

    def scalar(self, name: str, value: Any, evidence: Sequence[Evidence]) -> bool:
        """Whether a scalar may stand. The type is a judgement: its evidence, if it has any, must be in the text."""
        sound = self._sound(evidence)
        if name == "type":
            good = value in TYPES and len(sound) == len(evidence)
        else:
            claim = value.name if isinstance(value, Municipality) else value
            good = holds(SCALARS[name], self._quoted(sound), claim)
        self.dropped[name] += not good
        return good

    def item(self, group: str, item: Item) -> bool:
        """Whether an item may stand. What it claims beside its first claim and nothing holds is taken from it."""
        item.evidence = self._sound(item.evidence)
        fields = CLAIMS[group]
        key = "" if group in KEYLESS else next(iter(fields))
        if not item.evidence or (key and not self._first_claim(group, item, key, fields[key])):
            self.dropped[group] += 1
            return False
        for name, kind in fields.items():
            if name != key:
                self._particular(group, item, name, kind)
        for name, (words, fallback) in CODES.get(group, {}).items():
            if getattr(item, name) not in words:
                setattr(item, name, fallback)
                self.dropped[f"{group}.{name}"] += 1
        if isinstance(item, Agreement):
            self._terms(item)
        return True

    def _sound(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        """The spans that lie in the text and on the paper's own words."""
        return [
            e
            for e in evidence
            if 0 <= e.start < e.end <= len(self.text)
            and not any(left < e.end and e.start < right for left, right in self._strange)
        ]

    def _quoted(self, evidence: Sequence[Evidence]) -> str:
        return "\n".join(self.text[e.start : e.end] for e in evidence)

    def _first_claim(self, group: str, item: Item, name: str, kind: Kind) -> bool:
        value = getattr(item, name)
        held = self._quoted(item.evidence)
        if not isinstance(value, list):
            return holds(kind, held, value)
        kept = [one for one in value if holds(kind, held, one)]
        if kept:
            self.dropped[f"{group}.{name}"] += len(value) - len(kept)
            setattr(item, name, kept)
        return bool(kept)

    def _particular(self, group: str, item: Item, name: str, kind: Kind) -> None:
        value = getattr(item, name)
        if value in (None, "", []):
            return
        empty = "" if f"{group}.{name}" in ("figures.unit", "figures.what", "opinions.body") else None
        if isinstance(value, str) and not words_of(value) and kind is not Kind.UNIT:  # a sign alone claims nothing
            setattr(item, name, empty)
            return
        if isinstance(value, list):
            kept = [one for one in value if self._grounded(item, name, kind, one)]
            setattr(item, name, kept)
            lost = len(value) - len(kept)
        else:
            lost = not (self._grounded(item, name, kind, value) or self._reckoned(item, name))
            if lost:
                setattr(item, name, empty)
        self.dropped[f"{group}.{name}"] += lost

    def _grounded(self, item: Item, name: str, kind: Kind, value: Any) -> bool:
        """Whether a particular is held: by the item's evidence, else by the nearest place in the document that does,
        which is then evidence of it."""
        held = self._quoted(item.evidence)
        if holds(kind, held, value):
            return True
        at = item.evidence[0].start
        if kind is Kind.DATE and without_year(held, str(value)):
            found = [(start, end) for start, end, year in years(self.text) if year == str(value)[:4]]
        else:
            found = places(kind, self.text, str(value))
        for start, end in sorted(found, key=lambda span: abs(span[0] - at))[:8]:
            ground = Evidence(start, end, field=name)
            if self._sound([ground]) and holds(kind, f"{held}\n{self.text[start:end]}", value):
                item.evidence.append(ground)
                return True
        return False

    def _reckoned(self, item: Item, name: str) -> bool:
        """An agreement's last day, reckoned from its first day and a length of time that both stand ("på tre år")."""
        if not isinstance(item, Agreement) or name != "end" or not (item.start and item.end):
            return False
        after = length_of(item.start, item.end)
        return after is not None and self._grounded(item, name, Kind.MONTHS, after)

    def _terms(self, item: Agreement) -> None:
        """An agreement's sums and its renewal, each held like any other particular."""
        kept: list[Amount] = []
        for amount in item.amounts:
            if amount.per not in PER or not self._grounded(item, "amounts", Kind.SUM, amount.sek):
                self.dropped["agreements.amounts"] += 1
                continue
            if amount.condition and not self._grounded(item, "amounts", Kind.WORDS, amount.condition):
                self.dropped["agreements.amounts"] += 1
                amount = replace(amount, condition=None)
            kept.append(amount)
        item.amounts = kept
        if item.renewal and not self._renewed(item, item.renewal):
            item.renewal = None
            self.dropped["agreements.renewal"] += 1

    def _renewed(self, item: Agreement, renewal: Renewal) -> bool:
        """How long and how far it goes on. The last day of a single renewal is reckoned from the first end."""
        if not self._grounded(item, "renewal", Kind.MONTHS, renewal.months):
            return False
        if renewal.until == "further_notice":
            return True
        if item.end and len(item.end) == len("2026-12-31") and later(item.end, renewal.months) == renewal.until:
            return True
        return self._grounded(item, "renewal", Kind.DATE, renewal.until)


def strange(document: Document) -> list[tuple[int, int]]:
    """Stretches of the text whose words the original does not have, other than as a repair that is written down.

    There are none unless the way from the paper to the text is at fault; then nothing may stand on them.
    """
    return [
        (start, end)
        for start, end, begin, finish in document.runs
        if not _same(document.text[start:end], document.original_text[begin:finish])
        and not any(
            edit.start < end and start < edit.end and edit.raw in document.original_text[begin:finish]
            for edit in document.edits
        )
    ]


def _same(text: str, original: str) -> bool:
    """Whether a stretch of the text has no word that its original has not."""
    if text == original or text.split() == original.split() or not text.strip(" |\n"):
        return True  # most stretches differ in line breaks alone
    words, printed = "".join(words_of(text)), "".join(words_of(original))
    if words == printed:
        return True
    there = iter(printed)
    return all(letter in there for letter in words)
