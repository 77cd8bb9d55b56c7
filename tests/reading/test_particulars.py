"""Date, addressee and municipality by their role in the document, where several stand side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from samfrid.reading.read import read
from samfrid.reading.reading import Reading


def reading_of(tmp_path: Path, text: str) -> Reading:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return read(path)


MEMO = """\
Nybro kommun
Socialförvaltningen

Tjänsteskrivelse
{}

Socialnämnden

Svar på motion om jour

Förslag till beslut

Motionen avslås.
"""


@pytest.mark.parametrize(
    ("particulars", "date"),
    [
        ("2024-03-05", "2024-03-05"),
        ("Datum: 5 mars 2024", "2024-03-05"),
        ("Datum 2024-03-05\nSammanträdesdatum 2024-03-20", "2024-03-05"),
        ("Nybro den 5 mars 2024\nInkom 2024-03-11", "2024-03-05"),
        ("Inkom 2024-03-11", None),
        ("Beslutad 2024-03-11", None),
        ("Senast ändrad: 2024-03-11", None),
        ("Antagen av kommunfullmäktige 2024-03-11", None),
    ],
)
def test_only_the_document_s_own_date(particulars: str, date: str | None, tmp_path: Path) -> None:
    assert reading_of(tmp_path, MEMO.format(particulars)).date == date


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        (MEMO.format("2024-03-05"), "Socialnämnden"),
        ("Motion\n\nTill kommunfullmäktige\n\nVi föreslår att fullmäktige gör det.\n", "kommunfullmäktige"),
        ("Interpellation till KSO\n\nJag vill därför fråga:\n\n1. När?\n", "kommunstyrelsens ordförande"),
        (
            "Interpellation\n\nTill ordföranden i socialnämnden Bo Ås (M)\n\nJag vill därför fråga:\n\n1. När?\n",
            "ordföranden i socialnämnden",
        ),
        (
            "Interpellation\n\nOm jouren\n\nJag vill därför fråga kommunstyrelsens ordförande:\n\n1. När?\n",
            "kommunstyrelsens ordförande",
        ),
        ("Protokoll\n\nSocialnämnden\n\n§ 1 Jour\n\nBeslut\n\nBidraget beviljas.\n", None),
    ],
)  # fmt: skip
def test_the_addressee(text: str, addressee: str | None, tmp_path: Path) -> None:
    assert reading_of(tmp_path, text).addressee == addressee


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("LUNDS KOMMUN\n\nMotion om jour\n\nErfarenheter från Eslövs kommun visar att det går.\n", "1281"),
        ("Motion om jour\n\nBorås den 3 maj 2024\n\nVi vill att kommunen öppnar en jour.\n", "1490"),
        ("Fråga om jour\n\nKommunfullmäktige i Tranås sade nej. Varför?\n", "0687"),
        ("Svar på fråga\n\nKontakt: eva.ek@simrishamn.se\n\nJouren är öppen.\n", "1291"),
        ("Motion om jour\n\nBåde Eda kommun och Kils kommun har en jour.\n", None),
        ("Motion om jour\n\nVår kommun bör öppna en jour i Berg eller på en annan plats.\n", None),
    ],
)
def test_whose_document_it_is(text: str, code: str | None, tmp_path: Path) -> None:
    town = reading_of(tmp_path, text).municipality
    assert (town.code if town else None) == code
