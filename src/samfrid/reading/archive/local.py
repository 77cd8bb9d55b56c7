"""Reading on this machine: some nurseries at work, each with one document in hand and one waiting."""

from __future__ import annotations

import selectors
from collections import deque
from collections.abc import Iterator

from samfrid.reading.archive.keeper import Keeper
from samfrid.reading.archive.orders import Answer, Limits, Order

#: documents with a nursery at a time: one in work, and one so that it never waits for us
_DEPTH = 2


class Local:
    """An engine of some processes on this machine."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self.width = workers
        self._keepers = [Keeper(limits) for _ in range(workers)]

    def read(self, orders: Iterator[Order]) -> Iterator[tuple[Order, Answer]]:
        """Every order with its answer, as they are done."""
        at_work: dict[Keeper, deque[Order]] = {keeper: deque() for keeper in self._keepers}
        more = True
        while True:
            while more and (free := min(self._keepers, key=lambda one: len(at_work[one]))):
                if len(at_work[free]) >= _DEPTH:
                    break
                order = next(orders, None)
                if order is None:
                    more = False
                    break
                at_work[free].append(order)
                free.ask(str(order.path.absolute()))  # the nursery stands in another folder
            if not any(at_work.values()):
                return
            for keeper in self._ready(at_work):
                for answer in keeper.take():
                    yield at_work[keeper].popleft(), answer

    def _ready(self, at_work: dict[Keeper, deque[Order]]) -> list[Keeper]:
        """Wait until some nursery has something to say."""
        with selectors.PollSelector() as selector:
            for keeper, asked in at_work.items():
                if asked:
                    selector.register(keeper.answers, selectors.EVENT_READ, keeper)
            return [key.data for key, _ in selector.select()]

    def close(self) -> None:
        """End the nurseries."""
        for keeper in self._keepers:
            keeper.close()
