"""The ten example documents: that they are there, say what they are, and are read as a person reads them."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import html
from odf import teletype
from odf.opendocument import load as load_odt
from odf.text import H, P

from samfrid.reading.read import read
from scripts.make_examples import KINDS, MAKERS, SOURCES
from tests.reading.scoring import GROUPS, Score, score, shared_words

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GOLD = Path(__file__).resolve().parent / "examples" / "gold"
DOCUMENTS = sorted(path for path in EXAMPLES.glob("[0-9]*") if path.is_file())
MARK = "Konstruerat exempel – personer och platser är påhittade"
TODAY = date(2026, 11, 22)


def gold_of(path: Path) -> dict[str, Any]:
    """The gold reading of an example document."""
    gold: dict[str, Any] = json.loads((GOLD / f"{path.name}.json").read_text(encoding="utf-8"))
    return gold


def printed(path: Path) -> str:
    """The words of a document, got without Samfrid's reader; a scan's words are those of the page it was made from."""
    if KINDS.get(path.stem) == "scan":
        words = " ".join(html.parse(str(SOURCES / f"{path.stem}.html")).getroot().itertext())
    elif path.suffix == ".docx":
        document = docx.Document(str(path))
        parts = [*document.sections[0].footer.iter_inner_content(), *document.iter_inner_content()]
        words = " ".join(
            part.text if isinstance(part, Paragraph) else " ".join(c.text for row in part.rows for c in row.cells)
            for part in parts
            if isinstance(part, Paragraph | Table)
        )
    elif path.suffix == ".odt":
        odt = load_odt(str(path))
        words = " ".join(teletype.extractText(line) for kind in (P, H) for line in odt.getElementsByType(kind))
    elif path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            words = " ".join(page.get_textpage().get_text_range() for page in pdf)
    elif path.suffix == ".html":
        words = " ".join(html.parse(str(path)).getroot().itertext())
    else:
        words = path.read_text(encoding="utf-8")
    return " ".join(words.split())


@pytest.fixture(scope="module")
def readings() -> dict[str, dict[str, Any]]:
    """Every example document as the reader reads it, as JSON."""
    return {path.name: read(path).as_json() for path in DOCUMENTS}


def test_there_are_ten_and_each_has_a_gold_reading() -> None:
    assert len(DOCUMENTS) == 10
    assert {path.name for path in (GOLD).iterdir()} == {f"{path.name}.json" for path in DOCUMENTS}
    assert {path.suffix for path in DOCUMENTS} == {".docx", ".odt", ".pdf", ".html", ".txt"}
    assert sum(path.stat().st_size for path in DOCUMENTS) < 2_000_000


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_says_that_it_is_constructed(path: Path) -> None:
    assert MARK in printed(path)


def test_scan_holds_pictures_alone() -> None:
    scans = [path for path in DOCUMENTS if KINDS.get(path.stem) == "scan"]
    assert scans
    for path in scans:
        with pypdfium2.PdfDocument(path) as pdf:
            assert pdf.get_metadata_dict()["Subject"] == MARK
            assert not any(page.get_textpage().get_text_range().strip() for page in pdf)


def test_no_real_municipality_is_named() -> None:
    listed = resources.files("samfrid.reading.knowledge").joinpath("municipalities.tsv").read_text(encoding="utf-8")
    names = {line.split("\t")[1] for line in listed.splitlines() if line[:1].isdigit()}
    assert len(names) == 290
    for path in DOCUMENTS:
        named = set(re.findall(r"([\wåäöÅÄÖ-]+?)s? kommun\b", printed(path)))
        assert not named & names, path.name


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind in ("docx", "odt")])
def test_word_and_opendocument_files_are_what_their_sources_make(name: str, tmp_path: Path) -> None:
    kept = EXAMPLES / f"{name}.{KINDS[name]}"
    made = tmp_path / kept.name
    made.write_bytes(MAKERS[KINDS[name]](name))
    assert printed(made) == printed(kept)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_gold_uses_the_documents_own_words(path: Path) -> None:
    gold, words = gold_of(path), set(re.findall(r"\w+", printed(path).casefold()))
    for name in ("people", "questions", "proposals", "decisions", "opinions", "plans", "commitments"):
        for item in gold[name]:
            claimed = re.findall(r"\w+", str(item["name" if name in ("people", "plans") else "text"]).casefold())
            assert set(claimed) <= words, (name, item)
    assert all(number in printed(path) for number in gold["diary_numbers"])


def test_story_leaves_something_undone() -> None:
    gold = {path.stem[:2]: gold_of(path) for path in DOCUMENTS}
    plan = gold["06"]["commitments"]
    reported = {item["text"]: item["status"] for item in gold["10"]["commitments"]}
    assert [item["text"] for item in plan[:6] if not item["responsible"]] == [
        "En stödgrupp för barn som har upplevt våld"
    ]
    late = [item for item in plan[:6] if date.fromisoformat(item["due"]) < TODAY and reported[item["text"]] != "done"]
    assert [item["responsible"] for item in late] == ["Socialförvaltningen"]
    outcomes = [clause["outcome"] for clause in gold["05"]["decisions"]]
    assert outcomes == ["granted", "partly_granted", "answered", "tasked", "noted"]
    # nobody has told what became of the granted clause
    assert not any(
        "lägenheter" in item["text"] for number in ("06", "08", "10") for item in gold[number]["commitments"]
    )


def test_scorer_gives_a_perfect_reading_full_marks() -> None:
    for path in DOCUMENTS:
        assert score(gold_of(path), deepcopy(gold_of(path))).f1 == 1.0


def test_scorer_sees_what_is_missing_wrong_and_extra() -> None:
    gold = gold_of(EXAMPLES / "05-protokoll-kommunfullmaktige.pdf")
    facts = score(gold, deepcopy(gold)).found
    worse = deepcopy(gold)
    worse["decisions"][0]["outcome"] = "rejected"
    assert (score(gold, worse).missed, score(gold, worse).extra) == (1, 1)
    worse = deepcopy(gold)
    worse["recipients"].pop()
    assert (score(gold, worse).found, score(gold, worse).missed, score(gold, worse).extra) == (facts - 1, 1, 0)
    worse = deepcopy(gold)
    worse["people"].append({"name": "Ingen Alls", "party": None, "role": "other"})
    assert (score(gold, worse).missed, score(gold, worse).extra) == (0, 1)
    assert score(gold, {}).f1 == 0.0


def test_scorer_is_not_fooled_by_order_or_wording() -> None:
    gold = gold_of(EXAMPLES / "06-handlingsplan-2024-2026.pdf")
    turned = deepcopy(gold)
    for name in GROUPS:
        turned[name].reverse()
    turned["commitments"][0]["text"] += " som sagt"
    turned["diary_numbers"] = ["Dnr KS  2024/88"]
    assert score(gold, turned).faults == []
    assert shared_words("en rutin", "en annan rutin") == pytest.approx(0.8)


def test_no_municipality_is_guessed(readings: dict[str, dict[str, Any]]) -> None:
    assert {name: reading["municipality"] for name, reading in readings.items() if reading["municipality"]} == {}


def test_the_mark_is_no_fact(readings: dict[str, dict[str, Any]]) -> None:
    for name, reading in readings.items():
        told = [
            str(item.get("text") or item.get("name"))
            for group in GROUPS
            for item in reading[group]
            if isinstance(item, dict)
        ]
        assert not any("Konstruerat exempel" in text for text in told), name


def test_read_as_a_person_reads_them(readings: dict[str, dict[str, Any]]) -> None:
    total = Score()
    for path in DOCUMENTS:
        total += score(gold_of(path), readings[path.name])
    assert total.f1 >= 0.85, f"F1 {total.f1:.3f}\n" + "\n".join(total.faults)


def test_reader_warns_of_what_the_story_leaves_open(readings: dict[str, dict[str, Any]]) -> None:
    assert "no_responsible" in readings["06-handlingsplan-2024-2026.pdf"]["warnings"]
    assert "answer_refers_back" in readings["08-svar-pa-interpellation.docx"]["warnings"]
    assert "missing_figure" in readings["10-uppfoljning-2026.pdf"]["warnings"]
