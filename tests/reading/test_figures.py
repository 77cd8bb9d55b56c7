"""Figures: the municipality's own counts with unit and year; money, targets, ages and the nation's numbers left out."""

from __future__ import annotations

import pytest

from tests.reading.entries import entries, quoted

Row = tuple[float, str, str | None]


def rows(paper: str, doc_type: str = "memo") -> list[Row]:
    return [(f.value, f.unit, f.period) for f in entries(paper, doc_type, "2024-10-01", "Hylte").figures]


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        ("Under 2023 placerades 38 barn i skyddat boende.", [(38, "barn", "2023")]),
        (
            "Under 2023 bedömdes 26 ärenden ha en koppling till heder. Av dessa gällde 19 flickor eller unga kvinnor.",
            [(26, "ärenden", "2023"), (19, "flickor eller unga kvinnor", "2023")],
        ),
        ("Under 2023 sökte 23 vuxna stöd. Sex av dem hade djur.", [(23, "vuxna", "2023"), (6, "vuxna", "2023")]),
        ("Under hela 2022 var antalet ärenden 243.", [(243, "ärenden", "2022")]),
        (
            "Antalet anmälningar ökade från 96 år 2021 till 143 år 2023.",
            [(96, "anmälningar", "2021"), (143, "anmälningar", "2023")],
        ),
        ("Av planens 18 aktiviteter är 11 av dem genomförda.", [(18, "aktiviteter", None), (11, "aktiviteter", None)]),
        ("Två av tolv åtgärder är genomförda.", [(2, "åtgärder", None), (12, "åtgärder", None)]),
        ("Väntetiden var i genomsnitt 19 dagar under 2023.", [(19, "dagar", "2023")]),
        (
            "Under 2023 fick 140 medarbetare utbildning, vilket är 6 procent.",
            [(140, "medarbetare", "2023"), (6, "procent", "2023")],
        ),
        ("Kommunens eget boende har åtta lägenheter.", [(8, "lägenheter", None)]),
    ],
)
def test_a_count_has_its_unit_and_its_year(paper: str, expected: list[Row]) -> None:
    assert rows(f"# Svar\n\n{paper}") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Det kostar 300 000 kronor per år.",
        "I Sverige anmäls varje år 30 000 fall.",
        "Målet är att minst 120 män ska påbörja behandling.",
        "Gruppen är för kvinnor över 60 år.",
        "Beslutet togs med 24 röster mot 22.",
        "I Storby har 900 chefer gått utbildningen.",
        "Jouren stöttade 88 kvinnor under 2023.",
        "Enligt lag 2017:725 och § 12 gäller detta.",
        "Sex av tio kvinnor har enligt Brottsförebyggande rådet utsatts.",
        "Mottagningen är öppen tre kvällar i veckan.",
        "Den 3 maj 2023 kom ett förslag in.",
        "Bostadsbolaget reserverar varje år fyra lägenheter.",
    ],
)
def test_what_is_no_figure(sentence: str) -> None:
    assert rows(f"# Svar\n\n{sentence}") == []


TABLES = """
# Rapport

| År | Vuxna | Dygn totalt |
|---|---|---|
| 2022 | 44 | 3 388 |

| | 2022 | 2023 |
|---|---|---|
| Placerade barn | 18 | 21 |

| Insats | Kostnad |
|---|---|
| 2022 | 500 |

| Mål | Indikator (utgångsläge) |
|---|---|
| Fler utbildas | Antal utbildade (2023: 260 medarbetare) |
"""


def test_tables_count_by_year() -> None:
    found = entries(TABLES, "report")
    assert [(f.value, f.unit, f.period) for f in found.figures] == [
        (44, "vuxna", "2022"),
        (3388, "dygn", "2022"),
        (18, "barn", "2022"),
        (21, "barn", "2023"),
        (260, "medarbetare", "2023"),
    ]
    assert "3 388" in quoted(found, found.figures[1])
