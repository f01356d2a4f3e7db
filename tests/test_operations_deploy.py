"""What lies in deploy/ is tried: systemd reads the units, nginx stands in front of an office."""

import configparser
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from satupintu.live.tests.knocking import Stream
from satupintu.operations import certificates
from satupintu.operations.command import VERBS
from tests.machine import free_port, nginx_program, program
from tests.postgresql import PostgreSQL
from tests.servers import MORNING, ROOT, SatuPintu
from tests.visitors import Visitor

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
NAME = "antre.example.go.id"


def unit(path: Path) -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(path)
    return read


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_understands_the_unit(path, tmp_path):
    text = path.read_text().replace("/opt/satupintu/current/.venv/bin/satupintu", sys.executable)
    (tmp_path / path.name).write_text(text)
    judge = program("systemd-analyze")
    assert judge
    said = subprocess.run(
        [judge, "verify", "--man=no", "--recursive-errors=no", str(tmp_path / path.name)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in said.stderr.splitlines() if path.name in line]
    assert ours == []
    assert said.returncode == 0


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_the_service_starts_with_the_machine_and_again_when_it_falls(path):
    service = unit(path)
    assert service["Service"]["Restart"] == "always"
    assert service["Unit"]["StartLimitIntervalSec"] == "0"
    assert service["Install"]["WantedBy"] == "multi-user.target"
    verb = service["Service"]["ExecStart"].split()[1]
    assert verb in VERBS


# --- nginx -------------------------------------------------------------------------------------


class Nginx:
    """The file of deploy/ with a test's ports and certificate, running in front of an office."""

    def __init__(self, folder: Path, upstream: int) -> None:
        self.folder, self.port, self.plain = folder, free_port(), free_port()
        certificates.issue(folder, ["localhost"], ["127.0.0.1"])
        text = (DEPLOY / "nginx.conf").read_text()
        for old, new in (
            ("127.0.0.1:8000", f"127.0.0.1:{upstream}"),
            ("listen 443 ", f"listen 127.0.0.1:{self.port} "),
            ("listen 80;", f"listen 127.0.0.1:{self.plain};"),
            (f"server_name {NAME}", "server_name localhost"),
            (f"/etc/letsencrypt/live/{NAME}/fullchain.pem", f"{folder}/server.crt"),
            (f"/etc/letsencrypt/live/{NAME}/privkey.pem", f"{folder}/server.key"),
        ):
            assert old in text
            text = text.replace(old, new)
        paths = "".join(
            f"{each}_temp_path {folder}/{each};\n"
            for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;\n"
            f"events {{}}\nhttp {{\n{paths}{text}}}\n"
        )

    def start(self) -> None:
        nginx = nginx_program()
        assert nginx
        words = [nginx, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        judged = subprocess.run(
            [*words, "-t", "-e", "stderr"], capture_output=True, text=True, check=False
        )
        assert judged.returncode == 0, judged.stderr
        self.process = subprocess.Popen([*words, "-e", str(self.folder / "log")])

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(scope="module")
def behind_nginx(
    sample_office: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Nginx, Visitor]]:
    home = shutil.copytree(sample_office, tmp_path_factory.mktemp("behind") / "data")
    office = SatuPintu(home, PUBLIC_ADDRESS="https://localhost", TRUSTED_PROXIES="127.0.0.1")
    nginx = Nginx(tmp_path_factory.mktemp("nginx"), office.port)
    office.environment["PUBLIC_ADDRESS"] += f":{nginx.port}"
    office.travel(MORNING)
    office.start("serve")
    nginx.start()
    trust = ssl.create_default_context(cafile=str(certificates.authority_file(nginx.folder)))
    visitor = Visitor(f"https://localhost:{nginx.port}", trust)
    _wait_for(visitor)
    yield nginx, visitor
    nginx.stop()
    office.stop()


def _wait_for(visitor: Visitor) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            visitor.get("/")
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("nginx did not start")


def test_pages_and_signing_in_work_through_nginx(behind_nginx):
    nginx, visitor = behind_nginx
    assert visitor.get("/o/3300/").status == 200
    signed_in = visitor.sign_in("rina")
    assert signed_in.address == f"https://localhost:{nginx.port}/o/3300/front/"
    assert all(cookie.secure for cookie in visitor.jar)


def test_an_event_leaves_nginx_at_once(behind_nginx):
    nginx, _ = behind_nginx
    trust = ssl.create_default_context(cafile=str(certificates.authority_file(nginx.folder)))
    stream = TlsStream(nginx.port, trust)
    assert stream.status == 200
    assert stream.next(3)[0] == "version"
    stream.close()


def test_plain_http_is_sent_to_https(behind_nginx):
    nginx, _ = behind_nginx
    plug = Stream(nginx.plain, "/o/3300/", {})
    assert plug.status == 301
    assert "location: https://" in plug.head
    plug.close()


class TlsStream(Stream):
    """A live stream through nginx."""

    def __init__(self, port: int, trust: ssl.SSLContext) -> None:
        plain = socket.create_connection(("127.0.0.1", port), 10)
        self.plug = trust.wrap_socket(plain, server_hostname="localhost")
        asked = f"GET /live/3300/public HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"
        self.plug.sendall(asked.encode())
        self.unread, self.retry = b"", 0
        while b"\r\n\r\n" not in self.unread:
            self._more(10)
        head, self.unread = self.unread.split(b"\r\n\r\n", 1)
        self.status, self.head = int(head.split()[1]), head.decode().lower()


# --- PostgreSQL --------------------------------------------------------------------------------


class Tuned(PostgreSQL):
    """A server that reads the file of deploy/, as from its conf.d."""

    def _options(self) -> list[str]:
        ours = ("max_connections", "shared_buffers")
        return [each for each in super()._options() if not any(name in each for name in ours)]

    def _run(self, name: str, *arguments: str) -> None:
        super()._run(name, *arguments)
        if name == "initdb":
            shutil.copy(DEPLOY / "postgresql.conf", self.directory / "satupintu.conf")
            (self.directory / "satupintu.conf").chmod(0o644)
            with (self.directory / "data" / "postgresql.conf").open("a") as file:
                file.write("include '../satupintu.conf'\n")


@pytest.mark.only_postgresql
def test_postgresql_takes_every_line_of_our_settings(db):
    server = Tuned(durable=True).start()
    try:
        with psycopg.connect(server.url) as connection:
            read = connection.execute(
                "SELECT name, error FROM pg_file_settings WHERE sourcefile LIKE '%/satupintu.conf'"
            ).fetchall()
    finally:
        server.stop()
    lines = (DEPLOY / "postgresql.conf").read_text().splitlines()
    written = [line for line in lines if line and not line.startswith("#")]
    assert len(read) == len(written) > 8
    assert [row for row in read if row[1] is not None] == []
