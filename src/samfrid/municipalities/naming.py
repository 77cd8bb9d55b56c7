"""The full name of a municipality, as it stands in agreements and letters. A pure rule."""

from __future__ import annotations

import re
from typing import Final

_VOWELS: Final = "aeiouyåäö"
#: those that do not follow the rule; Gotland's municipality is a region by its own name
_OTHERWISE: Final = {
    "Falun": "Falu kommun",
    "Gotland": "Region Gotland",
    "Kalmar": "Kalmar kommun",
    "Orust": "Orust kommun",
}
_WHOLE: Final = re.compile(r"\b(kommun|stad|region)\b", re.IGNORECASE)


def in_full(name: str) -> str:
    """``Vallentuna`` is Vallentuna kommun, ``Lund`` Lunds kommun, ``Västerås`` Västerås kommun.

    What says itself that it is a municipality, a town or a region stays as it is.
    """
    kept = name.strip()
    if not kept or _WHOLE.search(kept):
        return kept
    if kept in _OTHERWISE:
        return _OTHERWISE[kept]
    genitive = kept if kept[-1].lower() in f"{_VOWELS}sxz" else f"{kept}s"
    return f"{genitive} kommun"
