"""Each question of the survey answered from what there is, with what shows it and what is lacking. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from samfrid.municipalities.dates import in_words, months_after
from samfrid.plans.rules.training import year_before
from samfrid.survey.questions import Question

YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows an answer: a title and where it stands."""

    title: str
    url: str
    #: where it is said of an agreement that it is not about single cases after all
    unmark_url: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """What is lacking, in words, and the act that mends it; ``press`` where the act is done at once."""

    text: str
    act: str = ""
    url: str = ""
    press: bool = False
    enters: bool = False
    """Whether the act enters or changes something, which only some may."""


@dataclass(frozen=True, slots=True)
class Found:
    """What Samfrid answers; an empty value where only a person can."""

    value: str = ""
    evidence: tuple[Shown, ...] = ()
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutineFact:
    """A routine that has not ended; ``lacks`` is what it lacks to count, in words."""

    name: str
    url: str
    purpose: str
    field: str
    lacks: Sequence[str]


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """An agreement that holds, with the kinds of its parties outside."""

    title: str
    url: str
    partners: frozenset[str]
    followed_up_on: dt.date | None
    #: whether somebody has said that it is about cooperation in single cases
    single_cases: bool
    #: where that is said
    mark_url: str


@dataclass(frozen=True, slots=True)
class TrainingFact:
    """A training that was begun and not struck."""

    name: str
    url: str
    kind: str
    about: frozenset[str]
    last_on: dt.date


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the questions are answered from, and the addresses of the acts that make more of it."""

    routines: Sequence[RoutineFact] = ()
    agreements: Sequence[AgreementFact] = ()
    trainings: Sequence[TrainingFact] = ()
    new: dict[str, str] = field(default_factory=dict)


def answer(question: Question, facts: Facts, today: dt.date) -> Found:
    """What is answered today."""
    if question.kind == "routine":
        return routine_answer(question, facts)
    if question.kind == "agreement":
        return agreement_answer(question, facts, today)
    if question.kind == "training":
        return training_answer(question, facts, today)
    return Found()


def routine_answer(question: Question, facts: Facts) -> Found:
    """Fulfilled by a routine that is of today, written and decided by those who lead (Öppna jämförelser: aktuell,
    skriftlig, beslutad på ledningsnivå).
    """
    asked = [one for one in facts.routines if one.purpose == question.purpose]
    of_field = [one for one in asked if _same_field(one.field, question.field)]
    good = [one for one in of_field if not one.lacks]
    if good:
        return Found(YES, tuple(Shown(one.name, one.url) for one in good))
    lacks = [_lack_of(one) for one in of_field]
    lacks += [
        Lack(
            _("Rutinen %(name)s har inget område angivet") % {"name": one.name},
            _("Ange området"),
            f"{one.url}andra/",
            enters=True,
        )
        for one in asked
        if question.field and not one.field.strip()
    ]
    if not lacks:
        text = _("Ingen rutin är införd som svarar på frågan")
        lacks = [Lack(text, _("För in en rutin"), facts.new.get("routine", ""), enters=True)]
    return Found(NO, tuple(Shown(one.name, one.url) for one in of_field), tuple(lacks))


def _lack_of(routine: RoutineFact) -> Lack:
    told = _("%(name)s: %(lacks)s") % {"name": routine.name, "lacks": ", ".join(routine.lacks)}
    return Lack(told, _("Öppna rutinen"), routine.url)


def _same_field(own: str, asked: str) -> bool:
    """Whether a routine's field is the one that is asked of: "Missbruk och beroende" is "missbruk"."""
    return asked.casefold() in own.casefold()


def agreement_answer(question: Question, facts: Facts, today: dt.date) -> Found:
    """Fulfilled by an agreement on cooperation in single cases that was followed up lately enough (24 months since
    2024, 12 before: Öppna jämförelser).
    """
    since = months_after(today, -question.months)
    asked = [one for one in facts.agreements if question.partner in one.partners]
    good = [one for one in asked if one.single_cases and one.followed_up_on and one.followed_up_on >= since]
    if good:
        return Found(YES, tuple(_shown(one) for one in good))
    lacks = [lack for one in asked for lack in _lacks_of(one, since)]
    if not asked:
        lacks = [
            Lack(_("Ingen överenskommelse är införd"), _("För in avtalet"), facts.new.get("agreement", ""), enters=True)
        ]
    return Found(NO, tuple(_shown(one) for one in asked), tuple(lacks))


def _shown(agreement: AgreementFact) -> Shown:
    return Shown(agreement.title, agreement.url, agreement.mark_url if agreement.single_cases else "")


def _lacks_of(agreement: AgreementFact, since: dt.date) -> Iterable[Lack]:
    name = {"name": agreement.title}
    if not agreement.single_cases:
        text = _("Det är inte angivet att %(name)s gäller samverkan i enskilda ärenden") % name
        yield Lack(text, _("Ange att det gör det"), agreement.mark_url, press=True)
    if agreement.followed_up_on is None:
        yield Lack(_("%(name)s har aldrig följts upp") % name, _("Anteckna en uppföljning"), agreement.url)
    elif agreement.followed_up_on < since:
        told = name | {"day": in_words(agreement.followed_up_on)}
        yield Lack(_("%(name)s följdes upp senast %(day)s") % told, _("Anteckna en uppföljning"), agreement.url)


def training_answer(question: Question, facts: Facts, today: dt.date) -> Found:
    """Fulfilled by a training of the kind and about the matter that was held, or going on, within the last year."""
    since = year_before(today)
    asked = [one for one in facts.trainings if one.kind == question.training and question.about in one.about]
    good = [one for one in asked if one.last_on >= since]
    if good:
        return Found(YES, tuple(Shown(one.name, one.url) for one in good))
    latest = max((one.last_on for one in asked), default=None)
    text = _("Ingen sådan utbildning är införd för det senaste året")
    if latest:
        text = _("Den senaste utbildningen hölls %(day)s") % {"day": in_words(latest)}
    return Found(NO, (), (Lack(text, _("För in en utbildning"), facts.new.get("training", ""), enters=True),))
