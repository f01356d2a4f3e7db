"""A conversation on the running product: cut off for seconds or a night, nothing is lost."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page as Browsed
from playwright.sync_api import expect

from satupintu.live.tests.knocking import Little, Stream
from satupintu.rules import clock
from tests.servers import ROOT, SatuPintu

ITEM = re.compile(r'data-n="(\d+)"')
SILENCE = ("silence", "")
Elsewhere = Callable[..., dict[str, Any]]


class Page:
    """An asker's open page: its stream, cursor and numbers shown, as live.js keeps them."""

    def __init__(self, server: SatuPintu, case: dict[str, str]) -> None:
        self.server, self.case = server, case
        self.base = f"/o/{case['office']}/questions/{case['number']}/"
        self.shown: list[int] = []
        self.texts: dict[int, str] = {}
        self.heard, self.cursor = "", self._take(self.base)
        self.open()
        self._event()  # it may have been made a while ago

    def open(self) -> None:
        headers = {"Last_Event_ID": self.heard} if self.heard else {}
        address = f"/live/{self.case['office']}/k/{self.case['token']}"
        self.stream = Stream(self.server.port, address, headers)
        assert self.stream.status == 200

    def hears(self, newest: int = 0) -> None:
        """The next event, and all up to the newest; then what the page fetches."""
        self._event()
        while int(self.heard) < newest:
            self._event()
        self.cursor = self._take(f"{self.base}since/?after={self.cursor.replace('+', '%2B')}")

    def _event(self) -> None:
        name, self.heard = self.stream.next()
        assert name == "journal"

    def _take(self, path: str) -> str:
        door = Little(port=self.server.port)
        answer, body = door.get(path, Cookie=f"sessionid={self.case['session']}")
        assert answer.status == 200, path
        page = body.decode()
        found = [int(n) for n in ITEM.findall(page)]
        self.shown += [n for n in found if n not in self.shown]
        for n, rest in zip(found, ITEM.split(page)[2::2], strict=True):
            self.texts[n] = rest
        return str(re.findall(r'data-cursor="([^"]+)"', page)[0])


@pytest.fixture(scope="module")
def elsewhere(satu_pintu_server: SatuPintu) -> Iterator[Elsewhere]:
    """`elsewhere("ask")`, `elsewhere(token, "say:…")`: see correspondents.py."""
    program = [sys.executable, "-m", "satupintu.live.tests.correspondents"]
    with subprocess.Popen(
        program, cwd=ROOT, env=satu_pintu_server.environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        to, told = process.stdin, process.stdout

        def does(*words: str) -> dict[str, Any]:
            print(json.dumps(words), file=to, flush=True)
            return dict(json.loads(told.readline()))

        yield does
        to.close()


@pytest.fixture
def case(elsewhere: Elsewhere) -> dict[str, str]:
    return elsewhere("ask")


def pass_by(server: SatuPintu, seconds: float) -> None:
    """So much time passes for every process on this data."""
    clock.write_offset(server.clock_file, float(server.clock_file.read_text()) + seconds)


@pytest.mark.proves("T67")
def test_cut_off_for_seconds_minutes_and_a_night_a_page_shows_everything_once(
    satu_pintu_server: SatuPintu, elsewhere: Elsewhere, case: dict[str, str]
) -> None:
    server, token = satu_pintu_server, case["token"]
    page = Page(server, case)
    for away in (30, 600, 14 * 3600):
        page.stream.close()
        elsewhere(token, f"reply:held for {away}", f"say:from elsewhere {away}")
        pass_by(server, away)
        elsewhere(token, "show", f"reply:later {away}")
        page.open()
        page.hears()
        assert any(f"held for {away}" in text for text in page.texts.values())
        assert not any(f"later {away}" in text for text in page.texts.values())
        pass_by(server, 11)
        told = elsewhere(token, "show")
        page.hears(told["newest"])
        assert sorted(page.shown) == list(range(1, told["messages"] + 1))
    for what in ("held for", "from elsewhere", "later"):
        assert sum(what in text for text in page.texts.values()) == 3
    page.stream.close()
    page.open()
    assert page.stream.next(0.7) == SILENCE  # nothing happened: nothing to fetch


@pytest.mark.proves("T67", "LAW-11")
def test_a_page_is_woken_again_after_a_restart_of_the_server(
    satu_pintu_server: SatuPintu, elsewhere: Elsewhere, case: dict[str, str]
) -> None:
    server = satu_pintu_server
    page = Page(server, case)
    server.stop()
    last = elsewhere(case["token"], "say:while it was down")["messages"]
    server.start()
    page.open()
    page.hears()
    assert sorted(page.shown) == list(range(1, last + 1))
    assert "while it was down" in page.texts[max(page.texts)]


def test_an_open_page_shows_what_others_write_as_it_will_stand_when_it_is_loaded_anew(
    satu_pintu_server: SatuPintu, elsewhere: Elsewhere, case: dict[str, str],
    new_page: Callable[..., Browsed],
) -> None:  # fmt: skip
    server = satu_pintu_server
    asker = new_page()
    asker.context.add_cookies([{"name": "sessionid", "value": case["session"], "url": server.url}])
    asker.goto(f"{server.url}/o/{case['office']}/questions/{case['number']}/")
    messages = asker.locator("[data-live-thread] [data-n]")
    before = messages.count()
    elsewhere(case["token"], "reply:dari petugas", "say:dari ponsel lain")
    expect(messages.last).to_contain_text("dari ponsel lain")
    pass_by(server, 11)
    elsewhere(case["token"], "show")
    expect(messages.last).to_contain_text("dari petugas")
    assert messages.count() == before + 2
    said = messages.all_text_contents()
    asker.reload()
    assert [" ".join(text.split()) for text in messages.all_text_contents()] == [
        " ".join(text.split()) for text in said
    ]
