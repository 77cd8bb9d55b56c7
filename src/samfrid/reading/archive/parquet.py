"""Results as Parquet, for whoever counts: made from the JSON lines, file by file, so that it can be made again.

``python -m samfrid.reading.archive.parquet LINES LENGTH FOLDER`` makes the tables of one file of results: at its end a
run lets a process of its own do it for each file that has more than its tables.

A child that a hostile file has taken over may have given a reading of any form: one that makes no rows is passed by.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from samfrid.reading.archive.facts import document_row, fact_rows
from samfrid.reading.archive.orders import Stopped

#: documents that are held in memory at a time
_BATCH = 500
_LENGTH = b"samfrid.length"
_LACKING = (
    "För att skriva Parquet behövs pyarrow, som inte är installerat här. Installera med: pip install 'samfrid[archive]'"
)

#: columns in order, with their types: s string, l list of strings, i whole number, f number, b true or false
_PLACE = "sha256:s path:s type:s municipality_code:s municipality:s document_date:s year:i "
TABLES: dict[str, str] = {
    "documents": _PLACE + "reader:s runner_up:s title:s addressee:s diary_numbers:l recipients:l warnings:l "
    "type_confidence:f date_confidence:f pages:i characters:i repairs:i dropped:i text:s",
    "facts": _PLACE + "fact:s number:i item:i kind:s text:s body:s party:s names:l date:s from:s to:s paragraph:s "
    "unanimous:b answer:s plan:s value:f unit:s renewal_months:i notice_months:i confidence:f page:i start:i end:i "
    "quote:s",
    "files": "path:s size:i sha256:s code:s error:s",
}


def demand() -> None:
    """Say at once, before anything is read, that Parquet cannot be written here."""
    try:
        import pyarrow.parquet  # noqa: F401 - whether it is there
    except ImportError as error:
        raise Stopped(_LACKING) from error


def made(lines: Path, length: int, folder: Path) -> bool:
    """Whether a file of results has its tables, as it is now."""
    import pyarrow.parquet as pq

    for table in ("documents", "facts"):
        path = _target(folder, table, lines)
        if not path.is_file() or (pq.read_schema(path).metadata or {}).get(_LENGTH) != str(length).encode():
            return False
    return True


def make(lines: Path, length: int, folder: Path) -> None:
    """The tables of documents and of facts of one file of results."""
    _write(_target(folder, "facts", lines), "facts", length, _each(lines, length, fact_rows))
    _write(_target(folder, "documents", lines), "documents", length, _each(lines, length, _documents))


def _documents(line: dict[str, Any]) -> list[dict[str, Any]]:
    return [document_row(line)]


def make_files(lines: Path, folder: Path) -> None:
    """The table of files, from ``files.jsonl``."""
    length = lines.stat().st_size
    _write(folder / "files" / "files.parquet", "files", length, _each(lines, length, lambda line: [line]))


def _target(folder: Path, table: str, lines: Path) -> Path:
    return folder / table / f"{lines.stem}.parquet"


def _each(
    lines: Path, length: int, rows: Callable[[dict[str, Any]], Iterable[dict[str, Any]]]
) -> Iterator[list[dict[str, Any]]]:
    """The rows of some documents at a time."""
    with lines.open("rb") as stream:
        while stream.tell() < length:
            batch: list[dict[str, Any]] = []
            for line in islice(iter(stream.readline, b""), _BATCH):
                batch += _rows(line, rows)
                if stream.tell() >= length:
                    break
            yield batch


def _rows(line: bytes, rows: Callable[[dict[str, Any]], Iterable[dict[str, Any]]]) -> list[dict[str, Any]]:
    try:
        return list(rows(json.loads(line)))
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError):
        return []


def _table(rows: list[dict[str, Any]], schema: Any) -> Any:
    """Rows as a table; those whose values are of other types than their columns are left out."""
    import pyarrow as pa

    try:
        return pa.Table.from_pylist(rows, schema)
    except (pa.ArrowException, TypeError, ValueError, OverflowError, AttributeError):
        if len(rows) < 2:
            return schema.empty_table()
    middle = len(rows) // 2
    return pa.concat_tables([_table(rows[:middle], schema), _table(rows[middle:], schema)])


def _write(target: Path, table: str, length: int, batches: Iterator[list[dict[str, Any]]]) -> None:
    """A whole table or none: under another name until it is done."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"s": pa.string(), "l": pa.list_(pa.string()), "i": pa.int64(), "f": pa.float64(), "b": pa.bool_()}
    columns = [column.split(":") for column in TABLES[table].split()]
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns], {_LENGTH: str(length).encode()})
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_table(_table(batch, schema))
    part.replace(target)


def main(argv: list[str]) -> int:
    """One file of results."""
    make(Path(argv[0]), int(argv[1]), Path(argv[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
