"""What a process keeps of words and places until the catalogue changes.

Small by design: synonyms, places and hints are a few thousand short strings.
"""

import csv
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from django.db import connection
from django.db.models import Min, Q

from satupintu.catalogue.models import ElsewhereHint, Entry, Item, Kind, Synonym, SynonymKind
from satupintu.offices.models import Level, Office
from satupintu.rules.provinces import PROVINCES
from satupintu.rules.search_places import Place
from satupintu.rules.search_talk import TALK
from satupintu.rules.search_words import GRAMMAR, fold, words

LONGEST_PHRASE = 4
KEPT_SECONDS = 5.0
# First words that say the same: what a phrase with one of them means, it means with the others.
ALIKE = (
    ("sewa", "rental", "persewaan", "penyewaan", "menyewakan"),
    ("servis", "service", "reparasi", "perbaikan"),
)

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """One reading of a word or phrase: the words that stand in the catalogue."""

    words: Phrase
    kind: str


@dataclass
class Known:
    """Words and places as of one revision of the catalogue, for one office."""

    revision: int
    entries: int
    synonyms: dict[Phrase, tuple[Meaning, ...]]
    places: dict[Phrase, tuple[Place, ...]]
    labels: dict[str, str]  # area code → name
    called: dict[str, tuple[str, ...]]  # area code → all its names, folded
    hints: tuple[ElsewhereHint, ...]
    place_words: frozenset[str] = frozenset()
    hint_words: frozenset[str] = frozenset()  # what is not here but elsewhere is no misspelling
    seen_at: float = field(default_factory=time.monotonic)

    def meanings(self, typed: Phrase) -> tuple[Meaning, ...]:
        """What the words may stand for; of English ones in the plural, what one of them does."""
        if found := self.synonyms.get(typed) or self._alike(typed):
            return found
        if not any(word.endswith("s") for word in typed):
            return ()
        one = tuple(_singular(word) for word in typed)
        english = SynonymKind.ENGLISH
        return tuple(each for each in self.synonyms.get(one, ()) if each.kind == english)

    def _alike(self, typed: Phrase) -> tuple[Meaning, ...]:
        if len(typed) < 2 or typed in self.synonyms:  # an office may have taken its meaning away
            return ()
        firsts = next((them for them in ALIKE if typed[0] in them), ())
        known = (self.synonyms.get((first, *typed[1:])) for first in firsts)
        return next((found for found in known if found), ())

    def old(self) -> bool:
        """Whether to ask if there is something new: a long import tells often."""
        return time.monotonic() - self.seen_at > KEPT_SECONDS


_kept: dict[int | None, Known] = {}
_lock = threading.Lock()
MOST_OFFICES = 8  # a house of many offices keeps the words of the last few


def known(office: Office | None) -> Known:
    """What is known now; read anew seconds after catalogue or words have changed."""
    key = office.pk if office else None
    kept = _kept.get(key)
    if kept is not None and not kept.old():
        return kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, entries FROM catalogue_revision WHERE id = 1")
        revision, entries = cursor.fetchone() or (0, 0)
    if kept is not None and kept.revision == revision:
        kept.seen_at = time.monotonic()
        return kept
    kept = _read(office, revision, entries)
    with _lock:
        while len(_kept) >= MOST_OFFICES:
            _kept.pop(next(iter(_kept)))
        _kept[key] = kept
    return kept


def named(area: str, labels: Mapping[str, str]) -> str:
    """The name of an area by its code; nothing when nobody told us."""
    return "Indonesia" if area == "0000" else labels.get(area, "")


def forget() -> None:
    """Forget all; for tests and after a restore."""
    with _lock:
        _kept.clear()


def _read(office: Office | None, revision: int, entries: int) -> Known:
    own = Q(office=None) | Q(office=office) if office else Q(office=None)
    places, labels = _places()
    hints = tuple(ElsewhereHint.objects.filter(own))
    return Known(
        revision=revision,
        entries=entries,
        synonyms=_synonyms(own),
        places=places,
        labels=labels,
        called=_called(places),
        hints=hints,
        place_words=frozenset(word for name in places for word in name),
        hint_words=frozenset(word for hint in hints for word in words(hint.words)),
    )


@cache
def shipped_synonyms() -> tuple[tuple[str, str, str], ...]:
    """The words that come with the product: (words, meanings, kind)."""
    file = resources.files("satupintu.catalogue") / "starter" / "synonyms.csv"
    with file.open(encoding="utf-8") as lines:
        return tuple((row["words"], row["means"], row["kind"]) for row in csv.DictReader(lines))


@cache
def shipped_regencies() -> tuple[tuple[str, str], ...]:
    """Regencies and cities that a new installation knows before any office is imported."""
    file = resources.files("satupintu.catalogue") / "starter" / "regencies.csv"
    with file.open(encoding="utf-8") as lines:
        return tuple((row["code"], row["name"]) for row in csv.DictReader(lines))


@cache
def shipped_short_names() -> tuple[tuple[str, str], ...]:
    """What people call a regency besides its name, "kukar": (code, names)."""
    file = resources.files("satupintu.catalogue") / "starter" / "short_names.csv"
    with file.open(encoding="utf-8") as lines:
        return tuple((row["code"], row["names"]) for row in csv.DictReader(lines))


def _synonyms(own: Q) -> dict[Phrase, tuple[Meaning, ...]]:
    """Administered words go before shipped ones; without a meaning they take a shipped one away."""
    found: dict[Phrase, dict[Phrase, Meaning]] = {}
    silenced: set[Phrase] = set()
    table = Synonym.objects.filter(own).values_list("words", "means", "kind")
    for said, means, kind in (*table.iterator(), *shipped_synonyms()):
        key = _typed(said)
        if not means.strip():
            silenced.add(key)
        if key in silenced or not 0 < len(key) <= LONGEST_PHRASE:
            continue
        for one in means.split("|"):
            meaning = tuple(word for word in words(one) if word not in GRAMMAR)  # as it is indexed
            if meaning and meaning != key:
                found.setdefault(key, {})[meaning] = Meaning(meaning, kind)
    nothing: dict[Phrase, tuple[Meaning, ...]] = dict.fromkeys(silenced, ())
    return nothing | {key: tuple(meanings.values()) for key, meanings in found.items()}


def _typed(said: str) -> Phrase:
    """The words of a key as a query is read: each once, without those of grammar or talk.

    One word that is left of several is no key: "pabrik tahu" says nothing about every "pabrik".
    """
    whole = tuple(dict.fromkeys(words(said)))
    left = tuple(word for word in whole if word not in GRAMMAR and word not in TALK)
    return left if len(left) > 1 else whole


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _places() -> tuple[dict[Phrase, tuple[Place, ...]], dict[str, str]]:
    """Provinces, regencies, the tree of offices, and areas that only the catalogue names."""
    found: dict[Phrase, dict[str, Place]] = {}
    labels: dict[str, str] = {}

    def add(name: str, code: str, label: str) -> None:
        key = tuple(words(name))
        if key:
            found.setdefault(key, {}).setdefault(code, Place(code, label))

    for code, label, short in PROVINCES:
        labels[code] = label
        for name in (label, *short.split("|")):
            add(name, code, label)
    own = Office.objects.exclude(level=Level.HEADQUARTERS).values_list("code", "name", "level")
    shown = (
        Entry.objects.filter(kind=Kind.DATA)
        .exclude(region__in=("", "0000"))
        .values("region")
        .annotate(one=Min("item_id"))
        .order_by()
        .values_list("one", flat=True)
    )
    named = Item.objects.filter(pk__in=list(shown)).exclude(region_name="")
    of_items = named.values_list("region_code", "region_name")
    unseen = ((*row, "") for row in (*of_items.iterator(), *shipped_regencies()))
    for code, label, level in (*own.iterator(), *unseen):
        if code.endswith("00") and code in labels:
            continue
        bare = _bare(label)
        kind = "Kota" if level == Level.CITY or code[2:3] == "7" else "Kabupaten"
        labels.setdefault(code, f"{kind} {bare}" if len(code) == 4 else bare)
        add(bare, code, labels[code])
    for code, names in shipped_short_names():
        for name in names.split("|"):
            add(name, code, labels[code])
    return {key: tuple(them.values()) for key, them in found.items()}, labels


def _called(places: Mapping[Phrase, tuple[Place, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, areas in places.items():
        for area in areas:
            found.setdefault(area.code, []).append(" ".join(name))
    return {code: tuple(names) for code, names in found.items()}


def _bare(name: str) -> str:
    """The name alone; "Kota Baru" is a regency and keeps its first word."""
    parts = name.split()
    for before in (("bps",), ("kabupaten", "kab", "kota", "provinsi")):
        if len(parts) > 1 and fold(parts[0]) in before:
            parts = parts[1:]
    return " ".join(parts)
