"""A yearly report as pages and papers take it: whole, or to one funder."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.municipalities.dates import in_words
from samfrid.papers.paper import Block, Facts, Heading, Paper, Table, Text, paragraphs
from samfrid.partners.models import FunderKind, ReportState, YearReport
from samfrid.partners.rules.year_report import Line, Part, account_due
from samfrid.partners.shown.agreements import kronor


def state(report: YearReport) -> tuple[str, str]:
    """Tone and word: whether it is written, with the municipality, or to be corrected."""
    if report.state == ReportState.DRAFT:
        return "open", _("utkast")
    if report.correction_on:
        return "asks", _("kommunen har bett om en rättelse %(day)s") % {"day": in_words(report.correction_on)}
    day = in_words(report.submitted_on) if report.submitted_on else ""
    return "done", _("inlämnad %(day)s") % {"day": day}


def title(report: YearReport) -> str:
    """What the report is called."""
    name = _("Årsrapport %(year)s") % {"year": report.year}
    return _("%(name)s, version %(n)s") % {"name": name, "n": report.version} if report.version > 1 else name


def line_facts(line: Line) -> list[str]:
    """What stands under a line's words."""
    found = [_("Mål: %(goal)s") % {"goal": line.goal}] if line.goal else []
    found += [line.figure] if line.figure else []
    return [*found, _("Kostade %(sum)s") % {"sum": kronor(line.cost_sek)}]


def balance(line: Line) -> str:
    """What is wrong between cost and what was paid; empty where nothing is."""
    if line.undivided > 0:
        return _("%(sum)s av kostnaden har ingen finansiär.") % {"sum": kronor(line.undivided)}
    if line.undivided < 0:
        return _("Finansiärerna har betalat %(sum)s mer än det kostade.") % {"sum": kronor(-line.undivided)}
    return ""


def funder(part: Part) -> str:
    """To whom a report goes."""
    if part.funder.kind == FunderKind.STATE:
        return _("Statsbidrag")
    return _("Egna medel") if part.funder.kind == FunderKind.OWN else part.funder.name


def part_rows(part: Part) -> list[dict[str, Any]]:
    """The lines of a report to one funder."""
    return [{"text": line.text, "meta": line_facts(line), "paid": kronor(sek)} for line, sek in part.lines]


def due_note(part: Part, year: int) -> str:
    """By when it is to be accounted for, where the law says."""
    if part.funder.kind != FunderKind.STATE:
        return ""
    told = {"day": in_words(account_due(year))}
    return _("Redovisas till Socialstyrelsen senast %(day)s (förordning 2022:257, 21 §).") % told


@override("sv")
def paper(report: YearReport, part: Part, organisation: str, number: str = "") -> Paper:
    """The report to one funder, in Swedish whoever gives it out, as it is kept."""
    head = ["", "Vad som gjordes", "Mål", "Antal", "Kostnad", "Betalt av er"]
    rows = [
        [str(at), line.text, line.goal, line.figure, kronor(line.cost_sek), kronor(sek)]
        for at, (line, sek) in enumerate(part.lines, 1)
    ]
    rows.append(["", "Summa", "", "", kronor(sum(line.cost_sek for line, _sek in part.lines)), kronor(part.total)])
    facts = [("Till", funder(part)), ("År", str(report.year)), ("Betalt av er", kronor(part.total))]
    if report.submitted_on:
        facts.append(("Inlämnad", f"{in_words(report.submitted_on)}, {report.submitted_by}"))
    blocks: list[Block] = [Facts(facts)]
    if report.summary:
        blocks += [Heading(1, "Året i korthet"), Text(paragraphs(report.summary))]
    blocks += [Heading(1, "Vad som gjordes och vad det kostade"), Table(head, rows)]
    if note := due_note(part, report.year):
        blocks.append(Text([note]))
    draft = "Utkast" if report.state == ReportState.DRAFT else ""
    sender = [part for part in (organisation, number) if part]
    return Paper(title(report), blocks, capfirst(draft) or "Årsrapport", sender, [("År", str(report.year))])
