"""The lists of the WebAPI become items: page by page, so that an interrupted night goes on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from satupintu.catalogue.actions import variables
from satupintu.catalogue.actions.keeping import Outcome, Shelf, begin, end
from satupintu.catalogue.actions.withdrawing import step_back, withdraw
from satupintu.catalogue.models import ImportRun, Item
from satupintu.catalogue.sources import webapi_census
from satupintu.catalogue.sources.record import Record, Refused
from satupintu.catalogue.sources.text import line
from satupintu.catalogue.sources.webapi import NotAllowed, OutOfTime, Page, Silent, WebApi
from satupintu.catalogue.sources.webapi_lists import (
    LISTS,
    NATIONAL,
    SELDOM,
    SITES,
    SOURCE,
    ListOf,
    Place,
    names_of,
)
from satupintu.journal.record import writing
from satupintu.rules import clock

NAMES = (
    "subject",
    "subcat",
    "subcatcsa",
    "unit",
    "newscategory",
)  # numbers and what they stand for
PER_VARIABLE = ("th", "data", "turth", "turvar", "vervar")
EVERY = (*NAMES, *(one.model for one in LISTS), webapi_census.MODEL, *PER_VARIABLE)
# Without being asked for: what changes and what a search shows.
MODELS = tuple(one for one in EVERY if one not in {*SELDOM, "turth", "turvar", "vervar"})
CODES_LAST = timedelta(days=30)  # lists of codes are long and change once in years
Tell = Callable[[str, int, int], None]  # what, pages done, pages in all


@dataclass
class Sync:
    """One synchronisation of the lists of some domains."""

    api: WebApi
    domains: Sequence[str]
    models: Sequence[str] = MODELS
    anew: bool = False
    tell: Tell = lambda what, done, pages: None
    outcomes: list[Outcome] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Read every list; one that fails is left where it stopped, the others go on.

        Ends early when the key is refused, the time is used up, or two lists in a row are silent.
        """
        try:
            sites = self.api.addresses()
            for number, domain in enumerate(self.domains):
                names = {
                    model: names_of(model, self._rows(model, domain))
                    for model in NAMES if model in self.models
                }  # fmt: skip
                place = Place(domain, sites.get(domain) or SITES.get(domain, ""), names)
                self._lists(place, with_national=number == 0)
                if number == 0 and webapi_census.MODEL in self.models:
                    self._censuses()
                for model in PER_VARIABLE:
                    if model in self.models:
                        variables.complete(self.api, place, model, self.tell)
        except OutOfTime:
            self.troubles.append("waktunya habis; sisanya menyusul pada sinkronisasi berikutnya")
        except (NotAllowed, Silent) as problem:
            self.troubles.append(str(problem))
        finally:
            step_back(SOURCE for one in self.outcomes if one.kept)

    def _rows(self, model: str, domain: str) -> list[dict[str, object]]:
        return [row for page in self.api.pages(model, domain=domain) for row in page.rows]

    def _lists(self, place: Place, *, with_national: bool) -> None:
        silent = 0
        for one in LISTS:
            if one.model not in self.models or (one.national and not with_national):
                continue
            if one.national and not self.anew and _read_lately(one.model):
                continue
            try:
                self._list(one, Place(NATIONAL) if one.national else place)
                silent = 0
            except Silent as problem:
                self.troubles.append(f"{one.what} {place.domain}: {problem}")
                silent += 1
                if silent == 2:
                    raise

    def _list(self, one: ListOf, place: Place) -> None:
        run, outcome, first = self._place_to_go_on(f"{one.model} {place.domain}")
        self.outcomes.append(outcome)
        shelf, seen, pages, page = Shelf(outcome), set[str](), 0, Page([])
        try:
            for page in self.api.pages(one.model, first, domain=place.domain):
                with writing():
                    records = list(_records(one, page, place, outcome))
                    shelf.put(records)
                    seen |= {record.ident for _, record in records}
                    _note(run, outcome, page.number + 1)
                pages = max(pages, page.pages)
                self.tell(f"{one.what} {place.domain}", page.number, page.pages)
        except (Silent, NotAllowed, OutOfTime) as problem:
            trouble = str(problem) or "waktunya habis"
            ImportRun.objects.filter(pk=run.pk).update(trouble=trouble[:300])
            raise
        if first == 1 and seen and page.number >= pages:  # the whole list, told to its end
            outcome.withdrawn += _withdraw_unseen(seen)
        end(run, outcome)

    def _censuses(self) -> None:
        """The tables of all censuses, read as one: there are some hundred."""
        if not self.anew and _read_lately(webapi_census.MODEL):
            return
        outcome = Outcome(f"{webapi_census.MODEL} {NATIONAL}", SOURCE)
        try:
            told = list(webapi_census.tables(self.api))
        except (Silent, NotAllowed) as problem:
            self.troubles.append(f"tabel sensus: {problem}")
            return
        records = []
        for number, (census, topic, table) in enumerate(told, 1):
            try:
                records.append((number, webapi_census.record_of(census, topic, table)))
            except Refused as problem:
                outcome.refuse(number, line(table.get("nama")), str(problem))
        self.outcomes.append(outcome)
        run = begin(outcome, None)
        with writing():
            Shelf(outcome).put(list({one.ident: (row, one) for row, one in records}.values()))
        self.tell("tabel sensus", len(told), len(told))
        end(run, outcome)

    def _place_to_go_on(self, name: str) -> tuple[ImportRun, Outcome, int]:
        """The run of this list that was interrupted, else a new one."""
        waiting = ImportRun.objects.filter(source=SOURCE, name=name, finished_at=None)
        run = None if self.anew else waiting.first()
        with writing():
            ended = waiting.exclude(pk=run.pk) if run else waiting
            ended.update(finished_at=clock.now(), trouble="diganti oleh sinkronisasi baru")
        outcome = Outcome(name, SOURCE)
        if run is None:
            return begin(outcome, None), outcome, 1
        outcome.added, outcome.changed = run.added, run.changed
        outcome.unchanged, outcome.withdrawn = run.unchanged, run.withdrawn
        for one in run.refusals:
            outcome.refuse(one["row"], one["ident"], one["reason"])
        return run, outcome, int(run.position.get("page", 1))


def _records(
    one: ListOf, page: Page, place: Place, outcome: Outcome
) -> Iterator[tuple[int, Record]]:
    met: set[str] = set()
    for number, row in enumerate(page.rows, (page.number - 1) * 10 + 1):
        try:
            record = one.record(row, place)
        except Refused as problem:
            outcome.refuse(number, line(row.get("title")), str(problem))
            continue
        if record.ident not in met:
            met.add(record.ident)
            yield number, record


def _read_lately(model: str) -> bool:
    since = clock.now() - CODES_LAST
    runs = ImportRun.objects.filter(source=SOURCE, name=f"{model} {NATIONAL}")
    return runs.filter(finished_at__gte=since).exclude(added=0, unchanged=0).exists()


def _note(run: ImportRun, outcome: Outcome, page: int) -> None:
    told = outcome.counts() | {"position": {"page": page}, "trouble": ""}
    ImportRun.objects.filter(pk=run.pk).update(**told)


def _withdraw_unseen(seen: set[str]) -> int:
    """What a whole list no longer names is withdrawn, unless that were more than half of it."""
    beginning = next(iter(seen)).rpartition(":")[0] + ":"
    mine = Item.objects.filter(ident__startswith=beginning, withdrawn_at=None)
    kept = set(mine.filter(source=SOURCE).values_list("ident", flat=True))
    missing = kept - seen
    if not missing or len(missing) * 2 > len(kept):
        return 0
    return withdraw(Item.objects.filter(ident__in=missing))
