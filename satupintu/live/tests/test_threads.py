"""Pages that follow one consultation are woken by it alone, and miss nothing."""

from typing import Any

import pytest

from satupintu.live.tests.knocking import Little, Stream
from satupintu.live.tests.little_office import GOOD_SESSION
from satupintu.live.tests.test_streams import heard_to_the_end

FIRST, SECOND = "/live/3300/k/token-of-the-first-one", "/live/3300/k/token-of-the-second-one"
OFFICER = "/live/3300/staff/consultation:1"
SIGNED_IN = {"Cookie": f"sessionid={GOOD_SESSION}"}


def happens(little: Little, n: int, **said: Any) -> str:
    """The journal number of what happened to consultation n."""
    return str(little.act(subject=f"consultation:{n}", **said)["seq"])


def opened(little: Little, path: str, **headers: str) -> Stream:
    """A stream that has heard where its consultation stands."""
    stream = little.stream(path, **headers)
    assert stream.status == 200
    assert stream.next()[0] == "journal"
    return stream


def officer_hears(stream: Stream) -> str:
    """The next number of the consultation; the office's own numbers come between."""
    while (event := stream.next())[0] == "journal":
        pass
    assert event[0] == "subject", event
    return event[1]


def opened_by_officer(little: Little) -> Stream:
    stream = little.stream(OFFICER, **SIGNED_IN)
    assert officer_hears(stream)
    return stream


def test_only_who_follows_a_consultation_is_woken_by_it() -> None:
    with Little() as little:
        asker, officer = opened(little, FIRST), opened_by_officer(little)
        other = opened(little, SECOND)
        number = happens(little, 1)
        assert asker.next() == ("journal", number)
        assert officer_hears(officer) == number
        little.act(note="something else in the hall")
        for stream in (asker, other):
            assert stream.next(0.3) == ("silence", "")
        assert officer.next()[0] == "journal"  # an inbox follows the office besides
        assert officer.next(0.2) == ("silence", "")


def test_what_is_internal_wakes_officers_alone() -> None:
    with Little() as little:
        asker, officer = opened(little, FIRST), opened_by_officer(little)
        number = happens(little, 1, inside=True)
        assert officer_hears(officer) == number
        assert asker.next(0.4) == ("silence", "")


def test_the_journal_is_read_only_when_somebody_listens_and_once_for_many_acts() -> None:
    with Little() as little:
        for _ in range(3):
            happens(little, 1)
        assert little.known()["readings"] == 0
        askers = [opened(little, FIRST) for _ in range(20)]
        for _ in range(30):
            last = happens(little, 1)
        for asker in askers:
            while asker.next() != ("journal", last):
                pass
        assert little.known()["readings"] <= 30


@pytest.mark.proves("T67")
def test_a_page_that_comes_back_is_told_once_of_what_it_missed_and_of_nothing_else() -> None:
    with Little() as little:
        asker = opened(little, FIRST)
        heard = happens(little, 1)
        assert asker.next() == ("journal", heard)
        asker.close()
        again = little.stream(FIRST, Last_Event_ID=heard)
        assert again.next(0.4) == ("silence", "")
        again.close()
        happens(little, 1)
        last = happens(little, 1)
        happens(little, 2)
        back = little.stream(FIRST, Last_Event_ID=heard)
        assert back.next() == ("journal", last)
        assert back.next(0.4) == ("silence", "")


def test_a_link_that_opens_nothing_and_a_stranger_learn_nothing(little: Little) -> None:
    assert little.get("/live/3300/k/token-that-nobody-has-got")[0].status == 404
    assert little.get("/live/9999/k/token-of-the-first-one")[0].status == 404
    assert little.get("/live/3300/k/short")[0].status == 404
    assert little.get(OFFICER)[0].status == 403
    assert little.get(OFFICER, Cookie="sessionid=someoneelse00000")[0].status == 404
    assert little.get("/live/3300/staff/person:1", **SIGNED_IN)[0].status == 404
    assert little.get("/live/3300/public/consultation:1")[0].status == 404


def test_links_can_not_be_guessed_by_the_thousand() -> None:
    with Little(streams=5) as little:
        tries = [little.get(f"/live/3300/k/token-number-{n:06}")[0].status for n in range(40)]
        assert tries[0] == 404
        assert 429 in tries


def test_an_officer_whose_session_ended_loses_the_consultation_too() -> None:
    with Little(recheck=0.5) as little:
        officer = opened_by_officer(little)
        little.act(signed_out=[GOOD_SESSION])
        assert heard_to_the_end(officer)[-2:] == ["signed-out", "end"]
