"""The house under measure: a real server process on its own data, filled before it starts."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgresql import PostgreSQL
from tests.servers import SatuPintu

ROOT = Path(__file__).resolve().parents[1]


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


@contextmanager
def _opened(
    house: SatuPintu, fill: tuple[str, ...]
) -> Iterator[tuple[SatuPintu, dict[str, list[str]]]]:
    house.environment.pop("SATUPINTU_CLOCK_FILE")  # the real clock, not the tests' one
    house.command("migrate")
    facts = json.loads(
        subprocess.run(
            [sys.executable, "-m", "benchmarks.fill", *fill],
            cwd=ROOT, env=house.environment, capture_output=True, text=True, check=True,
        ).stdout
    )  # fmt: skip
    house.start("serve")
    try:
        yield house, facts
    finally:
        house.stop()
