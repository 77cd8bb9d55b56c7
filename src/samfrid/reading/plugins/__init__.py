"""A municipality's own language model or name finder, behind the same evidence rule as the reader's rules.

A plug-in is an object with the shape of :class:`Model`, named in the entry point group ``samfrid.reading.models`` and
switched on by ``SAMFRID_MODELS``; none is on from the beginning. It is given the cleaned text and what the rules found,
and proposes values, each with a quotation. :func:`~samfrid.reading.plugins.step.ask_models` finds the quotation in the
text, drops and counts what has none or what its quotation does not hold, and adds the rest beside what the rules found.

Models are asked by the worker, never by the child in which files are parsed: that child has no network.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Asked:
    """What a plug-in gets: the cleaned text, and what the rules found in it (the contract's groups and scalars)."""

    text: str
    found: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a plug-in gives: a value of a group of the contract, and the words of the document that show it, verbatim.

    ``value`` is a string for a scalar, a diary number or a recipient, the municipality's name for ``municipality``, and
    the contract's object for an item of a list. White space in the quotation is of no account.
    """

    group: str
    value: Any
    quotation: str
    confidence: float = 0.5


@runtime_checkable
class Model(Protocol):
    """The shape of a plug-in."""

    #: as a person is shown it: "model: NAME"
    name: str

    @property
    def destination(self) -> str:
        """Where it sends the text, as an address; "" for one that sends nothing anywhere."""

    def propose(self, asked: Asked) -> Iterable[Proposed]:
        """What it finds. May raise anything: the reading goes on without it, and what went wrong is told in a word."""


class ModelError(Exception):
    """Why a plug-in gave nothing, or gave less than it should. ``code`` is a stable word; the text never goes along."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


__all__ = ["Asked", "Model", "ModelError", "Proposed"]
