"""The whole check and the first page cost the same number of queries whatever the number of records."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samfrid.commitments.models import Commitment, Origin, OriginKind
from samfrid.gaps import queries
from samfrid.gaps.actions import catch_up
from samfrid.gaps.checks import RULES, Ask, Rule
from samfrid.gaps.models import Gap
from samfrid.matters.models import MatterKind
from samfrid.municipalities.models import Membership
from tests.gaps.scenarios import TODAY, matter, question

LATER = TODAY + dt.timedelta(days=1)


def fill(actor: Membership, many: int) -> None:
    """Commitments that lack all there is to lack, and matters whose answers promise something."""
    made = Commitment.objects.bulk_create(
        Commitment(
            municipality_id=actor.municipality_code,
            text=f"Åtgärd {number}",
            promised_on=dt.date(2024, 1, 1),
            due_on=dt.date(2025, 1, 1) if number % 2 else None,
        )
        for number in range(many)
    )
    Origin.objects.bulk_create(
        Origin(
            municipality_id=actor.municipality_code,
            commitment=one,
            kind=OriginKind.OWN,
            record_kind="commitments.commitment",
            record_id=one.pk,
            page_kind="commitments.commitment",
            page_id=one.pk,
            label="Eget",
        )
        for one in made
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_asks_no_more_of_many_than_of_few(coordinator: Membership, rule: Rule) -> None:
    counts = []
    for many in (3, 40):
        fill(coordinator, many)
        for number in range(many // 10 + 1):
            matter(coordinator, raised="2021-03-30")
            matter(coordinator, MatterKind.INTERPELLATION, "2025-03-30")
            question(coordinator, answer=f"Vi kommer att utbilda grupp {number} under hösten.")
        with CaptureQueriesContext(connection) as asked:
            list(rule.look("0580", None, Ask(TODAY, rule.days)))
        counts.append(len(asked))
    assert counts[0] >= counts[1] or counts[1] <= 4


def test_the_next_nights_check_writes_nothing_where_nothing_changed(coordinator: Membership) -> None:
    fill(coordinator, 60)
    catch_up("0580", TODAY)
    with CaptureQueriesContext(connection) as asked:
        catch_up("0580", LATER)
    written = [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    # the day that it was done, and what was known and comes back
    assert len(written) == 2
    assert Gap.objects.filter(mended_on__isnull=True).count() >= 60


def test_the_first_page_reads_its_groups_at_once(coordinator: Membership) -> None:
    fill(coordinator, 60)
    catch_up("0580", TODAY)
    with CaptureQueriesContext(connection) as asked:
        assert queries.groups("0580")
    assert len(asked) == 1
