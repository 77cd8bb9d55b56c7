"""The contract's closed lists of words: what a type, a role, an outcome … can be. They are no words of a document."""

from __future__ import annotations

from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TYPES: Final = _words(
    """motion interpellation interpellation_answer question question_answer initiative citizen_proposal memo statement
    minutes agenda plan agreement guideline report news other"""
)
ROLES: Final = _words(
    """author answerer officer signer mover chair adjuster secretary reservation quoted party_to_agreement other"""
)
OUTCOMES: Final = _words(
    """granted partly_granted rejected answered written_off referred_back postponed circulated approved noted tasked
    funded supported opposed other"""
)
STANCES: Final = _words("supports opposes supports_if none")
STATUSES: Final = _words("planned ongoing done stopped unknown")
FORMS: Final = _words("iop grant contract cooperation other")
PER: Final = _words("year month day inhabitant_year once")
#: fields of each group that hold such a word, with what they fall back on
CODES: Final[dict[str, dict[str, tuple[frozenset[str], str]]]] = {
    "people": {"role": (ROLES, "other")},
    "proposals": {"outcome": (OUTCOMES, "other")},
    "decisions": {"outcome": (OUTCOMES, "other")},
    "opinions": {"stance": (STANCES, "none")},
    "references": {"type": (TYPES, "other")},
    "commitments": {"status": (STATUSES, "unknown")},
    "agreements": {"form": (FORMS, "other")},
}
