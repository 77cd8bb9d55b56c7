"""When something falls short: each rule opens, and stays quiet while all is well."""

from __future__ import annotations

import datetime as dt

import pytest

from samfrid.commitments.models import Execution
from samfrid.gaps import rules
from samfrid.gaps.models import Severity
from samfrid.gaps.rules import Verdict
from samfrid.gaps.sentences import ago
from samfrid.matters.rules import Rest
from samfrid.matters.rules.minutes import Days
from samfrid.partners.rules import Terms
from samfrid.plans.models import VersionState

TODAY = dt.date(2026, 11, 22)
D = dt.date


@pytest.mark.parametrize(
    ("raised", "verdict"),
    [
        (D(2026, 5, 23), None),
        (D(2026, 5, 22), Verdict(Severity.SOON, D(2026, 11, 22), D(2027, 5, 22), "6")),
        (D(2026, 2, 22), Verdict(Severity.SOON, D(2026, 11, 22), D(2027, 2, 22), "9")),
        (D(2025, 12, 22), Verdict(Severity.SOON, D(2026, 11, 22), D(2026, 12, 22), "11")),
        (D(2025, 11, 22), Verdict(Severity.SOON, D(2026, 10, 22), D(2026, 11, 22), "11")),
        (D(2025, 11, 21), Verdict(Severity.BROKEN, D(2026, 11, 21), D(2026, 11, 21), "over")),
        (D(2021, 3, 30), Verdict(Severity.BROKEN, D(2022, 3, 30), D(2022, 3, 30), "over")),
    ],
)
def test_the_year_of_the_local_government_act(raised: dt.date, verdict: Verdict | None) -> None:
    assert rules.motion_undecided(raised, TODAY) == verdict


@pytest.mark.parametrize(
    ("rests", "verdict"),
    [
        # ten days of rest: the last day is 25 November
        ([Rest(D(2026, 3, 1), D(2026, 3, 10))], Verdict(Severity.SOON, D(2026, 10, 25), D(2026, 11, 25), "11")),
        # it lasts: nothing is over, and nobody is warned of a day that moves
        ([Rest(D(2026, 6, 1))], None),
        ([Rest(D(2025, 12, 1))], None),
        # it began when the day had passed
        ([Rest(D(2026, 11, 16))], Verdict(Severity.BROKEN, D(2026, 11, 15), D(2026, 11, 15), "over")),
    ],
)
def test_the_year_and_what_moves_it(rests: list[Rest], verdict: Verdict | None) -> None:
    assert rules.motion_undecided(D(2025, 11, 15), TODAY, rests) == verdict


@pytest.mark.parametrize(
    ("began", "verdict"),
    [
        (D(2026, 5, 23), None),
        (D(2026, 5, 22), Verdict(Severity.LACKING, D(2026, 11, 22), D(2026, 5, 22))),
        (D(2022, 12, 14), Verdict(Severity.LACKING, D(2023, 6, 14), D(2022, 12, 14))),
    ],
)
def test_what_rests_for_half_a_year(began: dt.date, verdict: Verdict | None) -> None:
    assert rules.matter_resting(began, TODAY) == verdict


def test_the_year_by_a_local_rule() -> None:
    """A municipality's own rule may be shorter than KL 5:35, with marks of its own."""
    found = rules.motion_undecided(D(2026, 6, 15), TODAY, months=6, warn=(3, 5))
    assert found == Verdict(Severity.SOON, D(2026, 11, 15), D(2026, 12, 15), "5")
    longer = rules.motion_undecided(D(2025, 11, 15), TODAY, months=18)
    assert longer == Verdict(Severity.BROKEN, D(2026, 11, 15), D(2026, 11, 15), "over")


@pytest.mark.parametrize(
    ("sent", "due", "verdict"),
    [
        (D(2026, 9, 1), D(2026, 11, 22), None),
        (D(2026, 9, 1), None, None),
        (D(2026, 9, 1), D(2026, 11, 21), Verdict(Severity.BROKEN, D(2026, 11, 21), D(2026, 11, 21))),
        (None, D(2026, 11, 1), Verdict(Severity.BROKEN, D(2026, 11, 1), D(2026, 11, 1), "no_day")),
    ],
)
def test_an_answer_that_is_late(sent: dt.date | None, due: dt.date | None, verdict: Verdict | None) -> None:
    assert rules.referral_late(sent, due, TODAY) == verdict


@pytest.mark.parametrize(
    ("promised", "last_word", "execution", "case"),
    [
        (D(2022, 12, 14), None, Execution.UNKNOWN, "never"),
        (D(2022, 12, 14), D(2026, 5, 22), Execution.UNDER_WAY, "said"),
        (D(2022, 12, 14), D(2026, 5, 23), Execution.UNDER_WAY, None),
        (D(2022, 12, 14), D(2023, 1, 1), Execution.DONE, None),
        (D(2022, 12, 14), None, Execution.OVERTAKEN, None),
        (D(2026, 6, 1), None, Execution.UNKNOWN, None),
    ],
)
def test_silence(promised: dt.date, last_word: dt.date | None, execution: Execution, case: str | None) -> None:
    verdict = rules.commitment_silent(promised, promised, last_word, execution, TODAY)
    assert (verdict.case if verdict else None) == case


@pytest.mark.parametrize(
    ("due", "execution", "late"),
    [
        (D(2026, 11, 21), Execution.UNDER_WAY, True),
        (D(2026, 11, 22), Execution.UNDER_WAY, False),
        (D(2020, 1, 1), Execution.DONE, False),
        (None, Execution.UNKNOWN, False),
    ],
)
def test_lateness(due: dt.date | None, execution: Execution, late: bool) -> None:
    assert (rules.commitment_late(due, execution, TODAY) is not None) == late


@pytest.mark.parametrize(
    ("terms", "verdict"),
    [
        # Vallentuna's: two years at a time until further notice, no time of notice known, half a year left and more
        (Terms(D(2021, 7, 1), D(2023, 6, 30), 24, None, None), None),
        (
            Terms(D(2021, 6, 1), D(2023, 4, 30), 24, None, None),
            Verdict(Severity.SOON, D(2026, 10, 30), D(2027, 4, 30), "renewing"),
        ),
        (Terms(D(2023, 1, 1), D(2024, 12, 31), 24, None, 6), None),
        (
            Terms(D(2023, 7, 1), D(2025, 6, 30), 24, None, 6),
            Verdict(Severity.SOON, D(2026, 6, 30), D(2026, 12, 31), "notice"),
        ),
        (
            Terms(D(2024, 1, 1), D(2027, 10, 31), None, None, 3),
            Verdict(Severity.SOON, D(2026, 10, 31), D(2027, 10, 31), "ending"),
        ),
        (Terms(D(2024, 1, 1), D(2027, 12, 31), None, None, 3), None),
        (
            Terms(D(2024, 1, 1), D(2025, 12, 31), None, None, None),
            Verdict(Severity.BROKEN, D(2025, 12, 31), D(2025, 12, 31), "ended"),
        ),
        (
            Terms(D(2022, 1, 1), D(2023, 12, 31), 12, D(2024, 12, 31), None),
            Verdict(Severity.BROKEN, D(2024, 12, 31), D(2024, 12, 31), "ended"),
        ),
        (Terms(None, None, None, None, None), None),
    ],
)
def test_the_time_of_an_agreement(terms: Terms, verdict: Verdict | None) -> None:
    found = rules.agreement_ending(terms, TODAY)
    if verdict and verdict.case in ("renewing", "notice", "ending"):
        assert found is not None
        assert (found.severity, found.day, found.case) == (verdict.severity, verdict.day, verdict.case)
    else:
        assert found == verdict


@pytest.mark.parametrize(
    ("terms", "last", "case"),
    [
        (Terms(D(2021, 7, 1), D(2023, 6, 30), 24, None, None), None, "never"),
        (Terms(D(2021, 7, 1), D(2023, 6, 30), 24, None, None), D(2024, 11, 21), "old"),
        (Terms(D(2021, 7, 1), D(2023, 6, 30), 24, None, None), D(2024, 11, 22), None),
        (Terms(D(2025, 7, 1), D(2027, 6, 30), 24, None, None), None, None),
        (Terms(None, None, None, None, None), None, "never"),
        (Terms(D(2019, 1, 1), D(2020, 12, 31), None, None, None), None, None),
    ],
)
def test_follow_up_within_24_months(terms: Terms, last: dt.date | None, case: str | None) -> None:
    verdict = rules.agreement_not_followed_up(terms, last, D(2026, 1, 1), TODAY)
    assert (verdict.case if verdict else None) == case


@pytest.mark.parametrize(
    ("state", "ends", "case"),
    [
        (VersionState.ADOPTED, D(2026, 12, 31), "nearing"),
        (VersionState.ADOPTED, D(2026, 11, 22), "nearing"),
        (VersionState.ADOPTED, D(2026, 11, 21), "past"),
        (VersionState.ADOPTED, D(2028, 12, 31), None),
        (VersionState.ADOPTED, None, None),
        (VersionState.DRAFT, D(2028, 12, 31), "draft"),
        (VersionState.UNKNOWN, None, "unknown"),
        (VersionState.SUPERSEDED, D(2020, 12, 31), None),
    ],
)
def test_plans(state: VersionState, ends: dt.date | None, case: str | None) -> None:
    verdict = rules.plan_not_in_force(state, ends, D(2026, 1, 1), TODAY)
    assert (verdict.case if verdict else None) == case


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (D(2026, 11, 10), "12 dagar"),
        (D(2026, 11, 21), "1 dag"),
        (D(2026, 10, 22), "1 månad"),
        (D(2025, 11, 23), "11 månader"),
        (D(2024, 11, 22), "2 år"),
        (D(2024, 2, 26), "drygt 2 år"),
        (D(2022, 12, 14), "nästan 4 år"),
    ],
)
def test_how_long_ago(since: dt.date, words: str) -> None:
    assert ago(since, TODAY) == words


@pytest.mark.parametrize(
    ("days", "verdict"),
    [
        (Days(D(2026, 11, 9)), None),
        (Days(D(2026, 11, 6)), Verdict(Severity.BROKEN, D(2026, 11, 20), D(2026, 11, 20), "adjust")),
        # the second day after is a Sunday: it may wait until Monday (lag 1930:173)
        (Days(D(2026, 11, 9), D(2026, 11, 20)), None),
        (Days(D(2026, 11, 9), D(2026, 11, 18)), Verdict(Severity.BROKEN, D(2026, 11, 20), D(2026, 11, 20), "announce")),
        (Days(D(2026, 11, 9), D(2026, 11, 18), D(2026, 11, 18)), None),
        (Days(D(2018, 1, 10), D(2018, 1, 19), D(2018, 1, 19), D(2018, 2, 10)), None),
        (
            Days(D(2018, 1, 10), D(2018, 1, 19), D(2018, 1, 19), D(2018, 2, 2)),
            Verdict(Severity.BROKEN, D(2018, 2, 2), D(2018, 2, 2), "anew"),
        ),
    ],
)
def test_minutes_that_wait(days: Days, verdict: Verdict | None) -> None:
    assert rules.minutes_waiting(days, TODAY) == verdict


@pytest.mark.parametrize(
    ("adjusted", "waiting", "case"),
    [(D(2026, 11, 8), 2, None), (D(2026, 11, 7), 2, "waiting"), (D(2026, 11, 7), 0, "nobody")],
)
def test_a_decision_that_is_not_sent(adjusted: dt.date, waiting: int, case: str | None) -> None:
    verdict = rules.decision_unsent(adjusted, waiting, TODAY)
    assert (verdict.case if verdict else None) == case
