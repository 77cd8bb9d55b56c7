"""A paper as PDF: tagged for screen readers (PDF/UA-1), set by Typst.

The words go to the layout as data, so that nothing in them can be taken for markup or code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any, Final

import typst

from samfrid.papers.paper import Block, Paper, Table
from samfrid.papers.shell import PAGE_WORD

#: characters that fit on a line of the text, and in all columns of a table together (upright and lying page)
_LINE: Final = 60
_COLUMNS: Final = (92, 148)
#: a word of letters is left to hyphenation up to this length; the longest in the word list has 43
_LETTERS: Final = 44
_BREAK: Final = "\u200b"


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA-1. The same paper gives the same bytes: no time, no author, no name of a machine.

    Characters that the fonts that come along do not have (pictures, Chinese, Amharic) are taken from the machine's
    fonts. Where it has none either they are shown as boxes, their text is still there to copy and to search, and the
    file does not call itself PDF/UA.
    """
    data = json.dumps(_data(paper), ensure_ascii=False)
    for own_fonts in (True, False):
        try:
            return _compiled(data, own_fonts=own_fonts)
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
    return _compiled(data, accessible=False)


def _compiled(data: str, *, own_fonts: bool = True, accessible: bool = True) -> bytes:
    return typst.compile(
        _layout(),
        format="pdf",
        sys_inputs={"paper": data},
        pdf_standards=["ua-1"] if accessible else [],
        ignore_system_fonts=own_fonts,
    )


@cache
def _layout() -> bytes:
    return files("samfrid.papers").joinpath("paper.typ").read_bytes()


def _data(paper: Paper) -> dict[str, Any]:
    data: dict[str, Any] = _each(asdict(paper), lambda text: breakable(text, _LINE))
    data["title"] = paper.title
    data["blocks"] = [_block(block, _COLUMNS[paper.landscape]) for block in paper.blocks]
    data["page_word"] = PAGE_WORD.get(paper.language, PAGE_WORD["en"])
    return data


def _block(block: Block, room: int) -> dict[str, Any]:
    data: dict[str, Any] = asdict(block)
    if isinstance(block, Table):
        total = sum(block.widths)
        rooms = [max(int(room * share / total) - 2, 3) for share in block.widths]
        data["head"] = _row(block.head, rooms)
        data["rows"] = [_row(row, rooms) for row in block.rows]
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
