"""The command ``samfrid``. Only says where a command lives: reading needs no Django, all else does."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run a command with its arguments; the process's exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["read"]:
        from samfrid.reading.cli import main as read

        return read(arguments[1:])
    from samfrid.web.cli import main as web

    return web(arguments)
