"""Which parts of a text have lost their å, ä and ö: only those are repaired.

Clean Swedish has å, ä or ö in every fourth word. Text read with the wrong model has none, or next to none, and many of
its words become common Swedish words again when dots are put back; English text lacks the letters too, but not that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from samfrid.reading.repair.channel import Channel
from samfrid.reading.repair.words import Words

#: below this share of å ä ö among the letters a block may be damaged
_SHARE = 0.005
_LEAST_WORDS = 20
#: a block inside a document that has its letters needs more words before their absence means anything
_LEAST_WORDS_WITHIN = 40
#: how many of the words must come back as much more common Swedish words
_RESTORABLE = 0.06
_GAIN = 3.0
#: so many words, and characters, of a stretch are looked at
_MOST = 400
_SAMPLE = 6000
_WORD = re.compile(r"[^\W_][\w&!-]*")
_LETTER = re.compile(r"[^\W\d_]")
_DOTTED = "åäöÅÄÖ"


def damaged_lines(lines: Sequence[str], breaks: Sequence[bool], channel: Channel, words: Words) -> list[bool]:
    """For each line whether it stands in damaged text. ``breaks`` says before which lines a block begins."""
    if _is_damaged(lines, channel, words, _LEAST_WORDS):
        return [True] * len(lines)
    result = [False] * len(lines)
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and not breaks[end]:
            continue
        if _is_damaged(lines[start:end], channel, words, _LEAST_WORDS_WITHIN):
            result[start:end] = [True] * (end - start)
        start = end
    return result


def may_be_damaged(lines: Sequence[str], breaks: Sequence[bool]) -> bool:
    """Whether any part of a text lacks its letters so that the word list must be asked."""
    if _lacking(lines, _LEAST_WORDS):
        return True
    starts = [0, *(at for at in range(1, len(lines)) if breaks[at]), len(lines)]
    return any(_lacking(lines[start:end], _LEAST_WORDS_WITHIN) for start, end in pairwise(starts))


def _lacking(lines: Sequence[str], least: int) -> list[str]:
    """The words of a stretch that has next to no å, ä and ö; none where it has them or is too short to tell."""
    text = " ".join(lines)
    dots = sum(text.count(letter) for letter in _DOTTED)
    if dots >= _SHARE * len(text) or (dots and dots >= _SHARE * len(_LETTER.findall(text))):
        return []
    tokens = _WORD.findall(text[:_SAMPLE])
    return tokens if len(tokens) >= least else []


def _is_damaged(lines: Sequence[str], channel: Channel, words: Words, least: int) -> bool:
    tokens = _lacking(lines, least)
    if not tokens:
        return False
    restored = sum(1 for token in tokens[:_MOST] if _comes_back(token, channel, words))
    return restored >= max(3, _RESTORABLE * len(tokens[:_MOST]))


def _comes_back(token: str, channel: Channel, words: Words) -> bool:
    """Whether a word is rare or unknown as it stands and common with its dots."""
    if len(token) < 2 or token.isdigit():
        return False
    best = channel.guesses(token)[0]
    return (
        best.known
        and any(letter in best.word for letter in "åäö")
        and words.zipf(best.word) - words.zipf(token.lower()) >= _GAIN
    )
