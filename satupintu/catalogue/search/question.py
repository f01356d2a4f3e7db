"""What is asked, ready for weighing."""

from dataclasses import dataclass, field

from satupintu.catalogue.search.terms import Group
from satupintu.rules.search_query import Read
from satupintu.rules.search_words import words

LEVELS = frozenset(("kota", "kabupaten"))
# Two words that are a thing of their own: who asks for "sepeda" does not ask for "sepeda motor".
COMPOUNDS = (
    ("sepeda", "motor"), ("kelapa", "sawit"), ("rumah", "tangga"), ("rumah", "sakit"),
    ("minyak", "tanah"), ("kayu", "putih"), ("tanah", "liat"), ("batu", "bara"),
    ("bubur", "kertas"),
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What is asked, ready for weighing."""

    read: Read
    wanted: tuple[Group, ...]
    helping: tuple[Group, ...]
    home: str = ""  # area of the office that is asked
    forms: frozenset[str] = field(default_factory=frozenset)
    around: frozenset[str] = field(default_factory=frozenset)  # goes without saying in a title
    called: tuple[str, ...] = ()  # all names of the province that was named
    other_things: tuple[str, ...] = ()  # compounds of which only the first word was asked for

    @classmethod
    def of(
        cls,
        read: Read,
        wanted: tuple[Group, ...],
        helping: tuple[Group, ...],
        home: str,
        around: str = "",
        called: tuple[str, ...] = (),
    ) -> "Question":
        """With every form of every word in one set.

        `around` names the area that is spoken of, `called` are all names of the province.
        """
        forms = {
            form
            for group in (*wanted, *helping)
            for reading in group.readings
            for one in reading.terms
            for form in one.forms
        }
        if read.place:
            forms.update(read.place_words, words(read.place.label))
        others = tuple(
            f" {first} {second} "
            for first, second in COMPOUNDS
            if first in forms and second not in forms
        )
        around_words = frozenset(words(around))
        return cls(read, wanted, helping, home, frozenset(forms), around_words, called, others)

    @property
    def says_kind(self) -> bool:
        """Whether anything said which kind of answer is looked for."""
        return bool(self.read.asks or self.read.scheme or self.read.place or self.read.years)

    @property
    def asks_meaning(self) -> bool:
        """Whether words are to be explained, not a list of codes."""
        return "meaning" in self.read.asks and not self.read.scheme

    @property
    def asks_code(self) -> bool:
        """Whether a code, a trade or a job is looked for."""
        return not self.read.asks.isdisjoint(("code", "trade", "shop", "work"))

    @property
    def asks_figures(self) -> bool:
        """Whether figures are looked for, which no list of codes has."""
        return "count" in self.read.asks and not (self.read.scheme or self.asks_code)

    @property
    def asks_elsewhere(self) -> bool:
        """Whether what is asked for is nobody's statistics, nor a trade or a job."""
        return "elsewhere" in self.read.asks and not self.asks_code

    @property
    def marks(self) -> frozenset[str]:
        """The forms worth marking: not every "kota" is Kota Semarang."""
        return self.forms - LEVELS if self.read.place else self.forms
