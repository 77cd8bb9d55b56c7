"""Pictures of numbers and days: SVG made here, each with the table that says the same. A pure library.

All words come from the caller, in the reader's language (``municipalities.pictures`` has those of the house).
"""

from __future__ import annotations

from samfrid.pictures.bars import Bar, BarWords, Series, bars
from samfrid.pictures.burndown import BurndownWords, Month, burndown
from samfrid.pictures.counting import by_month
from samfrid.pictures.matrix import MatrixWords, Square, matrix
from samfrid.pictures.picture import Picture, Tone
from samfrid.pictures.timeline import Point, PointKind, Row, Span, TimelineWords, timeline
from samfrid.pictures.wheel import Ring, WheelWords, wheel

__all__ = [
    "Bar",
    "BarWords",
    "BurndownWords",
    "MatrixWords",
    "Month",
    "Picture",
    "Point",
    "PointKind",
    "Ring",
    "Row",
    "Series",
    "Span",
    "Square",
    "TimelineWords",
    "Tone",
    "WheelWords",
    "bars",
    "burndown",
    "by_month",
    "matrix",
    "timeline",
    "wheel",
]
