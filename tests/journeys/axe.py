"""What axe finds wrong on a page. Only that is brought out of the browser: all that axe looked at is a hundredfold."""

from __future__ import annotations

import json
from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: the rules of WCAG 2.2 AA and what axe holds for good practice
RULES: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
_ASK: Final = f"""async () => {{
    const found = await axe.run(document, {json.dumps(RULES)});
    return found.violations.flatMap((rule) => rule.nodes.map((node) => `${{rule.id}}: ${{node.html.slice(0, 200)}}`));
}}"""


def violations(page: Page) -> list[str]:
    """Each broken rule with the element that breaks it, on the page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE_SCRIPT};undefined")
    found: list[str] = page.evaluate(_ASK)
    return found
