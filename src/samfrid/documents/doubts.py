"""Why the reader is unsure of a proposal, in plain words, and what stood where words were repaired. No database."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.documents.words import NAMES

#: a repair whose next guess was so near that a person should look: one in eight, and most of what is wrong (reading.md)
DOUBTFUL: Final = 0.42
#: repaired words told of for one proposal, the doubtful ones first
MOST_WORDS: Final = 6
MODEL: Final = "model: "
#: a share of a page's words that may be misread from which on each proposal of the page is doubtful
HARD_PAGE: Final = 0.08
#: what a decision, a proposal … should say and does not
_LACKING: Final[Mapping[tuple[str, str], str | Promise]] = {
    ("decisions", "body"): gettext_lazy("Det framgår inte vem som har beslutat."),
    ("decisions", "date"): gettext_lazy("Det framgår inte när det beslutades."),
    ("proposals", "body"): gettext_lazy("Det framgår inte vem som ska besluta."),
    ("opinions", "body"): gettext_lazy("Det framgår inte vem som har yttrat sig."),
}
#: a particular that is read at another place than the rest
_ELSEWHERE: Final[Mapping[str, str | Promise]] = {
    "date": gettext_lazy("Datumet står på ett annat ställe i handlingen."),
    "due": gettext_lazy("Slutdatumet är läst på ett annat ställe i handlingen."),
    "body": gettext_lazy("Organet står på ett annat ställe i handlingen."),
    "paragraph": gettext_lazy("Paragrafen står på ett annat ställe i handlingen."),
    "party": gettext_lazy("Partiet står på ett annat ställe i handlingen."),
    "period": gettext_lazy("Perioden är läst på ett annat ställe i handlingen."),
    "amounts": gettext_lazy("Beloppet står på ett annat ställe i handlingen."),
}
#: what went wrong with a model, and what it means for the reviewer
_PROBLEMS: Final[Mapping[str, str | Promise]] = {
    "secret": gettext_lazy("Modellen %(name)s har inte fått se handlingen, som har sekretess."),
    "timeout": gettext_lazy("Modellen %(name)s hann inte läsa hela handlingen."),
    "unreachable": gettext_lazy("Modellen %(name)s gick inte att nå. Handlingen är läst utan den."),
    "too_long": gettext_lazy("Handlingen är så lång att modellen %(name)s bara har läst början."),
}
_PROBLEM: Final = gettext_lazy("Modellen %(name)s gav inget användbart svar på hela handlingen.")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A word that was put right, and what stood there."""

    new: str
    raw: str
    doubtful: bool


class Repairs:
    """The repairs of a reading, to be asked by place: a garbled document has thousands."""

    def __init__(self, edits: Sequence[Mapping[str, Any]]) -> None:
        self._edits = sorted(edits, key=lambda edit: int(edit["start"]))
        self._starts = [int(edit["start"]) for edit in self._edits]

    def within(self, evidence: Iterable[Mapping[str, Any]]) -> list[Repaired]:
        """The words put right in some stretches, the doubtful first, each pair once."""
        if not self._starts:
            return []
        found = [
            Repaired(str(edit["new"]), str(edit["raw"]), float(edit.get("margin", 1)) <= DOUBTFUL)
            for one in evidence
            for edit in self._edits[bisect_left(self._starts, one["start"]) : bisect_left(self._starts, one["end"])]
        ]
        return sorted(dict.fromkeys(found), key=lambda word: not word.doubtful)[:MOST_WORDS]


def doubts_of(
    group: str,
    value: Any,
    confidence: float,
    origin: str,
    evidence: Sequence[Mapping[str, Any]],
    repaired: Sequence[Repaired],
    hard: frozenset[int] = frozenset(),
) -> list[str]:
    """Why a person should look at a proposal, the weightiest first."""
    told: list[str] = []
    if origin:
        told.append(
            _("Modellen %(name)s föreslår det. Läsarens egna regler hittade det inte.") % {"name": named(origin)}
        )
    if any(word.doubtful for word in repaired):
        told.append(_("Ett lagat ord kan vara ett annat. Jämför med det som stod."))
    if any(one.get("page") in hard for one in evidence):
        told.append(_("Sidan är svårläst. Jämför med bilden av den."))
    if isinstance(value, dict):
        told += [str(words) for (of, name), words in _LACKING.items() if of == group and not value.get(name)]
    further = dict.fromkeys(str(one.get("field")) for one in evidence)
    told += [str(_ELSEWHERE[name]) for name in further if name in _ELSEWHERE]
    if not origin:
        told.append(
            _("I liknande fall har läsaren haft rätt %(n)s gånger av 100.") % {"n": max(1, int(100 * confidence))}
        )
    return told


def hard_pages(reading: Mapping[str, Any]) -> frozenset[int]:
    """The pages that were so hard to read that what stands on them is doubtful."""
    return frozenset(int(number) for number, share in reading.get("misread") or () if float(share) >= HARD_PAGE)


def named(origin: str) -> str:
    """The name of the model that an origin tells of."""
    return origin.removeprefix(MODEL)


def dropped_sentence(reading: Mapping[str, Any]) -> str:
    """How many values were left out since the text does not hold them; nothing where there are none."""
    count = int(reading.get("dropped") or 0)
    if not count:
        return ""
    groups = dict.fromkeys(str(name).partition(".")[0] for name in reading.get("dropped_of") or ())
    names = ", ".join(str(NAMES[group]).lower() for group in groups if group in NAMES)
    text = ngettext(
        "%(n)s uppgift som lästes ut står inte i texten och är borttagen",
        "%(n)s uppgifter som lästes ut står inte i texten och är borttagna",
        count,
    ) % {"n": count}
    return f"{text} ({names})." if names else f"{text}."


def model_sentences(reading: Mapping[str, Any]) -> list[str]:
    """What the municipality's models came to, each in a sentence or two."""
    told: list[str] = []
    for one in reading.get("models") or ():
        if one.get("problem") == "settings":
            told.append(_("Ingen modell har frågats: inställningen är fel. Säg till den som sköter Samfrid."))
            continue
        names = {"name": one.get("name", "")}
        if one.get("problem"):
            told.append(str(_PROBLEMS.get(str(one["problem"]), _PROBLEM)) % names)
        kept, dropped = int(one.get("kept") or 0), int(one.get("dropped") or 0)
        if kept:
            told.append(
                ngettext(
                    "%(n)s förslag kommer från modellen %(name)s och är märkt så.",
                    "%(n)s förslag kommer från modellen %(name)s och är märkta så.",
                    kept,
                )
                % {**names, "n": kept}
            )
        if dropped:
            told.append(
                ngettext(
                    "%(n)s förslag från modellen %(name)s föll bort: orden står inte i handlingen.",
                    "%(n)s förslag från modellen %(name)s föll bort: orden står inte i handlingen.",
                    dropped,
                )
                % {**names, "n": dropped}
            )
    return told
