"""The house under measure: a real server process on its own data, filled before it starts."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.postgresql import PostgreSQL
from tests.servers import SatuPintu

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "bench"
FILE, SECRET = "satupintu.sqlite3", "secret_key"
Filled = tuple[list[SatuPintu], dict[str, Any], dict[str, Any]]


@contextmanager
def sqlite_house(
    *fill: str, **environment: str
) -> Iterator[tuple[SatuPintu, dict[str, list[str]]]]:
    """One process on SQLite with synchronous=FULL, on the disk of the temporary directory."""
    with tempfile.TemporaryDirectory(prefix="satupintu-bench-") as home:
        house = SatuPintu(Path(home), SATUPINTU_TESTING="0", **environment)
        with _opened(house, fill) as filled:
            yield filled


@contextmanager
def postgresql_house(
    processes: int, *fill: str
) -> Iterator[tuple[list[SatuPintu], dict[str, list[str]]]]:
    """Several processes on one PostgreSQL that survives a power cut."""
    with tempfile.TemporaryDirectory(prefix="satupintu-bench-") as home:
        database = PostgreSQL(durable=True).start()
        try:
            houses = [
                SatuPintu(Path(home), database_url=database.url, SATUPINTU_TESTING="0")
                for _ in range(processes)
            ]
            with _opened(houses[0], fill) as (_, facts):
                for house in houses[1:]:
                    house.start("serve")
                try:
                    yield houses, facts
                finally:
                    for house in houses[1:]:
                        house.stop()
        finally:
            database.stop()


def fill_ahead(database: str, *fill: str, more: tuple[str, ...]) -> None:
    """Have the data made that `filled_house` would make, unless they are kept already."""
    if not (_kept(database, fill, more) / "facts.json").exists():
        with filled_house(database, *fill, more=more, processes=0):
            pass


@contextmanager
def filled_house(
    database: str, *fill: str, more: tuple[str, ...], processes: int = 1
) -> Iterator[Filled]:
    """Processes on data that take minutes to make; they are made once and kept in `var/bench`.

    `more` names a module that fills further and its arguments; what it prints is the last part.
    """
    with tempfile.TemporaryDirectory(prefix="satupintu-bench-") as home:
        server = PostgreSQL(durable=True) if database == "PostgreSQL" else None
        kept = _kept(database, fill, more)
        there = (kept / "facts.json").exists()
        if server:
            server.start(copy_of=kept / "data" if there else None)
        houses = [
            SatuPintu(Path(home), database_url=server and server.url, SATUPINTU_TESTING="0")
            for _ in range(max(processes, 1))
        ]
        for house in houses:
            house.environment.pop("SATUPINTU_CLOCK_FILE")
        make = _brought if there else _made
        try:
            facts = make(houses[0], server, kept, fill, more)
            yield [house.start("serve") for house in houses[:processes]], *facts
        finally:
            for house in houses:
                house.stop()
            if server:
                server.stop()


def ran(house: SatuPintu, module: str, *arguments: str) -> dict[str, Any]:
    """What a module prints as JSON that runs on the house's data."""
    found = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT, env=house.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(json.loads(found.stdout))


def _kept(database: str, fill: tuple[str, ...], more: tuple[str, ...]) -> Path:
    return KEPT / f"{database}-{_state_of_the_tables()}-{'-'.join((*fill, *more))}"


def _brought(
    house: SatuPintu, server: PostgreSQL | None, kept: Path, *_: object
) -> list[dict[str, Any]]:
    if server is None:
        shutil.copy(kept / FILE, house.home / FILE)
    shutil.copy(kept / SECRET, house.home / SECRET)
    return list(json.loads((kept / "facts.json").read_text()))


def _made(
    house: SatuPintu, server: PostgreSQL | None, kept: Path, fill: tuple[str, ...],
    more: tuple[str, ...],
) -> list[dict[str, Any]]:  # fmt: skip
    house.command("migrate")
    facts = [ran(house, "benchmarks.fill", *fill), ran(house, *more)]
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    if server:
        server.save(kept / "data")
    else:
        shutil.copy(house.home / FILE, kept / FILE)
    shutil.copy(house.home / SECRET, kept / SECRET)  # sessions are signed with it
    (kept / "facts.json").write_text(json.dumps(facts))
    return facts


def _state_of_the_tables() -> str:
    files = [*ROOT.glob("satupintu/*/migrations/*.py"), *ROOT.glob("benchmarks/fill*.py")]
    digest = sha256()
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


@contextmanager
def _opened(
    house: SatuPintu, fill: tuple[str, ...]
) -> Iterator[tuple[SatuPintu, dict[str, list[str]]]]:
    house.environment.pop("SATUPINTU_CLOCK_FILE")  # the real clock, not the tests' one
    house.command("migrate")
    facts = ran(house, "benchmarks.fill", *fill)
    house.start("serve")
    try:
        yield house, facts
    finally:
        house.stop()
