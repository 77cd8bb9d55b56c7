"""A whole folder at once, for those who already have their documents in one."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateWorker

from samfrid.audit.actions import Actor
from samfrid.documents import actions
from samfrid.documents.models import Document, DocumentState
from samfrid.documents.words import TYPES
from samfrid.municipalities.tenancy import within

POLL_SECONDS: Final = 0.5
#: so long after its last sign of life a worker may still come back; after it nobody reads, and waiting is in vain
WORKER_SILENCE: Final = 45
_PENDING: Final = (DocumentState.WAITING, DocumentState.READING)


@dataclass
class Report:
    """What became of a folder. ``bad`` holds a line for each file that could not be kept or read: name and why."""

    read: int = 0
    known: int = 0
    waiting: int = 0
    bad: list[tuple[str, str]] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """How many files could not be kept or read."""
        return len(self.bad)


def import_folder(
    actor: Actor, folder: Path, *, wait: bool, on_progress: Callable[[str], object], worker_within: float = 0
) -> Report:
    """Keep every file under ``folder`` in the actor's municipality and have it read.

    With ``wait``, returns when all are read or nobody is there to read them; a worker that is on its way up is given
    ``worker_within`` seconds to show itself. ``on_progress`` gets one line for each
    file when it is settled, and a summary at the end. A file that is refused or cannot be read never stops the others.
    """
    report = Report()
    names: dict[UUID, str] = {}
    with within(actor.municipality_code):
        for path in _files(folder):
            _take(actor, path, str(path.relative_to(folder)), report, names, on_progress)
        if wait:
            _await(names, report, on_progress, time.monotonic() + worker_within)
    report.waiting = len(names)
    for line in _summary(report):
        on_progress(line)
    return report


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder and the folders in it, by name; hidden ones and links out of it are left alone."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path


def _take(
    actor: Actor, path: Path, name: str, report: Report, names: dict[UUID, str], on_progress: Callable[[str], object]
) -> None:
    try:
        with path.open("rb") as file:
            document, is_new = actions.receive(actor, path.name, file)
    except OSError:
        _bad(report, name, _("Filen kunde inte öppnas."), on_progress)
    except ValidationError as error:
        _bad(report, name, " ".join(error.messages), on_progress)
    else:
        if document.pk in names:
            report.known += 1
            on_progress(_("%(name)s: samma innehåll som %(other)s") % {"name": name, "other": names[document.pk]})
        elif is_new or document.state in _PENDING:
            names[document.pk] = name
        else:
            report.known += 1
            on_progress(_("%(name)s: finns redan") % {"name": name})


def _await(names: dict[UUID, str], report: Report, on_progress: Callable[[str], object], worker_by: float) -> None:
    """Tell of each document as it is settled and take it out of ``names``; stop when nobody reads after that time."""
    while names:
        settled = Document.objects.filter(pk__in=list(names)).exclude(state__in=_PENDING)
        for document in settled.defer("reading").order_by("created_at"):
            name = names.pop(document.pk)
            if document.state == DocumentState.FAILED:
                _bad(report, name, document.error_message, on_progress)
            else:
                report.read += 1
                kind = TYPES.get(document.kind, TYPES["other"])
                on_progress(_("%(name)s: %(kind)s, ”%(title)s”") % {"name": name, "kind": kind, "title": document})
        if names and not _somebody_reads() and time.monotonic() >= worker_by:
            return
        if names:
            time.sleep(POLL_SECONDS)


def _somebody_reads() -> bool:
    since = timezone.now() - dt.timedelta(seconds=WORKER_SILENCE)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).exists()


def _bad(report: Report, name: str, why: str, on_progress: Callable[[str], object]) -> None:
    report.bad.append((name, why))
    on_progress(f"{name}: {why}")


def _summary(report: Report) -> Iterator[str]:
    counts = {"read": report.read, "known": report.known, "waiting": report.waiting, "bad": report.failed}
    yield _("%(read)s lästa, %(known)s fanns redan, %(waiting)s väntar, %(bad)s gick inte att läsa.") % counts
    if report.waiting:
        yield _("De som väntar läses när arbetaren går: starta den med make run.")
    for name, why in report.bad:
        yield f"  {name}: {why}"
