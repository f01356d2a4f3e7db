"""How well the judged queries are answered, and how long it takes: one database, one process."""

import json
import sys
import time
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

import django

DEEPEST = 100
SHOWN = 5


@dataclass
class Share:
    """Success of the queries of one kind."""

    queries: int = 0
    first: int = 0
    five: int = 0
    ten: int = 0


@dataclass
class Miss:
    """A query without a relevant item among the first five, and why."""

    query: str
    kind: str
    cause: str


@dataclass
class Measured:
    """All that was measured."""

    records: int = 0
    shares: dict[str, Share] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    honest: int = 0  # queries without an answer in the catalogue that were told so
    unanswerable: int = 0
    half: float = 0.0  # milliseconds
    most: float = 0.0  # 95 of 100 queries are faster
    cpu: float = 0.0  # the same in time of this process alone


def measure(data: Path, repeats: int) -> Measured:
    """Ask every query; judge the answers when the catalogue is the real one."""
    from satupintu.catalogue.models import Item  # noqa: PLC0415
    from satupintu.offices.models import Office  # noqa: PLC0415

    queries = [json.loads(line) for line in (data / "queries.jsonl").open(encoding="utf-8")]
    office = Office.objects.filter(code="3300").first()
    measured = Measured(records=Item.objects.count())
    _time(measured, office, [query["query"] for query in queries], repeats)
    shares: dict[str, Share] = defaultdict(Share)
    for query in queries:
        _judge(measured, shares, office, query)
    measured.shares = dict(shares)
    return measured


def _time(measured: Measured, office: object, texts: list[str], repeats: int) -> None:
    from satupintu.catalogue.search import find  # noqa: PLC0415

    walls: dict[str, list[float]] = defaultdict(list)
    cpus: dict[str, list[float]] = defaultdict(list)
    for text in texts[:20]:
        find(office, text)  # type: ignore[arg-type]
    for _ in range(repeats):
        for text in texts:
            wall, cpu = time.perf_counter(), time.process_time()
            find(office, text)  # type: ignore[arg-type]
            walls[text].append(time.perf_counter() - wall)
            cpus[text].append(time.process_time() - cpu)
    times = sorted(median(each) * 1000 for each in walls.values())
    measured.half = times[len(times) // 2]
    measured.most = times[int(len(times) * 0.95)]
    measured.cpu = sorted(median(each) * 1000 for each in cpus.values())[int(len(times) * 0.95)]


def _judge(
    measured: Measured, shares: dict[str, Share], office: object, query: dict[str, object]
) -> None:
    from satupintu.catalogue.models import Item  # noqa: PLC0415
    from satupintu.catalogue.search import Match, find  # noqa: PLC0415

    found = find(office, str(query["query"]), limit=DEEPEST)  # type: ignore[arg-type]
    relevant = list(query["relevant_ids"])  # type: ignore[call-overload]
    if not relevant:
        measured.unanswerable += 1
        measured.honest += found.match != Match.EXACT
        return
    place = next(
        (index for index, hit in enumerate(found.hits) if hit.item.ident in relevant), DEEPEST
    )
    for name in ("all", str(query["intent"])):
        share = shares[name]
        share.queries += 1
        share.first += place < 1
        share.five += place < 5
        share.ten += place < 10
    if place < SHOWN:
        return
    if not Item.objects.filter(ident__in=relevant).exists():
        cause = "not in the catalogue"
    elif place == DEEPEST:
        cause = f"not among the first {DEEPEST} ({found.match})"
    else:
        ahead = found.hits[0].item
        cause = f"{place + 1}th, behind {ahead.ident} {ahead.title[:50]}"
    measured.misses.append(Miss(str(query["query"]), str(query["intent"]), cause))


if __name__ == "__main__":
    django.setup()
    told = asdict(measure(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3))
    print(json.dumps(told))
