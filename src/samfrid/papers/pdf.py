"""A paper as PDF: tagged for screen readers (PDF/UA-1), set by Typst.

The words go to the layout as data, so that nothing in them can be taken for markup or code.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cache, partial
from importlib.resources import files
from typing import Any, Final

from samfrid.papers.paper import Block, Paper, Picture, Table, spelled_out
from samfrid.papers.styles import PAGE_WORD
from samfrid.papers.typeset import NotSet, compiled

#: characters that fit on a line of the text, and in all columns of a table together (upright and lying page)
_LINE: Final = 60
_COLUMNS: Final = (92, 148)
#: height of a picture for its width that surely fits on a page
_TALLEST: Final = (1.35, 0.55)
#: a word of letters is left to hyphenation up to this length; the longest in the word list has 43
_LETTERS: Final = 44
#: characters without a font are replaced in the first attempt; the others are for what only shows when those are gone
_ATTEMPTS: Final = 4
_BOX: Final = "\u25a1"
#: lines of a cell that surely fit on a page
_WHOLE: Final = 20
_BREAK: Final = "\u200b"


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA-1. The same paper gives the same bytes: no time, no author, no name of a machine.

    Characters that the fonts which come along do not have (pictures, Chinese, Amharic) are taken from the machine's
    fonts. What it has none for either is shown as an empty box, since a letter must go out all the same.
    Raises :class:`~samfrid.papers.typeset.TooLarge` for what cannot be set within reason (some ten thousand rows).
    """
    data = _data(paper)
    try:
        return compiled(_layout(), json.dumps(data, ensure_ascii=False), own_fonts=True)
    except NotSet as error:
        if not _missing(error):
            raise
    for _attempt in range(_ATTEMPTS):
        try:
            return compiled(_layout(), json.dumps(data, ensure_ascii=False), own_fonts=False)
        except NotSet as error:
            missing = _missing(error)
            if not missing:
                raise
            # in the words alone: what holds them together is written with the same characters
            data = _each(data, partial(re.compile(f"[{re.escape(missing)}]").sub, _BOX))
    raise AssertionError("a paper has characters that no attempt could replace")


def _missing(error: NotSet) -> str:
    """The characters that no font had; Typst tells all at once. Marks on letters go only if they stand alone."""
    clusters = re.findall(r'the text `"(.*?)"` could not be displayed', str(error))
    found: set[str] = set()
    for cluster in clusters:
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), cluster)
        # every font has the letters and the space of a typewriter: it is the mark on one of them that is lacking
        letters = {char for char in text if unicodedata.category(char)[0] != "M" and not char.isascii()}
        found |= letters or {char for char in text if not char.isascii()}
    return "".join(sorted(found))


@cache
def _layout() -> str:
    return files("samfrid.papers").joinpath("paper.typ").read_text("utf-8")


def _data(paper: Paper) -> dict[str, Any]:
    # the blocks are written one by one, each in its own way
    data: dict[str, Any] = _each(asdict(replace(paper, blocks=())), lambda text: breakable(text, _LINE))
    data["title"] = paper.title
    data["blocks"] = [_block(block, paper) for block in spelled_out(paper.blocks)]
    data["page_word"] = PAGE_WORD.get(paper.language, PAGE_WORD["en"])
    return data


def _block(block: Block, paper: Paper) -> dict[str, Any]:
    if isinstance(block, Picture):
        share = min(1.0, _TALLEST[paper.landscape] * block.drawn.width / max(block.drawn.height, 1))
        return {"type": "picture", "svg": block.drawn.svg, "alt": block.alt, "share": round(100 * share, 1)}
    room = _COLUMNS[paper.landscape]
    data: dict[str, Any] = asdict(block)
    if isinstance(block, Table):
        total = sum(block.widths)
        rooms = [max(int(room * share / total) - 2, 3) for share in block.widths]
        data["head"] = _row(block.head, rooms)
        data["rows"] = [_row(row, rooms) for row in block.rows]
        # a row stays on one page, if no row could be taller than that
        data["whole"] = all(
            len(cell) <= _WHOLE * room for row in block.rows for cell, room in zip(row, rooms, strict=True)
        )
    else:
        data = _each(data, lambda text: breakable(text, _LINE))
    return data | {"type": type(block).__name__.lower()}


def _row(cells: Any, rooms: list[int]) -> list[str]:
    return [breakable(cell, room) for cell, room in zip(cells, rooms, strict=True)]


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """A value with every string in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_each(one, change) for one in value]
    return value


def breakable(text: str, room: int) -> str:
    """Text whose words can be broken where they are wider than their room and hyphenation does not help: addresses,
    numbers, keys held down. The break is a mark without width that leaves no sign when the line does not end there.
    """
    if len(text) <= room:
        return text
    return re.sub(rf"\S{{{room},}}", lambda word: _broken(word[0], room), text)


def _broken(word: str, room: int) -> str:
    if word.isalpha() and len(word) <= _LETTERS:
        return word
    step = max(room // 2, 2)
    parts = re.findall(rf".{{1,{step}}}", re.sub(r"([/?&=._@-])(?=\w)", rf"\1{_BREAK}", word))
    return _BREAK.join(parts)
