"""The Local Government Act's year, diary numbers, and when titles and clauses are the same."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.matters import rules
from samfrid.matters.models import MatterKind

D = dt.date


@pytest.mark.parametrize(
    ("raised", "deadline"),
    [
        (D(2021, 3, 30), D(2022, 3, 30)),
        (D(2024, 2, 29), D(2025, 2, 28)),
        (D(2023, 2, 28), D(2024, 2, 28)),
        (D(2023, 12, 31), D(2024, 12, 31)),
        (D(2024, 1, 1), D(2025, 1, 1)),
    ],
)
def test_the_council_has_one_year(raised: D, deadline: D) -> None:
    """KL 5:35."""
    assert rules.council_deadline(raised) == deadline


@pytest.mark.parametrize(
    ("today", "alarm"),
    [
        (D(2021, 3, 30), None),
        (D(2021, 9, 29), None),
        (D(2021, 9, 30), "6"),
        (D(2021, 12, 29), "6"),
        (D(2021, 12, 30), "9"),
        (D(2022, 2, 27), "9"),
        (D(2022, 2, 28), "11"),
        (D(2022, 3, 30), "11"),
        (D(2022, 3, 31), "over"),
        (D(2026, 11, 22), "over"),
    ],
)
def test_alarm_at_six_nine_eleven_months_and_over(today: D, alarm: str | None) -> None:
    assert rules.motion_alarm(D(2021, 3, 30), today) == alarm


@given(st.dates(D(1990, 1, 1), D(2090, 1, 1)), st.integers(0, 1000))
def test_the_alarm_only_grows(raised: D, after: int) -> None:
    order = [None, "6", "9", "11", "over"]
    one, two = (order.index(rules.motion_alarm(raised, raised + dt.timedelta(days))) for days in (after, after + 1))
    assert one <= two


@pytest.mark.parametrize(
    ("kind", "has_deadline"),
    [
        (MatterKind.MOTION, True),
        (MatterKind.CITIZEN_PROPOSAL, True),
        (MatterKind.INITIATIVE, False),
        (MatterKind.INTERPELLATION, False),
        (MatterKind.QUESTION, False),
        (MatterKind.OWN, False),
    ],
)
def test_the_year_is_for_motions_and_citizen_proposals(kind: str, has_deadline: bool) -> None:
    assert (rules.deadline_of(kind, D(2021, 3, 30)) is not None) == has_deadline


def test_a_deadline_explains_itself() -> None:
    deadline = rules.deadline_of(MatterKind.MOTION, D(2021, 3, 30))
    assert deadline is not None
    said = deadline.text.replace("\N{NO-BREAK SPACE}", " ")
    assert said == "senast 30 mars 2022, ett år från 30 mars 2021 (kommunallagen 5 kap. 35 §)"


def test_a_deadline_from_a_month_counts_from_its_last_day_and_says_so() -> None:
    deadline = rules.deadline_of(MatterKind.MOTION, D(2022, 2, 28), "month")
    assert deadline is not None
    assert deadline.on == D(2023, 2, 28)
    said = deadline.text.replace("\N{NO-BREAK SPACE}", " ")
    assert said == "senast 28 februari 2023, ett år från februari 2022, dagen okänd (kommunallagen 5 kap. 35 §)"


def test_no_day_no_deadline() -> None:
    assert rules.deadline_of(MatterKind.MOTION, None) is None


@pytest.mark.parametrize(
    ("precision", "first"), [("day", D(2022, 12, 31)), ("month", D(2022, 12, 1)), ("year", D(2022, 1, 1))]
)
def test_the_first_possible_day(precision: str, first: D) -> None:
    assert rules.first_possible_day(D(2022, 12, 31), precision) == first


# every pattern seen in municipalities, with its key
NUMBERS = {
    "SON 2021-459": "SON2021-459",
    "KS 2021-257": "KS2021-257",
    "KS 2020/045": "KS2020-45",
    "KSKF/2016:345": "KSKF2016-345",
    "KSN-2014-1495": "KSN2014-1495",
    "KS/2013:1210": "KS2013-1210",
    "KS2014/143 nr 2014.3074": "KS2014-143NR2014-3074",
    "KS 2002/0257-01": "KS2002-257-1",
    "2012/KS 0190 001": "2012KS190-1",
    "2012/1631-47": "2012-1631-47",
    "2013/0591-1.2.1": "2013-591-1-2-1",
    "147-2009-099": "147-2009-99",
    "421-0317/2008": "421-317-2008",
    "10.1-0510/2008": "10-1-510-2008",
    "040-207/2002": "40-207-2002",
    "SN.2018.3": "SN2018-3",
    "SN 18/0098": "SN18-98",
    "SN16/76": "SN16-76",
    "KS/2015:568": "KS2015-568",
    "KS2016/1963-2": "KS2016-1963-2",
    "KS-2014/742.912": "KS2014-742-912",
    "KK10/166": "KK10-166",
    "Dnr 31/16": "31-16",
    "RS 2019/242": "RS2019-242",
    "KS/2012:628-805": "KS2012-628-805",
    "801-2652-16": "801-2652-16",
}


@pytest.mark.parametrize(("number", "key"), NUMBERS.items())
def test_every_known_pattern_has_its_key(number: str, key: str) -> None:
    assert rules.number_key(number) == key


def test_no_two_known_numbers_have_the_same_key() -> None:
    assert all(rules.number_key(one) != rules.number_key(two) for one, two in combinations(NUMBERS, 2))


@pytest.mark.parametrize(
    "same",
    [
        (
            "KS 2021-257",
            "KS 2021/257",
            "ks2021-257",
            "Dnr: KS 2021-257",
            "KS 2021:0257",
            "KS\N{NO-BREAK SPACE}2021–257",
        ),
        ("SN 18/0098", "SN18/98", "sn 18-98"),
        ("diarienummer 31/16", "31/16", "Dnr. 31/16"),
    ],
)
def test_signs_spaces_and_case_are_typography(same: tuple[str, ...]) -> None:
    assert len({rules.number_key(number) for number in same}) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("KS 2021-257", "KS 2021-25-7"),
        ("KS 2021-257", "KSN 2021-257"),
        ("KS 2021-257", "KS 2022-257"),
        ("KS 2021-257", "2021-257"),
        ("KS 20/21257", "KS 2021/257"),
        ("SN 18/98", "SN 2018/98"),
        ("KS 2002/0257-01", "KS 2002/0257"),
    ],
)
def test_different_series_stay_apart(one: str, two: str) -> None:
    assert rules.number_key(one) != rules.number_key(two)


@pytest.mark.parametrize("text", ["", "  ", "Dnr", "KS", "§"])
def test_what_has_no_digit_is_no_number(text: str) -> None:
    assert rules.number_key(text) == ""


@given(st.text(max_size=60))
def test_a_key_is_its_own_key_and_fits_its_column(text: str) -> None:
    key = rules.number_key(text)
    assert rules.number_key(key) == key
    assert key == key.upper()
    assert len(key) <= 60


@pytest.mark.parametrize(
    ("keys", "known", "other"),
    [
        (["KS2021-257"], ["KS2021-258"], True),
        (["KS2021-257"], ["KS2021-257"], False),
        (["SON2021-459", "KS2021-257"], ["KS2021-257"], False),
        (["KS2002-257-1"], ["KS2002-257"], False),
        (["KS2021-25"], ["KS2021-257"], True),
        (["KS2021-257"], ["KS2022-257"], False),
        (["KS2021-257"], ["SON2021-257"], False),
        (["2012KS190-1"], ["2012KS191-1"], True),
        (["2012KS190-1"], ["2012SN191-1"], False),
        (["31-16"], ["32-16"], False),
        ([], ["KS2021-258"], False),
    ],
)
def test_other_number_in_the_same_series_is_another_matter(keys: list[str], known: list[str], other: bool) -> None:
    assert rules.other_in_series(keys, known) == other


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        ("Motion om skyddat boende", "Svar på motion från Eva Ek (S) om skyddat boende", True),
        (
            "Ge uppdrag till Stångåstaden att utveckla arbetet för att upptäcka våld i hemmet, svar på motion (MP)",
            "Motion om att Stångåstaden ska upptäcka våld i hemmet",
            True,
        ),
        ("Motion om en kvinnofridssamordnare", "Motion om kvinnofridssamordnare i kommunen", True),
        ("Motion om skyddat boende", "Motion om kvinnofridssamordnare", False),
        ("Motion om våld i nära relationer", "Interpellation om våld i nära relationer", False),
        ("Motion om våld i nära relationer", "Motion om skyddat boende", False),
        ("Motion", "Motion", False),
        ("", "", False),
    ],
)
def test_likeness_of_titles(one: str, two: str, alike: bool) -> None:
    assert (rules.likeness(one, two) >= rules.POSSIBLE) == alike


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_symmetric_and_between_0_and_1(one: str, two: str) -> None:
    assert 0 <= rules.likeness(one, two) <= 1
    assert rules.likeness(one, two) == rules.likeness(two, one)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("att bifalla motionen", True),
        ("biföll ett enigt kommunfullmäktige motionen från Martin Lindberg (V)", True),
        ("Motionen anses besvarad med hänvisning till socialnämndens yttrande", True),
        ("att avslå medborgarförslaget", True),
        ("att bifalla motionens första att-sats", False),
        ("att starta ett jourboende", False),
        ("utbilda personalen", False),
        ("att bifalla förslaget om en kvinnofridssamordnare", False),
        ("att ge kommundirektören i uppdrag att kartlägga våldet", False),
    ],
)
def test_a_clause_that_only_tells_the_outcome(text: str, only: bool) -> None:
    assert rules.only_tells_outcome(text) == only


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("att kartlägga våldet i kommunen", "Att kartlägga våldet i kommunen.", True),
        ("att kommunen kartlägger våld i nära relationer", "kommunen kartlägger våld i nära relationer", True),
        ("att bifalla motionens första att-sats", "att bifalla motionens andra att-sats", False),
        ("att inrätta 5 platser i skyddat boende", "att inrätta 10 platser i skyddat boende", False),
        ("att kartlägga våldet i kommunen", "att utbilda all personal i att fråga om våld", False),
    ],
)
def test_the_same_clause_told_again(one: str, two: str, same: bool) -> None:
    assert rules.same_clause(one, two) == same


@pytest.mark.parametrize(
    ("one", "two", "again"),
    [
        (
            "biföll yrkandet om lägenheter till personer som lämnar skyddat boende",
            "Motionens första yrkande, om lägenheter till personer som lämnar skyddat boende, bifalls.",
            True,
        ),
        ("att kartlägga våldet", "att kartlägga våldet bland äldre kvinnor", False),
        ("Motionens första yrkande bifalls", "Motionens andra yrkande bifalls", False),
        ("att utbilda all personal i förskola och skola", "att inrätta en samordnare mot våld", False),
        ("att bifalla motionen", "att bifalla motionen", False),
    ],
)
def test_a_clause_told_again_in_other_words(one: str, two: str, again: bool) -> None:
    assert rules.retells(one, two) == again
    assert rules.retells(two, one) == again
