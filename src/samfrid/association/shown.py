"""What an association sees, in words: what is awaited of her, her agreements, undertakings, meetings and reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.association.queries import AgreementPage, is_submitted
from samfrid.commitments import rules as ledger
from samfrid.commitments.models import Commitment, Evidence, EvidenceKind, Execution, Origin, Progress
from samfrid.municipalities.dates import in_words, months_after
from samfrid.partners.models import (
    Agreement,
    Amount,
    Group,
    Meeting,
    MeetingState,
    Payment,
    PlannedFollowUp,
    ReportLine,
    ReportState,
    YearReport,
)
from samfrid.partners.queries.year_reports import line_of
from samfrid.partners.rules import last_day
from samfrid.partners.rules.year_report import Line, Part, account_due, commissioned_on_grant
from samfrid.partners.shown import amount_state, kronor, now, payment_meta, payment_state, standing
from samfrid.partners.shown import year_report as papers

__all__ = ["amount_state", "standing"]

#: months ahead in which a day is shown as near
NEAR_MONTHS: Final = 1


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a home page's list of what is awaited is made of."""

    agreements: Sequence[Agreement]
    commitments: Sequence[Commitment]
    follow_ups: Sequence[PlannedFollowUp]
    reports: list[YearReport]
    organisation: UUID


def last_day_of(agreement: Agreement) -> dt.date | None:
    """The day after which nothing more is agreed; None until further notice, or where it is not known."""
    return last_day(agreement.terms)


def _tone(day: dt.date | None, today: dt.date) -> tuple[str, str]:
    if day is None:
        return "todo", _("ingen dag satt")
    if day < today:
        return "late", _("skulle ha varit klart %(day)s") % {"day": in_words(day)}
    tone = "soon" if months_after(day, -NEAR_MONTHS) <= today else "open"
    return tone, _("senast %(day)s") % {"day": in_words(day)}


def awaited(told: Awaited, today: dt.date) -> list[dict[str, Any]]:
    """What is awaited of her and by when, the nearest first, what has no day last."""
    found: list[tuple[dt.date | None, dict[str, Any]]] = []
    for one in told.commitments:
        if one.responsible_organisation_id == told.organisation and not ledger.is_settled(one.execution):
            tone, word = _tone(one.due_on, today)
            row = {"url": _undertaking(one), "title": ledger.as_task(one.text), "meta": _said(one)}
            found.append((one.due_on, row | {"tone": tone, "word": word}))
    for planned in told.follow_ups:
        meta = [planned.agreement.title, *([planned.place] if planned.place else [])]
        word = in_words(planned.on)
        row = {"url": _agreement(planned.agreement), "title": _("Uppföljning av avtalet"), "meta": meta}
        found.append((planned.on, row | {"tone": "soon", "word": word}))
    found += _reports_awaited(told, today)
    found.sort(key=lambda pair: (pair[0] is None, pair[0] or today, str(pair[1]["title"])))
    return [row for _day, row in found]


def _reports_awaited(told: Awaited, today: dt.date) -> list[tuple[dt.date | None, dict[str, Any]]]:
    """Last year's report while it is not with the municipality, and each that a correction is asked for."""
    found: list[tuple[dt.date | None, dict[str, Any]]] = []
    year, home = today.year - 1, reverse("association:reports")
    held = [one for one in told.agreements if one.first_starts_on is None or one.first_starts_on.year <= year]
    latest: dict[int, YearReport] = {}
    for one in told.reports:
        latest.setdefault(one.year, one)
    asked = [one for one in latest.values() if one.correction_on]
    for one in asked:
        name = _("Rätta årsrapporten för %(year)s") % {"year": one.year}
        row = {"url": _report(one), "title": name, "meta": [one.correction_why], "tone": "asks"}
        found.append((one.correction_on, row | {"word": _("kommunen väntar")}))
    if held and not is_submitted(told.reports, year) and year not in {one.year for one in asked}:
        tone, word = _tone(account_due(year), today)
        name = _("Lämna årsrapporten för %(year)s") % {"year": year}
        why = _("Statsbidrag redovisas senast den dagen. Står en annan dag i ert avtal gäller den för kommunen.")
        found.append((account_due(year), {"url": home, "title": name, "meta": [why], "tone": tone, "word": word}))
    return found


def _undertaking(one: Commitment) -> str:
    return reverse("association:undertaking", args=[one.pk])


def _agreement(one: Agreement) -> str:
    return reverse("association:agreement", args=[one.pk])


def _report(one: YearReport) -> str:
    return reverse("association:report", args=[one.pk])


def _said(one: Commitment) -> list[str]:
    said = [capfirst(one.get_execution_display())]
    if one.last_word_on:
        said.append(_("senaste besked %(day)s") % {"day": in_words(one.last_word_on)})
    return said


def _whose(one: Commitment, organisation: UUID) -> str:
    """Who answers for it. Which part of the municipality it is she does not see."""
    if one.responsible_organisation_id == organisation:
        return _("Ni ansvarar")
    if one.responsible_id:
        return _("Kommunen ansvarar, ni deltar")
    return _("En annan part ansvarar, ni deltar") if one.responsible_organisation_id else _("Ingen ansvarar än")


def commitment_row(one: Commitment, organisation: UUID, today: dt.date) -> dict[str, Any]:
    """An undertaking for ``components/row.html``."""
    meta = [_whose(one, organisation)]
    if one.due_on:
        meta.append(_("klart senast %(day)s") % {"day": ledger.due_text(one.due_on, one.due_precision)})
    if one.last_word_on:
        meta.append(_("senaste besked %(day)s") % {"day": in_words(one.last_word_on)})
    late = one.due_on is not None and one.due_on < today and not ledger.is_settled(one.execution)
    said = str(one.get_execution_display())
    tone, word = ("late", _("försenat, %(said)s") % {"said": said}) if late else (ledger.TONES[one.execution], said)
    return {"url": _undertaking(one), "title": ledger.as_task(one.text), "meta": meta, "tone": tone, "word": word}


def commitment_facts(one: Commitment, organisation: UUID) -> list[tuple[str, str]]:
    """What stands beside an undertaking."""
    facts = [(_("Ansvar"), _whose(one, organisation))]
    if one.due_on:
        facts.append((_("Klart senast"), capfirst(ledger.due_text(one.due_on, one.due_precision))))
    if one.promised_on:
        facts.append((_("Utlovat"), in_words(one.promised_on)))
    return facts


def progress(one: Progress) -> dict[str, Any]:
    """A report with what shows it."""
    return {
        "on": one.on,
        "tone": ledger.TONES[Execution(one.execution)],
        "word": one.get_execution_display(),
        "by": one.reported_by,
        "text": one.text,
        "evidence": [_evidence(each) for each in one.evidence.all() if each.withdrawn_on is None],
    }


def _evidence(one: Evidence) -> dict[str, str]:
    kind = "" if one.kind == EvidenceKind.WORDS else str(one.get_kind_display())
    return {"kind": kind, "text": one.text or one.url or str(one.get_kind_display()), "url": one.url}


def origins(found: Iterable[Origin]) -> list[tuple[str, str]]:
    """What an undertaking comes from, with its address here where it has one."""
    return [
        (
            one.label,
            reverse("association:agreement", args=[one.page_id]) if one.page_kind == "partners.agreement" else "",
        )
        for one in found
    ]


def agreement_row(one: Agreement, today: dt.date) -> dict[str, Any]:
    """An agreement in the list: the period now, and what is to be paid next."""
    tone, word = standing(one, today)
    meta = [capfirst(one.get_form_display())]
    period = now(one, today)
    if period:
        start = in_words(period.start) if period.start else _("okänd början")
        meta.append(_("period %(start)s – %(end)s") % {"start": start, "end": in_words(period.end)})
    waiting = [each for each in one.payments.all() if each.paid_on is None and each.struck_on is None]
    if waiting:
        next_one = min(waiting, key=lambda each: each.due_on)
        told = {"sum": kronor(next_one.sek), "day": in_words(next_one.due_on)}
        meta.append(_("%(sum)s betalas till er senast %(day)s") % told)
    return {"url": _agreement(one), "title": one.title, "meta": meta, "tone": tone, "word": word}


def agreement_facts(page: AgreementPage, today: dt.date) -> list[tuple[str, str]]:
    """What stands beside an agreement: period, sums paid and to be paid, parties."""
    period, facts = now(page.agreement, today), []
    if period:
        start = in_words(period.start) if period.start else _("okänd början")
        facts.append((_("Period nu"), f"{start} – {in_words(period.end)}"))
    paid = sum(one.sek for one in page.payments if one.paid_on and one.paid_on.year == today.year)
    coming = sum(one.sek for one in page.payments if one.paid_on is None)
    facts.append((_("Betalt till er i år"), kronor(paid)))
    facts.append((_("Ska betalas till er"), kronor(coming)))
    facts.append((_("Parter"), ", ".join(page.parties)))
    return facts


def amount(one: Amount) -> dict[str, Any]:
    """A sum of an agreement."""
    tone, word = amount_state(one)
    return {"sek": one.sek, "per": one.get_per_display(), "condition": one.condition, "tone": tone, "word": word}


def payment(one: Payment, today: dt.date) -> dict[str, Any]:
    """A payment, made or to come."""
    tone, word = payment_state(one, today)
    return {"sek": one.sek, "due_on": one.due_on, "meta": payment_meta(one), "tone": tone, "word": word}


#: how a meeting that is not simply planned stands with her
_ANSWERS: Final[Mapping[str, tuple[str, Any]]] = {
    MeetingState.PROPOSED: ("asks", gettext_lazy("föreslaget, väntar på svar")),
    MeetingState.DECLINED: ("refused", gettext_lazy("avböjt")),
}


def _meeting(one: Meeting) -> dict[str, Any]:
    """A meeting to come, with the time where it is said; of one that was declined why."""
    tone, word = _ANSWERS.get(one.state, ("open", gettext_lazy("planerat")))
    when = in_words(one.on)
    if one.starts_at:
        when = _("%(day)s kl. %(time)s") % {"day": when, "time": one.starts_at.strftime("%H.%M")}
    why: Mapping[str, str] = {MeetingState.PROPOSED: one.proposed_why, MeetingState.DECLINED: one.cancelled_why}
    return {
        "on": one.on,
        "when": when,
        "place": one.place,
        "link": one.link,
        "why": why.get(one.state, ""),
        "tone": tone,
        "word": word,
    }


def group(one: Group) -> dict[str, Any]:
    """A group with its meetings to come."""
    meetings: list[Meeting] = getattr(one, "coming", [])
    return {"key": one.pk, "name": one.name, "mandate": one.mandate, "meetings": [_meeting(each) for each in meetings]}


def coming(groups: Iterable[Group]) -> list[dict[str, Any]]:
    """The meetings to come of all her groups, the nearest first; what was declined stands with its group alone."""
    told = [
        each | {"group": one.name} for one in groups for each in group(one)["meetings"] if each["tone"] != "refused"
    ]
    return sorted(told, key=lambda each: each["on"])


def report_row(one: YearReport) -> dict[str, Any]:
    """A report in the list."""
    tone, word = papers.state(one)
    meta = [one.submitted_by] if one.submitted_by else [_("påbörjad %(day)s") % {"day": _begun(one)}]
    if one.organisation.merged_into_id:
        meta.append(_("lämnad under namnet %(name)s") % {"name": one.organisation.name})
    return {"url": _report(one), "title": papers.title(one), "meta": meta, "tone": tone, "word": word}


def _begun(one: YearReport) -> str:
    return in_words(timezone.localdate(one.created_at))


def report_line(row: ReportLine, line: Line) -> dict[str, Any]:
    """A line of a report, with who paid it and what does not add up."""
    is_draft = row.report.state == ReportState.DRAFT
    return {
        "number": line.number,
        "text": line.text,
        "meta": papers.line_facts(line),
        "paid": [(papers.funder(Part(share.funder, ())), kronor(share.sek)) for share in line.shares],
        "balance": papers.balance(line),
        "url": reverse("association:line", args=[row.pk]) if is_draft else "",
        "remove_url": reverse("association:remove_line", args=[row.pk]) if is_draft else "",
    }


def saved_line(row: ReportLine) -> list[str]:
    """What is saved of a line, for who had it open while somebody else wrote it."""
    line = line_of(row)
    paid = [f"{papers.funder(Part(share.funder, ()))}: {kronor(share.sek)}" for share in line.shares]
    return [line.text, *papers.line_facts(line), *paid]


def report_part(report: YearReport, number: int, part: Part) -> dict[str, Any]:
    """A report to one funder: its total and where it is given out."""
    return {
        "funder": papers.funder(part),
        "total": kronor(part.total),
        "note": papers.due_note(part, report.year),
        "url": reverse("association:part", args=[report.pk, number]),
    }


def report_warnings(lines: Sequence[Line]) -> list[str]:
    """What is to be looked at before it is submitted."""
    text = _(
        "Rad %(n)s betalas både av statsbidrag och av ett avtal om tjänst. Statsbidraget får inte användas till det "
        "som görs på uppdrag av en kommun (förordning 2022:257, 7 §). Dela upp raden om det är två saker."
    )
    return [text % {"n": line.number} for line in commissioned_on_grant(lines)]
