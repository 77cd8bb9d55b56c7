"""What was said in the council: questions answered in full, and promises that became commitments."""

from __future__ import annotations

from typing import Final

from samfrid.gaps.checks.base import Rule

RULES: Final[tuple[Rule, ...]] = ()
