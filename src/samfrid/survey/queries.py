"""What the survey is answered from, and its sheets. A constant number of queries, whatever there is to show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.urls import reverse

from samfrid.partners.models import Agreement, FollowUp, Party
from samfrid.plans.models import ABOUT, Routine, Training
from samfrid.plans.shown.routines import missing
from samfrid.survey import rules
from samfrid.survey.models import Given, Sent, Sheet, SingleCases
from samfrid.survey.questions import Question, QuestionSet, every, for_year


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its answer: what Samfrid found, what a person said instead, and what was sent last year."""

    number: int
    question: Question
    found: rules.Found
    given: Given | None
    last_year: Sent | None

    @property
    def value(self) -> str:
        """The answer as it would be sent; empty where nobody has answered."""
        return self.given.value if self.given else self.found.value


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A year's sheet as it is today."""

    year: int
    #: the row, if anything has been kept of that year
    sheet: Sheet | None
    questions: QuestionSet
    lines: list[Line]
    #: what was sent, once it is
    sent: list[Sent]
    #: what was sent the year before, by question
    last_year: dict[str, Sent]


def facts(municipality_code: str, today: dt.date) -> rules.Facts:
    """The routines, agreements and training of the municipality as the rules take them."""
    new = {
        "routine": reverse("routines:create"),
        "agreement": reverse("partners:create"),
        "training": reverse("training:create"),
    }
    code = municipality_code
    return rules.Facts(_routines(code, today), _agreements(code, today), _held(code, today), new)


def _routines(code: str, today: dt.date) -> list[rules.RoutineFact]:
    rows = Routine.objects.filter(municipality_id=code, ended_on__isnull=True).exclude(purpose="").order_by("name")
    return [
        rules.RoutineFact(one.name, one.get_absolute_url(), one.purpose, one.field, missing(one, today)) for one in rows
    ]


def _agreements(code: str, today: dt.date) -> list[rules.AgreementFact]:
    """Those that have begun and not ended, with an organisation whose kind is said."""
    latest = FollowUp.objects.filter(agreement=OuterRef("pk"), on__lte=today).order_by("-on").values("on")[:1]
    parties = Party.objects.filter(organisation__isnull=False).exclude(organisation__kind="")
    rows = (
        Agreement.objects.filter(municipality_id=code)
        .filter(Q(last_on__isnull=True) | Q(last_on__gte=today))
        .filter(Q(first_starts_on__isnull=True) | Q(first_starts_on__lte=today))
        .annotate(followed_up_on=Subquery(latest))
        .prefetch_related(Prefetch("parties", parties.select_related("organisation"), to_attr="outside"))
        .order_by("title", "id")
    )
    marked = set(SingleCases.objects.filter(municipality_id=code).values_list("agreement", flat=True))
    return [
        rules.AgreementFact(
            one.title,
            one.get_absolute_url(),
            frozenset(party.organisation.kind for party in one.outside if party.organisation),
            one.followed_up_on,
            one.pk in marked,
            reverse("survey:single_cases", args=[one.pk]),
        )
        for one in rows
    ]


def _held(code: str, today: dt.date) -> list[rules.TrainingFact]:
    rows = Training.objects.filter(municipality_id=code, struck_on__isnull=True, starts_on__lte=today)
    return [
        rules.TrainingFact(
            one.name,
            one.get_absolute_url(),
            one.kind,
            frozenset(name for name in ABOUT if getattr(one, name)),
            min(one.ends_on or one.starts_on, today),
        )
        for one in rows.order_by("-starts_on", "id")
    ]


def years(municipality_code: str, today: dt.date) -> list[int]:
    """The years that there is a sheet of, and this one; the latest first."""
    known = Sheet.objects.filter(municipality_id=municipality_code).values_list("year", flat=True)
    return sorted({*known, today.year}, reverse=True)


def sheet_page(municipality_code: str, year: int, today: dt.date) -> SheetPage:
    """A year's sheet with all that its page shows: frozen where it was sent, else as it is today."""
    sheets = {
        one.year: one for one in Sheet.objects.filter(municipality_id=municipality_code, year__in=(year, year - 1))
    }
    sheet, before = sheets.get(year), sheets.get(year - 1)
    questions = questions_of(sheet, year)
    wanted = [one.pk for one in (sheet, before) if one and one.sent_on]
    sent = list(Sent.objects.filter(sheet__in=wanted).order_by("number")) if wanted else []
    last_year = {one.question: one for one in sent if before and one.sheet_id == before.pk}
    own = [one for one in sent if sheet and one.sheet_id == sheet.pk]
    if sheet and sheet.sent_on:
        return SheetPage(year, sheet, questions, [], own, last_year)
    given = {one.question: one for one in sheet.given.all()} if sheet else {}
    known = facts(municipality_code, today)
    lines = [
        Line(number, one, rules.answer(one, known, today), given.get(one.key), last_year.get(one.key))
        for number, one in enumerate(questions.questions, 1)
    ]
    return SheetPage(year, sheet, questions, lines, own, last_year)


def questions_of(sheet: Sheet | None, year: int) -> QuestionSet:
    """The set that a year is asked with: the chosen one, or that of its time."""
    return (every().get(sheet.questions) if sheet else None) or for_year(year)
