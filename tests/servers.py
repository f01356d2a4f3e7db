"""The real servers of the tests: the database that was asked for, and Satu Pintu itself.

This is a pytest plugin (see addopts in pyproject.toml), because the database must be running before
the settings are read. Every server is started in a temporary directory, on a socket or on loopback,
and is ended by its own process id.
"""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import pytest

from satupintu.rules import clock
from tests.machine import free_port, temporary_directory
from tests.postgresql import PostgreSQL

ROOT = Path(__file__).resolve().parents[1]
DATABASES = ("sqlite", "postgresql")
# An ordinary Friday within office hours, when a server for browser tests opens its eyes.
MORNING = datetime(2026, 7, 24, 9, 0, tzinfo=clock.ZONES["WIB"])
# What the tests say to themselves and a server as operators start it must not hear.
OF_THE_TESTS = {"DJANGO_ALLOW_ASYNC_UNSAFE", "PYTEST_CURRENT_TEST", "PYTEST_VERSION"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_setup"}
BROWSER_FIXTURES = {"page", "browser", "new_page"}


# --- Satu Pintu --------------------------------------------------------------------------------


class SatuPintu:
    """The product as an operator starts it, with its own data, on a free port of this machine."""

    def __init__(self, home: Path, *, database_url: str | None = None, **environment: str) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.clock_file = home / "clock"
        self.database_url = (
            database_url or f"sqlite:////{str(home / 'satupintu.sqlite3').lstrip('/')}"
        )
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in OF_THE_TESTS},
            "DJANGO_SETTINGS_MODULE": "satupintu.config.settings",
            "SATUPINTU_TESTING": "1",
            "SATUPINTU_CLOCK_FILE": str(self.clock_file),
            "DATA_DIR": str(home),
            "DATABASE_URL": self.database_url,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `satupintu ARGUMENTS` on the same data and return what it printed."""
        return subprocess.run(
            [*_satupintu(), *arguments], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=True, timeout=300,
        )  # fmt: skip

    def start(self, *arguments: str) -> Self:
        """`run` (migrates, loads the sample office, serves) unless other words are given."""
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*_satupintu(), *(arguments or ("run",))], cwd=ROOT, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        atexit.register(self.stop)
        self._wait()
        return self

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it and return its exit code; with SIGKILL it goes like in a power cut."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(30)

    def travel(self, to: datetime) -> None:
        """Make every process on this data believe that it is now `to`, which is aware."""
        clock.write_offset(self.clock_file, (to - datetime.now(UTC)).total_seconds())

    @property
    def log(self) -> str:
        return (self.home / "log").read_text(encoding="utf-8", errors="replace")

    def _wait(self, seconds: float = 180) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process is None or self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.url + "/", timeout=5).close()
                return
            except urllib.error.HTTPError:
                return  # it answers; what it answers is the test's business
            except OSError:
                time.sleep(0.05)
        self.stop(signal.SIGKILL)
        raise RuntimeError(f"Satu Pintu did not start:\n{self.log[-4000:]}")


def _satupintu() -> list[str]:
    return [
        sys.executable,
        "-c",
        "import sys; from satupintu.operations.command import main; sys.exit(main())",
    ]


# --- pytest ------------------------------------------------------------------------------------


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Choose the database before pytest-django reads the settings."""
    if "PYTEST_XDIST_WORKER" not in os.environ:  # workers take over what the first process chose
        _prepare(early_config, os.environ.setdefault("SATUPINTU_TEST_DATABASE", "sqlite"))
    return (yield)


def _prepare(config: pytest.Config, database: str) -> None:
    if database not in DATABASES:
        raise pytest.UsageError(
            f"SATUPINTU_TEST_DATABASE is {database!r}; use one of {', '.join(DATABASES)}"
        )
    home = temporary_directory("test")
    (home / "static").mkdir()
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    url = f"sqlite:////{str(home / 'satupintu.sqlite3').lstrip('/')}"
    if database == "postgresql":
        server = PostgreSQL().start()
        config.add_cleanup(server.stop)
        url = server.url
    os.environ.update(DATABASE_URL=url, DATA_DIR=str(home), SATUPINTU_TESTING="1")
    # Dozens of servers and commands start: each would translate half a thousand files anew where
    # the machine keeps no bytecode.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(home / "bytecode"))


def pytest_report_header() -> str:
    return f"database: {os.environ['SATUPINTU_TEST_DATABASE']}"


@pytest.hookimpl(tryfirst=True)  # before -m chooses by the marks given here
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what touches the database or a browser; leave out what is for the other database."""
    chosen: list[pytest.Item] = []
    other: list[pytest.Item] = []
    elsewhere = next(name for name in DATABASES if name != os.environ["SATUPINTU_TEST_DATABASE"])
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        # One that starts its own servers touches a database by no fixture of ours.
        marks = ("django_db", *(f"only_{name}" for name in DATABASES))
        if fixtures & DATABASE_FIXTURES or any(map(item.get_closest_marker, marks)):
            item.add_marker("database")
        if fixtures & BROWSER_FIXTURES:
            item.add_marker("browser")
        (other if item.get_closest_marker(f"only_{elsewhere}") else chosen).append(item)
    if other:
        config.hook.pytest_deselected(items=other)
    # The long modules first: a worker that got one last would work on alone.
    long = {
        item.nodeid.partition("::")[0]
        for item in chosen
        if any(item.get_closest_marker(mark) for mark in ("concurrency", "browser"))
    }
    items[:] = sorted(chosen, key=lambda item: item.nodeid.partition("::")[0] not in long)


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a freshly started sample office, made once, to be copied."""
    office = SatuPintu(tmp_path_factory.mktemp("sample"))
    office.travel(MORNING - timedelta(minutes=5))  # so that no server's clock is behind its data
    office.start().stop()
    for half in office.home.glob(".backup-*"):  # its first backup was under way
        shutil.rmtree(half)
    return office.home


@pytest.fixture(scope="module")
def satu_pintu_server(
    sample_office: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SatuPintu]:
    """The running product with the sample office, one for all tests of a module.

    Its clock starts at MORNING; `satu_pintu_server.travel(to=...)` moves it.
    """
    home = tmp_path_factory.mktemp("server") / "data"
    shutil.copytree(sample_office, home)
    office = SatuPintu(home)
    office.travel(MORNING)
    yield office.start()
    office.stop()


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[SatuPintu]:
    """The product with a fresh data directory, not started yet: the test says with what words."""
    office = SatuPintu(tmp_path)
    yield office
    office.stop()
