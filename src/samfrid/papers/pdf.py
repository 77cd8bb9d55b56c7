"""A paper as PDF: tagged for screen readers (PDF/UA-1), set by Typst.

The words go to the layout as data, so that nothing in them can be taken for markup or code.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any, Final

import typst

from samfrid.papers.paper import Block, Paper

#: words of the layout's own, by language
_WORDS: Final = {"sv": {"page": "Sida"}, "en": {"page": "Page"}}


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA-1. The same paper gives the same bytes: no time, no author, no name of a machine."""
    made: bytes = typst.compile(
        _layout(),
        format="pdf",
        sys_inputs={"paper": json.dumps(_data(paper), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return made


@cache
def _layout() -> bytes:
    return files("samfrid.papers").joinpath("paper.typ").read_bytes()


def _data(paper: Paper) -> dict[str, Any]:
    data = asdict(paper)
    data["blocks"] = [_block(block) for block in paper.blocks]
    data["words"] = _WORDS.get(paper.language, _WORDS["en"])
    return data


def _block(block: Block) -> dict[str, Any]:
    return asdict(block) | {"type": type(block).__name__.lower()}
