"""The yearly reports of associations: what they should have accounted for by now."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce

from samfrid.gaps.checks.base import AGREEMENT, Ask, Found, Group, Ids, Rule, only
from samfrid.gaps.rules import reports as rules
from samfrid.municipalities.models import Membership, Role
from samfrid.partners.models import Agreement, Amount, Party, ReportShare, ReportState, YearReport

#: where an agreement's parties outside the municipality are kept
_OUTSIDE: Final = "outside"


@dataclass(slots=True)
class _Reported:
    """What one association has said of a year."""

    states: set[str] = field(default_factory=set)
    #: the last version that was handed in
    last: YearReport | None = None

    @property
    def asked_again(self) -> bool:
        """Whether the last one is to be corrected."""
        return self.last is not None and self.last.correction_on is not None


def _paid(code: str, ids: Ids, year: int) -> Iterator[tuple[Agreement, Party]]:
    """The agreements that gave money in a year, with each association that reports here: one that has a log-in, or has
    reported before. Nobody is asked for what she has no way to give.
    """
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    held = (Q(from_on__isnull=True) | Q(from_on__lte=last)) & (Q(to_on__isnull=True) | Q(to_on__gte=first))
    counts = Q(condition="") | Q(released_on__isnull=False, released_on__lte=last)
    money = Amount.objects.filter(held, counts, agreement=OuterRef("pk"), struck_on__isnull=True)
    here = Membership.objects.filter(
        municipality_id=code, role=Role.PARTNER, ended_on__isnull=True, organisation__isnull=False
    )
    before = YearReport.objects.filter(municipality_id=code)
    reporting = Q(organisation__in=here.values("organisation")) | Q(organisation__in=before.values("organisation"))
    parties = Party.objects.filter(reporting, municipality_id=code).select_related("organisation")
    found = Agreement.objects.filter(
        Exists(money), Exists(parties.filter(agreement=OuterRef("pk"))), municipality_id=code
    )
    for one in only(found, ids).prefetch_related(Prefetch("parties", parties, to_attr=_OUTSIDE)):
        if rules.paid_in(one.terms, year):
            for party in getattr(one, _OUTSIDE):
                yield one, party


def _said(code: str, year: int) -> dict[UUID, _Reported]:
    """What each association has said of a year, by its key."""
    found: dict[UUID, _Reported] = defaultdict(_Reported)
    for one in YearReport.objects.filter(municipality_id=code, year=year).order_by("version"):
        found[one.organisation_id].states.add(one.state)
        if one.state == ReportState.SUBMITTED:
            found[one.organisation_id].last = one
    return found


def _facts(year: int, party: Party) -> dict[str, str]:
    return {"year": str(year), "name": party.name, "organisation": str(party.organisation_id)}


def _part(year: int, party: Party) -> str:
    """Each year by itself: what is known of one says nothing of the next."""
    return f"{year}{party.organisation_id.hex}" if party.organisation_id else str(year)


def _missing(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    year = rules.year_to_report(ask.today, ask.days or 0)
    said = _said(code, year)
    for one, party in _paid(code, ids, year):
        told = said.get(party.organisation_id or one.pk, _Reported())
        verdict = rules.year_report_missing(year, told.states, asked_again=told.asked_again)
        if verdict:
            yield Found(one.pk, one.title, verdict, part=_part(year, party), facts=_facts(year, party))


def _not_accounted(code: str, ids: Ids, ask: Ask) -> Iterator[Found]:
    year = rules.year_to_report(ask.today, ask.days or 0)
    last = {key: told.last for key, told in _said(code, year).items() if told.last and not told.asked_again}
    shares = ReportShare.objects.filter(line__report__in=last.values(), agreement__isnull=False)
    # what was handed in under a name that has been merged into another is said by the other too
    whose = Coalesce("line__report__organisation__merged_into", "line__report__organisation")
    named = set(shares.values_list(whose, "agreement"))
    for one, party in _paid(code, ids, year):
        verdict = rules.agreement_not_accounted(
            year, is_reported=party.organisation_id in last, names_it=(party.organisation_id, one.pk) in named
        )
        if verdict:
            yield Found(one.pk, one.title, verdict, part=_part(year, party), facts=_facts(year, party))


RULES: Final = (
    Rule("year_report_missing", AGREEMENT, Group.AGREE, _missing, days=rules.REPORT_DAYS),
    Rule("agreement_not_accounted", AGREEMENT, Group.AGREE, _not_accounted, days=rules.REPORT_DAYS),
)
