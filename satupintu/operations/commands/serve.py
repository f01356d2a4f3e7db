"""Serve an office: pages, live streams and - on SQLite - the worker, in one process."""

import argparse
import logging
from pathlib import Path

import uvicorn
from django.conf import settings
from django.db import connection

from satupintu.example.office import with_sample_password
from satupintu.operations import certificates, first_start
from satupintu.operations.backups.key import first_words
from satupintu.operations.command import Trouble
from satupintu.operations.commands.migrate import up_to_date
from satupintu.operations.reach import is_loopback
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


def refuse_unsafe() -> None:
    """What would open visitors' data to everybody on the network does not start. Raises Trouble."""
    if not is_loopback(settings.HOST) and (names := with_sample_password()):
        raise Trouble(
            f"HOST={settings.HOST} opens the service to the network while the sample password, "
            f"which everybody knows, still lets in {', '.join(names)}. Set up the real office in "
            "another directory (DATA_DIR=... satupintu setup), or set HOST=127.0.0.1."
        )
    for file in filter(None, (settings.TLS_CERTIFICATE, settings.TLS_KEY)):
        if not Path(file).is_file():
            raise Trouble(f"there is no file {file}. `satupintu setup --lan` makes it anew.")


def listen(*, worker: bool) -> int:
    """Listen on HOST:PORT; with a worker thread when asked."""
    refuse_unsafe()
    certificates.renew_if_old(Path(settings.DATA_DIR) / "tls")
    print(first_words(), first_start.words(), sep="", end="", flush=True)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    connection.close()
    server, helper = _server(), Worker() if worker else None
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


def _server() -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            "satupintu.config.asgi:application",
            host=settings.HOST,
            port=settings.PORT,
            access_log=False,  # addresses of pages carry tickets' tokens
            log_level="warning",
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_keep_alive=30,
            lifespan="on",
            http="satupintu.live.connection:Connection",  # siblings do not import each other
            proxy_headers=False,
            server_header=False,
            ssl_certfile=settings.TLS_CERTIFICATE or None,
            ssl_keyfile=settings.TLS_KEY or None,
        )
    )
