"""What gaps in answers say."""

from __future__ import annotations

from typing import Final

from samfrid.gaps.sentences.base import Words

WORDS: Final[dict[str, Words]] = {}
