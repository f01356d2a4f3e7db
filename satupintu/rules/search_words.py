"""Indonesian words as a search compares them: folded, split, and brought back to their roots.

A word is always kept as it stands too. Affixes hide their root's first sound (mengirim ← kirim,
memasak ← masak, memakai ← pakai), which only a dictionary could settle; so a word has several
possible roots, and two words are kin when they share one.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_SHORTEST_ROOT = 4
VOWELS = frozenset("aiueo")
LONGEST_WORD = 60


def fold(text: str) -> str:
    """Lower case without accents and punctuation: "Jum'at, Ékspor" → "jumat ekspor"."""
    return " ".join(words(text))


@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = text.lower().replace("'", "").replace("\u2019", "").replace("`", "")
    return tuple(word[:LONGEST_WORD] for word in _WORD.findall(text))


def words(text: str) -> list[str]:
    """The words of a text in order: letters and digits only."""
    return list(_words(text) if len(text) < 200 else _words.__wrapped__(text))


# Words that carry grammar, not meaning; they are neither indexed nor asked for.
GRAMMAR = frozenset(
    words(
        """
        yang dan di ke dari untuk pada dengan atau oleh dalam sebagai adalah ini itu tersebut serta
        para bagi antara akan agar karena maupun secara dapat juga tidak telah suatu lain lainnya
        the of and in by for
        """
    )
)


def telling(text: str) -> list[str]:
    """The words of a text that mean something, each once, in order."""
    return [word for word in dict.fromkeys(words(text)) if word not in GRAMMAR]


@lru_cache(maxsize=8192)
def roots(word: str) -> tuple[str, ...]:
    """What the word may be made from; never empty, and the word itself when it has no affix.

    >>> roots("peternakan")
    ('ternak',)
    """
    if len(word) < 5 or not word.isalpha():
        return (word,)
    base = word[:-3] if word.endswith("nya") and len(word) >= 8 else word
    found = dict.fromkeys(_stems(base))
    if base != word and not found:
        found[base] = None
    for stem in tuple(found):
        if word.startswith("ke") and stem.startswith(("pe", "ber", "ter")):
            found.update(dict.fromkeys(_stems(stem)))  # kependudukan, penduduk, duduk
    return tuple(found) or (word,)


def _stems(word: str) -> Iterable[str]:
    prefix = word[:2]
    if word.endswith("wan") and len(word) >= 8:
        stems: Iterable[str] = (word[:-3],)  # wisatawan
    elif word.endswith("kan") and (prefix in ("me", "di") or word.startswith("ter")):
        stems = _prefix_taken(word[:-3])
    elif word.endswith("an"):
        stems = tuple(_long_enough(_prefix_taken(word[:-2], closed=True))) or (word[:-2],)
    elif word.endswith("i") and prefix in ("me", "di"):
        stems = (*_prefix_taken(word), *_prefix_taken(word[:-1]))  # mencuci, mengikuti
    else:
        stems = _prefix_taken(word)
    return _long_enough(stems)


def _long_enough(stems: Iterable[str]) -> Iterable[str]:
    return (
        stem for stem in stems if len(stem) >= _SHORTEST_ROOT and not VOWELS.isdisjoint(stem[:3])
    )


def _prefix_taken(word: str, *, closed: bool = False) -> Iterable[str]:
    """Without its prefix; `closed` when -an was taken off behind, as ke-…-an asks for."""
    if word.startswith(("ber", "per", "ter")):
        yield word[3:]
        if word[3:4] in VOWELS and word[0] != "t":
            yield word[2:]  # perumahan ← rumah
    elif word.startswith(("me", "pe")):
        yield from _nasal_taken(word)
    elif word.startswith("diper"):
        yield word[5:]
    elif word.startswith("di"):
        yield word[2:]
    elif word.startswith("be") and word[3:5] == "er":
        yield word[2:]  # bekerja ← kerja
    elif word.startswith("ke") and closed:
        yield word[2:]


def _nasal_taken(word: str) -> Iterable[str]:
    """me(N)- and pe(N)-: the sound that melted away is put back, and where in doubt both stay."""
    after = word[2:]
    if after.startswith("ny"):
        yield "s" + after[2:]  # menyewa ← sewa
    elif after.startswith("ng"):
        yield after[2:]  # mengajar ← ajar
        if after[2:3] in VOWELS:
            yield "k" + after[2:]  # mengirim ← kirim
    elif after.startswith("n") and after[1:2] in VOWELS:
        yield "t" + after[1:]  # menulis ← tulis
        yield after  # menanti ← nanti
    elif after.startswith("m") and after[1:2] in VOWELS:
        yield "p" + after[1:]  # memakai ← pakai
        yield after  # memasak ← masak
    elif after[:1] in ("n", "m"):
        yield after[1:]  # mencuci ← cuci, membuat ← buat
    elif word[0] == "p" or after[:1] in ("l", "r", "w", "y"):
        yield after  # petani ← tani, melayani ← layan


_SPOKEN = (("nge", ("", "k", "h")), ("ny", ("s", "c")), ("ng", ("", "k", "h")), ("n", ("", "t")))


def spoken_roots(word: str) -> tuple[str, ...]:
    """What a word of everyday talk may be made from: without -in or -kan, n- before it, e for a.

    >>> "dengar" in spoken_roots("dengerin"), "cuci" in spoken_roots("nyuciin")
    (True, True)
    """
    bare = next((word[: -len(end)] for end in ("kan", "in") if word.endswith(end)), word)
    found = dict.fromkeys((bare, word))
    for stem in (bare, word):
        for prefix, sounds in _SPOKEN:
            if stem.startswith(prefix):
                found.update(dict.fromkeys(sound + stem[len(prefix) :] for sound in sounds))
    for stem in tuple(found):
        before, e, after = stem.rpartition("e")
        if e:
            found[f"{before}a{after}"] = None  # dengar, benar, tanam
    del found[word]
    return tuple(_long_enough(found))


def kin(one: str, other: str) -> bool:
    """Whether two words are the same or may be made from the same root."""
    return one == other or not {one, *roots(one)}.isdisjoint((other, *roots(other)))
