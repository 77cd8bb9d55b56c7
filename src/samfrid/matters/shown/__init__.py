"""Matters as the templates take them: the rows of a list, the chain from asked to done, the line of time."""

from samfrid.matters.shown.listed import KINDS, STANDINGS, raised, rows, settling, standing
from samfrid.matters.shown.page import chain, facts, marks, named, problems
from samfrid.matters.shown.words import ACTS, TOLD

__all__ = [
    "ACTS",
    "KINDS",
    "STANDINGS",
    "TOLD",
    "chain",
    "facts",
    "marks",
    "named",
    "problems",
    "raised",
    "rows",
    "settling",
    "standing",
]
