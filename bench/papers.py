"""Measure the papers: ``python -m bench.papers`` prints the figures and writes ``bench/results/papers.json``.

Milliseconds of CPU for a letter of two pages and for a report with a table of 500 rows, as Word file, PDF and sheet.
Beside each stands the library that it is made with, bare, doing the same words or rows without heading, style, template
or guard. The PDF of the report is set in a child, whose CPU is counted.
"""

from __future__ import annotations

import io
import itertools
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import docx as python_docx
import typst
import xlsxwriter

from samfrid.papers.docx import docx
from samfrid.papers.paper import (
    Block,
    Bullets,
    Clauses,
    Facts,
    Heading,
    Notes,
    Paper,
    Quote,
    Run,
    Signature,
    Table,
    Text,
)
from samfrid.papers.pdf import pdf
from samfrid.papers.sheet import Column, Sheet, csv, xlsx

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "bench" / "results" / "papers.json"
COMMAND: Final = "python -m bench.papers"
ROUNDS: Final = 7
ROWS: Final = 500
TURN: Final = itertools.count()
HEAD: Final = ("Åtgärd", "Ansvarig", "Klart", "Läge", "Antal")


def letter() -> Paper:
    """A memo of two pages."""
    sentence = "Socialförvaltningen bedömer att kommunens arbete mot våld i nära relationer har stärkts under året. "
    blocks: list[Block] = [
        Heading(1, "Förslag till beslut"),
        Clauses(["anse motionens första att-sats besvarad", "avslå motionen i övrigt"]),
    ]
    for name in ("Sammanfattning", "Bakgrund", "Bedömning", "Barnets bästa", "Ekonomi"):
        blocks += [Heading(1, name), Text([(sentence * 3, Run("", note=1)), sentence * 4])]
    blocks += [
        Facts([("Beslut", "KF § 123/2025"), ("Kostnad", "1 250 000 kr")]),
        Bullets(["Rutin antagen", "Avtal förlängt"]),
        Quote("Ingen ska utsättas för våld.", "Handlingsplan 2024–2027, sida 4"),
        Signature(["Anna Ekström", "Socialdirektör"]),
        Notes(["Handlingsplan mot våld i nära relationer 2024–2027, sida 4"]),
    ]
    reference = [("Diarienummer", "KS 2026.123"), ("Datum", "2026-11-22"), ("Handläggare", "Anna Ekström")]
    return Paper("Svar på motion om våld", blocks, "Tjänsteskrivelse", ["Vallentuna kommun"], reference, ["KS"])


def rows() -> list[tuple[str, ...]]:
    """The rows of the report."""
    return [
        (
            f"Utbildning av personal inom hemtjänsten, omgång {number}",
            "Äldrenämnden",
            "2026-12-31",
            "Pågår",
            str(number),
        )
        for number in range(ROWS)
    ]


def report() -> Paper:
    """A report with one long table."""
    return Paper("Uppföljning", [Heading(1, "Åtaganden"), Table(HEAD, rows(), caption="Alla åtaganden")])


def bare_docx(words: list[str], table: list[tuple[str, ...]]) -> bytes:
    """The words as paragraphs and the rows as a table, by python-docx."""
    document = python_docx.Document()
    for text in words:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=len(table), cols=len(HEAD))
        for row, texts in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def bare_typst(words: list[str], table: list[tuple[str, ...]]) -> bytes:
    """The same by Typst alone, without tags, letterhead or styles."""
    source = "#let it = json(bytes(sys.inputs.it))\n#for part in it.words { par(part) }\n"
    source += "#if it.table.len() > 0 { table(columns: 5, ..it.table.flatten()) }"
    data = json.dumps(
        {
            "words": [f"{words[0]} {next(TURN)}", *words[1:]],
            "table": [(f"{row[0]} {next(TURN)}", *row[1:]) for row in table],
        }
    )
    made: bytes = typst.compile(source.encode(), format="pdf", sys_inputs={"it": data}, ignore_system_fonts=True)
    return made


def bare_xlsx(table: list[tuple[str, ...]]) -> bytes:
    """The rows by xlsxwriter alone."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, texts in enumerate(table):
            for column, text in enumerate(texts):
                sheet.write_string(number, column, text)
    return file.getvalue()


def anew(paper: Paper) -> Paper:
    """The paper with another first words: Typst remembers what it has set, and would only look it up."""
    turn = next(TURN)
    blocks = [
        Heading(block.level, f"{block.text} {turn}") if isinstance(block, Heading) else block for block in paper.blocks
    ]
    return replace(paper, title=f"{paper.title} {turn}", blocks=blocks)


def words_of(paper: Paper) -> list[str]:
    """What a paper says, as plain paragraphs."""
    found = [paper.title]
    for block in paper.blocks:
        given: Any = getattr(block, "paragraphs", None) or getattr(block, "items", None) or [getattr(block, "text", "")]
        found += ["".join(getattr(run, "text", run) for run in words) for words in given]
    return found


def _worked() -> float:
    """This process's CPU and that of its children, in milliseconds."""
    times = os.times()
    return (times.user + times.system + times.children_user + times.children_system) * 1000


def cost_of(make: Callable[[], bytes]) -> float:
    """The least of some rounds; each makes enough files that the clock's hundredths of a second tell."""
    make()
    begun = _worked()
    make()
    turns = max(1, round(300 / max(_worked() - begun, 3)))
    found = []
    for _round in range(ROUNDS):
        begun = _worked()
        for _turn in range(turns):
            make()
        found.append((_worked() - begun) / turns)
    return min(found)


def main() -> None:
    """Measure, print, and keep the figures."""
    memo, long, table = letter(), report(), rows()
    columns = [Column(title) for title in HEAD]
    words = words_of(memo)
    pairs: list[tuple[str, Callable[[], bytes], Callable[[], bytes] | None]] = [
        ("letter of two pages as DOCX", lambda: docx(memo), lambda: bare_docx(words, [])),
        ("letter of two pages as PDF", lambda: pdf(anew(memo)), lambda: bare_typst(words, [])),
        (f"table of {ROWS} rows as DOCX", lambda: docx(long), lambda: bare_docx([], table)),
        (f"table of {ROWS} rows as PDF", lambda: pdf(anew(long)), lambda: bare_typst([long.title], table)),
        (f"table of {ROWS} rows as XLSX", lambda: xlsx([Sheet("A", columns, table)]), lambda: bare_xlsx(table)),
        (f"table of {ROWS} rows as CSV", lambda: csv(Sheet("A", columns, table)), None),
    ]
    kept = []
    for what, ours, bare in pairs:
        value, reference = cost_of(ours), cost_of(bare) if bare else None
        ratio = round(value / reference, 3) if reference else None
        kept.append(
            {
                "measure": f"{what}: CPU, beside the bare library",
                "value": round(value, 1),
                "unit": "ms",
                "reference": round(reference, 1) if reference else None,
                "ratio": ratio,
                "command": COMMAND,
            }
        )
        sys.stdout.write(f"{what:32} {value:7.1f} ms, bare library {reference or 0:7.1f} ms, ratio {ratio}\n")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
