"""The WebAPI of BPS: one page of one list at a time, patiently, never telling the key.

Its envelope: {"status": "OK", "data-availability": "available", "data": [{"page": 1, "pages": 3},
[rows]]}. "OK" with "list-not-available" means an empty list. The key travels in the address, so no
address may reach a log or a message.
"""

import json
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from satupintu.rules.whole import whole

if TYPE_CHECKING:
    import httpx

PER_PAGE = 10
MOST_PAGES = 20_000
TRIES = 4
LONGEST_PAUSE = 30.0
LARGEST_ANSWER = 20_000_000  # bytes
# httpx writes every address into its log at INFO.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)


class Silent(Exception):
    """The WebAPI does not answer, or not in its own form; trying later may help."""


class NotAllowed(Exception):
    """The WebAPI refuses; the message is its own, without the key."""


class OutOfTime(Exception):
    """The time given for this synchronisation is used up; the rest comes next time."""


@dataclass(frozen=True)
class Page:
    """Ten rows of a list, and how many pages there are."""

    rows: list[dict[str, Any]]
    number: int = 1
    pages: int = 1


@dataclass
class WebApi:
    """A way to ask. `budget` is how many seconds all questions together may take."""

    address: str
    key: str
    budget: float = 3600.0
    patience: float = 20.0  # seconds for one answer
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    client: "httpx.Client" = field(init=False)
    asked: int = 0

    def __post_init__(self) -> None:
        import httpx

        limits = httpx.Timeout(self.patience, connect=min(10.0, self.patience))
        self.client = httpx.Client(timeout=limits, headers={"User-Agent": "satupintu"})
        self.until = self.clock() + self.budget

    def close(self) -> None:
        """Let the connections go."""
        self.client.close()

    def pages(self, model: str, first: int = 1, **about: str | int) -> Iterator[Page]:
        """The pages of a list from `first` on. Raises Silent, NotAllowed, OutOfTime."""
        number = first
        while number <= MOST_PAGES:
            page = self.page(model, number, **about)
            yield page
            if number >= page.pages or not page.rows:
                return
            number += 1

    def page(self, model: str, number: int = 1, **about: str | int) -> Page:
        """One page of a list. Raises Silent, NotAllowed, OutOfTime."""
        return _page(self._ask(f"list/model/{model}", page=number, **about), number)

    def data(self, **about: str | int) -> dict[str, Any]:
        """A dynamic table's figures as they are told. Raises Silent, NotAllowed, OutOfTime."""
        return self._ask("list/model/data", **about)

    def census(self, number: int, **about: str | int) -> list[dict[str, Any]]:
        """A list about censuses, in one piece. Raises Silent, NotAllowed, OutOfTime."""
        return _page(self._ask(f"interoperabilitas/datasensus/id/{number}", **about), 1).rows

    def addresses(self) -> dict[str, str]:
        """Each domain's own site. Raises Silent, NotAllowed, OutOfTime."""
        rows = _page(self._ask("domain/type/all"), 1).rows
        return {str(row.get("domain_id")): str(row.get("domain_url") or "") for row in rows}

    def _ask(self, path: str, **about: str | int) -> dict[str, Any]:
        import httpx

        words = {"lang": "ind", **{name: str(value) for name, value in about.items()}}
        trouble = ""
        for attempt in range(TRIES):
            if self.clock() >= self.until:
                raise OutOfTime
            self.asked += 1
            try:
                answer = self.client.get(
                    f"{self.address.rstrip('/')}/{path}/", params=words | {"key": self.key}
                )
            except httpx.HTTPError as problem:
                # Only the kind of fault: its text holds the address, and the address holds the key.
                trouble, wait = _fault_in_words(problem), 0.0
            else:
                trouble, wait = _refusal(answer), _asked_to_wait(answer)
                if not trouble:
                    return self._told(answer)
            if attempt + 1 < TRIES:
                self.pause(min(max(wait, 2.0**attempt), LONGEST_PAUSE))
        raise Silent(f"{trouble}, {TRIES} kali dicoba")

    def _told(self, answer: "httpx.Response") -> dict[str, Any]:
        if answer.status_code >= 400:
            raise NotAllowed(f"WebAPI menolak (kode {answer.status_code}); periksa WEBAPI_KEY")
        try:
            told = json.loads(answer.content)
        except ValueError:
            raise Silent("jawaban WebAPI bukan JSON") from None
        if not isinstance(told, dict):
            raise Silent("jawaban WebAPI tidak berbentuk amplop yang dikenal")
        if str(told.get("status", "")).upper() != "OK":
            said = str(told.get("message") or told.get("status") or "tanpa alasan")
            raise NotAllowed(f"WebAPI menolak: {said.replace(self.key, '…')[:160]}")
        return told


def _fault_in_words(problem: "httpx.HTTPError") -> str:
    import httpx

    if isinstance(problem, httpx.TimeoutException):
        return "WebAPI terlalu lama menjawab"
    if isinstance(problem, httpx.ConnectError):
        return "WebAPI tidak bisa dihubungi"
    return f"sambungan ke WebAPI terputus ({type(problem).__name__})"


def _refusal(answer: "httpx.Response") -> str:
    """Why this answer is worth another try; empty when it is an answer."""
    if answer.status_code == 429:
        return "WebAPI minta jeda"
    if answer.status_code >= 500:
        return f"WebAPI sedang terganggu (kode {answer.status_code})"
    if len(answer.content) > LARGEST_ANSWER:
        return "jawaban WebAPI terlalu besar"
    if answer.status_code < 400 and not answer.content.lstrip().startswith((b"{", b"[")):
        return "WebAPI menjawab dengan halaman lain, bukan data"  # a firewall or a notice of repair
    return ""


def _asked_to_wait(answer: "httpx.Response") -> float:
    return float(whole(answer.headers.get("Retry-After")))


def _page(told: dict[str, Any], number: int) -> Page:
    data = told.get("data")
    if told.get("data-availability") != "available" or not isinstance(data, list) or len(data) < 2:
        return Page([], number, 0)
    about, rows = (data[0] if isinstance(data[0], dict) else {}), data[1]
    # Some lists come wrapped once more as {"data": [...]}.
    rows = rows.get("data") if isinstance(rows, dict) else rows
    kept = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return Page(kept, number, whole(str(about.get("pages"))) or 1)
