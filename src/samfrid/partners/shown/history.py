"""What has been done to an agreement, in words: of a sum which one, as the trail has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from samfrid.audit.models import Entry
from samfrid.municipalities.shown import Acts, Line, lines_of
from samfrid.partners.models import Per
from samfrid.partners.shown.agreements import kronor


def history_lines(entries: Iterable[Entry], acts: Acts) -> list[Line]:
    """The history of an agreement; of what was done with money the sum first, then why or of which day."""
    found = []
    for entry in entries:
        for line in lines_of([entry], acts, ("reason", "on")):
            about = [part for part in (_sum_in(entry.detail), line.what) if part]
            found.append(replace(line, what=", ".join(about)))
    return found


def _sum_in(detail: Mapping[str, Any]) -> str:
    """The sum that an entry is of, with what it is for each of; of a correction what it was and what it became. The
    trail keeps nothing of an account or of a person here: sums and payers stand on the agreement's page.
    """
    changed = detail.get("changed")
    if isinstance(changed, Mapping):
        before, after = changed.get("sek") or ("", "")
        return f"{_kronor(before)} → {_kronor(after)}" if _kronor(before) and _kronor(after) else ""
    struck = detail.get("was")
    told = struck if isinstance(struck, Mapping) else detail
    per = told.get("per")
    return " ".join(
        part for part in (_kronor(told.get("sek")), str(Per(per).label) if per in Per.values else "") if part
    )


def _kronor(sek: object) -> str:
    """A sum as the trail has it, which is a number or its digits; "" for what is none."""
    text = str(sek)
    return kronor(int(text)) if text.isdecimal() else ""
