"""Synonyms and hints as an administrator sees them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from satupintu.catalogue.models import ElsewhereHint, Synonym
from satupintu.catalogue.queries.sources import changeable
from satupintu.catalogue.search.known import shipped_synonyms
from satupintu.offices.models import Office
from satupintu.rules.search_words import fold
from satupintu.rules.whole import whole

PAGE = 50
MOST_SHIPPED = 20


@dataclass(frozen=True)
class WordPage:
    """Fifty words, and where the next fifty begin."""

    words: Sequence[Synonym]
    more: str


def words_of(office: Office, containing: str = "", after: str = "") -> WordPage:
    """The office's words and everybody's, in the order of the alphabet."""
    rows = Synonym.objects.filter(Q(office=office) | Q(office=None)).annotate(
        changeable=_may_change(office)
    )
    if wanted := fold(containing):
        rows = rows.filter(Q(words__contains=wanted) | Q(means__icontains=containing.strip()))
    said, _, pk = after.rpartition("~")
    if said:
        rows = rows.filter(Q(words__gt=said) | Q(words=said, pk__gt=whole(pk)))
    found = list(rows.order_by("words", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return WordPage(found[:PAGE], f"{last.words}~{last.pk}" if last else "")


@dataclass(frozen=True)
class Shipped:
    """A word that comes with the product."""

    words: str
    means: str
    kind: str

    @property
    def in_words(self) -> str:
        """Its meanings for reading."""
        return self.means.replace("|", ", ")


def shipped_words(containing: str, besides: Sequence[Synonym] = ()) -> list[Shipped]:
    """The first words of the product with these letters; those that begin so stand first.

    `besides` are words of the office: what they write over is not shown twice.
    """
    if not (wanted := fold(containing)):
        return []
    over = {row.words for row in besides}
    found = [
        Shipped(*row)
        for row in shipped_synonyms()
        if (wanted in row[0] or wanted in row[1]) and row[0] not in over
    ]
    found.sort(key=lambda one: (not one.words.startswith(wanted), one.words))
    return found[:MOST_SHIPPED]


def shipped_word(words: str) -> Shipped | None:
    """The word of the product that is written just so."""
    said = fold(words)
    return next((Shipped(*row) for row in shipped_synonyms() if row[0] == said), None)


def word_of(office: Office, pk: int) -> Synonym | None:
    """One that this office may change."""
    return Synonym.objects.filter(changeable(office), pk=pk).first()


def hints_of(office: Office) -> QuerySet[ElsewhereHint]:
    """The office's hints and everybody's."""
    return ElsewhereHint.objects.filter(Q(office=office) | Q(office=None)).annotate(
        changeable=_may_change(office)
    )


def hint_of(office: Office, pk: int) -> ElsewhereHint | None:
    """One that this office may change."""
    return ElsewhereHint.objects.filter(changeable(office), pk=pk).first()


def _may_change(office: Office) -> Case:
    may = When(changeable(office), then=Value(True))
    return Case(may, default=Value(False), output_field=BooleanField())
