"""What the pages of yearly reports read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.formats import number_format

from samfrid.partners.models import (
    Agreement,
    FunderKind,
    ReportLine,
    ReportShare,
    ReportState,
    YearReport,
)
from samfrid.partners.rules.year_report import Funder, Line, Part, Share, parts


def rows_of(report: YearReport) -> list[ReportLine]:
    """A report's lines with their shares and the agreements that paid."""
    return list(report.lines.prefetch_related("shares__agreement").order_by("number"))


def line_of(row: ReportLine) -> Line:
    """A line as the rules take it."""
    return Line(
        row.number, row.text, row.goal_text, _figure(row), row.cost_sek, [_share(one) for one in row.shares.all()]
    )


def _figure(row: ReportLine) -> str:
    if row.figure is None:
        return ""
    exact = row.figure.normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    return f"{number_format(exact, places, force_grouping=True)} {row.unit}".strip()


def _share(one: ReportShare) -> Share:
    form = one.agreement.form if one.agreement else ""
    return Share(Funder(FunderKind(one.kind), one.funder, one.agreement_id, form), one.sek)


@dataclass(frozen=True, slots=True)
class Told:
    """A report of an association on what was done for an agreement."""

    report: YearReport
    part: Part


def submitted(agreement: Agreement) -> list[Told]:
    """What associations have reported that the agreement paid for: each year's last version, the latest first."""
    shares = ReportShare.objects.filter(agreement=agreement, line__report__state=ReportState.SUBMITTED)
    # a correction that says no more of this agreement takes the place of what said it
    corrected = YearReport.objects.filter(
        organisation=OuterRef("organisation"),
        year=OuterRef("year"),
        version__gt=OuterRef("version"),
        state=ReportState.SUBMITTED,
    )
    found = YearReport.objects.filter(~Exists(corrected), pk__in=shares.values("line__report"))
    rows = found.select_related("organisation").order_by("-year", "organisation")
    return [Told(one, part) for one in rows if (part := part_of(one, agreement))]


def part_of(report: YearReport, agreement: Agreement) -> Part | None:
    """What the report says to the municipality of an agreement; None where the agreement paid nothing of it."""
    every = parts([line_of(row) for row in rows_of(report)])
    return next((one for one in every if one.funder.agreement_id == agreement.pk), None)
