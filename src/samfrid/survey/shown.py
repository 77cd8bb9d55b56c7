"""The survey as the templates and the file take it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.municipalities.dates import in_words
from samfrid.municipalities.shown import Acts
from samfrid.papers.sheet import Cell, Column, Sheet
from samfrid.survey.models import Given, Sent, Value
from samfrid.survey.queries import Line, SheetPage

ACTS: Final[Acts] = {
    "survey.choose_questions": gettext_lazy("valde enkätens frågor"),
    "survey.answer": gettext_lazy("svarade på en fråga i enkäten"),
    "survey.take_back": gettext_lazy("tog tillbaka ett svar i enkäten"),
    "survey.mark_single_cases": gettext_lazy("angav om avtalet gäller enskilda ärenden"),
    "survey.send": gettext_lazy("registrerade att enkäten är skickad"),
}
#: shape and colour of each answer, as ``components/state.html`` has them
TONES: Final = {Value.YES: "done", Value.NO: "late", Value.UNKNOWN: "asks", "": "asks"}


def word(value: str) -> str:
    """An answer in words; one that nobody has given says so."""
    return str(Value(value).label) if value else _("Inget svar än")


def told_by(given: Given) -> str:
    """Who answered, when, and how she knows."""
    return _("%(who)s, %(day)s: %(why)s") % {"who": given.by, "day": in_words(given.on), "why": given.reason}


def line(one: Line) -> dict[str, Any]:
    """A question of a sheet that is not sent, for its page."""
    return {
        "number": one.number,
        "key": one.question.key,
        "text": one.question.text,
        "seen": one.question.seen,
        "asks_person": one.question.kind == "person",
        "tone": TONES[one.value],
        "word": word(one.value),
        "told": told_by(one.given) if one.given else "",
        "otherwise": word(one.found.value) if one.given and one.found.value else "",
        "evidence": [(shown.title, shown.url) for shown in one.found.evidence],
        "marked": [(shown.title, shown.unmark_url) for shown in one.found.evidence if shown.unmark_url],
        "lacks": one.found.lacks,
        "last_year": word(one.last_year.value) if one.last_year else "",
    }


def sent_line(one: Sent, last_year: Sent | None) -> dict[str, Any]:
    """A question of a sheet that was sent, as it was then."""
    return {
        "number": one.number,
        "text": one.text,
        "tone": TONES[one.value],
        "word": word(one.value),
        "told": one.told,
        "otherwise": word(one.found) if one.told and one.found else "",
        "evidence": one.evidence,
        "lacked": one.lacks,
        "last_year": word(last_year.value) if last_year else "",
    }


def sheets(page: SheetPage, absolute: Callable[[str], str]) -> list[Sheet]:
    """The answers, and the evidence of each, as two sheets. ``absolute`` makes an address that can be pressed."""
    answers = [
        Column(_("Nummer")),
        Column(_("Fråga"), 70),
        Column(_("Svar"), 16),
        Column(_("Enligt Samfrid"), 16),
        Column(_("Svarat av, när och varför"), 50),
        Column(_("Vad som saknas"), 60),
        Column(_("Förra året"), 16),
    ]
    evidence = [Column(_("Nummer")), Column(_("Fråga"), 60), Column(_("Underlag"), 60), Column(_("Adress"), 60)]
    return [
        Sheet(_("Svar"), answers, _answers(page)),
        Sheet(_("Underlag"), evidence, _evidence(page, absolute)),
    ]


def _answers(page: SheetPage) -> Iterator[list[Cell]]:
    for sent in page.sent:
        before = page.last_year.get(sent.question)
        found = word(sent.found) if sent.found else ""
        yield [
            *(sent.number, sent.text, word(sent.value), found, sent.told, "\n".join(sent.lacks)),
            word(before.value) if before else "",
        ]
    for one in page.lines:
        yield [
            one.number,
            one.question.text,
            word(one.value),
            word(one.found.value) if one.found.value else "",
            told_by(one.given) if one.given else "",
            "\n".join(lack.text for lack in one.found.lacks),
            word(one.last_year.value) if one.last_year else "",
        ]


def _evidence(page: SheetPage, absolute: Callable[[str], str]) -> Iterator[list[Cell]]:
    for sent in page.sent:
        for title, url in sent.evidence:
            yield [sent.number, sent.text, title, absolute(url)]
    for one in page.lines:
        for shown in one.found.evidence:
            yield [one.number, one.question.text, shown.title, absolute(shown.url)]
