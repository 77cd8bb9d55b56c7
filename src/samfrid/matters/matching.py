"""Is this matter here already? Asked before a document opens one; a person confirms what is not certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from samfrid.matters import rules
from samfrid.matters.models import DiaryNumber, Matter, MatterKind, MatterPerson, PersonRole
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.municipalities.models import Municipality

#: matters whose titles are compared, newest first: a municipality raises a few hundred a year
TITLES_COMPARED: Final = 500


class Certainty(StrEnum):
    CERTAIN = "certain"
    """The same diary number, in a register that the number names."""
    PROBABLE = "probable"
    """The same kind, mover and day; or a bare number with one of them."""
    POSSIBLE = "possible"
    """Likeness of the title alone, or a bare number alone."""


@dataclass(frozen=True, slots=True)
class Match:
    """A matter that it may be. ``reason`` is a few words in the reader's language; ``score`` is 0 to 1."""

    matter: Matter
    reason: str
    score: float
    certainty: Certainty


def find_match(
    municipality: Municipality,
    *,
    kind: MatterKind,
    numbers: Sequence[str] = (),
    people: Sequence[str] = (),
    raised: PartialDate | None = None,
    title: str = "",
) -> list[Match]:
    """The known matters that this may be, best first, each once. ``people`` are the names of the movers.

    From 0.8 on it is the same: the same diary number (1.0), or the same kind, mover and day (0.9, or 0.8 where only a
    month or a year is known). Below, a person is asked. A matter with another number in the same register is never
    offered, however alike: one member may well raise two motions on one day.
    """
    keys = {key for key in map(rules.number_key, numbers) if key}
    found: dict[Matter, Match] = {}
    for match in (
        *_by_number(municipality, keys, kind, people, raised),
        *_by_mover(municipality, keys, kind, people, raised, title),
        *_by_title(municipality, keys, kind, people, raised, title),
    ):
        known = found.get(match.matter)
        if known is None or match.score > known.score:
            found[match.matter] = match
    return sorted(found.values(), key=lambda match: -match.score)


def _known(municipality: Municipality) -> QuerySet[Matter]:
    movers = MatterPerson.objects.filter(role=PersonRole.MOVER)
    return Matter.objects.filter(municipality=municipality).prefetch_related(
        Prefetch("people", queryset=movers), "diary_numbers"
    )


def _by_number(
    municipality: Municipality,
    keys: set[str],
    kind: MatterKind,
    people: Sequence[str],
    raised: PartialDate | None,
) -> Iterable[Match]:
    if not keys:
        return
    numbers = DiaryNumber.objects.filter(municipality=municipality, key__in=keys)
    for matter in _known(municipality).filter(pk__in=numbers.values("matter")):
        number = next(one for one in matter.diary_numbers.all() if one.key in keys)
        reason = _("samma diarienummer, %(number)s") % {"number": number.number}
        if any(rules.names_series(one.key) and one.key in keys for one in matter.diary_numbers.all()):
            yield Match(matter, reason, 1.0, Certainty.CERTAIN)
        elif matter.kind == kind and (_same_mover(matter, people) or _overlap(matter, raised)):
            yield Match(matter, reason, 0.85, Certainty.PROBABLE)
        else:
            yield Match(matter, reason, 0.6, Certainty.POSSIBLE)


def _by_mover(
    municipality: Municipality,
    keys: set[str],
    kind: MatterKind,
    people: Sequence[str],
    raised: PartialDate | None,
    title: str,
) -> Iterable[Match]:
    if not people or raised is None:
        return
    by_name = Q()
    for name in people:
        by_name |= Q(people__name__iexact=" ".join(name.split()))
    candidates = _known(municipality).filter(by_name, kind=kind, people__role=PersonRole.MOVER).distinct()
    for matter in candidates.order_by("-raised_on", "-id")[:TITLES_COMPARED]:
        if not _overlap(matter, raised) or _other_number(matter, keys) or not _same_mover(matter, people):
            continue
        day = raised.precision == matter.raised_precision == "day"
        # two motions by one member on one day, with titles that both say something and have nothing in common
        if (
            rules.words_to_find(title)
            and not matter.title_is_ours
            and rules.words_to_find(matter.title)
            and rules.likeness(title, matter.title) < 0.1
        ):
            yield Match(matter, _("samma förslagsställare och dag, men annan rubrik"), 0.5, Certainty.POSSIBLE)
            continue
        when = in_words(raised.first, raised.precision)
        reason = _("samma förslagsställare, %(when)s") % {"when": when}
        yield Match(matter, reason, 0.9 if day else 0.8, Certainty.PROBABLE)


def _by_title(
    municipality: Municipality,
    keys: set[str],
    kind: MatterKind,
    people: Sequence[str],
    raised: PartialDate | None,
    title: str,
) -> Iterable[Match]:
    words = rules.words_to_find(title)
    if not words:
        return
    any_word = Q()
    for word in words:
        any_word |= Q(title__icontains=word)
    candidates = _known(municipality).filter(any_word, kind=kind).order_by("-raised_on", "-id")
    for matter in candidates[:TITLES_COMPARED]:
        score = rules.likeness(title, matter.title)
        if score < rules.POSSIBLE or _other_number(matter, keys):
            continue
        if raised and matter.raised_on and not _overlap(matter, raised):
            continue
        if _same_mover(matter, people):
            yield Match(matter, _("samma förslagsställare och liknande rubrik"), 0.75, Certainty.PROBABLE)
        else:
            yield Match(matter, _("liknande rubrik"), round(score * 0.7, 2), Certainty.POSSIBLE)


def _same_mover(matter: Matter, people: Sequence[str]) -> bool:
    names = {" ".join(name.split()).casefold() for name in people}
    return any(person.name.casefold() in names for person in matter.people.all() if person.role == PersonRole.MOVER)


def _overlap(matter: Matter, raised: PartialDate | None) -> bool:
    """Whether the matter can have been raised on a day of ``raised``."""
    if raised is None or matter.raised_on is None:
        return False
    first = rules.first_possible_day(matter.raised_on, matter.raised_precision)
    return first <= raised.last and raised.first <= matter.raised_on


def _other_number(matter: Matter, keys: set[str]) -> bool:
    return rules.other_in_series(keys, [number.key for number in matter.diary_numbers.all()])
