"""What a search answers: one shape for pages, the command and the measuring."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from satupintu.catalogue.models import ElsewhereHint, Item
from satupintu.catalogue.search.neighbours import Neighbour


class Match(StrEnum):
    """How honest the list must be about itself (PRT-6)."""

    EXACT = "exact"  # everything that was asked for is there
    NEAR = "near"  # the closest there is: "Tidak ada yang persis cocok …"
    NONE = "none"  # nothing that deserves showing


@dataclass(frozen=True)
class Chip:
    """A place, a time, a code list or a kind that was read from the words; may be taken off."""

    kind: str  # region, years, scheme, edition, code
    value: str  # 3300, 2015-2025, kbli, 2020, 56101
    label: str  # Jawa Tengah, 2015-2025, KBLI 2020
    words: str = ""  # the words it was read from

    @property
    def key(self) -> str:
        """As it stands in the URL and in the log: region:3300."""
        return f"{self.kind}:{self.value}"


@dataclass(frozen=True)
class Facet:
    """One value one may narrow to, with how many there are."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Suggestion:
    """A way on that leads somewhere: another area or time, or a code that exists."""

    kind: str  # region, years, edition, code, words
    value: str
    label: str
    count: int = 0


@dataclass(frozen=True)
class Piece:
    """A stretch of text, marked where the words of the search stand in it."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Hit:
    """One item of the answer with what its row on the page needs."""

    item: Item
    score: float
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...] = ()  # of the definition or notes, around the words
    parents: tuple[Neighbour, ...] = ()  # of a code, from the top
    children: tuple[Neighbour, ...] = ()  # of a code, the first few
    children_count: int = 0
    # The same code in another edition. Not the official concordance: the page says so.
    other_editions: tuple["OtherEdition", ...] = ()


@dataclass(frozen=True)
class OtherEdition:
    """The same code in another edition, and whether it bears the same title."""

    item: Neighbour
    same_title: bool


@dataclass(frozen=True)
class Found:
    """The answer to one search."""

    text: str
    match: Match
    hits: tuple[Hit, ...] = ()
    total: int = 0
    capped: bool = False  # there are more than `total`
    kinds: Mapping[str, int] = field(default_factory=dict)  # counts per kind, filter not applied
    types: tuple[Facet, ...] = ()
    regions: tuple[Facet, ...] = ()
    editions: tuple[Facet, ...] = ()
    chips: tuple[Chip, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()  # typed → read as
    unknown: tuple[str, ...] = ()  # words that stand nowhere in the catalogue
    suggestions: tuple[Suggestion, ...] = ()
    elsewhere: tuple[ElsewhereHint, ...] = ()
