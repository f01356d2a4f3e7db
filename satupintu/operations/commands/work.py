"""A worker process of its own, for PostgreSQL."""

import argparse
import signal
import threading

from django.db import connection

from satupintu.operations.command import Trouble
from satupintu.operations.worker import Worker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def command(options: argparse.Namespace) -> int:
    """Work until Ctrl-C or SIGTERM."""
    if connection.vendor == "sqlite":
        raise Trouble(
            "on SQLite one process writes, so the worker is part of `satupintu serve`; "
            "start a worker of its own only with PostgreSQL."
        )
    end = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end.set())
    worker = Worker()
    worker.start()
    print("Working. Ctrl-C ends.", flush=True)
    end.wait()
    worker.stop()
    return 0
