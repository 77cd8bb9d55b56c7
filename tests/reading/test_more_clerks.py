"""Forms met in papers 530 to 545: labels for asker and answerer, relative clauses, counts that go on, and others."""

from __future__ import annotations

from pathlib import Path

import pytest

from samfrid.reading.read import read
from samfrid.reading.reading import Reading


def reading_of(tmp_path: Path, text: str) -> Reading:
    path = tmp_path / "papper.txt"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_a_question_with_its_answer_names_asker_and_answerer_by_labels(tmp_path: Path) -> None:
    text = (
        "Hällby kommun\nDiarienummer: KF 2024:88\n\nENKEL FRÅGA MED SVAR\n\nFrågeställare: Eva Ek (S)\n"
        "Svarande: socialnämndens ordförande Bo Ås (L)\nInlämnad: 2024-10-10\n\nFrågan\nKommunen har ont om folk. "
        "Min fråga är:\n\nHur får den som ringer i dag hjälp i dag?\n\nSvaret\nTack för frågan. Vi har anställt två "
        "handläggare till enheten.\n\nBo Ås\n"
    )
    read_ = reading_of(tmp_path, text)
    assert read_.type == "question_answer"
    assert {(p.name, p.role) for p in read_.people} == {("Eva Ek", "mover"), ("Bo Ås", "answerer")}
    assert [(r.type, r.date, list(r.by)) for r in read_.references] == [("question", "2024-10-10", ["Eva Ek"])]
    assert [q.text for q in read_.questions] == ["Hur får den som ringer i dag hjälp i dag?"]


def test_a_stamp_of_arrival_over_its_day_is_not_the_motions_date(tmp_path: Path) -> None:
    text = (
        "HÄLLBY KOMMUN\nInkom till kommunfullmäktiges kansli\n2024-02-27\nDnr 24/KS 0109\n\nMotion till "
        "kommunfullmäktige\n\nLarm åt alla\n\nDet behövs larm åt alla som lever under hot i vår kommun, och det "
        "behövs nu.\n\nJag yrkar att kommunfullmäktige beslutar\n\na) att köpa in tio larm\n\nHällby 2024-02-26\n\n"
        "Eva Ek (S)\n"
    )
    assert reading_of(tmp_path, text).date == "2024-02-26"


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Delges\nSocialnämnden (§ 32)\nKommunstyrelsen (§ 33)", ["Socialnämnden", "Kommunstyrelsen"]),
        ("Beslut till\nSocialjouren\nMotionären", ["Socialjouren", "Motionären"]),
    ],
)
def test_recipients_stand_under_more_headings_and_with_their_items(
    tmp_path: Path, heading: str, told: list[str]
) -> None:
    text = (
        "Hällby kommun\nTJÄNSTESKRIVELSE\n2024-04-15\n\nSocialnämnden\n\nSvar på motion om larm\n\nFörslag till "
        "beslut\n\nMotionen avslås.\n\nSammanfattning\n\nMotionen tar upp larm åt dem som lever under hot. "
        f"Förvaltningen anser att polisen ska svara för larm.\n\n{heading}\n"
    )
    assert [r.value for r in reading_of(tmp_path, text).recipients] == told


def test_a_number_on_its_own_line_ends_before_the_heading_under_it(tmp_path: Path) -> None:
    text = (
        "HÄLLBY KOMMUN   PROTOKOLL\nSocialnämnden   Sammanträdesdatum 2024-03-12\n\nSN § 32\nBidrag till jouren\n"
        "                                    Dnr SN 2023/310\nNämndens beslut\n1. Jouren beviljas 175 000 kr för år "
        "2024.\n2. Ansökan avslås i övrigt.\n\nBeskrivning av ärendet\nJouren har ansökt om 240 000 kr till sin "
        "verksamhet.\n"
    )
    read_ = reading_of(tmp_path, text)
    assert [(d.paragraph, d.outcome) for d in read_.decisions] == [("§ 32", "funded"), ("§ 32", "rejected")]
