"""The models' step of a reading: what they propose is found in the text or dropped, and stands beside what rules found.

A model never changes what the rules found. Where it finds the same thing it adds nothing; where it has another value
for a scalar, or more or other particulars of an item, that stands as the runner-up; what the rules lack is an item of
its own with its origin. No confidence reaches the certain band.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final

from samfrid.reading.anchor import CLAIMS, KEYLESS, Anchor
from samfrid.reading.holding import Kind, folded, words_of
from samfrid.reading.plugins import Asked, Model, ModelError, Proposed
from samfrid.reading.plugins.items import SCALARS, item_of, scalar_of
from samfrid.reading.plugins.settings import DOCUMENT_SECONDS
from samfrid.reading.reading import Evidence, Item, Municipality, Reading

#: no proposal of a model is surer than this: below every certain band
MOST_CONFIDENCE: Final = 0.7
#: proposals of one model for one document: more is no reading of it
MOST: Final = 1000
#: fewer letters than this show nothing
SHORTEST: Final = 2
_LOG: Final = logging.getLogger(__name__)
_SPACE: Final = re.compile(r"\s+")
#: words by which a document tells of its own secrecy (OSL 2009:400, above all its chapters 21 and 26)
_SECRET: Final = re.compile(
    r"\bsekretess(?:markera\w*|belagd\w*|skydda\w*|stämpe\w*)\b|^\s*hemlig\s*$"
    r"|^\s*(?:omfattas\s+av\s+)?sekretess\b\s*[:,(]?\s*(?:$|ja\b|enl|\d+\s*kap|OSL\b|gäller\b)"
    r"|\bskyddade?\s+(?:personuppgift\w*|adress\w*)\s*[:!]|\bkvarskrivning\w*\s*:",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(slots=True)
class Account:
    """What became of one model's step: stands in the reading, and is shown to the reviewer in words."""

    name: str
    #: how many it proposed; how many of them stand; how many the evidence rule, or their form, did away with
    proposed: int = 0
    kept: int = 0
    same: int = 0
    dropped: int = 0
    seconds: float = 0.0
    #: a stable word for what went wrong: "timeout", "unreachable", "malformed" … or why it was not asked: "secret"
    problem: str = ""
    _marks: dict[str, Any] = field(default_factory=dict, repr=False)

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "proposed": self.proposed,
            "kept": self.kept,
            "same": self.same,
            "dropped": self.dropped,
            "seconds": round(self.seconds, 1),
            "problem": self.problem,
        }


def looks_secret(text: str) -> bool:
    """Whether a text says of itself that it is under secrecy."""
    return bool(_SECRET.search(text))


def ask_models(
    reading: dict[str, Any], asked: Sequence[Model], *, secret: bool = False, seconds: float = DOCUMENT_SECONDS
) -> dict[str, Any]:
    """The reading (the contract's object) with what the models add. Never fails, and never takes anything away.

    ``secret``: the document is under secrecy and no model may see it; that is then told of.
    """
    accounts = []
    for model in asked:
        account = Account(str(model.name)[:60])
        if secret:
            account.problem = "secret"
        else:
            began = time.monotonic()
            found = _propose(model, reading, account, seconds)
            account.seconds = time.monotonic() - began
            account.proposed = len(found)
            merge(reading, found, account)
        accounts.append(account.as_json())
    return {**reading, "models": accounts} if accounts else reading


def _propose(model: Model, reading: dict[str, Any], account: Account, seconds: float) -> list[Proposed]:
    """All that a model proposes in its time. It has a thread of its own, which is left behind if it does not answer."""
    found: list[Proposed] = []
    groups = {name: reading.get(name) for name in ("type", *SCALARS, *CLAIMS)}
    question = Asked(text=reading.get("text") or "", found=groups)

    def run() -> None:
        try:
            for one in model.propose(question):
                if len(found) >= MOST:
                    account.problem = account.problem or "too_many"
                    return
                found.append(one)
        except ModelError as error:
            account.problem = error.code
        except Exception as error:  # noqa: BLE001 - a plug-in is not ours: the reading goes on without it
            account.problem = "failed"
            # its class alone: its words may be the document's
            _LOG.warning("the model %s failed: %s", account.name, type(error).__name__)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        account.problem = "timeout"
    return [one for one in list(found) if isinstance(one, Proposed)]


def merge(reading: dict[str, Any], found: Sequence[Proposed], account: Account) -> None:
    """Put what stands in the text beside what the rules found; count the rest."""
    text = reading.get("text") or ""
    finder = _Quotations(text)
    for one in found:
        evidence = finder.find(one.quotation)
        verdict = "dropped"
        if evidence and isinstance(one.group, str):
            place = replace(evidence, page=_page(reading, evidence.start))
            judge = _scalar if one.group in SCALARS else _item
            try:
                verdict = judge(reading, one, place, _sure(one.confidence), account.name)
            except Exception as error:  # noqa: BLE001 - what a plug-in says may be of any form: it is worth no reading
                _LOG.warning("a proposal of the model %s could not be judged: %s", account.name, type(error).__name__)
        setattr(account, verdict, getattr(account, verdict) + 1)


def _sure(value: Any) -> float:
    """A confidence that a model's proposal may have; 0.5 for what is no number."""
    if not isinstance(value, int | float) or value != value:
        value = 0.5
    return float(min(max(value, 0.0), MOST_CONFIDENCE))


def _scalar(reading: dict[str, Any], one: Proposed, place: Evidence, sure: float, name: str) -> str:
    value = scalar_of(one.group, one.value)
    if value is None or not Anchor(reading["text"]).scalar(one.group, value, [place]):
        return "dropped"
    if one.group == "title" and not _stands(reading["text"], value):
        return "dropped"
    written: Any = {"name": value.name, "code": value.code} if isinstance(value, Municipality) else value
    there = reading.get(one.group)
    if there is not None and _same(there, written):
        return "same"
    origin = f"model: {name}"
    evidence = [_written(place)]
    if there is None:
        reading[one.group] = written
        reading.setdefault("evidence_of", {})[one.group] = evidence
        reading.setdefault("confidence_of", {})[one.group] = sure
        reading.setdefault("origin_of", {})[one.group] = origin
        return "kept"
    second = {"value": written, "evidence": evidence, "confidence": sure, "origin": origin}
    runners = reading.setdefault("runner_up_of", {})
    if one.group in runners:
        return "same" if _same(runners[one.group]["value"], written) else "dropped"
    runners[one.group] = second
    return "kept"


def _item(reading: dict[str, Any], one: Proposed, place: Evidence, sure: float, name: str) -> str:
    item = item_of(one.group, one.value, [place], sure)
    if item is None or not _verbatim(reading["text"], one.group, item):
        return "dropped"
    if not Anchor(reading["text"]).item(one.group, item):
        return "dropped"
    (entry,) = _entries(one.group, item)
    there: list[Any] = reading.setdefault(one.group, [])
    twin = next((old for old in there if _alike(one.group, old, entry)), None)
    origin = f"model: {name}"
    if isinstance(entry, str):
        if twin is not None:
            return "same"
        place_in_list = f"{one.group}[{len(there)}]"
        there.append(entry)
        reading.setdefault("evidence_of", {}).setdefault(one.group, []).extend(map(_written, item.evidence))
        reading.setdefault("confidence_of", {})[place_in_list] = sure
        reading.setdefault("origin_of", {})[place_in_list] = origin
        return "kept"
    entry["origin"] = origin
    if twin is None:
        there.append(entry)
        return "kept"
    return _runner_up(twin, entry)


def _verbatim(text: str, group: str, item: Item) -> bool:
    """Whether an item's words stand in one stretch; other particulars that do not are taken from it.

    The evidence rule lets words of a rule's value stand apart, round a footnote or a page's end. A model that leaves
    out an "inte" says the opposite with the document's own words.
    """
    first = next(iter(CLAIMS[group]))
    for name, kind in CLAIMS[group].items():
        value = getattr(item, name)
        if kind is not Kind.WORDS or not isinstance(value, str) or _stands(text, value):
            continue
        if name == first:
            return False
        setattr(item, name, "" if (group, name) == ("figures", "what") else None)
    return True


def _stands(text: str, value: str) -> bool:
    """Whether the words of a value stand after one another in the text."""
    return f" {' '.join(words_of(value))} " in _spoken(text)


@lru_cache(maxsize=1)
def _spoken(text: str) -> str:
    return f" {' '.join(words_of(text))} "


def _runner_up(twin: dict[str, Any], entry: dict[str, Any]) -> str:
    """What a model says otherwise, or beyond, of an item that is there: its second best; nothing is overwritten."""
    particulars = {
        name: value
        for name, value in entry.items()
        if name not in ("evidence", "confidence", "item", "origin") and value not in (None, "", [], "other", "unknown")
    }
    if all(_same(twin.get(name), value) for name, value in particulars.items()):
        return "same"
    if "runner_up" in twin or twin.get("origin"):
        return "dropped"
    # with the item of business that it belongs to, which the model knows nothing of
    old = {name: value for name, value in twin.items() if name not in ("evidence", "confidence", "origin")}
    twin["runner_up"] = {
        "value": old | particulars,
        "evidence": entry["evidence"],
        "confidence": entry["confidence"],
        "origin": entry["origin"],
    }
    return "kept"


def _entries(group: str, item: Item) -> list[Any]:
    """An item as the contract's JSON has it."""
    alone = Reading(text="", original_text="")
    setattr(alone, group, [item])
    entries: list[Any] = alone.as_json()[group]
    return entries


def _alike(group: str, old: Any, new: Any) -> bool:
    """Whether two items are about the same thing: the same first claim, however it is spaced or cased."""
    if isinstance(old, str) or isinstance(new, str):
        return _same(old, new)
    if group in KEYLESS:
        return bool(old["type"] == new["type"]) and any(_touch(a, b) for a in old["evidence"] for b in new["evidence"])
    key = next(iter(CLAIMS[group]))
    if group == "figures":
        return bool(old[key] == new[key]) and any(_touch(a, b) for a in old["evidence"] for b in new["evidence"])
    return _within(_bare(old[key]), _bare(new[key]))


def _within(one: str, other: str) -> bool:
    """The same, or the one is most of the other: a clause with and without its "att"."""
    short, long = sorted((one, other), key=len)
    return short == long or (short in long and len(short) * 10 >= len(long) * 7)


def _touch(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _same(one: Any, other: Any) -> bool:
    return _bare(one) == _bare(other)


def _bare(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or sorted(map(str, value.items()))
    if isinstance(value, list | tuple):
        return "|".join(sorted(_bare(one) for one in value))
    return re.sub(r"[\W_]+", "", folded(str(value)))


def _written(evidence: Evidence) -> dict[str, Any]:
    return {"start": evidence.start, "end": evidence.end, "page": evidence.page, "bbox": None, "field": evidence.field}


def _page(reading: dict[str, Any], at: int) -> int | None:
    """The page that a position lies on, by the segments."""
    segments = reading.get("segments") or []
    index = bisect_right([segment[1] for segment in segments], at) - 1
    return int(segments[index][4]) if index >= 0 else None


class _Quotations:
    """Finds quotations in a text: sign by sign, save that white space is of no account."""

    def __init__(self, text: str) -> None:
        self._places = [at for at, sign in enumerate(text) if not sign.isspace()]
        self._bare = "".join(text[at] for at in self._places)

    def find(self, quotation: Any) -> Evidence | None:
        """Where it stands first, None for one that does not stand there."""
        if not isinstance(quotation, str):
            return None
        wanted = _SPACE.sub("", quotation)
        at = self._bare.find(wanted) if len(wanted) >= SHORTEST else -1
        if at < 0:
            return None
        return Evidence(self._places[at], self._places[at + len(wanted) - 1] + 1)
