"""Log lines that tell what went wrong and not whom it was about."""

from __future__ import annotations

import logging
import re
from types import TracebackType
from typing import Final

#: what the database adds to its errors: the row that was refused, with all that stands in it, over any number of lines.
#: Until the next line of the trace, or its end
_ROW: Final = re.compile(
    r"^(?:DETAIL|CONTEXT|QUERY):.*?(?=^Traceback |^The above exception|^During handling|\Z)", re.MULTILINE | re.DOTALL
)


#: an address that is a secret: a link in a letter, which opens somebody's commitments or a meeting without an account,
#: and somebody's own calendar
_LINK: Final = re.compile(r"(/(?:r|m|kalender)/\d{4}/)[^/\s?\"']+")


class PlainFormatter(logging.Formatter):
    """Leaves out the values that PostgreSQL tells with an error, and links that are secrets (ASVS 16.2.5, 16.5.1)."""

    def format(self, record: logging.LogRecord) -> str:
        return _LINK.sub(r"\1…", super().format(record))

    def formatException(  # noqa: N802 - the library's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        return _ROW.sub("(values left out)\n", super().formatException(ei)).rstrip("\n")
