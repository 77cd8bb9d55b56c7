"""What a picture is, and how its SVG is written: plain shapes and words, colours that a page's sheet can replace.

No style attribute, no script, no address of anything outside (a strict policy refuses them). Each shape has its real
colour as a presentation attribute, for files, and a class by which a page's style sheet gives it the page's own.
Nothing is told by colour alone: each tone has a pattern of its own, each kind of day a shape, and all have words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Final

#: user units of every picture; a page scales it to the place it has
WIDTH: Final = 960
INK: Final = "#1a1a1a"
QUIET: Final = "#4f4f4f"
LINE: Final = "#8c8c8c"
FAINT: Final = "#dcdcdc"
PAPER: Final = "#ffffff"
#: of a letter in a label of 14 units, on average and a little more
LETTER: Final = 7.2
_FONT: Final = "'Source Sans 3', 'Libertinus Serif', sans-serif"
#: what XML 1.0 cannot hold, and the marks that turn the direction of text around
_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SPACES: Final = re.compile(r"[ \t\r\n]+")


class Tone(StrEnum):
    """What a bar or a span says of how it stands. Each has a colour and a pattern."""

    LATE = "late"
    SILENT = "silent"
    RISK = "risk"
    OPEN = "open"
    DONE = "done"
    PLAIN = "plain"


COLOURS: Final[dict[str, str]] = {
    Tone.LATE: "#a3241c",
    Tone.SILENT: "#8a5200",
    Tone.RISK: "#6b5a00",
    Tone.OPEN: "#0b5d66",
    Tone.DONE: "#2b6a3c",
    Tone.PLAIN: "#5a5a5a",
}
#: what is drawn in a square of eight units, again and again; None is filled whole
_PATTERNS: Final[dict[str, str | None]] = {
    Tone.LATE: None,
    Tone.SILENT: "M-2 2 2-2M0 8 8 0M6 10 10 6",
    Tone.RISK: "M0 2H8M0 6H8M2 0V8M6 0V8",
    Tone.OPEN: "M0 2H8M0 6H8",
    Tone.DONE: "",
    Tone.PLAIN: "M2 0V8M6 0V8",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the table that says the same. ``columns`` head the ``rows``, all text."""

    svg: str
    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    width: int = WIDTH
    height: int = 0


def tidy(text: str) -> str:
    """Text as a picture and its table can hold it, on one line."""
    return _SPACES.sub(" ", _UNFIT.sub("", text)).strip()


def cut(text: str, most: int) -> str:
    """At most so many characters of a label; the table has it whole. The cut shows."""
    if len(text) <= most:
        return text
    short = text[: most - 1].rstrip()
    space = short.rfind(" ")
    return f"{short[:space] if space > most * 0.75 else short}…"


def wide(text: str) -> float:
    """How wide a label surely is at most."""
    return len(text) * LETTER


class Svg:
    """An SVG in the making. Every text and value is escaped here, and nowhere else."""

    def __init__(self, title: str, description: str, *seed: object) -> None:
        self.title, self.description = tidy(title), tidy(description)
        told = repr((self.title, self.description, seed)).encode("utf-8", "replace")
        self.key = f"bild-{hashlib.sha256(told).hexdigest()[:10]}"
        self._parts: list[str] = []
        self._tones: dict[str, None] = {}

    def add(self, tag: str, words: str = "", /, **values: object) -> None:
        """An element; ``class_`` and ``stroke_width`` are ``class`` and ``stroke-width``."""
        self._parts.append(_element(tag, escape(tidy(words)), values))

    def text(
        self, x: float, y: float, words: str, *, quiet: bool = False, anchor: str = "start", **more: object
    ) -> None:
        """A label whose line stands on ``y``."""
        kind = "pic-text pic-text--quiet" if quiet else "pic-text"
        self.add("text", words, class_=kind, x=x, y=y, fill=QUIET if quiet else INK, text_anchor=anchor, **more)

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "line", **more: object) -> None:
        """A line: ``line``, ``faint`` or ``today``."""
        colour = {"faint": FAINT, "today": INK}.get(kind, LINE)
        dash = {"stroke_dasharray": "5 4"} if kind == "today" else {}
        self.add("path", d=f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", class_=f"pic-{kind}",
                 stroke=colour, stroke_width=1.5 if kind == "today" else 1, fill="none", **dash, **more)  # fmt: skip

    def block(self, x: float, y: float, width: float, height: float, tone: str, words: str = "") -> None:
        """A bar in a tone, with its edge so that two of them beside each other are told apart.

        ``words`` are shown on hover.
        """
        self._tones[tone] = None
        colour = COLOURS[tone]
        fill = colour if _PATTERNS[tone] is None else f"url(#{self.key}-{tone})"
        # a pattern is filled by its address; what it is drawn with has the tone's class
        solid = " pic-solid" if _PATTERNS[tone] is None else ""
        inside = _element("title", escape(tidy(words)), {}) if words else ""
        values = {"class_": f"pic-block pic-{tone}{solid}", "x": x, "y": y, "width": max(width, 0.0), "height": height}
        self._parts.append(_element("rect", inside, values | {"fill": fill, "stroke": colour, "stroke_width": 1}))

    def number(self, x: float, y: float, words: str) -> None:
        """A number on a bar, on a ground of its own so that it can be read on every pattern."""
        half = len(words) * 4.2 + 3
        self.add("rect", class_="pic-ground", x=x - half, y=y - 12, width=2 * half, height=16, rx=3, fill=PAPER)
        self.text(x, y, words, anchor="middle")

    def stamp(self, x: float, y: float, words: str, made: str) -> None:
        """What :func:`drawn` made, at a place; ``words`` are shown on hover. For marks of which there are hundreds."""
        title = f"<title>{escape(tidy(words))}</title>" if words else ""
        self._parts.append(f'<g transform="translate({number(x)} {number(y)})">{title}{made}</g>')

    def group(self, transform: str, words: str, paths: Iterable[tuple[str, dict[str, object]]]) -> None:
        """Paths that belong together, at a place; ``words`` are shown on hover."""
        inside = [_element("title", escape(tidy(words)), {})] if words else []
        inside += [_element("path", "", {"d": path} | values) for path, values in paths]
        self._parts.append(_element("g", "".join(inside), {"transform": transform}))

    def made(self, height: float, columns: Sequence[str], rows: Iterable[Sequence[str]], width: int = WIDTH) -> Picture:
        """The finished picture; one that is narrower than the others need not be moved sideways."""
        high = round(height)
        head: dict[str, object] = {
            "xmlns": "http://www.w3.org/2000/svg",
            "class_": "pic" if width == WIDTH else "pic pic--narrow",
            "viewBox": f"0 0 {width} {high}",
            "role": "img",
            "aria_labelledby": f"{self.key}-t {self.key}-d",
            "font_family": _FONT,
            "font_size": 14,
        }
        inside = [
            _element("title", escape(self.title), {"id": f"{self.key}-t"}),
            _element("desc", escape(self.description), {"id": f"{self.key}-d"}),
            self._patterns(),
            *self._parts,
        ]
        table = tuple(tuple(tidy(cell) for cell in row) for row in rows)
        return Picture(
            _element("svg", "".join(inside), head),
            self.title,
            self.description,
            tuple(tidy(one) for one in columns),
            table,
            width,
            high,
        )

    def _patterns(self) -> str:
        found = []
        for tone in self._tones:
            drawn = _PATTERNS[tone]
            if drawn is None:
                continue
            ground = _element("path", "", {"class_": f"pic-tint pic-{tone}", "d": "M0 0H8V8H0Z",
                                           "fill": COLOURS[tone], "fill_opacity": "0.14"})  # fmt: skip
            lines = _element("path", "", {"class_": f"pic-hatch pic-{tone}", "d": drawn, "fill": "none",
                                          "stroke": COLOURS[tone], "stroke_width": "1.2"})  # fmt: skip
            values = {"id": f"{self.key}-{tone}", "width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
            found.append(_element("pattern", ground + (lines if drawn else ""), values))
        return _element("defs", "".join(found), {}) if found else ""


def number(value: float) -> str:
    """A number as short as it can be: SVG takes no comma."""
    return f"{value:.1f}".removesuffix(".0")


def drawn(path: str, **values: object) -> str:
    """A path that is stamped at many places."""
    return _element("path", "", {"d": path} | values)


def _element(tag: str, inside: str, values: dict[str, object]) -> str:
    written = []
    for name, value in values.items():
        key = name.rstrip("_").replace("_", "-")
        if isinstance(value, float):
            told = number(value)
        else:
            told = str(value) if isinstance(value, int) else escape(str(value))
        written.append(f' {key}="{told}"')
    return f"<{tag}{''.join(written)}>{inside}</{tag}>"


def legend(svg: Svg, top: float, entries: Iterable[tuple[str, str]], shape: str = "block") -> float:
    """Tones with their words, in rows as wide as the picture; where the last row ends."""
    x, y = 0.0, top
    for tone, words in entries:
        need = 26 + wide(tidy(words)) + 22
        if x and x + need > WIDTH:
            x, y = 0.0, y + 22
        if shape == "block":
            svg.block(x + 1, y + 1, 16, 12, tone)
        svg.text(x + 24, y + 12, words)
        x += need
    return y + 20
