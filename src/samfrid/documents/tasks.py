"""What the worker does: read files, draw their pages, and take up again what was left lying.

A file is never parsed in the worker's own process but in a child that may take so much time and memory and no more. A
bad file is the document's own failure, told in a sentence; anything else that goes wrong is tried again.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from asgiref.sync import sync_to_async
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from samfrid.documents import actions, jobs, pages, storage
from samfrid.documents.asking import with_models
from samfrid.documents.models import Document, DocumentState
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.tenancy import within
from samfrid.reading.intake import MAX_PAGES
from samfrid.reading.sandbox import read_in_child
from samfrid.reading.source import Unreadable

#: a scanned page takes two to three seconds of a core: this is room for the most pages that are read at all
READ_SECONDS: Final = 1200
#: a file whose reading ends unexpectedly this many times is given up
ATTEMPTS: Final = 3
GIVEN_UP: Final = (
    "Läsningen avbröts flera gånger. Filen är kvar: försök igen senare, "
    "eller spara handlingen som PDF och lägg till den på nytt."
)
#: seconds without a sign of life, given every ten, after which a worker counts as gone
SILENCE: Final = 30
#: every twenty seconds: whoever waits for a reading sees it go on soon after a worker has been lost
OFTEN: Final = "* * * * * */20"
#: how long the jobs that went well are kept
JOB_HOURS: Final = 24


def _document(document_id: str) -> Document | None:
    return Document.objects.defer("reading").filter(pk=document_id).first()


def at_most_every(seconds: float, tell: Callable[[int, int], object]) -> Callable[[int, int], None]:
    """``tell``, but called no more often than that: quick pages need not be written down one by one."""
    last = time.monotonic()

    def seldom(read: int, of: int) -> None:
        nonlocal last
        if time.monotonic() - last >= seconds:
            last = time.monotonic()
            tell(read, of)

    return seldom


@app.task(name=jobs.READ, pass_context=True, retry=RetryStrategy(max_attempts=ATTEMPTS, wait=5))
def read_document(context: JobContext, document_id: str, municipality_code: str) -> None:
    """Read one file and keep what was found, or why it could not be read."""
    actor = SystemActor(municipality_code)
    with within(municipality_code):
        document = _document(document_id)
        if document is None or not actions.begin(document):
            return
        path = storage.path_of(municipality_code, document.sha256)
        try:
            told = partial(actions.keep_progress, document)
            reading = read_in_child(path, seconds=READ_SECONDS, pages=MAX_PAGES, on_page=at_most_every(1.0, told))
            reading = with_models(document, reading)
        except Unreadable as error:
            actions.fail(actor, document, error.code, str(error))
        except Exception:
            if context.job.attempts + 1 >= ATTEMPTS:
                actions.fail(actor, document, "interrupted", GIVEN_UP)
            raise
        else:
            actions.keep_reading(actor, document, reading)


@app.task(name=jobs.PICTURE, retry=RetryStrategy(max_attempts=ATTEMPTS, wait=30))
def picture_pages(document_id: str, municipality_code: str) -> None:
    """Draw the pages of a file that has pages. Without pictures the review shows the text, so a failure is no more."""
    with within(municipality_code):
        document = _document(document_id)
        if document is None or document.pictures or document.state not in (DocumentState.READ, DocumentState.APPROVED):
            return
        path = storage.path_of(municipality_code, document.sha256)
        sizes = pages.draw(path, storage.pictures_of(municipality_code, document.sha256))
        if sizes:
            actions.keep_pictures(document, sizes)


@app.periodic(cron=OFTEN)
@app.task(name="documents.recover", queueing_lock="documents.recover")
async def recover(timestamp: int) -> None:  # noqa: ARG001
    """Take up the jobs of workers that are gone. A file that has brought several down is given up instead."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        await sync_to_async(give_up_if_deadly)(job)
        await app.job_manager.retry_job(job, retry_at=dt.datetime.now(dt.UTC))


def give_up_if_deadly(job: Job) -> None:
    """Call a file unreadable whose reading has taken its worker along as often as it may."""
    if job.task_name != jobs.READ or job.attempts + 1 < ATTEMPTS:
        return
    code = str(job.task_kwargs["municipality_code"])
    with within(code):
        document = _document(str(job.task_kwargs["document_id"]))
        if document:
            actions.fail(SystemActor(code), document, "interrupted", GIVEN_UP)


@app.periodic(cron="17 3 * * *")
@app.task(name="documents.sweep", queueing_lock="documents.sweep")
async def sweep(timestamp: int) -> None:  # noqa: ARG001
    """Remove what uploads that were cut off have left behind, and the jobs that are done."""
    await sync_to_async(storage.sweep)()
    await app.job_manager.delete_old_jobs(nb_hours=JOB_HOURS)
