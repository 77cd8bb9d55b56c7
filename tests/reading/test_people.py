"""Persons by context, with their party in any form, and no one who is none."""

from __future__ import annotations

import pytest

from samfrid.reading.finders.people_mentions import is_name, is_titles, names_only, people_in


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Motion av Anna Berg (S) om skydd", [("Anna Berg", "S")]),
        ("Anna Berg (s) och Bo af Ek (kd) yrkar", [("Anna Berg", "S"), ("Bo af Ek", "KD")]),
        ("Anna Berg och Bo Ek-Sund (båda MP) föreslår", [("Anna Berg", "MP"), ("Bo Ek-Sund", "MP")]),
        (
            "Anna Berg, Bo Ek och Eva Ås (samtliga Vänsterpartiet)",
            [("Anna Berg", "V"), ("Bo Ek", "V"), ("Eva Ås", "V")],
        ),
        ("Anna Berg, Centerpartiet", [("Anna Berg", "C")]),
        ("Ordföranden Anna Berg (M) inleder", [("Anna Berg", "M")]),
        ("Enligt Anna Berg (L) saknas plan", [("Anna Berg", "L")]),
        ("Ingrid Ål, Byalistan (BL)", [("Ingrid Ål", "BL")]),
        ("Sverigedemokraterna genom Anna Berg har lämnat", [("Anna Berg", "SD")]),
        ("Handläggare: Anna Berg", [("Anna Berg", None)]),
        ("– Det känns bra, säger Anna Berg, socialchef.", [("Anna Berg", None)]),
        ("säger Anne-Marie Krafft Ståhl, ordförande", [("Anne-Marie Krafft Ståhl", None)]),
        ("Dženana Hodžić (V) svarar", [("Dženana Hodžić", "V")]),
        ("Marit Hætta Sarri (MP)", [("Marit Hætta Sarri", "MP")]),
        ("Justerare: Anna Berg (C) och Bo Ek (S)", [("Anna Berg", "C"), ("Bo Ek", "S")]),
    ],
)
def test_persons_with_their_parties(text: str, people: list[tuple[str, str | None]]) -> None:
    assert [(person.value, person.party) for person in people_in(text)] == people


@pytest.mark.parametrize(
    "text",
    ["Region Skåne (RS) svarar", "Kvinnojouren Ellinor och Tjejjouren Beata", "enligt Handlingsplan Mot Våld (IOP)",
     "Social- och omsorgsförvaltningen (SOF) bedömer", "Kommunal Samverkan (KS)"],
)  # fmt: skip
def test_no_person(text: str) -> None:
    assert people_in(text) == []


@pytest.mark.parametrize(
    ("line", "answer"), [("Johan af Berghed", True), ("Utbildningsnämnden Norr", False), ("Eva", False)]
)
def test_a_name_alone(line: str, *, answer: bool) -> None:
    assert is_name(line) is answer


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Eva Ek Bo Ås", ["Eva Ek", "Bo Ås"]),
        ("Eva Ek (S) Bo Ås (M)", ["Eva Ek", "Bo Ås"]),
        ("Eva Maria Ek", ["Eva Maria Ek"]),
        ("Johan af Berghed", ["Johan af Berghed"]),
        ("Eva Ek skriver", []),
        ("Kommunfullmäktige", []),
    ],
)
def test_names_that_columns_have_run_together(line: str, names: list[str]) -> None:
    assert [line[start:end] for start, end in names_only(line)] == names


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("Ordförande", True),
        ("Socialchef Utredare", True),
        ("Ordförande i socialnämnden", True),
        ("Socialnämnden", False),
    ],
)
def test_a_line_of_titles(line: str, *, answer: bool) -> None:
    assert is_titles(line) is answer
