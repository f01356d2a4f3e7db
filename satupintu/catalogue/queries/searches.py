"""What people looked for and did not find: the office's work list (PRT-4)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet, Sum

from satupintu.catalogue.models import SearchCount, SearchLog
from satupintu.catalogue.search import Match
from satupintu.offices.models import Office

MOST_TERMS = 100


@dataclass(frozen=True)
class Term:
    """A search that found nothing exact, counted."""

    query: str
    times: int
    nothing: int  # of these, without any result
    asked: int  # of these, became a question
    last_day: date


def terms_not_found(office: Office, since: date, until: date) -> list[Term]:
    """Terms without an exact answer that nobody has looked after, the most frequent first."""
    rows = (
        SearchLog.objects.filter(office=office, day__range=(since, until), done=False)
        .exclude(match=Match.EXACT)
        .exclude(query="")
        .values("query")
        .annotate(
            times=Count("pk"),
            nothing=Count("pk", filter=Q(match=Match.NONE)),
            asked_times=Count("pk", filter=Q(asked=True)),
            last_day=Max("day"),
        )
        .order_by("-times", "query")[:MOST_TERMS]
    )
    return [
        Term(row["query"], row["times"], row["nothing"], row["asked_times"], row["last_day"])
        for row in rows
    ]


@dataclass(frozen=True)
class Searches:
    """How the search did in a time."""

    made: int = 0
    exact: int = 0
    nothing: int = 0
    opened: int = 0
    asked: int = 0
    answered: int = 0


def searches(office: Office, since: date, until: date) -> Searches:
    """Counts of searches and of what came of them, of days whose words are gone as well."""
    told = counted(SearchLog.objects.filter(office=office, day__range=(since, until)))
    past = SearchCount.objects.filter(office=office, day__range=(since, until)).aggregate(
        **{name: Sum(name) for name in told}
    )
    return Searches(**{name: count + (past[name] or 0) for name, count in told.items()})


def counted(rows: QuerySet[SearchLog]) -> dict[str, int]:
    """What these searches come to."""
    return rows.aggregate(
        made=Count("pk"),
        exact=Count("pk", filter=Q(match=Match.EXACT)),
        nothing=Count("pk", filter=Q(match=Match.NONE)),
        opened=Count("pk", filter=~Q(opened=[])),
        asked=Count("pk", filter=Q(asked=True)),
        answered=Count("pk", filter=Q(left=True)),
    )
