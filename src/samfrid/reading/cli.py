"""``samfrid read``: reads files and tells in Swedish what was found; with ``--json`` also as the contract's JSON."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import Any

from samfrid.reading.source import OWN_FAULT, Unreadable


def main(argv: list[str]) -> int:
    """Read each file; 0 when all could be read, 1 when some could not, 2 for a wrong call (by argparse)."""
    parser = _parser()
    options = parser.parse_args(argv)
    if _is_archive(options):
        if options.out is None:
            parser.error("en mapp, --workers, --cluster och --parquet skriver till en mapp: ange --out MAPP")
        if options.json or options.no_sandbox:
            parser.error("--json och --no-sandbox gäller bara enstaka filer: ta bort dem, eller ta bort --out")
        from samfrid.reading.archive.command import main as archive

        return archive(options)
    names: set[str] = set()
    failed = False
    if options.json is not None:
        options.json.mkdir(parents=True, exist_ok=True)
    for path in options.files:
        try:
            reading = _read(path, options)
        except Unreadable as error:
            failed = True
            sys.stderr.write(f"{path.name}: kunde inte läsas. {error} [{error.code}]\n")
            continue
        _write(path, reading, options.json, names)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samfrid read",
        description="Läser dokument (PDF, skannad PDF, DOCX, ODT, HTML, text, Markdown, e-post, bild) och berättar vad "
        "de innehåller. Med --out läses hela mappar, ett arkiv med miljoner dokument om det behövs: kör samma kommando "
        "igen efter ett avbrott, så läses bara det som återstår.",
        add_help=False,
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FIL", help="filer, eller mappar tillsammans med --out")
    parser.add_argument("--json", type=Path, metavar="MAPP", help="skriv också en JSON-fil för varje dokument i MAPP")
    parser.add_argument("--seconds", type=float, default=600, metavar="S", help="längsta tid för en fil (600)")
    parser.add_argument(
        "--no-sandbox", action="store_true", help="läs i samma process: snabbare, för filer som man litar på"
    )
    many = parser.add_argument_group("arkiv")
    many.add_argument("--out", type=Path, metavar="MAPP", help="skriv alla resultat som JSON-rader i MAPP")
    many.add_argument("--parquet", action="store_true", help="skriv dem också som Parquet")
    many.add_argument("--workers", type=_count, metavar="N", help="läs N dokument samtidigt (en för varje kärna)")
    many.add_argument("--cluster", metavar="ADRESS", help="läs på ett Dask-kluster, till exempel tcp://10.0.0.5:8786")
    many.add_argument("--again", action="store_true", help="försök igen med det som tog för lång tid eller minne")
    parser.add_argument("-h", "--help", action="help", help="visa den här hjälpen")
    return parser


def _is_archive(options: argparse.Namespace) -> bool:
    """Whether what is asked for is more than a few files and a page about each."""
    asked = options.out or options.workers or options.cluster or options.parquet or options.again
    return bool(asked) or any(path.is_dir() for path in options.files)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _read(path: Path, options: argparse.Namespace) -> dict[str, Any]:
    if not path.is_file():
        raise Unreadable("broken", "Det finns ingen sådan fil.")
    if options.no_sandbox:
        return _read_here(path)
    from samfrid.reading.sandbox import read_in_child

    return read_in_child(path, seconds=options.seconds)


def _read_here(path: Path) -> dict[str, Any]:
    """Read in this process. A fault of the reader's own is logged and told as in the child: the rest are still read."""
    try:
        from samfrid.reading.read import read

        return read(path).as_json()
    except Unreadable:
        raise
    except Exception as error:
        logging.getLogger(__name__).exception("the reader failed")
        raise Unreadable("internal", OWN_FAULT) from error


def _write(path: Path, reading: dict[str, Any], folder: Path | None, names: set[str]) -> None:
    """Tell about one reading, and keep it as JSON: the whole file or none of it."""
    from samfrid.reading.summary import summary

    sys.stdout.write(summary(path.name, reading) + "\n")
    if folder is None:
        return
    import json

    name, number = path.name, 1
    while name in names:
        number += 1
        name = f"{path.stem}-{number}{path.suffix}"
    names.add(name)
    part = folder / f".{name}.part"
    part.write_text(json.dumps(reading, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(folder / f"{name}.json")
