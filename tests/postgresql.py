"""A real PostgreSQL from the system's programs, for as long as the tests run."""

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Self

from tests.machine import postgresql_programs, temporary_directory


class PostgreSQL:
    """One server on a Unix socket, reached by nobody else, gone with its directory afterwards."""

    def __init__(self, *, durable: bool = False) -> None:
        """`durable` waits for a real disk, as in production: for measuring, not for the suite."""
        found = postgresql_programs()
        if found is None:
            raise RuntimeError(
                "PostgreSQL is not on this machine. On Debian: sudo apt-get install postgresql"
            )
        self.programs = found
        self.durable = durable
        self.directory = temporary_directory("postgresql", in_memory=not durable)
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

    def start(self, copy_of: Path | None = None) -> Self:
        """An empty server, or one with the data that `save` has put aside."""
        if self.user:
            os.chown(self.directory, pwd.getpwnam(self.user).pw_uid, pwd.getpwnam(self.user).pw_gid)
        if copy_of:
            self._copy(copy_of, self.directory / "data")
        else:
            self._run(
                "initdb", "--pgdata=data", "--username=satupintu", "--auth=trust",
                "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
            )  # fmt: skip
        self._serve()
        if not copy_of:
            self._run("createdb", f"--host={self.directory}", "--username=satupintu", "satupintu")
        return self

    def save(self, place: Path) -> None:
        """Put the data aside, for a later `start`; the server pauses for it."""
        self._end()
        self._copy(self.directory / "data", place)
        self._serve()

    def restart(self, how: signal.Signals) -> None:
        """SIGINT ends it in good order, SIGQUIT at once, as when the machine fails; then again."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait(20)
        self._serve()

    def stop(self) -> None:
        self._end()
        shutil.rmtree(self.directory, ignore_errors=True)

    def _copy(self, source: Path, to: Path) -> None:
        subprocess.run(["cp", "-a", str(source), str(to)], check=True)

    def _end(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # fast shutdown: does not wait for clients
            self.process.wait(20)

    def _serve(self) -> None:
        log = (self.directory / "log").open("wb")
        self.process = subprocess.Popen(
            [self.programs / "postgres", "-D", "data", *self._options()],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self._as_user(),
        )  # fmt: skip
        atexit.register(self.stop)
        self._wait()

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
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if subprocess.run(ready, check=False).returncode == 0:
                return
            if self.process and self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError((self.directory / "log").read_text(errors="replace"))
