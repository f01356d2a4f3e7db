"""Items that a list no longer has are withdrawn: not found any more, never deleted."""

from collections.abc import Iterable

from django.db.models import QuerySet

from satupintu.catalogue.actions.index import index
from satupintu.catalogue.actions.keeping import STARTER, Outcome, batches
from satupintu.catalogue.models import Item, Kind
from satupintu.catalogue.search.signs import TELLING
from satupintu.catalogue.sources.task import Task
from satupintu.journal.record import writing
from satupintu.offices.models import Office
from satupintu.rules import clock
from satupintu.rules.search_words import fold


class TooMany(Exception):
    """More than half of a list would be withdrawn; more likely the file is cut short."""

    def __init__(self, missing: int, there: int) -> None:
        super().__init__(f"{missing} dari {there}")
        self.missing, self.there = missing, there


def withdraw_missing(
    task: Task, outcome: Outcome, office: Office | None, *, sure: bool, dry: bool
) -> None:
    """What the complete file did not name is withdrawn. Raises TooMany."""
    mine = Item.objects.filter(
        source__in=task.sources, office=office, withdrawn_at__isnull=True
    )  # refused rows do not count as missing
    named = task.seen.keys() | {one.ident for one in outcome.refusals}
    idents = set(mine.values_list("ident", flat=True))
    missing = sorted(idents - named)
    if len(missing) * 2 > len(idents) and not sure:
        raise TooMany(len(missing), len(idents))
    outcome.withdrawn += len(missing)
    if not dry:
        for batch in batches(missing):
            withdraw(Item.objects.filter(ident__in=batch))


def step_back(sources: Iterable[str]) -> int:
    """The starter's items make room for real ones.

    They are there so that the first search finds something. Its data lead to pages and go once real
    lists have as many; what explains goes where a real item explains the same. Codes stay: the full
    list writes over them under the same ids.
    """
    if set(sources) <= {STARTER}:
        return 0
    there = Item.objects.filter(withdrawn_at=None).order_by()
    starting, real = there.filter(source=STARTER), there.exclude(source=STARTER)
    data = starting.filter(kind=Kind.DATA)
    gone = [one.pk for one in data] if real.filter(kind=Kind.DATA).count() >= len(data) else []
    explained = {
        _subject(title) for title in real.filter(kind__in=TELLING).values_list("title", flat=True)
    }
    explaining = starting.filter(kind__in=TELLING)
    gone += [one.pk for one in explaining if _subject(one.title) in explained]
    return withdraw(starting.filter(pk__in=gone)) if gone else 0


def _subject(title: str) -> str:
    """What a title is about, without what stands in brackets."""
    return fold(title.partition("(")[0])


def withdraw(items: QuerySet[Item]) -> int:
    """These are not found any more, and kept."""
    with writing():
        gone = list(items)
        Item.objects.filter(pk__in=[one.pk for one in gone]).update(withdrawn_at=clock.now())
        index(Item.objects.filter(pk__in=[one.pk for one in gone]))
    return len(gone)
