"""A calendar that is written is read back as it was meant, by the library that other programs use."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.papers.calendar import ZONE, Event, events

DAY = dt.date(2027, 2, 15)


def read(content: bytes) -> tuple[Any, list[Any]]:
    calendar = icalendar.Calendar.from_ical(content)
    return calendar, list(calendar.walk("VEVENT"))


def one(event: Event) -> Any:
    return read(events([event], "Årshjul"))[1][0]


def test_a_whole_day_ends_the_day_after() -> None:
    found = one(Event("a@b", "Redovisning", DAY))
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (DAY, DAY + dt.timedelta(1))
    assert b"DTSTART;VALUE=DATE:20270215" in events([Event("a@b", "x", DAY)], "n")
    assert found["transp"] == "TRANSPARENT"


def test_several_days_have_their_last_day_too() -> None:
    assert one(Event("a@b", "x", DAY, DAY + dt.timedelta(3))).decoded("dtend") == dt.date(2027, 2, 19)


@pytest.mark.parametrize(("month", "hours"), [(2, 1), (7, 2)])
def test_a_time_is_of_the_clock_in_sweden_summer_and_winter(month: int, hours: int) -> None:
    found = one(Event("a@b", "Möte", dt.datetime(2027, month, 15, 9, 0), dt.datetime(2027, month, 15, 10, 30)))  # noqa: DTZ001
    start = found.decoded("dtstart")
    assert start.utcoffset() == dt.timedelta(hours=hours)
    assert start.time() == dt.time(9)
    assert found.decoded("dtend") - start == dt.timedelta(minutes=90)
    assert found["dtstart"].params["TZID"] == "Europe/Stockholm"


def test_the_file_carries_the_rules_of_the_clock_and_only_where_it_has_times() -> None:
    timed, _rows = read(events([Event("a@b", "x", dt.datetime(2027, 2, 15, 9))], "n"))  # noqa: DTZ001
    clock = next(iter(timed.walk("VTIMEZONE")))
    assert clock["TZID"] == "Europe/Stockholm"
    zone = clock.to_tz(lookup_tzid=False)
    for moment in (dt.datetime(2027, 3, 27, 12), dt.datetime(2027, 3, 28, 12), dt.datetime(2027, 10, 31, 12)):  # noqa: DTZ001
        assert moment.replace(tzinfo=zone).utcoffset() == moment.replace(tzinfo=ZONE).utcoffset()
    assert b"VTIMEZONE" not in events([Event("a@b", "x", DAY)], "n")


def test_a_time_in_another_zone_is_told_in_ours() -> None:
    found = one(Event("a@b", "x", dt.datetime(2027, 2, 15, 8, tzinfo=dt.UTC)))
    assert found.decoded("dtstart").time() == dt.time(9)
    assert found.decoded("dtend").time() == dt.time(10), "an hour where the end is not said"


def test_what_is_called_off_is_told_so_with_a_later_number() -> None:
    found = one(Event("a@b", "x", DAY, sequence=3, cancelled=True))
    assert (found["status"], found["sequence"]) == ("CANCELLED", 3)
    assert one(Event("a@b", "x", DAY))["status"] == "CONFIRMED"


AWKWARD = 'Möte; om "stöd", våld\\hot\nBEGIN:VEVENT\r\nSUMMARY:falsk\x00 ' + "å" * 200


def test_marks_lines_and_long_words_are_kept_and_make_no_event_of_their_own() -> None:
    content = events([Event("a@b", AWKWARD, DAY, description=AWKWARD, place=AWKWARD)], AWKWARD)
    calendar, rows = read(content)
    assert len(rows) == 1
    assert str(rows[0]["summary"]) == " ".join(AWKWARD.replace("\x00", "").split())
    assert str(rows[0]["description"]) == AWKWARD.replace("\r\n", "\n").replace("\x00", "")
    assert str(calendar["x-wr-calname"]) == str(rows[0]["summary"])
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "lines are folded at 75 octets"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=300), st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 400))
def test_any_title_and_any_day_come_back(title: str, day: dt.date, days: int) -> None:
    content = events([Event("a@b", title, day, day + dt.timedelta(days))], title)
    _calendar, rows = read(content)
    assert len(rows) == 1
    assert rows[0].decoded("dtend") - rows[0].decoded("dtstart") == dt.timedelta(days + 1)
    assert content.endswith(b"END:VCALENDAR\r\n")


def test_the_same_events_are_the_same_bytes() -> None:
    row = Event(
        "a@b", "x", DAY, changed=dt.datetime(2026, 1, 1, 12, tzinfo=ZONE), url="https://exempel.se/x", kind="Möten"
    )
    assert events([row], "n") == events([row], "n")
    assert b"DTSTAMP:20260101T110000Z" in events([row], "n")


def test_how_often_to_ask_again_is_said_for_a_feed() -> None:
    content = events([], "n", every=dt.timedelta(hours=6))
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in content
    assert b"X-PUBLISHED-TTL:PT360M" in content


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (DAY, DAY - dt.timedelta(1)),
        (DAY, dt.datetime(2027, 2, 15, 9)),  # noqa: DTZ001
        (dt.datetime(2027, 2, 15, 9), dt.datetime(2027, 2, 15, 8)),  # noqa: DTZ001
    ],
)
def test_an_end_before_the_start_and_half_a_time_are_refused(starts: dt.date, ends: dt.date) -> None:
    with pytest.raises(ValueError, match="ends as it starts"):
        Event("a@b", "x", starts, ends)


def test_an_event_without_a_name_of_its_own_is_refused() -> None:
    with pytest.raises(ValueError, match="uid"):
        Event(" ", "x", DAY)
