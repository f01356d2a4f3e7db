"""In how many entries words stand: what makes a word rare or frequent, and whether it is known."""

from collections.abc import Collection, Iterable, Mapping

from django.db import connection

from satupintu.catalogue.search.terms import Group


def forms_of(groups: Iterable[Group]) -> set[str]:
    """All words that the groups may be found by."""
    return {
        form
        for group in groups
        for reading in group.readings
        for one in reading.terms
        for form in one.forms
    }


def counts_of(forms: Collection[str]) -> dict[str, int]:
    """How many entries have these words. Written out: it is asked at every search."""
    if not forms:
        return {}
    marks = ", ".join(["%s"] * len(forms))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word, entries FROM catalogue_word WHERE word IN ({marks}) AND entries > 0",
            sorted(forms),
        )
        return dict(cursor.fetchall())


def entries_of(group: Group, counts: Mapping[str, int]) -> int:
    """In about how many entries the group stands: its most frequent reading."""
    return max(
        min(max(counts.get(form, 0) for form in one.forms) for one in reading.terms)
        for reading in group.readings
    )
