"""Work that nobody waits for: sealing the journal, keeping promises to silent pages, backups."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections, connection

from satupintu.operations import duties

log = logging.getLogger(__name__)
BREATH = 0.5  # seconds between two looks at what is due


@dataclass
class Task:
    """Something to be done every so many seconds."""

    every: float
    do: Callable[[], object]
    last: float = float("-inf")


class Worker(threading.Thread):
    """Does each task when it is due. A task that fails is logged and tried again later."""

    def __init__(self) -> None:
        super().__init__(name="worker", daemon=True)
        self._end = threading.Event()
        self.tasks = [Task(every, do) for every, do in duties.TASKS]

    def run(self) -> None:
        while not self._end.wait(BREATH):
            self.look()
        connection.close()

    def look(self) -> None:
        """Do what is due now."""
        for task in self.tasks:
            if time.monotonic() - task.last < task.every:
                continue
            task.last = time.monotonic()
            try:
                close_old_connections()
                task.do()
            except Exception:  # the other tasks must go on
                log.exception("worker task %s failed", task.do.__name__)

    def stop(self, wait: float = 5.0) -> None:
        """End after the task in hand."""
        self._end.set()
        if self.is_alive():
            self.join(wait)
