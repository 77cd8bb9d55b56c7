"""Items of business: minutes with paragraphs on one line or two, agendas with numbers, tables of contents left out."""

from __future__ import annotations

from tests.reading.entries import entries

MINUTES = """
# Protokoll socialnämnden 2024-05-14

Innehåll

§ 31/24 Kvinnofrid i hemtjänsten

§ 32/24 Delgivningar

## § 31/24 Kvinnofrid i hemtjänsten

Dnr SN 2024/77

### Beslut

- att godkänna redovisningen

Se även § 9 i protokollet från mars.

## § 32/24 Delgivningar (SN 2024/1)

### Beslut

- att lägga delgivningarna till handlingarna
"""

AGENDA = """
# Kallelse till socialnämnden

1. Upprop
2. Riktlinje för kvinnofrid
   Dnr SN 2024/311

   **Förslag till beslut**

   Socialnämnden antar riktlinjen.

3. Information

   **Förslag till beslut**

   Informationen läggs till handlingarna.
"""


def test_each_paragraph_of_minutes_is_one_item_with_its_number() -> None:
    found = entries(MINUTES, "minutes", "2024-05-14")
    assert [(item.paragraph, item.title, item.diary_numbers) for item in found.items] == [
        ("§ 31/24", "Kvinnofrid i hemtjänsten", ["SN 2024/77"]),
        ("§ 32/24", "Delgivningar", ["SN 2024/1"]),
    ]


def test_a_decision_knows_its_item() -> None:
    found = entries(MINUTES, "minutes", "2024-05-14")
    assert [(decision.paragraph, decision.item) for decision in found.decisions] == [("§ 31/24", 0), ("§ 32/24", 1)]


def test_an_agenda_numbers_its_items() -> None:
    found = entries(AGENDA, "agenda")
    assert [item.title for item in found.items] == ["Upprop", "Riktlinje för kvinnofrid", "Information"]
    assert [proposal.text for proposal in found.proposals] == [
        "Socialnämnden antar riktlinjen.",
        "Informationen läggs till handlingarna.",
    ]


def test_a_memo_has_no_items() -> None:
    assert entries(MINUTES, "memo").items == []
