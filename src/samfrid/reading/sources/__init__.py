"""Parsers: a file becomes a :class:`~samfrid.reading.source.Source`. One module for each kind, imported when needed.

A parser adds no knowledge of the domain; it says what the file says, in reading order and with places.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

# by module: intake itself uses this package's decoding, whichever of them is imported first
from samfrid.reading import intake as door
from samfrid.reading.source import Source, Unreadable
from samfrid.reading.sources.language import language_of

#: kind -> module of this package with a function ``parse(intake: Intake) -> Source``
_PARSERS = {
    "text": "text",
    "markdown": "markdown",
    "html": "html",
    "docx": "docx",
    "odt": "odt",
    "pdf": "pdf",
    "email": "mail",
    "image": "image",
}


def load(path: Path) -> Source:
    """Parse a file by its content. Raises :class:`Unreadable`, and nothing else, for what cannot be read."""
    return _parse(door.take_in(path))


def load_bytes(data: bytes, name: str = "") -> Source:
    """:func:`load` for bytes in memory; ``name`` is only used to warn of a wrong ending."""
    return _parse(door.identify(data, name))


def _parse(intake: door.Intake) -> Source:
    module = import_module(f"{__name__}.{_PARSERS[intake.kind]}")
    parse: Callable[[door.Intake], Source] = module.parse
    try:
        source = parse(intake)
    except (Unreadable, ImportError):  # what is not installed is no fault of the file
        raise
    except MemoryError as error:
        raise Unreadable("memory", "Filen kräver för mycket minne för att läsas.") from error
    except Exception as error:
        raise Unreadable("broken", "Filen är skadad eller av ett slag som inte kan läsas.") from error
    words = "\n".join(line.text for page in source.pages for line in page.lines)
    if not words.strip():
        raise Unreadable("no_text", "Det finns ingen text att läsa i filen.")
    door.check_length(words)
    language = language_of(words)
    other = ("other_language",) if language not in (None, "sv") else ()
    warnings = tuple(dict.fromkeys((*intake.warnings, *source.warnings, *other)))
    return replace(source, language=language or source.language, warnings=warnings)
