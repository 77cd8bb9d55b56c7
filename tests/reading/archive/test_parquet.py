"""Parquet: what an analyst counts, made from the JSON lines and made again when there are more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from samfrid.cli import main
from samfrid.reading.archive import parquet
from samfrid.reading.archive.facts import document_row, fact_rows
from tests.reading.archive.places import documents, lines


def tables(out: Path) -> tuple[Any, Any, Any]:
    """Documents, facts and files of the one version in a folder."""
    (folder,) = out.glob("*/parquet")
    return tuple(ds.dataset(folder / name).to_table() for name in ("documents", "facts", "files"))


def test_facts_and_documents_stand_in_tables_of_their_own(tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 3)
    (archive / "tom.pdf").write_bytes(b"")
    arguments = ["read", str(archive), "--workers", "1", "--parquet", "--out", str(tmp_path / "ut")]
    assert main(arguments) == 1
    rows, facts, found = tables(tmp_path / "ut")
    assert rows.num_rows == 3
    assert set(rows["type"].to_pylist()) == {"motion"}
    assert set(rows["year"].to_pylist()) == {2024}
    assert found.num_rows == 4
    assert found.filter(pc.field("code") == "empty")["error"].to_pylist() == ["Filen är tom."]
    proposals = facts.filter(pc.field("fact") == "proposals")
    assert proposals.num_rows == 3
    assert set(proposals["body"].to_pylist()) == {"kommunfullmäktige"}
    text = dict(zip(rows["sha256"].to_pylist(), rows["text"].to_pylist(), strict=True))
    for row in facts.filter(pc.field("start").is_valid()).to_pylist():
        assert text[row["sha256"]][row["start"] : row["end"]] == row["quote"]


def test_tables_are_made_again_when_there_is_more(tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 2)
    arguments = ["read", str(archive), "--workers", "1", "--parquet", "--out", str(tmp_path / "ut")]
    assert main(arguments) == 0
    documents(archive, 3)
    assert main(arguments) == 0
    rows, _, found = tables(tmp_path / "ut")
    assert (rows.num_rows, found.num_rows) == (3, 3)
    assert not list((tmp_path / "ut").rglob("*.part"))


def test_a_table_that_holds_all_is_left_alone(tmp_path: Path) -> None:
    archive = documents(tmp_path / "arkiv", 2)
    assert main(["read", str(archive), "--workers", "1", "--out", str(tmp_path / "ut")]) == 0
    (path,) = (tmp_path / "ut").glob("*/readings-00001.jsonl")
    length = path.stat().st_size
    assert not parquet.made(path, length, tmp_path / "p")
    parquet.main([str(path), str(length), str(tmp_path / "p")])
    assert parquet.made(path, length, tmp_path / "p")
    assert not parquet.made(path, length + 1, tmp_path / "p")
    assert pq.read_table(tmp_path / "p" / "documents" / "readings-00001.parquet").num_rows == 2


def test_a_reading_of_no_form_makes_no_rows_and_stops_nothing(tmp_path: Path) -> None:
    odd = [
        {**LINE, "reading": {"text": "x", "type": "other"}},
        {**LINE, "reading": {**LINE["reading"], "segments": 3}},
        {**LINE, "reading": {**LINE["reading"], "dropped": 2**90, "title": {"a": []}}},
        {**LINE, "reading": {**LINE["reading"], "agreements": [{}]}},
    ]
    path = tmp_path / "readings-00001.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in (LINE, *odd, LINE)), encoding="utf-8")
    parquet.main([str(path), str(path.stat().st_size), str(tmp_path / "p")])
    rows = pq.read_table(tmp_path / "p" / "documents" / "readings-00001.parquet")
    assert rows["dropped"].to_pylist() == [
        0,
        0,
        0,
    ]  # an agreement of no form: a document all the same
    facts = pq.read_table(tmp_path / "p" / "facts" / "readings-00001.parquet")
    assert facts["fact"].to_pylist().count("amounts") == 4


LINE: dict[str, Any] = {
    "sha256": "00",
    "path": "a.txt",
    "reader": "1-a",
    "reading": {
        "text": "Avtal mellan kommunen och jouren om 1 000 kr",
        "type": "agreement",
        "runner_up": None,
        "municipality": {"name": "Ystad", "code": "1286"},
        "date": "2024-06",
        "title": None,
        "addressee": None,
        "diary_numbers": ["KS 2024/1"],
        "recipients": [],
        "warnings": [],
        "confidence_of": {"diary_numbers[0]": 0.9},
        "segments": [["paragraph", 0, 10, 0, 3]],
        "edits": [],
        "dropped": 0,
        **{group: [] for group in ("people", "questions", "proposals", "decisions", "opinions", "references")},
        **{group: [] for group in ("plans", "commitments", "figures", "items")},
        "agreements": [
            {
                "form": "iop",
                "parties": ["kommunen", "jouren"],
                "from": "2024",
                "to": None,
                "renewal": {"months": 12, "until": "further_notice"},
                "notice_months": 3,
                "amounts": [{"sek": 1000, "per": "year", "condition": None}],
                "confidence": 0.8,
                "item": None,
                "evidence": [{"start": 0, "end": 5, "page": 1, "bbox": None}],
            }
        ],
    },
}


def test_sums_of_an_agreement_are_facts_with_its_parties() -> None:
    number, agreement, amount = fact_rows(LINE)
    assert (number["fact"], number["text"], number["confidence"]) == ("diary_numbers", "KS 2024/1", 0.9)
    assert (agreement["kind"], agreement["renewal_months"], agreement["quote"]) == ("iop", 12, "Avtal")
    assert (amount["fact"], amount["value"], amount["unit"], amount["kind"]) == ("amounts", 1000.0, "SEK", "year")
    assert amount["names"] == ["kommunen", "jouren"]
    assert (amount["municipality"], amount["year"]) == ("Ystad", 2024)
    assert document_row(LINE)["pages"] == 3


def test_every_column_of_a_row_has_a_place_in_its_table(tmp_path: Path) -> None:
    shared = {column.split(":")[0] for column in parquet.TABLES["facts"].split()}
    own = {column.split(":")[0] for column in parquet.TABLES["documents"].split()}
    archive = documents(tmp_path / "arkiv", 1)
    main(["read", str(archive), "--workers", "1", "--out", str(tmp_path / "ut")])
    for line in (LINE, *lines(tmp_path / "ut")):
        assert document_row(line).keys() == own
        assert all(row.keys() <= shared for row in fact_rows(line))
