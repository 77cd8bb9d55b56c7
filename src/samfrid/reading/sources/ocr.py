"""Reading pictures of pages with Tesseract and the Swedish model.

The Swedish model has no "§": it comes out as $, S or 8. What may be one is read again with the number after it, with
the English model, which has it, and only the sign is taken from there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import median

from PIL import Image

from samfrid.reading.source import Box, Line, Unreadable
from samfrid.reading.sources.bands import BARS, Run
from samfrid.reading.sources.layout import lines_of
from samfrid.reading.sources.picture import TURNS, Look, Upright, busiest, likely_turns, upright
from samfrid.reading.sources.quality import misread
from samfrid.reading.sources.table_rows import Sheet

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # must be set before the library starts: more threads only wait
import tesserocr

_DPI = 300
#: words surer than this many per cent, and this many of them, make a picture a page of text
_SURE = 0.6
_MIN_SURE_WORDS = 5
#: a page that is read with this mean confidence lies the right way up
_RIGHT_WAY_UP = 75
#: with less than this it may lie on its side
_HALF_SURE = 50
#: the share of a page's height that is read to learn which way is up
_PART = 0.12
_SIGN = re.compile(r"^(\(?)([$S83]{1,2})$")
_SIGN_AND_NUMBER = re.compile(r"^(\(?)([$S83]{1,2})(\d{1,4}(?:[–-]\d{1,4})?[a-z]?)([,.:;)]*)$")
_DOLLARS = re.compile(r"\(?\${1,2}$")
_DOLLARS_AND_NUMBER = re.compile(r"(\(?)(\${1,2})(\d{1,4}(?:[–-]\d{1,4})?[a-z]?[,.:;)]*)$")
_NUMBER = re.compile(r"\d{1,4}(?:[–-]\d{1,4})*[a-z]?[,.:;)]*$")
#: a group of a large number, before another: "2 316"
_THOUSANDS, _GROUP = re.compile(r"\(?\d{1,3}$"), re.compile(r"\d{3}[,.:;)]*$")
#: so many pixels around a sign and its number are read again with them
_ROUND = 12
_ONES = frozenset("Il|")
#: the letters that a body's numbers begin with
_BODY = re.compile(r"^[A-ZÅÄÖ]{2,6}$")
_SEEN = re.compile(r"§\s?(\d{1,4}(?:[–-]\d{1,4})?[a-z]?)(?!\w)")


def tessdata_dir() -> Path:
    """The folder with ``swe.traineddata`` and ``eng.traineddata``.

    Looked for in ``SAMFRID_TESSDATA``, where Debian's packages put them, and in the project's ``build/assets``.
    Raises :class:`Unreadable` ``no_text`` where there are none: a picture can then not be read.
    """
    places = [Path(os.environ["SAMFRID_TESSDATA"])] if os.environ.get("SAMFRID_TESSDATA") else []
    places += sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True)
    places.append(Path(__file__).resolve().parents[4] / "build" / "assets" / "tessdata")
    for place in places:
        if all((place / f"{language}.traineddata").is_file() for language in ("swe", "eng")):
            return place
    raise Unreadable("no_text", "Sidan är en bild, och språkdata för att läsa bilder saknas på den här datorn.")


@cache
def engine(language: str) -> tesserocr.PyTessBaseAPI:
    """Tesseract with the model of a language, kept for the life of the process."""
    return tesserocr.PyTessBaseAPI(
        path=str(tessdata_dir()), lang=language, psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as Tesseract read it; the box in pixels of the picture that it was given."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[str, str, str]
    height: int


def read_picture(picture: Image.Image, number: int, width: float) -> tuple[tuple[Line, ...], float]:
    """The lines of a grey picture of a page that is ``width`` points wide, and the share of words likely misread."""
    turned, words = _best_turn(picture)
    if not words:
        return (), 0.0
    words = _with_signs(turned.picture, words)
    point = width / picture.width
    sheet = Sheet(number, turned.picture.width * point, turned.picture.height * point, _runs(words, turned, point))
    lines = lines_of(sheet)
    if turned.is_turned:
        lines = tuple(_put_back(line, turned) for line in lines)
    return lines, misread([word.confidence for word in words])


def _best_turn(picture: Image.Image) -> tuple[Upright, list[_Word]]:
    """The picture the right way up, with its words. Which way that is, is tried on a part of the page alone."""
    small = Look(picture)
    turns = likely_turns(small)
    if turns[0]:
        turns = (_surest(picture, turns)[0], *turns)
    best = upright(picture, turns[0], small)
    words = _recognise(best.picture)
    if _sureness(words) >= _RIGHT_WAY_UP or not words:
        return best, words
    start, end = busiest(best.picture, _PART)
    here = _sure_letters([word for word in words if start <= word.top and word.bottom <= end])
    half_sure = _sureness(words) >= _HALF_SURE
    turn, most = _surest(picture, [(turns[0] + step) % 4 for step in ((2,) if half_sure else (2, 1, 3))])
    if most > 1.5 * here:
        other = upright(picture, turn, small)
        again = _recognise(other.picture)
        if _sure_letters(again) > _sure_letters(words):
            return other, again
    return best, words


def _surest(picture: Image.Image, turns: Iterable[int]) -> tuple[int, int]:
    """The quarter turn that makes most sense of a part of the page, and how many letters are sure there."""
    best = (0, -1)
    for quarters in turns:
        turned = picture.transpose(TURNS[quarters]) if quarters else picture
        start, end = busiest(turned, _PART)
        words = _recognise(turned.crop((0, start, turned.width, end)))
        if (letters := _sure_letters(words)) > best[1]:
            best = quarters, letters
        if len(words) >= _MIN_SURE_WORDS and _sureness(words) >= _RIGHT_WAY_UP:
            break
    return best


def _sure_letters(words: list[_Word]) -> int:
    return sum(len(word.text) for word in words if word.confidence > 70 and len(word.text) > 2 and word.text.isalpha())


def _put_back(line: Line, turned: Upright) -> Line:
    """A line's box as shares of the page as it was scanned."""
    if line.box is None:
        return line
    wide, high = turned.picture.width, turned.picture.height
    box = turned.back(line.box.left * wide, line.box.top * high, line.box.right * wide, line.box.bottom * high)
    shares = (value / size for value, size in zip(box, (turned.width, turned.height) * 2, strict=True))
    return replace(line, box=Box(*(min(max(share, 0.0), 1.0) for share in shares)))


def is_writing(lines: Iterable[Line]) -> bool:
    """Whether lines read from pictures are a document's and not what Tesseract makes of a cat."""
    sure = (line.text for line in lines if line.confidence >= _SURE)
    return sum(sum(map(str.isalpha, word)) >= 2 for text in sure for word in text.split()) >= _MIN_SURE_WORDS


def _recognise(picture: Image.Image) -> list[_Word]:
    words: list[_Word] = []
    heights: dict[tuple[str, str, str], int] = {}
    for row in tsv_of(picture).splitlines():
        level, _, *line, _, left, top, across, down, sure, text = row.split("\t", 11)
        if level == "4":
            heights[line[0], line[1], line[2]] = int(down)
        elif level == "5" and (text := text.strip()):
            x, y, key = int(left), int(top), (line[0], line[1], line[2])
            box = (x, y, x + int(across), y + int(down))
            words.append(_Word(text, *box, float(sure), key, heights.get(key, int(down))))
    return [word for word in words if not _is_speck(word)]


def tsv_of(picture: Image.Image) -> str:
    """Tesseract's table of words with boxes and confidence: all its work on a page but for the signs."""
    reader = engine("swe")
    reader.SetPageSegMode(tesserocr.PSM.AUTO)
    _give(reader, picture)
    table: str = reader.GetTSVText(0)
    reader.Clear()
    return table


def _give(reader: tesserocr.PyTessBaseAPI, picture: Image.Image) -> None:
    reader.SetImageBytes(picture.tobytes(), picture.width, picture.height, 1, picture.width)
    reader.SetSourceResolution(_DPI)


def _is_speck(word: _Word) -> bool:
    """Dirt, rules and parts of pictures that were taken for signs."""
    letters = sum(map(str.isalnum, word.text))
    return word.text not in BARS and (word.confidence < 20 or (not letters and word.confidence < 60))


def _sureness(words: list[_Word]) -> float:
    """The mean confidence of the letters, 0–100."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _with_signs(picture: Image.Image, words: list[_Word]) -> list[_Word]:
    """The words with their "§", which the Swedish model does not know.

    A $ beside a number is one. Where an S, 8 or 3 stands before a number as a sign might, the two are read again with
    the English model, and its sign is taken if it stands before the very same number; so is a party's S behind a name.
    """
    lines: dict[tuple[str, str, str], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    reader: tesserocr.PyTessBaseAPI | None = None
    for key, line in lines.items():
        if any("$" in word.text for word in line):
            line = lines[key] = _with_plain_signs(line)
        places = [at for at in range(len(line)) if _may_be_sign(line, at)]
        parties = [at for at in range(1, len(line)) if _may_be_party(line, at)]
        if not places and not parties:
            continue
        if reader is None:
            reader = engine("eng")
            reader.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
        for at in parties:
            if _read_part(reader, picture, line[at - 1 : at + 1]).endswith("(S)"):
                line[at] = replace(line[at], text="(S)")
        parts = [_read_part(reader, picture, _sign_and_number(line, at)) for at in places]
        seen = [number for part in parts for number in _SEEN.findall(part)]
        lines[key] = _corrected(line, seen) if seen else line
    if reader is not None:
        reader.Clear()
    return [word for line in lines.values() for word in line]


def _with_plain_signs(line: list[_Word]) -> list[_Word]:
    """The line with each $ beside a number as the "§" that was printed; "I" and "l" after one are the number 1."""
    result: list[_Word] = []
    for at, word in enumerate(line):
        before, after = (line[at - 1].text if at else ""), (line[at + 1].text if at + 1 < len(line) else "")
        if _DOLLARS.match(word.text) and (_NUMBER.match(after) or _NUMBER.match(before) or after in _ONES):
            word = replace(word, text=word.text.replace("$", "§"))
        elif word.text in _ONES and result and result[-1].text.endswith("§"):
            word = replace(word, text="1")
        elif glued := _DOLLARS_AND_NUMBER.match(word.text):
            opening, sign, number = glued.groups()
            word = replace(word, text=f"{opening}{'§' * len(sign)} {number}")
        result.append(word)
    return result


def _may_be_sign(line: list[_Word], at: int) -> bool:
    """Whether a word may be a "§" that was read as a letter or digit: first on its line, after a comma or a date, or
    after the letters of a body ("KSAU § 88")."""
    text, before = line[at].text, line[at - 1].text if at else ""
    if at and not (before.endswith(",") or _NUMBER.match(before) or _BODY.match(before)):
        return False
    if _THOUSANDS.match(before) and _GROUP.match(text):
        return False
    if _SIGN.match(text):
        return at + 1 < len(line) and bool(_NUMBER.match(line[at + 1].text))
    glued = _SIGN_AND_NUMBER.match(text)
    return bool(glued) and (not text[0].isdigit() or len(text) > 2)


def _may_be_party(line: list[_Word], at: int) -> bool:
    """Whether "(5)" or "(8)" stands behind a name and may be "(S)"."""
    return line[at].text in ("(5)", "(8)") and line[at - 1].text.isalpha() and line[at - 1].text.istitle()


def _sign_and_number(line: list[_Word], at: int) -> list[_Word]:
    """What may be a sign, with the number after it, which may have come apart: each word more takes time to read."""
    end = at + 1
    while end < min(len(line), at + 3) and _SIGN.match(line[at].text) and _NUMBER.match(line[end].text):
        end += 1
    return line[at:end]


def _read_part(reader: tesserocr.PyTessBaseAPI, picture: Image.Image, words: list[_Word]) -> str:
    """Some words of a line read again; the rest of the page is not given, which would take longer than reading."""
    left, top = max(min(w.left for w in words) - _ROUND, 0), max(min(w.top for w in words) - _ROUND, 0)
    right = min(max(w.right for w in words) + _ROUND, picture.width)
    bottom = min(max(w.bottom for w in words) + _ROUND, picture.height)
    _give(reader, picture.crop((left, top, right, bottom)))
    return " ".join(str(reader.GetUTF8Text()).split())


def _corrected(line: list[_Word], seen: list[str]) -> list[_Word]:
    """The line with its signs put right, where the second reading has "§" before the very same number."""
    result: list[_Word] = []
    index = 0
    while index < len(line):
        word = line[index]
        index += 1
        glued = _SIGN_AND_NUMBER.match(word.text)
        if glued and glued.group(3) in seen:
            opening, sign, number, end = glued.groups()
            word = replace(word, text=f"{opening}{'§' * len(sign)} {number}{end}")
        elif sign_alone := _SIGN.match(word.text):
            pieces = _number_after(line[index : index + 3], seen)
            if pieces:
                opening, sign = sign_alone.groups()
                number = "".join(piece.text for piece in pieces)
                word = replace(word, text=f"{opening}{'§' * len(sign)} {number}", right=pieces[-1].right)
                index += len(pieces)
        result.append(word)
    return result


def _number_after(words: list[_Word], seen: list[str]) -> list[_Word]:
    """The words that together are a number seen after a "§": it may have come apart."""
    for count in range(1, len(words) + 1):
        if "".join(word.text for word in words[:count]).rstrip(",.:;)") in seen:
            return words[:count]
    return []


def _runs(words: list[_Word], turned: Upright, point: float) -> list[Run]:
    """The words as runs in points of the upright page; ``point`` is the size of a pixel.

    Lines of nearly the usual height are taken to be of the usual size: a line's height depends on its letters.
    """
    usual = median(word.height for word in words)
    runs = []
    for word in words:
        size = point * (usual if abs(word.height - usual) < 0.3 * usual else word.height)
        box = turned.level(word.left, word.top, word.right, word.bottom)
        left, top, right, bottom = (value * point for value in box)
        runs.append(Run(word.text, left, top, right, bottom, size, confidence=word.confidence / 100))
    return runs
