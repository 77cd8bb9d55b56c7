"""Reading on a Dask cluster: batches of documents to whatever workers there are, never more than they have room for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from samfrid.reading.archive import tasks
from samfrid.reading.archive.orders import Answer, Limits, Order, Stopped
from samfrid.reading.archive.version import reader_version
from samfrid.reading.source import OWN_FAULT

#: a task of Dask's, which tells no types
Future = Any

#: a batch is sent when it has so many documents, or so many bytes; a long document goes alone
_DOCUMENTS, _BYTES = 16, 2**20
#: batches for each thread of the cluster: one in work and one so that it need not wait
_DEPTH = 2
#: how often is asked how many workers there are
_SECONDS = 5.0
_LACKING = (
    "För att läsa på ett kluster behövs Dask, som inte är installerat här. "
    "Installera med: pip install 'samfrid[archive]'"
)
_LOST = "Förbindelsen med klustret bröts. Det som har lästs finns kvar: kör samma kommando igen för att fortsätta."
_NOBODY = "Klustret har inga arbetare. Starta minst en (dask worker {address}) och kör samma kommando igen."
_OTHER = (
    "En arbetare har en annan version av läsaren ({theirs}) än den här datorn ({ours}). "
    "Installera samma version av Samfrid på alla, starta om arbetarna och kör samma kommando igen."
)


class Cluster:
    """An engine of the workers of a Dask scheduler."""

    def __init__(self, address: str, limits: Limits, sample: Path | None = None, *, patience: float = 30.0) -> None:
        try:
            import distributed
        except ImportError as error:
            raise Stopped(_LACKING) from error
        try:
            client: Any = distributed.Client
            self._client: Any = client(address, timeout=patience, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise Stopped(f"Ingen schemaläggare svarar på {address}. Starta en med: dask scheduler") from error
        self._limits = limits
        self._version = reader_version()
        try:
            self._meet(address, sample, patience)
        except BaseException:
            self.close()
            raise
        self._asked = time.monotonic()

    def _meet(self, address: str, sample: Path | None, patience: float) -> None:
        """See that there are workers, that they have this reader, and whether they see the files."""
        try:
            self._client.wait_for_workers(1, timeout=patience)
        except TimeoutError as error:
            raise Stopped(_NOBODY.format(address=address)) from error
        told: dict[str, Any] = self._client.run(tasks.about, str(sample.resolve()) if sample else None)
        for worker in told.values():
            self._same(str(worker["reader"]))
        #: whether the documents themselves must be sent
        self.sends = not all(worker["sees"] for worker in told.values())
        self.width = self._threads()

    def _same(self, theirs: str) -> None:
        if theirs != self._version:
            raise Stopped(_OTHER.format(theirs=theirs, ours=self._version))

    def _threads(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return sum(threads.values())

    def read(self, orders: Iterator[Order]) -> Iterator[tuple[Order, Answer]]:
        """Every order with its answer, as they are done."""
        import distributed

        at_work: dict[Future, list[Order]] = {}
        completed: Any = distributed.as_completed
        done = completed(loop=self._client.loop)
        batches = _batches(orders)
        more = True
        while True:
            while more and len(at_work) < _DEPTH * max(self.width, 1):
                batch = next(batches, None)
                if batch is None:
                    more = False
                    break
                self._send(batch, at_work, done)
            if not at_work:
                return
            future = next(done)
            batch = at_work.pop(future)
            if future.status == "error" and len(batch) > 1:  # some document of it ends workers: find out which
                for order in batch:
                    self._send([order], at_work, done)
                continue
            yield from zip(batch, self._answers(future, batch), strict=True)
            self._look_again()

    def _send(self, batch: list[Order], at_work: dict[Future, list[Order]], done: Any) -> None:
        sent = [(str(order.path.resolve()), order.sha, self._content(order)) for order in batch]
        future = self._client.submit(tasks.read_batch, self._version, self._limits, sent, pure=False)
        at_work[future] = batch
        done.add(future)

    def _content(self, order: Order) -> bytes | None:
        if not self.sends:
            return None
        try:
            return order.path.read_bytes()
        except OSError:  # gone since it was found: the worker will not see it either
            return None

    def _answers(self, future: Future, batch: list[Order]) -> list[Answer]:
        if future.status == "error":
            return [Answer.refused("internal", OWN_FAULT)] * len(batch)
        if future.status != "finished":
            raise Stopped(_LOST)
        try:
            answers: list[Answer] = future.result()
        except Exception as error:  # whatever the network's library makes of a lost connection
            raise Stopped(_LOST) from error
        for answer in answers:
            if answer.code == "other_reader":
                self._same(answer.message)
        return answers

    def _look_again(self) -> None:
        """Workers come and go: what is in flight follows."""
        if time.monotonic() - self._asked > _SECONDS:
            self._asked = time.monotonic()
            try:
                self.width = self._threads()
            except Exception as error:  # whatever the network's library makes of a lost connection
                raise Stopped(_LOST) from error

    def close(self) -> None:
        """Let go of the cluster; it goes on for others."""
        self._client.close(timeout=5)


def _batches(orders: Iterator[Order]) -> Iterator[list[Order]]:
    """Orders put together so that a task is worth its way."""
    batch: list[Order] = []
    size = 0
    for order in orders:
        if batch and size + order.size > _BYTES:
            yield batch
            batch, size = [], 0
        batch.append(order)
        size += order.size
        if len(batch) >= _DOCUMENTS or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
