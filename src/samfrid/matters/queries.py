"""What the pages of matters read. A constant number of queries, whatever the number of rows."""

from __future__ import annotations

from samfrid.matters.matching import Certainty, Match, find_match

__all__ = ["Certainty", "Match", "find_match"]
