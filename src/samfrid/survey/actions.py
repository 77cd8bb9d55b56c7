"""The verbs of the survey: choose the questions, answer, mark an agreement, send."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.permissions import require
from samfrid.partners.models import Agreement
from samfrid.survey import queries
from samfrid.survey.models import Given, Sent, Sheet, SingleCases, Value
from samfrid.survey.questions import Question, every, for_year


def _sheet(actor: Actor, year: int, today: dt.date) -> Sheet:
    """The year's sheet, made if there is none, and held; raises ``ValidationError`` for one that was sent."""
    known = Sheet.objects.filter(municipality_id=actor.municipality_code, year=year)
    if year != today.year and not known.exists():
        raise ValidationError(_("Enkäten besvaras för innevarande år."))
    Sheet.objects.get_or_create(
        municipality_id=actor.municipality_code, year=year, defaults={"questions": for_year(year).name}
    )
    sheet = known.select_for_update().get()
    if sheet.sent_on:
        raise ValidationError(_("Svaren skickades %(day)s och ändras inte.") % {"day": in_words(sheet.sent_on)})
    return sheet


def _question(sheet: Sheet, key: str) -> Question:
    found = queries.questions_of(sheet, sheet.year).question(key)
    if found is None:
        raise ValidationError(_("Frågan finns inte i årets enkät."))
    return found


@transaction.atomic
def choose_questions(actor: Actor, year: int, name: str, today: dt.date | None = None) -> Sheet:
    """Answer another year's set of questions. What people have answered to questions that are in both is kept."""
    require(actor, "survey.answer")
    if name not in every():
        raise ValidationError({"questions": _("Välj en av frågeuppsättningarna.")})
    sheet = _sheet(actor, year, today or dates.today())
    if sheet.questions != name:
        sheet.questions = name
        sheet.save(update_fields=["questions"])
        record(actor, "survey.choose_questions", sheet, name=every()[name].title)
    return sheet


@transaction.atomic
def give_answer(
    actor: Actor, year: int, question: str, *, value: str, reason: str, today: dt.date | None = None
) -> Given:
    """Answer a question: one that Samfrid cannot know, or otherwise than it found. Who, when and why is shown."""
    require(actor, "survey.answer")
    day = today or dates.today()
    sheet = _sheet(actor, year, day)
    asked = _question(sheet, question)
    if value not in Value.values:
        raise ValidationError({"value": _("Välj ett svar.")})
    why = " ".join(reason.split())[:500]
    if not why:
        raise ValidationError({"reason": _("Skriv hur du vet det. Det visas tillsammans med svaret.")})
    told = {"value": value, "reason": why, "by": actor.actor_name, "on": day}
    own = {"municipality_id": sheet.municipality_id}
    given, _made = Given.objects.update_or_create(
        sheet=sheet,
        question=asked.key,
        defaults=told,
        create_defaults=told | own,
    )
    record(actor, "survey.answer", sheet, name=asked.text, value=value, reason=why)
    return given


@transaction.atomic
def take_back(actor: Actor, year: int, question: str, today: dt.date | None = None) -> None:
    """Let Samfrid answer again. Taking back what is not there is harmless."""
    require(actor, "survey.answer")
    sheet = _sheet(actor, year, today or dates.today())
    asked = _question(sheet, question)
    gone, _rows = Given.objects.filter(sheet=sheet, question=asked.key).delete()
    if gone:
        record(actor, "survey.take_back", sheet, name=asked.text)


@transaction.atomic
def mark_single_cases(actor: Actor, agreement: Agreement, *, marked: bool, today: dt.date | None = None) -> None:
    """Say that an agreement is about cooperation in single cases, or that it is not. Twice is harmless."""
    require(actor, "survey.answer", agreement)
    if marked:
        told = {"by": actor.actor_name, "on": today or dates.today(), "municipality_id": agreement.municipality_id}
        _row, changed = SingleCases.objects.get_or_create(agreement=agreement, defaults=told)
    else:
        changed = bool(SingleCases.objects.filter(agreement=agreement).delete()[0])
    if changed:
        record(actor, "survey.mark_single_cases", agreement, marked=marked)


@transaction.atomic
def send_sheet(actor: Actor, year: int, today: dt.date | None = None) -> Sheet:
    """Freeze the answers as they are today: they are what was sent. Raises ``ValidationError`` while one is lacking."""
    require(actor, "survey.answer")
    day = today or dates.today()
    sheet = _sheet(actor, year, day)
    page = queries.sheet_page(actor.municipality_code, year, day)
    lacking = [str(line.number) for line in page.lines if not line.value]
    if lacking:
        raise ValidationError(_("Svara först på fråga %(numbers)s.") % {"numbers": ", ".join(lacking)})
    Sent.objects.bulk_create(_sent(sheet, line) for line in page.lines)
    sheet.sent_on, sheet.sent_by = day, actor.actor_name
    sheet.save(update_fields=["sent_on", "sent_by"])
    record(actor, "survey.send", sheet, name=str(year))
    return sheet


def _sent(sheet: Sheet, line: queries.Line) -> Sent:
    given = line.given
    return Sent(
        municipality_id=sheet.municipality_id,
        sheet=sheet,
        number=line.number,
        question=line.question.key,
        text=line.question.text,
        value=line.value,
        found=line.found.value,
        told=f"{given.by}, {given.on.isoformat()}: {given.reason}" if given else "",
        evidence=[[one.title, one.url] for one in line.found.evidence],
        lacks=[one.text for one in line.found.lacks],
    )
