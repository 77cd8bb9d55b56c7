"""Putting a scanned page upright: turned by quarters, and straightened when it lies a little askew."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import mul, sub

from PIL import Image

_LOOK_WIDTH = 600  # pixels: enough to see lines of text, quick to turn
_MAX_SKEW = 5  # degrees
_MIN_SKEW = 0.2
#: askew by less, a page is read as well as it lies
_MOST_READ = 1.0
_STRIPS = 24
#: how much stripier the page must look from the side before it is taken to lie on its side
_SIDEWAYS = 1.6
#: how much more ink there must be under the lines than over them before a page is taken to lie upside down
_HEADLONG = 0.1
#: rows with this share of the darkest row's ink are the middle of a line; letters reach no more rows out of it
_CORE, _REACH = 0.5, 3
_BOX = Image.Resampling.BOX
TURNS = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture put upright: turned ``quarters`` times and then ``skew`` degrees, anticlockwise.

    ``width`` and ``height`` are those of the picture that was given. Where ``rotated`` is false the picture still lies
    askew, and :meth:`level` must be asked where its words would stand if it did not.
    """

    picture: Image.Image
    width: int
    height: int
    quarters: int
    skew: float
    rotated: bool

    @property
    def is_turned(self) -> bool:
        """Whether places in the upright picture differ from those in the original."""
        return bool(self.quarters or self.skew)

    def level(self, left: int, top: int, right: int, bottom: int) -> tuple[float, float, float, float]:
        """A word's box in pixels of the picture as it is, as a box on the straightened page: its middle is moved."""
        if self.rotated or not self.skew:
            return left, top, right, bottom
        return self._swung(left, top, right, bottom, -self.skew)

    def _swung(
        self, left: float, top: float, right: float, bottom: float, degrees: float
    ) -> tuple[float, float, float, float]:
        angle = math.radians(degrees)
        dx = (left + right - self.picture.width) / 2
        dy = (top + bottom - self.picture.height) / 2
        right_by = dx * math.cos(angle) - dy * math.sin(angle) - dx
        down_by = dx * math.sin(angle) + dy * math.cos(angle) - dy
        return left + right_by, top + down_by, right + right_by, bottom + down_by

    def back(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A box in pixels of the upright picture as a box in the picture that was given.

        Of a page that lay askew the middle of the box is moved and its size kept, so that lines stay apart.
        """
        if self.skew:
            left, top, right, bottom = self._swung(left, top, right, bottom, self.skew)
        if self.quarters == 1:
            return self.width - bottom, left, self.width - top, right
        if self.quarters == 2:
            return self.width - right, self.height - bottom, self.width - left, self.height - top
        if self.quarters == 3:
            return top, self.height - right, bottom, self.height - left
        return left, top, right, bottom


class Look:
    """A small copy of a page that shows lines of text as stripes: how it lies is asked of this alone."""

    def __init__(self, picture: Image.Image) -> None:
        small = picture.reduce(max(-(-picture.width // _LOOK_WIDTH), 1))
        small = small.crop((0, 0, small.width, min(small.height, 6 * _LOOK_WIDTH)))
        edge_x, edge_y = small.width // 16, small.height // 16  # a scanner's shadow at the edge is no line of text
        self._small = small.crop((edge_x, edge_y, small.width - edge_x, small.height - edge_y))

    @cached_property
    def across(self) -> _Strips:
        """The page as it lies, in strips that its lines of text go across."""
        return _Strips(self._small.resize((_STRIPS, self._small.height), _BOX), self._small.width)

    @cached_property
    def down(self) -> _Strips:
        """The page turned a quarter, in such strips."""
        pressed = self._small.resize((self._small.width, _STRIPS), _BOX)
        return _Strips(pressed.transpose(TURNS[1]), self._small.height)


def upright(picture: Image.Image, quarters: int, small: Look) -> Upright:
    """A grey picture turned by quarters and straightened; ``small`` is its :class:`Look`.

    A page that lies only a little askew keeps its pixels, which Tesseract reads as well: its words are put level after.
    """
    turned = picture.transpose(TURNS[quarters]) if quarters else picture
    skew = (small.down if quarters % 2 else small.across).skew  # half a turn more, and it leans as much
    rotated = abs(skew) > _MOST_READ
    if rotated:
        turned = turned.rotate(skew, Image.Resampling.BILINEAR, fillcolor=255)
    return Upright(turned, picture.width, picture.height, quarters, skew, rotated)


def likely_turns(small: Look) -> tuple[int, ...]:
    """Quarter turns to try, the likeliest first.

    Lines of text are stripes across, or down on a page on its side. More letters reach over the others than under
    them; on a page upside down it is the other way round.
    """
    if small.down.coarse[1] > _SIDEWAYS * small.across.coarse[1]:
        return (3, 1, 2, 0) if small.down.headlong > 0 else (1, 3, 0, 2)
    return (2, 0) if small.across.headlong > _HEADLONG else (0, 2)


def busiest(picture: Image.Image, share: float) -> tuple[int, int]:
    """From where to where the stretch of the page's height reaches that has most lines of text."""
    rows = picture.resize((1, max(picture.height // 4, 1)), _BOX).tobytes()
    height = max(round(len(rows) * share), 1)
    starts = range(0, max(len(rows) - height, 0) + 1, max(height // 4, 1))
    best = max(starts, key=lambda start: _stripes(rows[start : start + height]))
    scale = picture.height / len(rows)
    return round(best * scale), min(round((best + height) * scale), picture.height)


def _stripes(profile: bytes) -> float:
    """How much the darkness changes from one row to the next, for each row."""
    steps = list(map(sub, profile[1:], profile))
    return float(sum(map(mul, steps, steps))) / max(len(profile), 1)


class _Strips:
    """A page pressed into a few strips that are moved against each other: as good as turning it, and far quicker."""

    def __init__(self, strips: Image.Image, width: int) -> None:
        self._fine = strips
        self._low = strips.reduce((1, 2))
        self._wide = width / _STRIPS

    def _rows(self, angle: float, *, low: bool = False, fine: bool = False) -> bytes:
        """How light each row of the page is when it is turned by an angle, in degrees anticlockwise."""
        strips = self._low if low else self._fine
        slope = math.tan(math.radians(angle)) * (self._wide / 2 if low else self._wide)
        moved = strips.transform(
            strips.size,
            Image.Transform.AFFINE,
            (1, 0, 0, slope, 1, -slope * _STRIPS / 2),
            Image.Resampling.BILINEAR if fine else Image.Resampling.NEAREST,
            fillcolor=255,
        )
        return moved.resize((1, moved.height), _BOX).tobytes()

    @cached_property
    def coarse(self) -> tuple[float, float]:
        """The whole degree at which the page is stripiest, and how stripy it is then."""
        steps = range(-_MAX_SKEW, _MAX_SKEW + 1)
        stripy, angle = max((_stripes(self._rows(step, low=True)), float(step)) for step in steps)
        return angle, stripy

    @cached_property
    def skew(self) -> float:
        """The angle in degrees that makes the lines level, 0 when they are level enough or there are none."""
        coarse = self.coarse[0]
        halves = max((coarse + step / 2 for step in (-1, 0, 1)), key=lambda angle: _stripes(self._rows(angle)))
        near = max((-2, 0, 2), key=lambda step: _stripes(self._rows(halves + step / 10)))
        if not halves and not near:  # a tenth of a degree at most
            return 0.0
        stripy = {step: self._closely(halves + step / 10) for step in (near - 1, near, near + 1)}
        best = max(stripy, key=lambda step: stripy[step])
        fine = halves + best / 10
        if abs(fine) < _MIN_SKEW or stripy[best] <= 1.15 * self._closely(0.0):
            return 0.0
        return round(fine, 1)

    def _closely(self, angle: float) -> float:
        return _stripes(self._rows(angle, fine=True))

    @cached_property
    def headlong(self) -> float:
        """How much more ink there is under the lines than over them, from -1 to 1."""
        ink = [255 - light for light in self._rows(self.skew, fine=True)]
        paper = sorted(ink)[len(ink) // 20]
        ink = [dark - paper for dark in ink]
        core = max(ink) * _CORE
        over = under = 0
        for is_core, rows in groupby(ink, key=core.__lt__):
            gap = [] if is_core else list(rows)
            half = min(len(gap) // 2, _REACH)
            under += sum(gap[:half])
            over += sum(gap[len(gap) - half :])
        return (under - over) / max(under + over, 1)
