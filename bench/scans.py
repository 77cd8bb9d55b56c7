"""Measure scans: ``python -m bench.scans`` prints the figures and writes ``bench/results/scans.json``.

Pages of text written for it are printed, scanned at three qualities (clean at 300 dots an inch, an office scanner, a
fax) and read. Repair: the English model's text, as an old text layer has it, before and after. Reading: word error with
the Swedish model, how far the estimate of what is misread is from the truth, paragraph signs and figures. Time: the
whole way from file to reading beside Tesseract alone on the same pixels in the same run, in CPU seconds.
"""

from __future__ import annotations

import json
import os
import re
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from bench._scanning import FONTS, QUALITIES, TEXT, Quality, pages, pdf_of, picture_pdf, plain, scanned, word_errors
from bench.repair import mended
from samfrid.reading.prepare import prepare
from samfrid.reading.read import read_document
from samfrid.reading.sources import load, ocr  # before Tesseract: it says how many threads that may take

import tesserocr  # isort: skip

RESULTS = Path(__file__).parent / "results" / "scans.json"
COMMAND = "python -m bench.scans"
ROUNDS = 3
_FIGURE = re.compile(r"\d+")

Row = dict[str, object]


def row(measure: str, value: float, unit: str, reference: float | None) -> Row:
    """One figure; ``reference`` is the goal, or what it is measured against."""
    ratio = round(value / reference, 3) if reference else None
    named = {"measure": measure, "value": round(value, 3), "unit": unit}
    return {**named, "reference": reference, "ratio": ratio, "command": COMMAND}


def recognised(picture: Image.Image, dpi: int, language: str) -> str:
    """What Tesseract alone makes of a picture: text for ``eng``, for ``swe`` the words with boxes that we ask for."""
    engine = ocr.engine(language)
    engine.SetPageSegMode(tesserocr.PSM.AUTO)
    engine.SetImageBytes(picture.tobytes(), picture.width, picture.height, 1, picture.width)
    engine.SetSourceResolution(dpi)
    text: str = engine.GetTSVText(0) if language == "swe" else engine.GetUTF8Text()
    engine.Clear()
    return text


def seconds(act: Callable[[], object]) -> float:
    """CPU seconds that something takes."""
    started = time.process_time()
    act()
    return time.process_time() - started


def printed() -> list[tuple[list[str], bytes]]:
    """The pages with their text, by turns in two faces."""
    found = pages(TEXT.read_text(encoding="utf-8"))
    return [(page, pdf_of(page, FONTS[number % 2])) for number, page in enumerate(found)]


def repair(quality: Quality) -> Iterator[Row]:
    """Word error of an English text layer before and after repair, and right words and digits that repair changed."""
    before = after = total = harmed = digits = 0
    for number, (page, data) in enumerate(printed()):
        read = recognised(scanned(data, quality, number), quality.dpi, "eng").splitlines()
        result, changes = mended(read)
        right = "\n".join(page)
        wrong, words = word_errors(right, "\n".join(read))
        before, total = before + wrong, total + words
        after += word_errors(right, "\n".join(result))[0]
        known = Counter(plain(right).split())
        for change in changes:
            raw = read[change.line][change.start : change.end]
            harmed += raw in known and change.new not in known
            digits += raw.isdigit() and raw != "1"
    yield row(f"repair, {quality.name}: word error of the English model's text", 100 * before / total, "%", None)
    yield row(f"repair, {quality.name}: word error after repair", 100 * after / total, "%", 2.0)
    yield row(f"repair, {quality.name}: right words made wrong, of all", 10_000 * harmed / total, "in 10 000", None)
    yield row(f"repair, {quality.name}: numbers changed", digits, "numbers", 0.0)


def reading(quality: Quality, folder: Path) -> Iterator[Row]:
    """Word error when the picture is read, the estimate beside it, and signs and figures that came through."""
    wrong = total = signs = figures = all_signs = all_figures = 0
    estimates = []
    for number, (page, data) in enumerate(printed()):
        path = folder / "sida.pdf"
        path.write_bytes(picture_pdf([scanned(data, quality, number)], quality))
        source = load(path)
        text = "\n".join(line.text for line in source.pages[0].lines)
        right = "\n".join(page)
        errors, words = word_errors(right, text)
        wrong, total = wrong + errors, total + words
        estimates.append(source.pages[0].misread)
        all_signs += right.count("§")
        signs += min(text.count("§"), right.count("§"))
        wanted = Counter(_FIGURE.findall(right))
        all_figures += wanted.total()
        figures += (wanted & Counter(_FIGURE.findall(text))).total()
    error = 100 * wrong / total
    yield row(f"reading, {quality.name}: word error", error, "%", None)
    estimate = 100 * sum(estimates) / len(estimates)
    yield row(f"reading, {quality.name}: what is misread by estimate", estimate, "%", round(error, 3))
    yield row(f"reading, {quality.name}: paragraph signs read", 100 * signs / all_signs, "%", 100.0)
    yield row(f"reading, {quality.name}: figures read", 100 * figures / all_figures, "%", 100.0)


def work(quality: Quality, folder: Path) -> Iterator[Row]:
    """The whole way from file to reading beside Tesseract alone, and the parts of what is ours."""
    _, data = printed()[1]
    picture = scanned(data, quality)
    path = folder / "sida.pdf"
    path.write_bytes(picture_pdf([picture], quality))
    alone = whole = 9.0
    ours = Own(9.0, 9.0, 9.0)
    for _ in range(ROUNDS):  # by turns, so that what else the machine does meets both
        alone = min(alone, seconds(lambda: recognised(picture, quality.dpi, "swe")))
        whole = min(whole, seconds(lambda: read_document(prepare(load(path)))))
        ours = Own(*map(min, zip(ours, _own(path), strict=True)))
    yield row(f"time, {quality.name}: Tesseract alone, words with boxes", alone, "CPU s/page", None)
    yield row(f"time, {quality.name}: whole way from PDF to reading", whole, "CPU s/page", round(alone, 3))
    yield row(f"time, {quality.name}: of it Tesseract's second look at signs", 1000 * ours.signs, "CPU ms/page", None)
    yield row(f"time, {quality.name}: of it finding facts, as on any page", 1000 * ours.finding, "CPU ms/page", None)
    yield row(f"time, {quality.name}: of it the scan, all else", 1000 * ours.scan, "CPU ms/page", None)
    yield row(f"time, {quality.name}: the scan beside Tesseract alone", 100 * ours.scan / alone, "%", 2.0)
    beside = 100 * (ours.scan + ours.finding) / alone
    yield row(f"time, {quality.name}: all but Tesseract beside Tesseract alone", beside, "%", 2.0)
    beside = 100 * sum(ours) / alone
    yield row(f"time, {quality.name}: that with the second look at signs", beside, "%", 2.0)


class Own(NamedTuple):
    """CPU seconds beside Tesseract's reading of the page: its second look, the reading of the text, all else."""

    signs: float
    finding: float
    scan: float


def _own(path: Path) -> Own:
    """What a reading takes beside Tesseract's reading of the page: Tesseract's calls are counted apart."""
    spent = {"tsv_of": 0.0, "_read_part": 0.0}
    kept = {name: getattr(ocr, name) for name in spent}

    def counted(name: str) -> Callable[..., str]:
        def act(*given: object) -> str:
            started = time.process_time()
            result: str = kept[name](*given)
            spent[name] += time.process_time() - started
            return result

        return act

    for name in spent:
        setattr(ocr, name, counted(name))
    try:
        started = time.process_time()
        source = load(path)
        loaded = time.process_time()
        read_document(prepare(source))
        return Own(spent["_read_part"], time.process_time() - loaded, loaded - started - sum(spent.values()))
    finally:
        for name, act in kept.items():
            setattr(ocr, name, act)


def turned(folder: Path) -> Iterator[Row]:
    """What a page costs that lies on its side or upside down, beside one that lies right."""
    quality = QUALITIES[1]
    picture = scanned(printed()[1][1], quality)
    upright = 0.0
    for turn in (0, 90, 180, 270):
        path = folder / "sida.pdf"
        path.write_bytes(picture_pdf([picture.rotate(turn, expand=True)], quality))
        spent = seconds(partial(load, path))
        upright = upright or spent
        yield row(f"time, a page turned by {turn} degrees", spent, "CPU s/page", round(upright, 3))


def memory() -> Iterator[Row]:
    """The largest resident memory of the whole measurement: dozens of pages, both models."""
    yield row("largest memory of all this", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, "MB", 600.0)


def main() -> None:
    """Measure everything, print it and keep it."""
    rows: list[Row] = []
    loads = [os.getloadavg()[0]]

    def keep(found: Iterator[Row]) -> None:
        for one in found:
            rows.append(one)
            print(f"{one['measure']:78} {one['value']:>10} {one['unit']:13} against {one['reference']}", flush=True)
        loads.append(os.getloadavg()[0])

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for quality in QUALITIES:
            keep(repair(quality))
            keep(reading(quality, folder))
            keep(work(quality, folder))
        keep(turned(folder))
    keep(memory())
    keep(iter([row(f"load of the machine while measuring, at most ({os.cpu_count()} cores)", max(loads), "", None)]))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
