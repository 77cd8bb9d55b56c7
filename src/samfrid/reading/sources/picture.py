"""Putting a scanned page upright: turned by quarters, and straightened when it lies a little askew."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image

_LOOK_WIDTH = 600  # pixels: enough to see lines of text, quick to turn
_MAX_SKEW = 5.0  # degrees
_MIN_SKEW = 0.3
#: how much stripier the page must look from the side before it is taken to lie on its side
_SIDEWAYS = 1.6
_TURNS = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture put upright: turned ``quarters`` times and then ``skew`` degrees, anticlockwise.

    ``width`` and ``height`` are those of the picture that was given.
    """

    picture: Image.Image
    width: int
    height: int
    quarters: int
    skew: float

    @property
    def is_turned(self) -> bool:
        """Whether places in the upright picture differ from those in the original."""
        return bool(self.quarters or self.skew)

    def back(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A box in pixels of the upright picture as a box in the picture that was given.

        Of a page that lay askew the middle of the box is moved and its size kept, so that lines stay apart.
        """
        if self.skew:
            angle = math.radians(self.skew)
            dx = (left + right - self.picture.width) / 2
            dy = (top + bottom - self.picture.height) / 2
            right_by = dx * math.cos(angle) - dy * math.sin(angle) - dx
            down_by = dx * math.sin(angle) + dy * math.cos(angle) - dy
            left, top, right, bottom = left + right_by, top + down_by, right + right_by, bottom + down_by
        if self.quarters == 1:
            return self.width - bottom, left, self.width - top, right
        if self.quarters == 2:
            return self.width - right, self.height - bottom, self.width - left, self.height - top
        if self.quarters == 3:
            return top, self.height - right, bottom, self.height - left
        return left, top, right, bottom


def upright(picture: Image.Image, quarters: int) -> Upright:
    """A grey picture turned by quarters and straightened."""
    turned = picture.transpose(_TURNS[quarters]) if quarters else picture
    skew = _skew(turned)
    if skew:
        turned = turned.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    return Upright(turned, picture.width, picture.height, quarters, skew)


def likely_turns(picture: Image.Image) -> tuple[int, ...]:
    """Quarter turns to try, the likeliest first: lines of text are stripes across, or down on a page on its side."""
    edge_x, edge_y = picture.width // 16, picture.height // 16  # a scanner's shadow at the edge is no line of text
    small = _small(picture.crop((edge_x, edge_y, picture.width - edge_x, picture.height - edge_y)))
    across = _stripes(small.resize((1, small.height), Image.Resampling.BOX).tobytes())
    down = _stripes(small.resize((small.width, 1), Image.Resampling.BOX).tobytes())
    return (1, 3, 0, 2) if down > _SIDEWAYS * across else (0, 2)


def _small(picture: Image.Image) -> Image.Image:
    height = max(round(picture.height * _LOOK_WIDTH / picture.width), 1)
    return picture.resize((_LOOK_WIDTH, min(height, 4 * _LOOK_WIDTH)), Image.Resampling.BOX)


def _stripes(profile: bytes) -> float:
    """How much the darkness changes from one row to the next, for each row."""
    return sum((a - b) ** 2 for a, b in pairwise(profile)) / max(len(profile), 1)


def _skew(picture: Image.Image) -> float:
    """The angle in degrees that makes the lines level, 0 when they are level enough or there are none."""
    small = _small(picture)

    def levelness(angle: float) -> float:
        turned = small.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)
        return _stripes(turned.resize((1, turned.height), Image.Resampling.BOX).tobytes())

    steps = int(_MAX_SKEW)
    coarse = max((step / 1.0 for step in range(-steps, steps + 1)), key=levelness)
    halves = max((coarse + step / 2 for step in (-1, 0, 1)), key=levelness)
    fine = max((halves + step / 10 for step in range(-3, 4)), key=levelness)
    if abs(fine) < _MIN_SKEW or levelness(fine) < 1.15 * levelness(0):
        return 0.0
    return round(fine, 1)
