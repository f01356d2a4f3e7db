"""The tables of censuses that the WebAPI offers, under their census and topic.

The lists have numbers instead of names; a table is told by its number, its census and its topic.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from satupintu.catalogue.sources.record import Record, Refused, record
from satupintu.catalogue.sources.webapi import WebApi
from satupintu.catalogue.sources.webapi_lists import NATIONAL, SOURCE

MODEL = "census"
CENSUSES, TOPICS, TABLES = 37, 38, 40
Row = Mapping[str, Any]


def tables(api: WebApi) -> Iterator[tuple[Row, Row, Row]]:
    """Each census, each of its topics, each table of that. Raises Silent, NotAllowed, OutOfTime."""
    for census in api.census(CENSUSES):
        for topic in api.census(TOPICS, kegiatan=str(census.get("id", ""))):
            about = {"kegiatan": str(census.get("id", "")), "topik": str(topic.get("id", ""))}
            for table in api.census(TABLES, **about):
                yield census, topic, table


def record_of(census: Row, topic: Row, table: Row) -> Record:
    """A table as a record. Raises Refused."""
    if table.get("id") is None or not census.get("id"):
        raise Refused("tidak ada id")
    year = str(census.get("tahun_kegiatan") or "")
    return record({
        "kind": "data", "type": "table", "source": SOURCE, "region_code": NATIONAL,
        "ident": f"sensus:{census['id']}:{table['id']}", "title": table.get("nama"),
        "description": table.get("deskripsi"), "period": year,
        "subject": topic.get("topik") or table.get("topik"),
        "keywords": [census.get("kegiatan"), census["id"], topic.get("topic")],
        "source_name": f"BPS, {census.get('kegiatan') or census['id']}",
    })  # fmt: skip
