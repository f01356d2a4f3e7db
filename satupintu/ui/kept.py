"""What was written once and is still true is not written again.

Through the template engine a page that officers keep opening costs several times what its rows cost
to read. Nothing here keeps an answer: the database is asked each time, and what it said is the key
under which the words lie. So nothing has to be thrown away when something changes, and nothing old
can be shown: another row, another count, another language is another key.

A page's frame is what its template gives when it knows nothing but plain words: no request, no
session, no row. What differs each time (rows, the token against forgery, the clock) is put into its
holes.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from functools import lru_cache, wraps
from typing import Any, Generic, ParamSpec, TypeVar

from django.db.models import Model
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

P = ParamSpec("P")
T = TypeVar("T")
_MARK = f"[{get_random_string(16)}]"  # new with each start: nobody can write a hole into a text


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """What the function writes is kept for the same words, language and zone, `most` of them.

    Its arguments are all that it may know, so they are plain values: a row of the database would
    be taken for the same after it has changed, and raises TypeError.
    """

    def mark(write: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(most)
        def written(language: str, zone: str, *given: Any) -> T:
            if any(isinstance(each, Model) for each in given):
                raise TypeError(f"{write.__name__} is kept and was given a row")
            return write(*given)  # type: ignore[call-arg]  # what `found` was given

        @wraps(write)
        def found(*given: P.args, **named: P.kwargs) -> T:
            if named:
                raise TypeError(f"{write.__name__} is kept by its place arguments")
            return written(get_language() or "", timezone.get_current_timezone_name(), *given)

        return found

    return mark


class Lasting(Generic[T]):
    """Values that stay true from one moment to another, by everything else that they depend on."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, tuple[datetime, datetime, T]] = {}

    def find(self, key: Hashable, now: datetime) -> T | None:
        """What is true now, if it has been kept."""
        found = self._kept.get(key)
        return found[2] if found and found[0] <= now < found[1] else None

    def keep(self, key: Hashable, value: T, now: datetime, until: datetime) -> T:
        """True from now until that moment."""
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[key] = (now, until, value)
        return value

    def clear(self) -> None:
        """Nothing is known any more."""
        self._kept.clear()


class Frame:
    """A page without what differs each time."""

    def __init__(self, written: str) -> None:
        self._parts = written.split(_MARK)  # words and names of holes by turns

    def filled(self, **given: str) -> SafeString:
        """The page; what is given is HTML. Raises KeyError for a hole that is left open."""
        parts = self._parts.copy()
        parts[1::2] = [given[name] for name in parts[1::2]]
        return mark_safe("".join(parts))


def hole(name: str) -> SafeString:
    """Where a frame is open: given to a template as a value, filled in by this name."""
    return mark_safe(f"{_MARK}{name}{_MARK}")


def frame(template: str, words: dict[str, Any]) -> Frame:
    """The template with these words and nothing else."""
    found: Any = get_template(template)  # its stub hides the template behind it
    return Frame(found.template.render(Context(words)))
