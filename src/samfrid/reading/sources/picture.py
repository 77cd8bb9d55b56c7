"""Putting a scanned page upright: turned by quarters, and straightened when it lies a little askew."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image

_LOOK_WIDTH = 600  # pixels: enough to see lines of text, quick to turn
_MAX_SKEW = 5  # degrees
_MIN_SKEW = 0.2
#: askew by less, a page is read as well as it lies
_MOST_READ = 1.0
_STRIPS = 24
#: how much stripier the page must look from the side before it is taken to lie on its side
_SIDEWAYS = 1.6
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


def look(picture: Image.Image) -> Image.Image:
    """A small copy that shows lines of text as stripes: all that is asked of a picture before it is read."""
    small = picture.reduce(max(picture.width // _LOOK_WIDTH, 1))
    return small.crop((0, 0, small.width, min(small.height, 6 * _LOOK_WIDTH)))


def upright(picture: Image.Image, quarters: int, small: Image.Image) -> Upright:
    """A grey picture turned by quarters and straightened; ``small`` is its :func:`look`.

    A page that lies only a little askew keeps its pixels, which Tesseract reads as well: its words are put level after.
    """
    turned = picture.transpose(TURNS[quarters]) if quarters else picture
    skew = _skew(small.transpose(TURNS[quarters]) if quarters else small)
    rotated = abs(skew) > _MOST_READ
    if rotated:
        turned = turned.rotate(skew, Image.Resampling.BILINEAR, fillcolor=255)
    return Upright(turned, picture.width, picture.height, quarters, skew, rotated)


def likely_turns(small: Image.Image) -> tuple[int, ...]:
    """Quarter turns to try, the likeliest first: lines of text are stripes across, or down on a page on its side."""
    edge_x, edge_y = small.width // 16, small.height // 16  # a scanner's shadow at the edge is no line of text
    small = small.crop((edge_x, edge_y, small.width - edge_x, small.height - edge_y))
    across = _Strips(small).coarse()[1]
    down = _Strips(small.transpose(TURNS[1])).coarse()[1]
    return (1, 3, 0, 2) if down > _SIDEWAYS * across else (0, 2)


def busiest(picture: Image.Image, share: float) -> tuple[int, int]:
    """From where to where the stretch of the page's height reaches that has most lines of text."""
    small = look(picture)
    rows = small.resize((1, small.height), Image.Resampling.BOX).tobytes()
    height = max(round(small.height * share), 1)
    starts = range(0, max(small.height - height, 0) + 1, max(height // 4, 1))
    best = max(starts, key=lambda start: _stripes(rows[start : start + height]))
    scale = picture.height / small.height
    return round(best * scale), min(round((best + height) * scale), picture.height)


def _stripes(profile: bytes) -> float:
    """How much the darkness changes from one row to the next, for each row."""
    return sum((a - b) ** 2 for a, b in pairwise(profile)) / max(len(profile), 1)


class _Strips:
    """A page pressed into a few strips that are moved against each other: as good as turning it, and far quicker."""

    def __init__(self, small: Image.Image) -> None:
        self._fine = small.resize((_STRIPS, small.height), Image.Resampling.BOX)
        self._low = self._fine.reduce((1, 2))
        self._wide = small.width / _STRIPS

    def levelness(self, angle: float, *, low: bool = False) -> float:
        """How stripy the page is when it is turned by an angle, in degrees anticlockwise."""
        strips = self._low if low else self._fine
        slope = math.tan(math.radians(angle)) * (self._wide / 2 if low else self._wide)
        moved = strips.transform(
            strips.size,
            Image.Transform.AFFINE,
            (1, 0, 0, slope, 1, -slope * _STRIPS / 2),
            Image.Resampling.BILINEAR,
            fillcolor=255,
        )
        return _stripes(moved.resize((1, moved.height), Image.Resampling.BOX).tobytes())

    def coarse(self) -> tuple[float, float]:
        """The whole degree at which the page is stripiest, and how stripy it is then."""
        steps = range(-_MAX_SKEW, _MAX_SKEW + 1)
        stripy, angle = max((self.levelness(step, low=True), float(step)) for step in steps)
        return angle, stripy


def _skew(small: Image.Image) -> float:
    """The angle in degrees that makes the lines level, 0 when they are level enough or there are none."""
    strips = _Strips(small)
    coarse = strips.coarse()[0]
    halves = max((coarse + step / 2 for step in (-1, 0, 1)), key=strips.levelness)
    fine = max((halves + step / 10 for step in range(-3, 4)), key=strips.levelness)
    if abs(fine) < _MIN_SKEW or strips.levelness(fine) < 1.15 * strips.levelness(0):
        return 0.0
    return round(fine, 1)
