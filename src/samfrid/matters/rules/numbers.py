"""Diary numbers: what is one, and when two of them are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_LABEL: Final = re.compile(r"^\s*(?:dnr|d\.nr|diarie\w*|ärende\s?n(?:umme)?r)\b[\s.:]*", re.IGNORECASE)
_TOKEN: Final = re.compile(r"[A-ZÅÄÖÉÜ]+|\d+")


def number_key(number: str) -> str:
    """How a diary number is looked up: ``KS 2021-257``, ``KS 2021/257`` and ``ks2021-257`` have the same key.

    Signs and spaces are typography, and so are zeros before a running number; the order of the parts and the borders
    between groups of digits are not, so that ``KS 2021-25-7`` stays another number than ``KS 2021-257``. Empty where
    the text has no digit.
    """
    tokens = _TOKEN.findall(_LABEL.sub("", number).upper())
    if not any(token.isdigit() for token in tokens):
        return ""
    key = ""
    for token in tokens:
        part = (token.lstrip("0") or "0") if token.isdigit() else token
        # only two groups of the same sort need a border
        same_sort = bool(key) and key[-1].isdigit() == part[0].isdigit()
        key += f"-{part}" if same_sort else part
    return key


def names_series(key: str) -> bool:
    """Whether a key says whose register it is of (``KS…``). A bare ``31-16`` can be a number of any committee's."""
    return any(character.isalpha() for character in key)


#: register and year: ``KS2021`` of ``KS2021-257``, ``2012KS`` of ``2012KS190-1``
_SERIES: Final = re.compile(r"[^\W\d]+\d+|\d+[^\W\d]+")


def other_in_series(keys: Iterable[str], known: Iterable[str]) -> bool:
    """Whether one of ``keys`` and one of ``known`` are of the same register and year, but none is the same matter's.

    ``KS2021-257`` and ``KS2021-258`` are two matters, whatever else is alike. A number that goes on after the other
    (``KS2002-257-1``, a document's number in the matter) is the same matter's.
    """
    pairs = [(one, two) for one in keys for two in known if names_series(one) and names_series(two)]
    if any(_same_or_continued(one, two) for one, two in pairs):
        return False
    return any(_series(one) == _series(two) != "" for one, two in pairs)


def _series(key: str) -> str:
    match = _SERIES.match(key)
    return match[0] if match else ""


def _same_or_continued(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    return long == short or long.startswith(f"{short}-")
