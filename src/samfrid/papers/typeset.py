"""Calls Typst: a small paper in this process, a large one in a child that gives its memory back.

Typst remembers what it has set, ten times over: a report of some thousand rows would stay in a server's memory as a
gigabyte. A child starts in 25 ms, and can be given limits. Run as a program, this module is that child.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import Final, Literal, TypeAlias

import typst

Form: TypeAlias = Literal["pdf", "png"]
#: characters of data that are set in this process: five pages of text
SMALL: Final = 24_000
SECONDS: Final = 120
_MEMORY: Final = 3 * 2**30
_NOT_SET: Final = 3
#: dots of a picture for each inch, where the page is as wide as the picture's user units at 96 to an inch
_DOTS: Final = 192
_PICTURE: Final = """#let it = json(bytes(sys.inputs.paper))
#set page(width: it.width * 0.75pt, height: auto, margin: 0pt)
#image(bytes(it.svg), format: "svg", width: 100%)"""


class NotSet(Exception):  # noqa: N818 - it says what became of the paper
    """What could not be set, in Typst's own words."""


class TooLarge(ValueError):  # noqa: N818 - it says what the paper is
    """A paper that takes too long or too much memory; ``str(error)`` is a sentence in Swedish for who asked for it."""


def compiled(layout: str, data: str, *, own_fonts: bool) -> bytes:
    """A PDF/UA-1 of the data in the layout. Raises :class:`NotSet` and :class:`TooLarge`."""
    return _made(layout, data, own_fonts=own_fonts, form="pdf")


def drawn(svg: str, width: int) -> bytes:
    """A PNG of a picture, for files that take no SVG; without a word of who made it or when."""
    return _made(_PICTURE, json.dumps({"svg": svg, "width": width}, ensure_ascii=False), own_fonts=True, form="png")


def _made(layout: str, data: str, *, own_fonts: bool, form: Form) -> bytes:
    if len(data) <= SMALL:
        return _here(layout, data, own_fonts=own_fonts, form=form)
    order = json.dumps({"layout": layout, "data": data, "own_fonts": own_fonts, "form": form}).encode()
    try:
        # -I: nothing from the environment or the folder it happens to be started in
        child = subprocess.run([sys.executable, "-I", __file__], input=order, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise TooLarge(_TOO_LARGE) from error
    if child.returncode == _NOT_SET:
        raise NotSet(child.stderr.decode(errors="replace"))
    if child.returncode:
        raise TooLarge(_TOO_LARGE)
    return child.stdout


_TOO_LARGE: Final = "Underlaget är för stort för en PDF. Hämta det som Excel eller Word, eller gör ett mindre urval."


def _here(layout: str, data: str, *, own_fonts: bool, form: Form) -> bytes:
    if form == "png":
        # there is one page; what has no font is left as a box
        picture: bytes = typst.compile(
            layout.encode(), format="png", sys_inputs={"paper": data}, ppi=_DOTS, ignore_system_fonts=own_fonts
        )
        return picture
    try:
        return typst.compile(
            layout.encode(),
            format="pdf",
            sys_inputs={"paper": data},
            pdf_standards=["ua-1"],
            ignore_system_fonts=own_fonts,
        )
    except typst.TypstError as error:
        raise NotSet(str(error.diagnostic)) from error


def main() -> int:
    """Set one paper from the order on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    order = json.load(sys.stdin.buffer)
    try:
        made = _here(order["layout"], order["data"], own_fonts=order["own_fonts"], form=order["form"])
    except NotSet as error:
        sys.stderr.write(str(error))
        return _NOT_SET
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
