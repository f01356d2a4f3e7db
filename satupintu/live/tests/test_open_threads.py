"""A conversation in an open page: what live.js shows of it, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from satupintu.live.tests.knocking import Little
from satupintu.live.tests.little_office import GOOD_SESSION

NIGHT = 10 * 3600


@pytest.fixture
def little() -> Iterator[Little]:
    with Little() as fresh:
        yield fresh


@pytest.fixture
def question(browser: Browser, little: Little) -> Iterator[Page]:
    context = browser.new_context()
    context.clock.install()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{little.port}/question")
    expect(page.locator("#part b")).to_have_text("first")
    yield page
    context.close()


def say(little: Little, *texts: str, consultation: int = 1) -> None:
    for text in texts:
        little.act(subject=f"consultation:{consultation}", text=text)


def shown(page: Page) -> list[str]:
    return page.locator("[data-live-thread] > li").all_text_contents()


def test_what_is_said_appears_in_its_place_and_parts_are_fetched_anew(
    question: Page, little: Little
) -> None:
    say(little, "one", "two")
    say(little, "for somebody else", consultation=2)
    little.act(subject="consultation:1", text="three", note="answered")
    expect(question.locator("li").last).to_have_text("three")
    expect(question.locator("#part b")).to_have_text("answered")
    assert shown(question) == ["one", "two", "three"]


def test_an_officers_page_fetches_what_is_marked_at_once_and_only_for_its_consultation(
    browser: Browser, little: Little
) -> None:
    context, address = browser.new_context(), f"http://127.0.0.1:{little.port}"
    context.add_cookies([{"name": "sessionid", "value": GOOD_SESSION, "url": address}])
    page = context.new_page()
    page.goto(address + "/case")
    expect(page.locator("#part b")).to_have_text("first")
    little.act(subject="consultation:1", note="for this one")
    expect(page.locator("#part b")).to_have_text("for this one")
    page.wait_for_timeout(800)
    fetched = little.known()["parts"]
    little.act(subject="consultation:2", note="for another")
    page.wait_for_timeout(900)
    assert little.known()["parts"] == fetched
    context.close()


@pytest.mark.proves("T67")
@pytest.mark.parametrize("seconds", [30, 600, NIGHT])
def test_a_page_cut_off_catches_up_without_a_gap_or_a_double(
    question: Page, little: Little, seconds: int
) -> None:
    say(little, "before")
    expect(question.locator("li").last).to_have_text("before")
    question.context.set_offline(True)
    missed = [f"missed {n}" for n in range(25)]  # more than come with one answer
    say(little, *missed)
    question.context.clock.fast_forward(seconds * 1000)
    assert shown(question) == ["before"]
    question.context.set_offline(False)
    expect(question.locator("li").last).to_have_text("missed 24")
    assert shown(question) == ["before", *missed]
    say(little, "after")
    expect(question.locator("li").last).to_have_text("after")
    assert shown(question) == ["before", *missed, "after"]


@pytest.mark.proves("T67")
def test_a_page_in_the_background_has_no_stream_and_catches_up_when_it_is_looked_at(
    question: Page, little: Little
) -> None:
    hide = """(hidden) => { Object.defineProperty(document, "hidden", { value: hidden,
        configurable: true }); document.dispatchEvent(new Event("visibilitychange")); }"""
    say(little, "before")
    expect(question.locator("li").last).to_have_text("before")
    question.evaluate(hide, True)
    little.until_streams(0)
    say(little, "in the background")
    question.context.clock.fast_forward(NIGHT * 1000)
    assert shown(question) == ["before"]
    question.evaluate(hide, False)
    expect(question.locator("li").last).to_have_text("in the background")
    assert shown(question) == ["before", "in the background"]


def test_an_item_that_changed_is_exchanged_and_one_that_came_late_stands_in_its_place(
    question: Page, little: Little
) -> None:
    question.evaluate("""() => { window.said = []; addEventListener("satupintu:said",
        ({ detail }) => window.said.push(detail)); }""")
    say(little, "one", "two", "three")
    expect(question.locator("li").last).to_have_text("three")
    question.wait_for_timeout(500)  # until every question is answered
    question.evaluate("""() => { const item = document.querySelector("li");
        item.parentNode.dataset.cursor = 1; item.remove(); }""")  # as if it had been kept back
    say(little, "four")
    expect(question.locator("li").last).to_have_text("four")
    assert shown(question) == ["one", "two", "three", "four"]
    assert question.evaluate("window.said.at(-1)") == {"added": [1, 4], "changed": []}
