"""Which plug-ins are on, and the settings of the one that comes with Samfrid. All from the environment; all off."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Final

from samfrid.reading.plugins import Model

GROUP: Final = "samfrid.reading.models"
#: seconds that one plug-in may take for one document, whatever it does
DOCUMENT_SECONDS: Final = 300.0


class SettingsError(Exception):
    """A setting that cannot be followed; the sentence says in Swedish what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator has said."""

    #: the names of the plug-ins that are on, as in the entry point group
    on: tuple[str, ...] = ()
    #: the address of a server that speaks as OpenAI's does, up to and with "/v1"
    address: str = ""
    #: the name of the model, as the server knows it
    name: str = ""
    #: for one request
    seconds: float = 60.0
    #: that the address may be another machine's
    elsewhere: bool = False
    #: that texts with secrecy may be sent too
    confidential: bool = False

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of the environment. Raises :class:`SettingsError`."""
        given = os.environ if environment is None else environment
        try:
            seconds = float(given.get("SAMFRID_MODEL_SECONDS", "") or 60)
        except ValueError as error:
            raise SettingsError("SAMFRID_MODEL_SECONDS ska vara ett antal sekunder, till exempel 60.") from error
        if not 1 <= seconds <= DOCUMENT_SECONDS:
            raise SettingsError(f"SAMFRID_MODEL_SECONDS ska vara mellan 1 och {DOCUMENT_SECONDS:.0f}.")
        return cls(
            on=tuple(name.strip() for name in given.get("SAMFRID_MODELS", "").split(",") if name.strip()),
            address=given.get("SAMFRID_MODEL_ADDRESS", "").strip(),
            name=given.get("SAMFRID_MODEL_NAME", "").strip(),
            seconds=seconds,
            elsewhere=given.get("SAMFRID_MODEL_ELSEWHERE") == "yes",
            confidential=given.get("SAMFRID_MODEL_CONFIDENTIAL") == "yes",
        )


def models(settings: Settings) -> list[Model]:
    """The plug-ins that are on, made ready. Raises :class:`SettingsError` for one that is not there or cannot be made.

    An entry point names a function that takes the settings and gives the plug-in.
    """
    if not settings.on:
        return []
    known = {point.name: point for point in entry_points(group=GROUP)}
    found: list[Model] = []
    for name in settings.on:
        if name not in known:
            installed = ", ".join(sorted(known)) or "inga"
            raise SettingsError(f"SAMFRID_MODELS nämner {name}, som inte är installerad. Installerade: {installed}.")
        try:
            made = known[name].load()(settings)
        except SettingsError:
            raise
        except Exception as error:  # a plug-in is not ours: whatever is wrong with it, documents are read without it
            raise SettingsError(
                f"Insticksmodulen {name} gick inte att starta ({type(error).__name__}). Installera om den, eller ta "
                "bort den ur SAMFRID_MODELS."
            ) from error
        if not isinstance(made, Model):
            raise SettingsError(f"Insticksmodulen {name} har inte formen av en modell: name, destination, propose.")
        found.append(made)
    return found
