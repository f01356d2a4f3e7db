"""Where the catalogue comes from, and which words an office may change."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Q
from django.utils.translation import gettext as _

from satupintu.catalogue.models import ImportRun, Item
from satupintu.offices.models import Office

NEWEST_RUNS = 200


@dataclass(frozen=True)
class Source:
    """One list of the catalogue, with the last time somebody brought it in."""

    name: str
    title: str
    items: int
    withdrawn: int
    run: ImportRun | None

    @property
    def last(self) -> datetime | None:
        """When it last came."""
        return self.run.started_at if self.run else None


def sources() -> list[Source]:
    """Every list with its counts, the largest first."""
    # Newest runs suffice: a list that was not brought in for so long shows its counts only.
    runs: dict[str, ImportRun] = {}
    for run in ImportRun.objects.order_by("-started_at").defer("refusals")[:NEWEST_RUNS]:
        runs.setdefault(run.source, run)
    counted = Item.objects.order_by().values("source").annotate(
        items=Count("pk", filter=Q(withdrawn_at=None)), all=Count("pk")
    )  # fmt: skip
    found = [
        Source(row["source"], _title(row["source"]), row["items"], row["all"] - row["items"],
               runs.get(row["source"]))
        for row in counted
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.items, one.title))


def _title(source: str) -> str:
    named = {
        "webapi": _("WebAPI BPS"), "starter": _("Katalog awal"), "catalogue": _("Daftar data"),
        "sdsn": _("Standar data statistik nasional"), "glossary": _("Glosarium"),
        "faq": _("Tanya jawab"), "answers": _("Jawaban yang diterbitkan"),
        "wilayah": _("Kode wilayah"), "list": _("Daftar kantor"),
    }  # fmt: skip
    return named.get(source) or re.sub(r"(?<=\D)(?=\d)", " ", source, count=1).upper()


def changeable(office: Office) -> Q:
    """What this office may change: its own, and everybody's while nobody else serves here."""
    others = Office.objects.filter(serving=True).exclude(pk=office.pk)
    return Q(office=office) | Q(~Exists(others), office=None)
