"""How much of a scan may be misread, from how sure Tesseract was of each word.

The shares were counted on pages whose text is known, at six qualities from clean print to bad fax (``bench/scans.py``
counts anew and tells how far the estimate is from the truth).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from samfrid.reading.source import Page

#: Tesseract's confidence, and the share of the words of at least that confidence that were wrong
_SURENESS = (0, 50, 60, 70, 80, 85, 90, 95)
_WRONG = (0.70, 0.55, 0.46, 0.34, 0.30, 0.16, 0.045, 0.004)
#: from this share of words on, a document is called hard to read; from the second, if it is one page alone
_HARD, _HARD_PAGE = 0.03, 0.08


def misread(confidences: Sequence[float]) -> float:
    """The share of words that are likely misread, of words that Tesseract was so sure of (0–100)."""
    if not confidences:
        return 0.0
    return sum(_WRONG[max(bisect_right(_SURENESS, sure) - 1, 0)] for sure in confidences) / len(confidences)


def warnings_for(pages: Iterable[Page]) -> tuple[str, ...]:
    """``low_quality_scan`` where so much may be misread that a person should compare with the picture."""
    scanned = [(page.misread, sum(len(line.text.split()) for line in page.lines)) for page in pages if page.from_image]
    words = sum(count for _, count in scanned)
    wrong = sum(share * count for share, count in scanned)
    hard = words and (wrong >= _HARD * words or any(share >= _HARD_PAGE for share, count in scanned if count))
    return ("low_quality_scan",) if hard else ()
