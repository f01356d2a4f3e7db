"""Real servers for tests: PostgreSQL from the system's programs, and Satu Pintu itself.

This is a pytest plugin (see addopts in pyproject.toml), because the database must be running before
the settings are read. Every server is started in a temporary directory, on a socket or on loopback,
and is ended by its own process id.
"""

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import pytest

from satupintu.rules import clock

ROOT = Path(__file__).resolve().parents[1]
DATABASES = ("sqlite", "postgresql")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_setup"}
BROWSER_FIXTURES = {"page", "browser", "new_page"}


# --- what this machine has ---------------------------------------------------------------------


def program(name: str) -> str | None:
    """The path of a program on this machine, or None."""
    return shutil.which(name)


def postgresql_programs() -> Path | None:
    """The directory with initdb and postgres; Debian keeps it off the PATH. The newest one wins."""
    candidates = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    candidates.sort(key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0)
    if on_path := program("postgres"):
        candidates.insert(0, Path(on_path).resolve().parent)
    usable = [
        path for path in candidates if (path / "initdb").exists() and (path / "postgres").exists()
    ]
    return usable[-1] if usable else None


def chromium_program() -> str | None:
    """Debian's browser, or one that the tester names in CHROMIUM."""
    return os.environ.get("CHROMIUM") or program("chromium") or program("chromium-browser")


def has_fonts() -> bool:
    """Without any font a browser draws boxes, and measures of overflow mean nothing."""
    return any(Path("/usr/share/fonts").rglob("*.ttf")) or any(
        Path("/usr/share/fonts").rglob("*.otf")
    )


def temporary_directory(purpose: str) -> Path:
    """In memory where there is such a place: a test's database need not survive a power cut."""
    memory = Path("/dev/shm")
    place = memory if os.access(memory, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix=f"satupintu-{purpose}-", dir=place))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# --- PostgreSQL --------------------------------------------------------------------------------


class PostgreSQL:
    """One server on a Unix socket, reached by nobody else, gone with its directory afterwards."""

    def __init__(self, *, durable: bool = False) -> None:
        """`durable` keeps fsync on, as in production: for measuring, not for the suite."""
        found = postgresql_programs()
        if found is None:
            raise RuntimeError(
                "PostgreSQL is not on this machine. On Debian: sudo apt-get install postgresql"
            )
        self.programs = found
        self.durable = durable
        self.directory = temporary_directory("postgresql")
        self.process: subprocess.Popen[bytes] | None = None
        self.user = self._other_user()

    @staticmethod
    def _other_user() -> str | None:
        """PostgreSQL refuses root; Debian's own user, or nobody, runs it instead."""
        if os.geteuid() != 0:
            return None
        names = {entry.pw_name for entry in pwd.getpwall()}
        return "postgres" if "postgres" in names else "nobody"

    @property
    def url(self) -> str:
        return f"postgresql://satupintu@/satupintu?host={self.directory}&port=5432"

    def start(self) -> Self:
        if self.user:
            os.chown(self.directory, pwd.getpwnam(self.user).pw_uid, pwd.getpwnam(self.user).pw_gid)
        self._run(
            "initdb", "--pgdata=data", "--username=satupintu", "--auth=trust", "--encoding=UTF8",
            "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        log = (self.directory / "log").open("wb")
        self.process = subprocess.Popen(
            [self.programs / "postgres", "-D", "data", *self._options()],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self._as_user(),
        )  # fmt: skip
        atexit.register(self.stop)
        self._wait()
        self._run("createdb", f"--host={self.directory}", "--username=satupintu", "satupintu")
        return self

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # fast shutdown: does not wait for clients
            self.process.wait(20)
        shutil.rmtree(self.directory, ignore_errors=True)

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.directory),
            "port": "5432",
            "max_connections": "200",
            "shared_buffers": "64MB",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return [f"--{name}={value}" for name, value in settings.items()]

    def _as_user(self) -> dict[str, Any]:
        common: dict[str, Any] = {"cwd": self.directory, "start_new_session": True}
        if self.user is None:
            return common
        entry = pwd.getpwnam(self.user)
        return {**common, "user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def _run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.programs / name, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
            check=False, **self._as_user(),
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr.decode()}")

    def _wait(self) -> None:
        ready = [
            str(self.programs / "pg_isready"),
            "--quiet",
            f"--host={self.directory}",
            "--username=satupintu",
        ]
        for _ in range(200):
            if subprocess.run(ready, check=False).returncode == 0:
                return
            if self.process and self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError((self.directory / "log").read_text(errors="replace"))


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
            **{k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")},
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
            capture_output=True, text=True, check=True, timeout=120,
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

    def _wait(self, seconds: float = 60) -> None:
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
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    url = f"sqlite:////{str(home / 'satupintu.sqlite3').lstrip('/')}"
    if database == "postgresql":
        server = PostgreSQL().start()
        config.add_cleanup(server.stop)
        url = server.url
    os.environ.update(DATABASE_URL=url, DATA_DIR=str(home), SATUPINTU_TESTING="1")


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
        if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker("database")
        if fixtures & BROWSER_FIXTURES:
            item.add_marker("browser")
        (other if item.get_closest_marker(f"only_{elsewhere}") else chosen).append(item)
    if other:
        config.hook.pytest_deselected(items=other)
        items[:] = chosen


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a freshly started sample office, made once, to be copied."""
    office = SatuPintu(tmp_path_factory.mktemp("sample")).start()
    office.stop()
    return office.home


@pytest.fixture(scope="module")
def satu_pintu_server(
    sample_office: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SatuPintu]:
    """The running product with the sample office, one for all tests of a module."""
    home = tmp_path_factory.mktemp("server") / "data"
    shutil.copytree(sample_office, home)
    office = SatuPintu(home).start()
    yield office
    office.stop()


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[SatuPintu]:
    """The product with a fresh data directory, not started yet: the test says with what words."""
    office = SatuPintu(tmp_path)
    yield office
    office.stop()
