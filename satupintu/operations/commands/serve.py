"""Serve an office: pages, live streams and - on SQLite - the worker, in one process."""

import argparse
import logging

import uvicorn
from django.conf import settings
from django.db import connection

from satupintu.operations.commands.migrate import up_to_date
from satupintu.operations.worker import Worker

GRACE_SECONDS = 3  # open streams are ended at once; this is for an upload in the middle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """HOST and PORT come from the environment, so that `make run` and systemd say it alike."""
    parser.add_argument(
        "--no-worker", action="store_true", help="leave the background work to others"
    )


def command(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM."""
    up_to_date()
    return listen(worker=not options.no_worker and connection.vendor == "sqlite")


def listen(*, worker: bool) -> int:
    """Listen on HOST:PORT; with a worker thread under the same write lock when asked."""
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    connection.close()
    server = uvicorn.Server(
        uvicorn.Config(
            "satupintu.config.asgi:application",
            host=settings.HOST,
            port=settings.PORT,
            access_log=False,  # addresses of pages carry tickets' tokens
            log_level="warning",
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_keep_alive=30,
            lifespan="on",
            proxy_headers=False,
            server_header=False,
            ssl_certfile=settings.TLS_CERTIFICATE or None,
            ssl_keyfile=settings.TLS_KEY or None,
        )
    )
    helper = Worker() if worker else None
    if helper:
        helper.start()
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        if helper:
            helper.stop()
    return 0 if server.started else 1
