"""The holder of a nursery: sends it orders, takes its answers, and starts another when it has died."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from contextlib import suppress

from samfrid.reading.archive.nursery import LENGTH, READING
from samfrid.reading.archive.orders import Answer, Limits
from samfrid.reading.sandbox import environment, reason
from samfrid.reading.source import OWN_FAULT

#: a document during which the nursery itself has ended so many times is given up
_LIVES = 2
#: seconds in which a nursery that is given up may end by itself
_PATIENCE = 5.0
_BROKEN = Answer.refused("broken", "Filen är skadad eller av ett slag som inte kan läsas.")


class Keeper:
    """One nursery and the documents that it has been asked for. Not to be shared between threads."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        #: paths asked for and not answered yet, the first of them in work
        self.asked: deque[str] = deque()
        self._deaths = 0
        self._buffer = bytearray()
        self._start()

    def _start(self) -> None:
        orders, self._orders = os.pipe()
        self.answers, answers = os.pipe()
        command = [sys.executable, "-m", "samfrid.reading.archive.nursery", str(orders), str(answers)]
        try:
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(orders, answers),
                start_new_session=True,
                env=environment(),
                cwd="/",
            )
        finally:
            os.close(orders)
            os.close(answers)
        self._buffer.clear()

    def ask(self, path: str) -> None:
        """Hand a document over. It is read when those before it have been."""
        self.asked.append(path)
        self._send(path)

    def _send(self, path: str) -> None:
        limits = self.limits
        order = {"path": path, "memory": limits.memory_bytes, "seconds": limits.seconds, "pages": limits.pages}
        with suppress(BrokenPipeError):  # it has died, as the next look at its answers will tell
            os.write(self._orders, json.dumps(order).encode() + b"\n")

    def take(self) -> list[Answer]:
        """The answers that have come, in the order of the questions. Waits for something to come."""
        part = os.read(self.answers, 2**20)
        if not part:
            return self._begin_again()
        self._buffer += part
        found: list[Answer] = []
        while len(self._buffer) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self._buffer)[0]
            if len(self._buffer) < end:
                break
            data = bytes(self._buffer[LENGTH.size : end])
            del self._buffer[:end]
            self.asked.popleft()
            self._deaths = 0
            found.append(self._understood(data))
        return found

    def read(self, path: str) -> Answer:
        """One document, waited for."""
        self.ask(path)
        while True:
            if found := self.take():
                return found[0]

    def _understood(self, data: bytes) -> Answer:
        """An answer as it is kept. A child that a hostile file has taken over may say anything."""
        try:
            if data.startswith(READING) and b"\n" not in data:
                reading = data[len(READING) : -1]
                return Answer(reading) if _is_reading(json.loads(reading.decode())) else _BROKEN
            told = json.loads(data.decode())
            if ended := told.get("ended"):
                memory = self.limits.memory_bytes
                told = reason(int(ended["status"]), int(ended["used"]), memory, 0, late=bool(ended["late"]))
            return Answer.refused(str(told["error"]["code"]), str(told["error"]["message"]))
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return _BROKEN

    def _begin_again(self) -> list[Answer]:
        """The nursery has died: another takes over what it was asked for, but for what kills it again and again."""
        self._end()
        self._start()
        self._deaths += 1
        found: list[Answer] = []
        if self.asked and self._deaths >= _LIVES:
            self.asked.popleft()
            self._deaths = 0
            found.append(Answer.refused("internal", OWN_FAULT))
        for path in self.asked:
            self._send(path)
        return found

    def _end(self) -> None:
        """It ends when no more orders can come, whatever it is doing; if not, it is made to."""
        os.close(self._orders)
        os.close(self.answers)
        try:
            self._child.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def close(self) -> None:
        """End the nursery, and with it whatever it reads."""
        self._end()


def _is_reading(reading: object) -> bool:
    return isinstance(reading, dict) and isinstance(reading.get("text"), str) and isinstance(reading.get("type"), str)
