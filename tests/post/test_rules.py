"""When a letter is tried again, where it is, and its words with the link in them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.post import rules
from samfrid.post.links import digest, is_secret, new_secret
from samfrid.post.rules import Over, State

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
CLOSED = {"sent": False, "printed": False, "dropped": False, "failed": False, "to_send": False, "has_server": True}


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"to_send": True}, State.WAITS),
        ({"to_send": True, "has_server": False}, State.TO_PRINT),
        ({}, State.TO_PRINT),
        ({"failed": True, "to_send": True}, State.FAILED),
        ({"failed": True, "printed": True}, State.PRINTED),
        ({"failed": True, "sent": True}, State.SENT),
        ({"dropped": True}, State.DROPPED),
    ],
)
def test_where_a_letter_is(told: dict[str, bool], state: State) -> None:
    assert rules.state(**(CLOSED | told)) is state
    assert state in rules.SHOWN


@given(st.integers(0, 40))
def test_each_wait_is_as_long_as_the_one_before_and_then_it_is_given_up(attempts: int) -> None:
    this, after = rules.next_try(attempts, NOW), rules.next_try(attempts + 1, NOW)
    if this and after:
        assert NOW < this <= after
    if attempts > len(rules.WAITS) or attempts == 0:
        assert this is None


@pytest.mark.parametrize(
    ("body", "link", "words"),
    [
        ("Hej\n\n{länk}\n\nHej då", "https://x/r/1/2/", "Hej\n\nhttps://x/r/1/2/\n\nHej då"),
        ("Omgången {länk} är öppen", "https://x", "Omgången {länk} är öppen"),
        ("{länk}", None, rules.NO_LINK),
        ("Utan", "", "Utan"),
    ],
)
def test_the_link_stands_where_its_mark_stands_alone(body: str, link: str | None, words: str) -> None:
    assert rules.with_link(body, link) == words


@given(st.text(max_size=60), st.text(alphabet="abc/:", min_size=1, max_size=20))
def test_nothing_but_the_mark_is_changed(body: str, link: str) -> None:
    told = rules.with_link(body, link)
    assert [one for one in told.splitlines() if one not in (link, "")] == [
        one for one in body.splitlines() if one.strip() != rules.MARK and one not in (link, "")
    ]


@pytest.mark.parametrize(
    ("last_on", "revoked", "closed", "told"),
    [
        ("2026-12-01", False, False, None),
        ("2026-11-22", False, False, None),
        ("2026-11-21", False, False, Over.EXPIRED),
        ("2026-12-01", True, True, Over.REVOKED),
        ("2026-11-21", False, True, Over.CLOSED),
    ],
)
def test_how_long_a_link_is_good(last_on: str, revoked: bool, closed: bool, told: Over | None) -> None:
    today, last = dt.date(2026, 11, 22), dt.date.fromisoformat(last_on)
    assert rules.over(revoked=revoked, closed=closed, last_on=last, today=today) is told


def test_a_secret_is_known_by_its_form_and_kept_as_a_digest() -> None:
    secret = new_secret()
    assert is_secret(secret)
    assert not any(is_secret(text) for text in ("", secret[:-1], f"{secret}A", f"{secret[:-1]}å", f"{secret}\n"))
    assert digest(secret) != secret
    assert digest(secret) == digest(secret)
