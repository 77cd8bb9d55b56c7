"""The clocks of council matters: KL 5:35 and 6:34 with what moves them, and the local rules' last moments."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.matters import rules
from samfrid.matters.models import MatterKind, Outcome, PauseKind
from samfrid.matters.rules import Exit, Rest
from samfrid.matters.rules.types import SWEDISH_SET

D = dt.date
DAY = dt.timedelta(1)
RAISED = D(2021, 3, 30)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def back(began: D, ended: D | None) -> Rest:
    return Rest(began, ended, PauseKind.REFERRED_BACK)


def tabled(began: D, ended: D | None) -> Rest:
    return Rest(began, ended, PauseKind.TABLED)


@pytest.mark.parametrize(
    ("raised", "rests", "deadline", "text"),
    [
        # KL 5:35: one year from the day on which it was raised
        (RAISED, [], D(2022, 3, 30), "senast 30 mars 2022, ett år från 30 mars 2021 (kommunallagen 5 kap. 35 §)"),
        # 12 May to 3 June are 23 days, both counted
        (
            RAISED,
            [back(D(2021, 5, 12), D(2021, 6, 3))],
            D(2022, 4, 22),
            (
                "senast 22 april 2022, ett år från 30 mars 2021, förlängt av återremissen 12 maj–3 juni"
                " (kommunallagen 5 kap. 35 §)"
            ),
        ),
        # one day of rest is one day
        (
            RAISED,
            [tabled(D(2022, 3, 30), D(2022, 3, 30))],
            D(2022, 3, 31),
            (
                "senast 31 mars 2022, ett år från 30 mars 2021, förlängt av bordläggningen 30 mars 2022"
                " (kommunallagen 5 kap. 35 §)"
            ),
        ),
        # what was late already is not made in time
        (RAISED, [back(D(2022, 3, 31), D(2022, 5, 1))], D(2022, 3, 30), None),
        # but the second counts where the first has moved the last day past it
        (
            RAISED,
            [back(D(2022, 3, 28), D(2022, 4, 3)), tabled(D(2022, 4, 4), D(2022, 4, 13))],
            D(2022, 4, 16),
            (
                "senast 16 april 2022, ett år från 30 mars 2021, förlängt av återremissen 28 mars–3 april 2022 och"
                " bordläggningen 4–13 april 2022 (kommunallagen 5 kap. 35 §)"
            ),
        ),
        # over New Year both years are said, but not that of the start
        (
            RAISED,
            [back(D(2021, 12, 20), D(2022, 1, 8))],
            D(2022, 4, 19),
            (
                "senast 19 april 2022, ett år från 30 mars 2021, förlängt av återremissen 20 december–8 januari 2022"
                " (kommunallagen 5 kap. 35 §)"
            ),
        ),
        # one that lasts
        (
            RAISED,
            [back(D(2021, 5, 12), None)],
            D(2022, 3, 30),
            (
                "senast 30 mars 2022, ett år från 30 mars 2021, och flyttas så länge återremissen från 12 maj 2021"
                " varar (kommunallagen 5 kap. 35 §)"
            ),
        ),
        # leap days: raised on one, resting over one
        (D(2024, 2, 29), [], D(2025, 2, 28), None),
        (D(2024, 2, 29), [back(D(2024, 2, 29), D(2024, 3, 1))], D(2025, 3, 2), None),
        (D(2023, 3, 1), [back(D(2024, 2, 28), D(2024, 3, 1))], D(2024, 3, 4), None),
        # days before it was raised moved nothing
        (RAISED, [back(D(2021, 3, 20), D(2021, 4, 1))], D(2022, 4, 2), None),
    ],
)
def test_the_year_and_what_moves_it(raised: D, rests: list[Rest], deadline: D, text: str | None) -> None:
    found = rules.deadline_of(MatterKind.MOTION, raised, rests=rests)
    assert found is not None
    assert found.on == deadline
    assert text is None or plain(found.text) == text
    assert found.on == rules.council_deadline(raised, rests)


def test_a_citizen_proposal_left_to_a_committee_has_its_own_paragraph() -> None:
    """KL 6:34; the council may leave it to a committee by KL 5:23."""
    found = rules.deadline_of(MatterKind.CITIZEN_PROPOSAL, RAISED, delegated=True)
    assert found
    assert plain(found.text) == "senast 30 mars 2022, ett år från 30 mars 2021 (kommunallagen 6 kap. 34 §)"


@pytest.mark.parametrize(
    ("kind", "months", "source", "text"),
    [
        (
            MatterKind.CITIZEN_PROPOSAL,
            6,
            "arbetsordningen § 30",
            "senast 30 september 2021, 6 månader från 30 mars 2021 (arbetsordningen § 30)",
        ),
        (
            MatterKind.INITIATIVE,
            3,
            "",
            "senast 30 juni 2021, 3 månader från 30 mars 2021 (kommunens egen regel)",
        ),
        (MatterKind.INITIATIVE, None, "", None),
        # a local rule can shorten the year of the law, not lengthen it
        (MatterKind.MOTION, 18, "x", "senast 30 mars 2022, ett år från 30 mars 2021 (kommunallagen 5 kap. 35 §)"),
        (MatterKind.MOTION, 12, "x", "senast 30 mars 2022, ett år från 30 mars 2021 (kommunallagen 5 kap. 35 §)"),
    ],
)
def test_a_municipalitys_own_rule(kind: str, months: int | None, source: str, text: str | None) -> None:
    found = rules.deadline_of(kind, RAISED, months=months, source=source)
    assert (plain(found.text) if found else None) == text


# --- what must hold whatever the days are ---------------------------------------------------------------------------

DAYS = st.dates(D(1995, 1, 1), D(2060, 1, 1))


@st.composite
def apart(draw: st.DrawFn, raised: D) -> list[Rest]:
    """Rests one after another, as the database keeps them: never two at a time."""
    day, found = raised, []
    for _time in range(draw(st.integers(0, 4))):
        began = day + DAY * draw(st.integers(1, 200))
        ended = began + DAY * draw(st.integers(0, 200))
        found.append(Rest(began, ended, draw(st.sampled_from(list(PauseKind)))))
        day = ended
    return found


@given(DAYS, st.data())
def test_a_rest_more_never_makes_it_earlier(raised: D, data: st.DataObject) -> None:
    rests = data.draw(apart(raised))
    for left_out in range(len(rests)):
        fewer = rests[:left_out] + rests[left_out + 1 :]
        assert rules.council_deadline(raised, fewer) <= rules.council_deadline(raised, rests)


@given(DAYS, st.integers(0, 365), st.integers(1, 500))
def test_n_days_of_rest_are_n_days_later(raised: D, after: int, days: int) -> None:
    """A rest that begins while the clock goes moves it by exactly its days, the first and the last counted."""
    last = rules.council_deadline(raised)
    began = min(raised + DAY * after, last)
    rest = Rest(began, began + DAY * (days - 1))
    assert rest.days == days
    assert rules.council_deadline(raised, [rest]) == last + DAY * days


@given(DAYS, st.data(), st.integers(0, 1500))
def test_the_alarm_only_grows_with_the_days(raised: D, data: st.DataObject, after: int) -> None:
    rests = data.draw(apart(raised))
    order = [None, "6", "9", "11", "over"]
    one, two = (order.index(rules.motion_alarm(raised, raised + DAY * n, rests)) for n in (after, after + 1))
    assert one <= two


@given(DAYS, st.data(), st.integers(0, 1500))
def test_it_is_over_when_and_only_when_the_last_day_has_passed(raised: D, data: st.DataObject, after: int) -> None:
    rests, today = data.draw(apart(raised)), raised + DAY * after
    found = rules.deadline_of(MatterKind.MOTION, raised, rests=rests)
    assert found is not None
    assert found.is_over(today) == (rules.motion_alarm(raised, today, rests) == "over")
    lasting = [*rests, Rest(max([raised, *(one.ended or raised for one in rests)]) + DAY)]
    open_one = rules.deadline_of(MatterKind.MOTION, raised, rests=lasting)
    assert open_one is not None
    assert not (open_one.moving and open_one.is_over(today))


def test_nothing_is_over_while_it_rests_nor_does_a_mark_pass() -> None:
    rest = [Rest(D(2021, 10, 5))]
    assert rules.motion_alarm(RAISED, D(2023, 1, 1), rest) == "6"
    assert rules.motion_alarm(RAISED, D(2023, 1, 1), [Rest(D(2022, 4, 1))]) == "over"


@pytest.mark.parametrize(
    ("alarm", "day"), [("6", D(2021, 10, 23)), ("9", D(2022, 1, 22)), ("11", D(2022, 3, 23)), ("over", D(2022, 4, 22))]
)
def test_the_marks_move_with_the_last_day(alarm: rules.Alarm, day: D) -> None:
    assert rules.alarm_day(RAISED, alarm, [back(D(2021, 5, 12), D(2021, 6, 3))]) == day


def test_rests_as_a_matter_keeps_them() -> None:
    assert rules.rests_of([["2021-05-12", "2021-06-03"], ["2021-07-01", None], [None, None]]) == [
        Rest(D(2021, 5, 12), D(2021, 6, 3)),
        Rest(D(2021, 7, 1)),
    ]


# --- the three ways out of KL 5:35 ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcomes", "reported", "way"),
    [
        ([], None, None),
        ([Outcome.REFERRED_BACK, Outcome.POSTPONED], None, None),
        ([Outcome.GRANTED, Outcome.REJECTED], None, Exit.DECIDED),
        ([Outcome.WRITTEN_OFF], D(2022, 3, 1), Exit.WRITTEN_OFF),
        ([Outcome.WRITTEN_OFF, Outcome.GRANTED], None, Exit.DECIDED),
        ([], D(2022, 3, 1), Exit.REPORTED),
        ([Outcome.REFERRED_BACK], D(2022, 3, 1), Exit.REPORTED),
        ([Outcome.ANSWERED], D(2022, 3, 1), Exit.DECIDED),
    ],
)
def test_the_three_ways_out(outcomes: list[str], reported: D | None, way: Exit | None) -> None:
    assert rules.way_out(outcomes, reported) == way


@pytest.mark.parametrize(
    ("delegated", "reported", "due"),
    [
        (D(2021, 4, 20), [], D(2022, 4, 20)),
        (D(2021, 4, 20), [D(2022, 2, 1)], D(2023, 2, 1)),
        (D(2021, 4, 20), [D(2021, 1, 1)], D(2022, 4, 20)),
        (D(2024, 2, 29), [], D(2025, 2, 28)),
    ],
)
def test_a_committee_tells_the_council_once_a_year(delegated: D, reported: list[D], due: D) -> None:
    """KL 6:34, second paragraph."""
    assert rules.committee_report_due(delegated, reported) == due


# --- before a meeting -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "hour", "working", "at", "text"),
    [
        # Mellerud: in by noon four days before, the answer by noon the day before
        (
            4,
            12,
            False,
            "2026-05-23T12:00+02:00",
            "senast 23 maj 2026 klockan 12, 4 dagar före sammanträdet 27 maj 2026 (kommunens arbetsordning)",
        ),
        (
            1,
            12,
            False,
            "2026-05-26T12:00+02:00",
            "senast 26 maj 2026 klockan 12, dagen före sammanträdet 27 maj 2026 (kommunens arbetsordning)",
        ),
        # Kalix: seven working days, over Ascension
        (
            7,
            None,
            True,
            "2026-05-19T00:00+02:00",
            "senast 18 maj 2026 klockan 24, 7 arbetsdagar före sammanträdet 27 maj 2026 (kommunens arbetsordning)",
        ),
        (
            0,
            8,
            False,
            "2026-05-27T08:00+02:00",
            "senast 27 maj 2026 klockan 8, samma dag som sammanträdet 27 maj 2026 (kommunens arbetsordning)",
        ),
        (None, 12, False, None, None),
    ],
)
def test_the_last_moment_before_a_meeting(
    days: int | None, hour: int | None, working: bool, at: str | None, text: str | None
) -> None:
    usual = replace(SWEDISH_SET[MatterKind.INTERPELLATION], working_days=working, source="")
    answer = rules.answer_moment(replace(usual, answer_days=days, answer_hour=hour), D(2026, 5, 27))
    handed_in = rules.hand_in_moment(replace(usual, hand_in_days=days, hand_in_hour=hour), D(2026, 5, 27))
    assert answer == handed_in
    assert (answer.at.isoformat(timespec="minutes") if answer else None) == at
    assert (plain(answer.text) if answer else None) == text


def test_it_says_by_which_local_rule() -> None:
    mellerud = replace(SWEDISH_SET[MatterKind.QUESTION], answer_days=1, answer_hour=12, source="Arbetsordningen § 21")
    found = rules.answer_moment(mellerud, D(2026, 5, 27))
    assert found
    assert found.text.endswith("(Arbetsordningen § 21)")
