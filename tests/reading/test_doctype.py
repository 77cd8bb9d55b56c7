"""The type of a document: by the words of its head, by structure, and with the runner-up kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from samfrid.reading.prepare import prepare
from samfrid.reading.read import graded, read
from samfrid.reading.reading import Reading
from samfrid.reading.sources import load

#: short papers, each under its type
TEXTS = """\
== motion
Inför en samordnare

Våldet ökar. Därför föreslår Kristdemokraterna

att fullmäktige inrättar en tjänst.
== interpellation
Till kommunalrådet Eva Ek (S)

När kommer planen?

Jag vill därför ställa följande frågor:

1. Varför?
== question
Fråga till socialnämndens ordförande

Hur många platser finns i skyddat boende?

Mia Ek (L)
== question_answer
Svar på enkel fråga

Du har frågat om jourens lokaler. De är kvar.

Bo Ås (M)
== initiative
Initiativärende

Till kommunstyrelsen

Vi vill att styrelsen kartlägger stödet.

Olle Ek (V)
== memo
Svar på nämndinitiativ om stöd

Handläggare: Bo Ås

Förslag till beslut

Initiativet avslås.
== memo
Tjänsteskrivelse

Uppföljning av handlingsplan

Förslag till beslut

Nämnden noterar uppföljningen.
== statement
Socialnämnden

Yttrande över remiss av trygghetsprogram

Nämnden har getts möjlighet att yttra sig.
== minutes
Arbetsutskottet

§ 12

Stöd till jour

Arbetsutskottets beslut

Bidraget beviljas.

Justeras

Bo Ås
== agenda
Ärendelista till fullmäktiges sammanträde

1. Upprop
2. Val av justerare
3. Svar på motion om jour
== plan
Strategi för ett jämställt Nybro 2022-2030

Strategin är antagen av kommunfullmäktige.

Vision

Alla är trygga.
== agreement
Överenskommelse om samverkan mellan kommunen och jouren

Parterna är överens.

Giltighet

Den gäller i två år.
== guideline
Riktlinjer för handläggning av ärenden om våld

Dessa riktlinjer ger handläggarna stöd i arbetet.
== report
Lägesrapport första halvåret 2024

Under perioden har 41 personer fått stöd.
== news
Ny telefonlinje öppnar

Publicerad 12 september 2024

Den som är utsatt kan ringa dygnet runt.
== other
Ansökan om föreningsbidrag 2025

Förening: Kvinnojouren Ronja

Vi söker 300 000 kronor.
"""
PAPERS = [tuple(paper.split("\n", 1)) for paper in TEXTS.split("== ")[1:]]


@pytest.mark.parametrize(("expected", "text"), PAPERS, ids=[f"{i}-{name}" for i, (name, _) in enumerate(PAPERS)])
def test_the_type(expected: str, text: str, tmp_path: Path) -> None:
    assert read_text(tmp_path, text).type == expected


def read_text(tmp_path: Path, text: str) -> Reading:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_few_cues_give_a_low_grade(tmp_path: Path) -> None:
    def grade(text: str) -> float:
        path = tmp_path / "paper.txt"
        path.write_text(text, encoding="utf-8")
        return graded(prepare(load(path))).confidence_of["type"]

    weak = grade(PAPERS[1][1])
    strong = grade("INTERPELLATION\n\nInterpellation till nämndens ordförande\n\n" + PAPERS[1][1])
    assert weak < 0.9 <= strong


def test_the_runner_up_is_kept(tmp_path: Path) -> None:
    reading = read_text(tmp_path, PAPERS[0][1] + "\nFör Kristdemokraterna\n\nBo Ås\n\n1. När inrättas tjänsten?\n")
    assert (reading.type, reading.runner_up) == ("motion", "interpellation")
    assert 0 < reading.confidence_of["runner_up"] <= reading.confidence_of["type"]
