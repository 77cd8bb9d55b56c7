"""Which organisations are likely one entered twice."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from samfrid.municipalities.alike import likely_same, may_be_same, name_key


@dataclass(frozen=True)
class One:
    name: str
    number: str = ""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kvinnojouren Vallentuna", "Vallentuna kvinnojour"),
        ("Kvinnojouren i Vallentuna", "Föreningen Kvinnojouren Vallentuna"),
        ("Kvinnojouren Ada", "Kvinnojouren Ada, ideell förening"),
        ("Exempelbostäder AB", "AB Exempelbostäder"),
        ("Exempelbostäder AB (publ)", "exempelbostäder"),
        ("Vallentunas brottsofferjour", "Brottsofferjouren Vallentuna"),
    ],
)
def test_names_that_are_alike(first: str, second: str) -> None:
    assert name_key(first) == name_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kvinnojouren Ada", "Kvinnojouren Eva"),
        ("Kvinnojouren Ada", "Tjejjouren Ada"),
        ("Polisen Norr", "Polisen Syd"),
        ("Föreningen", "Stiftelsen"),
    ],
)
def test_names_that_are_not(first: str, second: str) -> None:
    assert name_key(first) != name_key(second)


def test_a_number_of_its_own_tells_two_of_a_name_apart() -> None:
    ada, other = One("Kvinnojouren Ada", "802000-0000"), One("Ada kvinnojour", "802000-1111")
    assert not may_be_same(ada, other)
    assert may_be_same(ada, One("Något helt annat", "802000-0000"))
    assert may_be_same(ada, One("Ada kvinnojour"))


def test_pairs_are_each_told_once() -> None:
    rows = [One("Ada kvinnojour", "1"), One("Kvinnojouren Ada", "1"), One("Polisen"), One("Kvinnojour Ada förening")]
    assert [(a.name, b.name) for a, b in likely_same(rows)] == [
        ("Ada kvinnojour", "Kvinnojouren Ada"),
        ("Ada kvinnojour", "Kvinnojour Ada förening"),
        ("Kvinnojouren Ada", "Kvinnojour Ada förening"),
    ]


def test_three_thousand_are_compared_at_once() -> None:
    assert likely_same([One(f"Förening nummer {n}") for n in range(3000)]) == []
