"""What a rule answers. No database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samfrid.gaps.models import Severity


@dataclass(frozen=True, slots=True)
class Verdict:
    """Something falls short: how much it weighs, since when, and the day that it turns on where there is one."""

    severity: Severity
    since: dt.date
    day: dt.date | None = None
    #: which of the rule's cases it is, for the sentence
    case: str = ""
