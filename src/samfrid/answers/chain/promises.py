"""Commitments as a chain tells them: with their reports and what shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from samfrid.answers.chain.rows import Promise, ReportRow
from samfrid.commitments.models import Commitment, Evidence, Execution, Progress
from samfrid.commitments.queries import standing_of, with_standing
from samfrid.commitments.rules import as_task, due_text
from samfrid.commitments.shown import answers, state
from samfrid.matters.models import Decision
from samfrid.municipalities.dates import in_words
from samfrid.provenance.models import Source
from samfrid.provenance.queries import sources_of
from samfrid.provenance.shown import quotes

#: the kind of record that a decision is, where a report names one
DECISION: Final = "matters.decision"
#: commitments that a page and a paper tell one by one
MOST: Final = 100
#: reports that are told of each, the latest
MOST_REPORTS: Final = 6


def promises_of(keys: Sequence[UUID], today: dt.date) -> tuple[tuple[Promise, ...], int]:
    """The commitments with these keys, in that order and each once, and how many more there are.

    Those that the reader may not see are not there, nor counted.
    """
    wanted = list(dict.fromkeys(keys))
    found = with_standing(
        Commitment.objects.filter(pk__in=wanted)
        .select_related("responsible", "responsible_organisation", "report_back_body")
        .prefetch_related(
            Prefetch("progress", Progress.objects.order_by("-on", "-created_at")),
            Prefetch("progress__evidence", Evidence.objects.order_by("created_at")),
        )
    )
    by_key = {one.pk: one for one in found}
    seen = [by_key[key] for key in wanted if key in by_key]
    told = seen[:MOST]
    reports = {one.pk: list(one.progress.all()) for one in told}
    latest = [report for listed in reports.values() for report in listed[:MOST_REPORTS]]
    seen_here = _Seen(sources_of([*told, *latest]), _unknown(latest))
    made = tuple(_promise(one, reports[one.pk], seen_here, today) for one in told)
    return made, len(seen) - len(told)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the reader may see besides: the sentences, and which reports name a decision that she may not know of."""

    sources: dict[UUID, list[Source]]
    unknown: set[UUID]


def _unknown(reports: Iterable[Progress]) -> set[UUID]:
    """The reports whose overtaking decision is of a matter that the reader may not read: its name is not told."""
    named = {one.pk: one.overtaken_by_id for one in reports if one.overtaken_by_kind == DECISION}
    if not named:
        return set()
    # the condition always holds: it is there to have the matter's row read too
    rows = Decision.objects.filter(pk__in=set(named.values()), matter__access__gte=0).values_list("pk", flat=True)
    known = set(rows)
    return {report for report, decision in named.items() if decision not in known}


def _promise(commitment: Commitment, reports: list[Progress], seen: _Seen, today: dt.date) -> Promise:
    standing = standing_of(commitment, today)
    tone, word = state(commitment, today)
    return Promise(
        key=str(commitment.pk),
        url=commitment.get_absolute_url(),
        text=as_task(commitment.text),
        who=answers(commitment),
        promised_on=commitment.promised_on,
        due_on=commitment.due_on,
        due=due_text(commitment.due_on, commitment.due_precision) if commitment.due_on else "",
        execution=Execution(commitment.execution),
        word=word,
        tone=tone,
        proven=commitment.proven,
        last_word_on=commitment.last_word_on,
        late=standing.late,
        silent=standing.silent,
        at_risk=standing.at_risk,
        share_done=None if commitment.execution == Execution.DONE else commitment.share_done,
        report_back_on=commitment.report_back_on,
        report_back_body=commitment.report_back_body.name if commitment.report_back_body else "",
        reported_back_on=commitment.reported_back_on,
        reports=tuple(_report(one, seen) for one in reports[:MOST_REPORTS]),
        earlier=max(len(reports) - MOST_REPORTS, 0),
        quotes=tuple(quotes(seen.sources[commitment.pk])),
    )


def _report(report: Progress, seen: _Seen) -> ReportRow:
    evidence = list(report.evidence.all())
    return ReportRow(
        on=report.on,
        execution=Execution(report.execution),
        word=report.get_execution_display(),
        text=report.text,
        # that what is done is done to the whole needs no saying
        share_done=None if report.execution == Execution.DONE else report.share_done,
        no_change=report.no_change,
        decides=report.decides,
        overtaken_by=_("ett annat beslut") if report.pk in seen.unknown else report.overtaken_by_label,
        evidence=tuple(_shows(one) for one in evidence if one.withdrawn_on is None),
        withdrawn=tuple(
            _("%(what)s, återtaget %(day)s: %(why)s")
            % {"what": _shows(one), "day": in_words(one.withdrawn_on), "why": one.withdrawn_why}
            for one in evidence
            if one.withdrawn_on
        ),
        waived=report.waived,
        quotes=tuple(quotes(seen.sources[report.pk])),
    )


def _shows(evidence: Evidence) -> str:
    """Evidence as a line: what it says, and its address where it has one."""
    return " ".join(part for part in (evidence.text.strip(), evidence.url) if part) or evidence.get_kind_display()
