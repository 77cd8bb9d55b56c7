"""The verbs of the yearly report: begin, write a line, submit; and the municipality's: ask for a correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.models import Membership, Organisation
from samfrid.municipalities.permissions import require
from samfrid.partners.models import (
    Agreement,
    AgreementGoal,
    FunderKind,
    ReportLine,
    ReportShare,
    ReportState,
    YearReport,
)
from samfrid.partners.rules.year_report import YEARS_BACK

#: more than any report of this sort: a slip of the finger, such as two sums written together
MOST_SEK = 1_000_000_000


@dataclass(frozen=True, slots=True)
class ShareIn:
    """What one funder paid: an agreement, or somebody by name."""

    kind: FunderKind
    sek: int
    agreement: Agreement | None = None
    funder: str = ""

    @property
    def name(self) -> str:
        """What stands for the funder, kept in the language of the documents."""
        if self.agreement:
            return self.agreement.title
        if self.kind == FunderKind.OTHER:
            return " ".join(self.funder.split())[:300]
        return {FunderKind.STATE: "Statsbidrag", FunderKind.OWN: "Egna medel"}[self.kind]


@dataclass(frozen=True, slots=True)
class LineIn:
    """A line to write: what was done, for which goal, how much, what it cost and who paid."""

    text: str
    cost_sek: int
    goal: AgreementGoal | None = None
    figure: Decimal | None = None
    unit: str = ""
    shares: Sequence[ShareIn] = ()


def is_own(actor: Actor, organisation_id: object) -> bool:
    """Whether the actor is a partner of that organisation."""
    return isinstance(actor, Membership) and organisation_id is not None and actor.organisation_id == organisation_id


def _require_own(actor: Actor, report: YearReport | Organisation) -> None:
    require(actor, "association.report", report)
    key = report.organisation_id if isinstance(report, YearReport) else report.pk
    if not is_own(actor, key):
        raise PermissionDenied("association.report")


def _draft(report: YearReport) -> YearReport:
    """The report, locked; raises ``ValidationError`` for one that was submitted."""
    locked = YearReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.state != ReportState.DRAFT:
        raise ValidationError(_("Rapporten är inlämnad och kan inte ändras. Kommunen kan be om en rättelse."))
    return locked


@transaction.atomic
def start_report(actor: Actor, organisation: Organisation, year: int, *, today: dt.date | None = None) -> YearReport:
    """Begin the yearly report, or go on with the draft that is there. A submitted one is begun again only where the
    municipality has asked for a correction: as a new version, with the lines of the one before.
    """
    _require_own(actor, organisation)
    this_year = (today or dates.today()).year
    if not this_year - YEARS_BACK <= year <= this_year:
        told = {"first": this_year - YEARS_BACK, "last": this_year}
        raise ValidationError({"year": _("Skriv ett år från %(first)s till %(last)s.") % told})
    before = YearReport.objects.filter(organisation=organisation, year=year).order_by("-version").first()
    if before and before.state == ReportState.DRAFT:
        return before
    if before and before.correction_on is None:
        raise ValidationError({"year": _("Rapporten för %(year)s är redan inlämnad.") % {"year": year}})
    try:
        with transaction.atomic():
            made = YearReport.objects.create(
                municipality_id=actor.municipality_code,
                organisation=organisation,
                year=year,
                version=before.version + 1 if before else 1,
                summary=before.summary if before else "",
            )
    except IntegrityError:
        # a colleague began it in this moment
        return YearReport.objects.get(organisation=organisation, year=year, state=ReportState.DRAFT)
    for line in before.lines.prefetch_related("shares") if before else ():
        _copy(line, made)
    record(actor, "partners.start_report", made, title=str(organisation), year=year, version=made.version)
    return made


def _copy(line: ReportLine, report: YearReport) -> None:
    shares = list(line.shares.all())
    line.pk, line.report = None, report
    line._state.adding = True
    copied = ReportLine.objects.create(
        **{field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields if field.name != "id"}
    )
    for share in shares:
        ReportShare.objects.create(
            municipality_id=share.municipality_id,
            line=copied,
            kind=share.kind,
            agreement_id=share.agreement_id,
            funder=share.funder,
            sek=share.sek,
        )


@transaction.atomic
def write_summary(actor: Actor, report: YearReport, summary: str) -> YearReport:
    """Write the words that begin the report."""
    _require_own(actor, report)
    locked = _draft(report)
    locked.summary = summary.strip()
    locked.save(update_fields=["summary"])
    record(actor, "partners.write_report", locked, title=str(locked.organisation), year=locked.year)
    return locked


@transaction.atomic
def write_line(
    actor: Actor, report: YearReport, told: LineIn, line: ReportLine | None = None, *, seen: int | None = None
) -> ReportLine:
    """Write a line of a draft, or write one anew. Cost and what was paid need not agree until it is submitted.

    ``seen`` is the version of the line that the writer saw.
    """
    _require_own(actor, report)
    locked = _draft(report)
    if line and line.report_id != locked.pk:
        raise ValidationError(_("Raden hör till en annan rapport."))
    _check(locked, told)
    kept = _line(locked, line, seen)
    kept.text, kept.goal, kept.goal_text = told.text.strip(), told.goal, told.goal.text if told.goal else ""
    kept.figure, kept.unit, kept.cost_sek = told.figure, " ".join(told.unit.split())[:60], told.cost_sek
    kept.save()
    kept.shares.all().delete()
    ReportShare.objects.bulk_create(
        ReportShare(
            municipality_id=locked.municipality_id,
            line=kept,
            kind=share.kind,
            agreement=share.agreement,
            funder=share.name,
            sek=share.sek,
        )
        for share in told.shares
    )
    record(actor, "partners.write_report", locked, title=str(locked.organisation), year=locked.year, line=kept.number)
    return kept


def _line(report: YearReport, line: ReportLine | None, seen: int | None) -> ReportLine:
    """The line as it is now, or a new one; raises ``ValidationError`` where a colleague has written it meanwhile. The
    report is locked, so that nobody writes it now.
    """
    if line is None:
        number = (report.lines.aggregate(last=Max("number"))["last"] or 0) + 1
        return ReportLine(municipality_id=report.municipality_id, report=report, number=number)
    found = report.lines.filter(pk=line.pk).first()
    if found is None:
        raise ValidationError(_("Någon annan har tagit bort raden. Skriv en ny rad i stället."))
    if seen is not None and seen != found.version:
        raise ValidationError(
            _("Någon annan har ändrat raden medan du skrev. Det du skrev står kvar: jämför, och spara igen.")
        )
    found.version += 1
    return found


def _check(report: YearReport, told: LineIn) -> None:
    """Refuse a line that says nothing, sums that cannot be, and agreements and goals of others."""
    if not told.text.strip():
        raise ValidationError({"text": _("Skriv vad ni har gjort.")})
    if not 0 <= told.cost_sek <= MOST_SEK:
        raise ValidationError({"cost_sek": _("Skriv kostnaden i hela kronor, till exempel 50 000.")})
    if told.figure is not None and told.figure < 0:
        raise ValidationError({"figure": _("Antalet kan inte vara mindre än noll.")})
    if told.unit.strip() and told.figure is None:
        raise ValidationError({"figure": _("Skriv hur många, eller ta bort enheten.")})
    own = Agreement.objects.filter(parties__organisation=report.organisation_id)
    keys = {share.agreement.pk for share in told.shares if share.agreement}
    if told.goal:
        keys.add(told.goal.agreement_id)
    if len(set(own.filter(pk__in=keys).values_list("pk", flat=True))) != len(keys):
        raise ValidationError(_("Avtalet är inte föreningens."))
    for share in told.shares:
        if not 1 <= share.sek <= MOST_SEK:
            raise ValidationError(_("Skriv vad var och en har betalat i hela kronor."))
        if not share.name:
            raise ValidationError({"other": _("Skriv vem den andra finansiären är.")})


@transaction.atomic
def remove_line(actor: Actor, line: ReportLine) -> None:
    """Take a line out of a draft."""
    _require_own(actor, line.report)
    locked = _draft(line.report)
    number = line.number
    line.delete()
    record(actor, "partners.remove_report_line", locked, title=str(locked.organisation), year=locked.year, line=number)


@transaction.atomic
def submit_report(actor: Actor, report: YearReport, *, today: dt.date | None = None) -> YearReport:
    """Submit the report to the municipality: from now on it is frozen. Raises ``ValidationError`` for one without lines
    and for one in which what was paid is not what it cost, naming the lines.
    """
    _require_own(actor, report)
    locked = _draft(report)
    lines = list(locked.lines.prefetch_related("shares"))
    if not lines:
        raise ValidationError(_("Rapporten är tom. Skriv minst en rad om vad ni har gjort."))
    wrong = [str(line.number) for line in lines if line.cost_sek != sum(share.sek for share in line.shares.all())]
    if wrong:
        told = ngettext(
            "På rad %(lines)s är det som finansiärerna har betalat inte lika mycket som kostnaden. Rätta den.",
            "På raderna %(lines)s är det som finansiärerna har betalat inte lika mycket som kostnaden. Rätta dem.",
            len(wrong),
        )
        raise ValidationError(told % {"lines": ", ".join(wrong)})
    locked.state, locked.submitted_on = ReportState.SUBMITTED, today or dates.today()
    locked.submitted_by = actor.actor_name[:200]
    locked.save(update_fields=["state", "submitted_on", "submitted_by"])
    record(actor, "partners.submit_report", locked, title=str(locked.organisation), year=locked.year)
    return locked


@transaction.atomic
def ask_for_correction(actor: Actor, report: YearReport, reason: str, *, today: dt.date | None = None) -> YearReport:
    """Ask the association to correct what it submitted. What was submitted stands; the correction is a new version."""
    require(actor, "partners.edit", report)
    tidy = " ".join(reason.split())[:500]
    if not tidy:
        raise ValidationError({"reason": _("Skriv vad som behöver rättas.")})
    locked = (
        YearReport.objects.select_for_update(of=("self",)).select_related("organisation__merged_into").get(pk=report.pk)
    )
    if locked.state != ReportState.SUBMITTED:
        raise ValidationError(_("Rapporten är inte inlämnad än."))
    if locked.organisation.merged_into:
        raise ValidationError(
            _("Den lämnades under ett namn som inte används längre. Be om rättelse av årsrapporten från %(name)s.")
            % {"name": locked.organisation.merged_into.name}
        )
    if locked.correction_on:
        raise ValidationError(_("En rättelse är redan begärd."))
    if YearReport.objects.filter(
        organisation=locked.organisation_id, year=locked.year, version__gt=locked.version
    ).exists():
        raise ValidationError(_("Det finns en nyare version av rapporten."))
    locked.correction_on, locked.correction_why = today or dates.today(), tidy
    locked.correction_by = actor.actor_name[:200]
    locked.save(update_fields=["correction_on", "correction_why", "correction_by"])
    record(actor, "partners.ask_for_correction", locked, title=str(locked.organisation), year=locked.year, reason=tidy)
    return locked
