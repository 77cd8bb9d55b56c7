"""Write the table of all rules about gaps into docs/anvandare/brister.md, from the rules themselves.

``python scripts/list_rules.py``; a test holds that the page says what the rules say.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parents[1] / "docs" / "anvandare" / "brister.md"
BEGIN: Final = "<!-- reglerna: skrivs av scripts/list_rules.py -->\n"
END: Final = "<!-- slut -->\n"


def table() -> str:
    """Each rule with what it looks for, its basis, its act and its days, in the order of the first page."""
    from samfrid.gaps.checks import RULES, Group
    from samfrid.gaps.sentences import GROUPS, WORDS

    lines = []
    for group in Group:
        rules = [rule for rule in RULES if rule.group == group]
        if rules:
            lines += ["", f"### {GROUPS[group]}", "", "| regel | vad den letar efter | grund | åtgärd | väntar |"]
            lines += ["|---|---|---|---|---|"]
        for rule in rules:
            words = WORDS[rule.name]
            waits = _waits(rule.days, rule.months)
            looks = str(words.looks).removeprefix("Letar efter ").removeprefix("Letar ")
            cells = (words.name, looks[:1].upper() + looks[1:], words.basis, words.act[0], waits)
            lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n\n"


def _waits(days: int | None, months: int | None) -> str:
    """How long a rule waits, where a municipality may set that."""
    if days is not None:
        return f"{days} dagar" if days else "inte alls"
    return f"{months} månader" if months else "–"


def written(page: str) -> str:
    """The page with the table of today in its place."""
    before, _begin, rest = page.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


def main() -> None:
    """Write the page anew."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samfrid.web.settings_test")
    django.setup()
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
