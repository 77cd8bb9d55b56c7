"""Plans, programmes and strategies that the document is or names, each once, with its years and how it was adopted.

A plan is told by what it is against or for ("Handlingsplan mot våld i nära relationer 2023–2026"). A plan that is
only to be written ("ta fram en handlingsplan mot …") has no name yet, and national strategies are not the
municipality's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from samfrid.reading import patterns
from samfrid.reading.document import Document
from samfrid.reading.finders import plan_words as says
from samfrid.reading.finders.bodies import Body
from samfrid.reading.finders.dates import Date, Grain
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.outline import DECIDES
from samfrid.reading.reading import Evidence, Plan

#: a name of fewer words breaks off inside the title: "Strategi för ett" of "Strategi för ett jämställt Hällby"
_WHOLE_NAME = 4
_REACH = 140
_FIRST_PAGE = 2500


@dataclass(slots=True)
class _Named:
    """A plan as it is named, with every place where it is."""

    start: int
    end: int
    name: str
    years: tuple[str, str] | None
    places: list[tuple[int, int]]
    capital: bool
    adoption: _Adoption | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Adoption:
    body: Body | None
    date: Date | None
    paragraph: str | None
    start: int
    end: int

    @property
    def weight(self) -> int:
        return (self.body is not None) + 2 * (self.date is not None) + (self.paragraph is not None)


def find(_document: Document, found: Found) -> list[Plan]:
    """Each plan once, in the order in which it is first named."""
    plans: list[_Named] = []
    for named in _named(found):
        twin = next((plan for plan in plans if _same(plan, named)), None)
        if twin is None:
            plans.append(named)
        else:
            _join(twin, named)
    own = _of_title(found, plans)
    if own is not None:
        plans.insert(0, own)
    if plans and found.type.value == "plan":
        plans[0].years = plans[0].years or _own_years(found, plans)
    for plan in plans:
        plan.adoption = _adoption(found, plan, plans)
    return [_plan(plan) for plan in plans]


def _of_title(found: Found, plans: list[_Named]) -> _Named | None:
    """A plan whose title is not built like others ("Kvinnofrid i Hällby 2024–2027") has its title for a name."""
    if found.type.value != "plan" or found.title is None or not found.title.spans:
        return None
    start, end = found.title.spans[0][0], found.title.spans[-1][1]
    if says.KIND_ALONE.fullmatch(found.title.value):
        return _in_lines(found, plans, start, end)
    years = re.search(says.YEARS, found.title.value)
    beneath = next((plan for plan in plans if plan.start - end in range(4)), None)
    if beneath is not None and says.KIND_AND_YEARS.fullmatch(beneath.name):
        plans.remove(beneath)  # the line beneath says only what it is and when it is in force
        return _Named(start, end, found.title.value, beneath.years, [(start, end), *beneath.places], capital=True)
    if beneath is not None:
        return None  # the line beneath says which plan it is
    for plan in [p for p in plans if any(begin < end and start < finish for begin, finish in p.places)]:
        rest = found.title.value[len(plan.name) :] if found.title.value.startswith(plan.name) else ""
        goes_on = rest and (len(plan.name.split()) < _WHOLE_NAME or re.match(r"\s*[–:-]\s", rest))
        if plan.start != start or plan.end >= end or (plan.years and not goes_on) or not (years or goes_on):
            return None
        plans.remove(plan)  # "Strategi för ett tryggt Hällby – mot våld 2025–2029": the title is the whole name
    return _Named(start, end, found.title.value, _years(years[0]) if years else None, [(start, end)], capital=True)


def _in_lines(found: Found, plans: list[_Named], start: int, end: int) -> _Named | None:
    """A name set in lines, as on a cover: "Handlingsplan", "Hällby fritt från våld", "2026–2029"."""
    below = says.COVER.match(found.marks.text, end)
    if below is None or any(plan.start in range(start, below.end()) and plan.years for plan in plans):
        return None
    plans[:] = [plan for plan in plans if plan.start not in range(start, below.end())]
    name = " ".join(found.marks.text[start : below.end()].split())
    return _Named(start, below.end(), name, _years(below["years"]), [(start, below.end())], capital=True)


def _own_years(found: Found, plans: list[_Named]) -> tuple[str, str] | None:
    """The years of the plan itself where its name has none: beneath the title, or "Gäller: 2025–2028"."""
    text = found.marks.text[:_FIRST_PAGE]
    days = says.DAYS.search(text)
    if days:
        return days["first"], days["last"]
    runs = says.PLAN_RUNS.search(text)
    if runs:
        return _years(runs["years"])
    for match in says.YEARS_ALONE.finditer(text):
        if not any(start <= match.start("years") < end for plan in plans for start, end in plan.places):
            return _years(match["years"])
    return None


def _named(found: Found) -> Iterator[_Named]:
    text = found.marks.text
    for match in _names_in(text):
        start, end = match.start(), match.end()
        if not _is_a_name(text, match):
            continue
        first = says.FIRST_WORD.search(text[max(start - 30, 0) : start])
        start -= len(first[0]) if first else 0
        runs = says.RUNS.match(text, end)
        years = _years(match["years"] or match["early"] or (runs["years"] if runs else None))
        yield _Named(start, end, text[start:end].strip(" ,*()"), years, [(start, end)], match["kind"][:1].isupper())
    for match in says.APPOSED.finditer(text):
        if not says.NATIONAL.search(text[max(match.start() - 40, 0) : match.start()]):
            yield _Named(*match.span("name"), match["name"], _years(match["years"]), [match.span("name")], capital=True)


def _names_in(text: str) -> Iterator[re.Match[str]]:
    """The matches of ``says.NAME``, which is tried only at the words that a name can begin with."""
    until = 0
    for stem in says.KIND_STEM.finditer(text):
        start = stem.start()
        while start and (text[start - 1].isalnum() or text[start - 1] in "-_"):
            start -= 1
        match = says.NAME.match(text, start) if start >= until else None
        if match:
            until = match.end()
            yield match


def _is_a_name(text: str, match: re.Match[str]) -> bool:
    """A name says what it is for or against, or has years; "en ny handlingsplan mot våld" is still to be written."""
    before = text[max(match.start() - 40, 0) : match.start()]
    capital, years = match["kind"][:1].isupper(), match["years"] or match["early"]
    if says.NATIONAL.search(before) or not (match["tail"] or years):
        return False
    if "\n" in match[0]:
        return False
    if re.match(r"(?:program|policy|strategi)", match["kind"], re.IGNORECASE) and not capital and not years:
        return False
    if capital and (years or not says.NEW.search(before)):
        named = re.match(r"\s+(?:[Mm]ot|[Ff]ör)\b", match["tail"] or "")
        return bool(years) or (named is not None and not _starts_sentence(before, match))
    if years:
        return not says.MADE.search(before)
    told = not match["definite"] and "mot" in (match["tail"] or "").split()
    return told and not says.NEW.search(before) and not says.MADE.search(before)


def _starts_sentence(before: str, match: re.Match[str]) -> bool:
    """Capital only because it begins a sentence, and definite: "Handlingsplanen för området saknar mål"."""
    return bool(match["definite"]) and bool(re.search(r"(?:^|[.!?]\s+|\n)$", before))


def _years(written: str | None) -> tuple[str, str] | None:
    if not written:
        return None
    first, last = re.split(r"\s?[-–—/]\s?", written)
    return first, last if len(last) == 4 else first[:2] + last


def _same(one: _Named, other: _Named) -> bool:
    """The same plan under two names: no years that differ, the same kind, and most of the shorter name's words."""
    if one.years and other.years:
        return one.years == other.years and _alike(one.name, other.name) >= 0.4
    return _alike(one.name, other.name) >= 0.65


def _alike(one: str, other: str) -> float:
    left, right = (
        {_stem(word) for word in says.WORDS.findall(name.casefold()) if not word.isdigit()} for name in (one, other)
    )
    return len(left & right) / max(min(len(left), len(right)), 1)


def _stem(word: str) -> str:
    return re.sub(r"(?:en|et|n)$", "", word) if says.STEM.search(word) else word


def _join(kept: _Named, other: _Named) -> None:
    """One plan under two names keeps the fuller name: with years before without, with a capital before without."""
    kept.places += other.places
    better = (other.years is not None, other.capital) > (kept.years is not None, kept.capital)
    equal = (other.years is not None, other.capital) == (kept.years is not None, kept.capital)
    fuller = set(says.WORDS.findall(kept.name.casefold())) < set(says.WORDS.findall(other.name.casefold()))
    if better or (equal and fuller):
        kept.name, kept.start, kept.end, kept.capital = other.name, other.start, other.end, other.capital
    kept.years = kept.years or other.years


def _called(found: Found) -> re.Pattern[str]:
    """How the plan may be called: "det" and "den" only in its own paper, where they mean nothing else."""
    return says.PRONOUN if found.type.value in ("plan", "guideline") else says.NOUN


def _adoption(found: Found, plan: _Named, plans: list[_Named]) -> _Adoption | None:
    """The fullest account of how the plan was adopted, beside its name, or beside "planen" where that must be it."""
    spots = list(plan.places)
    if plan is plans[0]:
        spots += [
            match.span()
            for match in patterns.by_paragraph(_called(found), found.marks.text)
            if found.type.value in ("plan", "guideline") or len(match[0]) > len("den")
        ]
    best: _Adoption | None = None
    own_paper = found.type.value == "plan" or (found.type.value == "guideline" and _heads(found, plan))
    if plan is plans[0] and own_paper:
        best = _particulars(found, [place for other in plans[1:] for place in other.places])
    for start, end in spots:
        own = (start, end) in plan.places
        one = _beside(found, (start, end), [place for p in plans if p is not plan for place in p.places], own=own)
        if one is not None and (best is None or one.weight > best.weight):
            best = one
    return best


def _heads(found: Found, plan: _Named) -> bool:
    """Is the plan what the paper itself is called?"""
    spans = found.title.spans if found.title is not None else ()
    return any(begin < end and start < finish for begin, finish in plan.places for start, end in spans)


def _beside(found: Found, place: tuple[int, int], others: list[tuple[int, int]], *, own: bool) -> _Adoption | None:
    """How a plan was adopted, told beside its name (``own``) or beside "planen"."""
    start, end = place
    text = found.marks.text
    aside = says.IN_PARENTHESES.match(text, end) if own else None
    if aside is not None and (told := _read(found, aside.start(), aside, aside.end(), before=False)) is not None:
        return told
    left, right = _around(text, start, end, own=own)
    right = min([right, *(other for other, _ in others if other >= end)])
    left = max([left, *(other for _, other in others if other <= start)])
    for match in says.ADOPTED.finditer(text, left, right):
        if match[0].casefold() in says.INFINITIVE and not says.DECIDED.search(text[left : match.start()]):
            continue  # "föreslås besluta att anta": not adopted yet
        if says.NOT_YET.search(text[max(left, match.start() - 20) : match.start()]):
            continue
        before = match.end() <= start
        if before and says.REPLACES.search(text, match.end(), start):
            continue  # "antagen av nämnden och ersätter Plan för kvinnofrid": the other plan was adopted
        if before and not re.search(r"[^.]*$", text[match.end() : start]):
            continue
        if not own and before:
            continue
        return _read(
            found,
            max(left, match.start() - _REACH) if before else end,
            match,
            right if not before else start,
            before=before,
        )
    return None


def _particulars(found: Found, others: list[tuple[int, int]]) -> _Adoption | None:
    """The plan's own particulars on its first page: "Antagen av: Kommunfullmäktige 2024-12-16, § 214"."""
    text = found.marks.text[:_FIRST_PAGE]
    match = says.PARTICULARS.search(text)
    if match is None:
        return None
    end = min([match.start() + _REACH, *(start for start, _ in others if start > match.start())])
    replaced = re.search(r"\bersätter\b", text[match.start() : end], re.IGNORECASE)
    return _read(found, match.start(), match, match.start() + replaced.start() if replaced else end, before=False)


def _around(text: str, start: int, end: int, *, own: bool) -> tuple[int, int]:
    """The stretch that may tell of the adoption: the sentence; after a name on a line of its own, the lines beneath."""
    left = max(text.rfind(". ", 0, start) + 1, text.rfind("\n", 0, start) + 1, start - _REACH)
    stop = re.compile(r"(?<!\bt)(?<!\bm)(?<!\bkap)\.\s+(?=[A-ZÅÄÖ])|\n\n(?=\S)").search(text, end)
    right = stop.start() if stop else len(text)
    if own and re.match(r"[)”\"*]*\n", text[end:]):
        right = max(right, end + _REACH)
    return left, min(right, end + 2 * _REACH)


def _read(found: Found, left: int, match: re.Match[str], right: int, *, before: bool) -> _Adoption | None:
    """Body, day and paragraph around the word that says "adopted"."""
    text = found.marks.text
    bodies = [b for b in found.marks.bodies.within(left, right) if b.sort in DECIDES]
    dates = [d for d in found.marks.dates.within(left, right) if d.grain is Grain.DAY]
    after_body = [b for b in bodies if b.start >= match.start() - 60]
    body = after_body[0] if after_body else None
    date = next((d for d in dates if d.start >= match.start()), None) or (dates[-1] if dates and before else None)
    if not before and date is None and dates:
        date = dates[0]
    if body is None and date is None:
        return None
    paragraph = says.PARAGRAPH.search(text, left, right)
    number = re.sub(r"§\s?", "§ ", paragraph[0]) if paragraph else None
    return _Adoption(body, date, number, left, right)


def _plan(plan: _Named) -> Plan:
    adoption = plan.adoption
    spans = [(plan.start, plan.end)]
    if adoption is not None:
        spans.append((adoption.start, adoption.end))
    return Plan(
        name=plan.name,
        start=plan.years[0] if plan.years else None,
        end=plan.years[1] if plan.years else None,
        adopted_by=adoption.body.value if adoption and adoption.body else None,
        adopted_on=adoption.date.value if adoption and adoption.date else None,
        paragraph=adoption.paragraph if adoption else None,
        evidence=[Evidence(*span) for span in spans],
        confidence=0.92 if plan.capital and plan.years else 0.75 if plan.capital else 0.6,
    )
