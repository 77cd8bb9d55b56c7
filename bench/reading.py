"""Measure the reader: ``python -m bench.reading`` prints the figures and writes ``bench/results/reading.json``.

Born-digital PDF the whole way from file to reading, beside PDFium giving characters with boxes and nothing else, in the
same run on the same pages; cold start; a scanned page; peak memory and answer for ordinary and for hostile files, each
in the confined child that the application reads in. Processor seconds of one core; memory is the child's peak.
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from tests.reading import files

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results" / "reading.json"
COMMAND = "python -m bench.reading"
PAGES = 40
ROUNDS = 5
MEMORY_GOAL, MEMORY_GOAL_OF_PICTURES = 300.0, 600.0

Row = dict[str, object]


def memo(pages: int = PAGES) -> bytes:
    """A letter as municipalities write them: a head on each page, headings, prose and a list."""
    sentences = (ROOT / "bench" / "sentences.txt").read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in sentences if line and not line.startswith("#")).split()
    made, position = [], 0
    for number in range(1, pages + 1):
        page = [
            (60.0, 40.0, "Exempelby kommun"),
            (250.0, 40.0, "Tjänsteskrivelse"),
            (440.0, 40.0, "Dnr KS 2024/118"),
            (440.0, 52.0, f"{number} ({pages})"),
        ]
        for row in range(44):
            left = 90.0 if row % 11 in (8, 9) else 70.0
            top = 90.0 + 15 * row + 8 * (row // 11)
            if row % 11 == 0:
                page.append((left, top, ("Sammanfattning", "Bakgrund", "Bedömning", "Beslutsunderlag")[row // 11]))
                continue
            taken = [words[(position + step) % len(words)] for step in range(11)]
            position += 11
            page.append((left, top, ("• " if left > 80 else "") + " ".join(taken)))
        made.append(page)
    return files.pdf(*made, size=10)


def per_second(act: Callable[[], object], count: int) -> float:
    """How many of ``count`` things are done in a CPU second; the best of some rounds, since others use the machine."""
    act()
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        act()
        best = min(best, time.process_time() - started)
    return count / best


def boxes_alone(data: bytes) -> int:
    """PDFium's characters with boxes, and nothing made of them."""
    document = pypdfium2.PdfDocument(data)
    count = 0
    for page in document:
        layer = page.get_textpage()
        layer.get_text_range()
        for index in range(layer.count_chars()):
            layer.get_charbox(index)
            count += 1
        layer.close()
        page.close()
    document.close()
    return count


def digital(folder: Path) -> Iterator[Row]:
    """Born-digital PDF: PDFium alone, our lines and tables, and the whole reading."""
    from samfrid.reading.read import read
    from samfrid.reading.sources import load

    path = folder / "memo.pdf"
    path.write_bytes(memo())
    alone = per_second(lambda: boxes_alone(path.read_bytes()), PAGES)
    parsed = per_second(lambda: load(path), PAGES)
    whole = per_second(lambda: read(path), PAGES)
    yield row("PDFium, characters with boxes and nothing else", alone, "pages/s/core", None)
    yield row("born-digital PDF to lines, columns and tables", parsed, "pages/s/core", round(alone, 1))
    yield row("born-digital PDF, whole way from file to reading", whole, "pages/s/core", 100.0)
    yield row("the same beside PDFium with boxes", whole, "pages/s/core", round(alone, 1))


def rules() -> Iterator[Row]:
    """The rules alone: from a document in memory to its reading, beside one expression over the same words."""
    from samfrid.reading.prepare import prepare
    from samfrid.reading.read import read_document
    from samfrid.reading.sources import load_bytes

    source = load_bytes(memo(), "memo.pdf")
    document = prepare(source)
    count = len(document.text.split())
    word = re.compile(r"\w+")
    walked = per_second(lambda: [match.span() for match in word.finditer(document.text)], count)
    prepared = per_second(lambda: prepare(source), count)
    both = per_second(lambda: read_document(prepare(source)), count)
    yield row("one expression over the same words", walked, "words/s", None)
    yield row("rules, from text in memory to findings", 1 / (1 / both - 1 / prepared), "words/s", 500_000.0)
    yield row("the same beside one expression", 1 / (1 / both - 1 / prepared), "words/s", round(walked))


def scanned(folder: Path) -> Iterator[Row]:
    """Scanned pages: processor seconds for one, and what of it is ours."""
    from samfrid.reading.read import read

    path = folder / "skannad.pdf"
    path.write_bytes(files.picture_pdf(files.picture_of(memo(1), dpi=300), dpi=300))
    read(path)
    started = time.process_time()
    read(path)
    yield row("scanned page, whole way", time.process_time() - started, "CPU s/page", None)


def cold_start(folder: Path) -> Iterator[Row]:
    """From command to summary for one text file: seconds on the clock, and processor seconds, its child's among them.

    The least of some rounds: others use the machine, and can only make both longer.
    """
    path = folder / "motion.txt"
    path.write_text((files.SENTENCE + "\n") * 20, encoding="utf-8")
    for name, options in (("", []), (", without the child process", ["--no-sandbox"])):
        clock, worked = [], []
        for _ in range(ROUNDS):
            before, started = processor_seconds_of_children(), time.perf_counter()
            command = [sys.executable, "-m", "samfrid", "read", *options, str(path)]
            subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=True)
            clock.append(time.perf_counter() - started)
            worked.append(processor_seconds_of_children() - before)
        yield row(f"cold start, one text file{name}", min(clock), "s", 1.0)
        yield row(f"cold start, one text file{name}, processor", min(worked), "CPU s", 1.0)


def processor_seconds_of_children() -> float:
    """What programs that were started here, and have ended, have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def environment() -> dict[str, str]:
    """The surroundings of a program started here."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path])}


def inputs() -> Iterator[tuple[str, str, bytes]]:
    """What is read for the memory figures: what it is, file name, bytes."""
    yield "text", "motion.txt", (files.SENTENCE + "\n").encode() * 50
    yield f"born-digital PDF, {PAGES} pages", "memo.pdf", memo()
    scan = files.picture_of(memo(1), dpi=300)
    yield "scanned page", "skannad.pdf", files.picture_pdf(scan, dpi=300)
    yield "empty file", "tom.pdf", b""
    yield "locked PDF", "last.pdf", files.pdf(files.prose(), encrypt="hemligt")
    yield "broken PDF", "trasig.pdf", memo(2)[:3000]
    yield "DOCX that unpacks to 2 GB", "bomb.docx", files.bomb(2 * 2**30)
    yield "DOCX that unpacks to 1 GB and lies about it", "bomb2.docx", files.bomb(2**30, stated=5000)
    yield "600 pages", "lang.pdf", memo(600)
    yield "80 MB", "stor.pdf", b"%PDF-1.7\n" + bytes(80 * 2**20)
    yield "PDF with the ending .docx", "fel.docx", memo(2)
    yield "picture of a cat", "katt.png", files.png(files.cat())
    yield "picture of 100 million pixels", "jatte.png", files.png(Image.new("L", (10_000, 10_000), 255))
    script = b"<script>" + b"var a=1;" * 200_000 + b"</script>"
    yield "HTML with 1.6 MB of scripts", "sida.html", b"<!doctype html><body>" + script + b"<h1>Motion</h1><p>Text</p>"
    yield "HTML of 40 000 nested elements", "djup.html", b"<!doctype html>" + b"<div>" * 40_000 + b"Text"
    english = b"The board decided that the municipality shall follow up the work and report on it to the council. "
    yield "text in another language", "annat.txt", english * 30
    yield "binary rubbish", "skrap.txt", bytes(range(256)) * 4000
    yield "400 pages of text", "lang.txt", (files.SENTENCE + "\n").encode() * 12_000


def memory(folder: Path) -> Iterator[Row]:
    """Peak memory of the confined child for each input, and what it answered."""
    for what, name, data in inputs():
        path = folder / name
        path.write_bytes(data)
        used, answer = peak(path)
        goal = MEMORY_GOAL_OF_PICTURES if "scan" in what or "picture" in what else MEMORY_GOAL
        yield row(f"peak memory, {what} → {answer}", used, "MB", goal)
        path.unlink()


def peak(path: Path) -> tuple[float, str]:
    """The child's largest resident memory in MB, and its answer: ``read`` or the code of the refusal."""
    reader, writer = os.pipe()
    order = json.dumps({"path": str(path), "memory": 480 * 2**20, "seconds": 120, "pages": 400})
    child = subprocess.Popen(
        [sys.executable, "-m", "samfrid.reading.confined", str(writer), order],
        env={**environment(), "OMP_THREAD_LIMIT": "1", "MALLOC_ARENA_MAX": "2"},
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
        cwd="/",
    )
    os.close(writer)
    with io.FileIO(reader) as pipe:
        told = pipe.readall()
    child.wait()
    answer: dict[str, Any] = (
        json.loads(told.rpartition(b"\n")[2])
        if told
        else {"error": {"code": f"died ({child.returncode})"}, "peak_bytes": 0}
    )
    return answer["peak_bytes"] / 1e6, answer["error"]["code"] if "error" in answer else "read"


def row(measure: str, value: float, unit: str, reference: float | None) -> Row:
    """One figure; ``reference`` is the goal, or what it is measured against."""
    ratio = round(value / reference, 3) if reference else None
    named = {"measure": measure, "value": round(value, 3), "unit": unit}
    return {**named, "reference": reference, "ratio": ratio, "command": COMMAND}


def main() -> None:
    """Measure everything, print it and keep it."""
    rows: list[Row] = []
    loads = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory() as name:
        for part in (digital, lambda _: rules(), scanned, cold_start, memory):
            for found in part(Path(name)):
                rows.append(found)
                print(f"{found['measure']:78} {found['value']:>10} {found['unit']:13} against {found['reference']}")
            loads.append(os.getloadavg()[0])
    # others on the machine make even processor seconds longer: cores share caches, and seconds on the clock suffer most
    rows.append(row(f"load of the machine while measuring, at most ({os.cpu_count()} cores)", max(loads), "", None))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
