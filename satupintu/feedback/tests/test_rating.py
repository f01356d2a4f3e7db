"""Rating a visit on the phone: at every ending, once, changeable for a day, seen in groups only."""

import re
from datetime import date, timedelta

import pytest

from satupintu.feedback.actions import Answers, NotNow, rate
from satupintu.feedback.elements import ELEMENTS
from satupintu.feedback.models import Rating
from satupintu.feedback.queries import (
    Satisfaction,
    comments,
    counts_by_month,
    rated_on,
    satisfaction,
)
from satupintu.journal.models import Entry
from satupintu.rules import clock
from satupintu.walkin.actions import tickets
from satupintu.walkin.models import Door, Ticket
from satupintu.walkin.queries.visits import Visit, visit_of_token

DAY = 86_400.0  # seconds


def words_of(response) -> str:
    html = response.content.decode().split("<main")[1]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def ended(place):
    """`ended()`: a number whose visit is over, in the state asked for."""

    def one(state="done") -> Ticket:
        taken = tickets.take_ticket(place, place.service("consultation"), door=Door.KIOSK)
        Ticket.objects.filter(pk=taken.pk).update(state=state, ended_at=clock.now())
        return Ticket.objects.get(pk=taken.pk)

    return one


def visited(ticket) -> Visit:
    found = visit_of_token(ticket.token)
    assert found
    return found


def give(client, ticket, score=4):
    return client.post(f"/t/{ticket.token}/rating/", {"nilai": str(score)})


@pytest.mark.proves("HP-12", "STD-WALKIN-7")
@pytest.mark.parametrize("state", ["done", "left", "missed", "closed"])
def test_every_ending_offers_four_worded_answers_best_first(client, ended, state):
    mine = ended(state)
    page = client.get(f"/t/{mine.token}/").content.decode()
    assert f"/t/{mine.token}/rating/" in page
    html = client.get(f"/t/{mine.token}/rating/").content.decode()
    offered = re.findall(r'name="nilai" value="(\d)"[^>]*>(?:<svg.*?</svg>)?([^<]+)', html, re.S)
    assert [(value, words.strip()) for value, words in offered] == [
        ("4", "Sangat puas"),
        ("3", "Puas"),
        ("2", "Kurang puas"),
        ("1", "Tidak puas"),
    ]
    assert give(client, mine, 2).status_code == 302
    assert Rating.objects.get(ticket=mine).score == 2


@pytest.mark.proves("HP-14")
def test_faces_are_decoration_beside_the_words(client, ended):
    html = client.get(f"/t/{ended().token}/rating/").content.decode()
    buttons = re.findall(r'<button class="p-mark".*?</button>', html, re.S)
    assert len(buttons) == 4
    assert all('aria-hidden="true"' in one and "puas" in one.lower() for one in buttons)


@pytest.mark.proves("HP-12")
def test_the_nine_elements_stand_on_one_page_with_four_answers_each(client, ended):
    mine = ended()
    give(client, mine)
    html = client.get(f"/t/{mine.token}/rating/elements/").content.decode()
    assert html.count("<fieldset") == 9
    assert html.count('type="radio"') == 36
    assert "Gratis" in html
    client.post(f"/t/{mine.token}/rating/elements/", {"cost": "4", "behaviour": "3"})
    assert Rating.objects.get().elements == {"cost": 4, "behaviour": 3}


def test_a_step_in_which_nothing_is_chosen_goes_on_all_the_same(client, ended):
    mine = ended()
    give(client, mine)
    answer = client.post(f"/t/{mine.token}/rating/elements/")
    assert answer.url == f"/t/{mine.token}/rating/words/"


@pytest.mark.proves("HP-12")
def test_a_text_may_follow_of_at_most_twelve_hundred_letters(client, ended):
    mine = ended()
    give(client, mine)
    address = f"/t/{mine.token}/rating/words/"
    long = client.post(address, {"comment": "a" * 1201})
    assert "Tulisan ini 1.201 huruf; paling banyak 1.200 huruf. Pendekkan dulu." in words_of(long)
    assert "aaaa" in long.content.decode()
    assert client.post(address, {"comment": "Ramah."}).url == f"/t/{mine.token}/rating/thanks/"
    assert Rating.objects.get().comment == "Ramah."


@pytest.mark.proves("HP-13")
def test_one_rating_a_number_changeable_for_a_day(client, ended):
    mine = ended()
    give(client, mine, 4)
    with clock.travel(by=timedelta(hours=23)):
        give(client, mine, 1)
    assert Rating.objects.get().score == 1
    with clock.travel(by=timedelta(hours=25)):
        assert give(client, mine, 3).status_code == 409
    assert Rating.objects.get().score == 1


@pytest.mark.proves("HP-13")
def test_the_day_for_changing_an_answer_begins_with_the_answer(client, ended):
    mine = ended()
    with clock.travel(by=timedelta(hours=23)):
        give(client, mine, 4)
    with clock.travel(by=timedelta(hours=46)):
        give(client, mine, 2)
    assert Rating.objects.get().score == 2


@pytest.mark.proves("HP-13")
def test_the_promise_stands_beside_the_question(client, ended):
    words = words_of(client.get(f"/t/{ended().token}/rating/"))
    assert "Petugas tidak melihat jawaban Anda satu per satu." in words


def test_a_visit_that_is_not_over_cannot_be_rated_yet(client, place):
    waiting = tickets.take_ticket(place, place.service("consultation"), door=Door.KIOSK)
    assert give(client, waiting).status_code == 409
    assert not Rating.objects.exists()


def test_without_the_first_answer_the_later_steps_lead_back_to_it(client, ended):
    mine = ended()
    for step in ("elements", "words", "thanks"):
        assert client.get(f"/t/{mine.token}/rating/{step}/").url == f"/t/{mine.token}/rating/"


def test_an_answer_that_is_not_offered_is_not_kept(client, ended):
    mine = ended()
    assert client.post(f"/t/{mine.token}/rating/", {"nilai": "5"}).status_code == 200
    assert not Rating.objects.exists()


@pytest.mark.proves("HP-13", "LAW-11")
def test_the_journal_knows_that_a_visit_was_rated_and_not_how(client, ended):
    mine = ended()
    give(client, mine, 1)
    entry = Entry.objects.get(event="rating.give")
    assert entry.facts == {"door": "phone", "again": False}


def thought(place) -> Satisfaction:
    """What is told of the year; something is."""
    told = satisfaction(place.office.pk, 2026)
    assert told
    return told


@pytest.mark.proves("HP-13")
def test_below_five_nothing_is_told_about_ratings(place, ended):
    for score in (1, 2, 3, 4):
        rate(visited(ended()), Answers(score, {"cost": 4}, "Panjang"), door="phone")
    assert rated_on(place.office.pk, place.day) is None
    with clock.travel(by=2 * DAY):
        assert satisfaction(place.office.pk, 2026) is None
        assert comments(place.office.pk, 2026) == []
    rate(visited(ended()), Answers(4, {"time": 2}, "Pendek"), door="phone")
    assert rated_on(place.office.pk, place.day) == 5
    with clock.travel(by=2 * DAY):
        told = thought(place)
        assert (told.count, told.mean, told.scores[4]) == (5, 2.8, 2)
        assert told.elements == {}  # four answered on cost, one on time
        [five] = comments(place.office.pk, 2026)
        assert (five.first, five.last) == (place.day, place.day)
        assert five.texts == ["Panjang"] * 4 + ["Pendek"]


@pytest.mark.proves("HP-13")
def test_ratings_are_told_five_by_five_when_nobody_can_change_them_any_more(place, ended):
    def told() -> tuple[int, list[list[str]]]:
        found = satisfaction(place.office.pk, 2026)
        return found.count if found else 0, [five.texts for five in comments(place.office.pk, 2026)]

    for n in range(9):
        rate(visited(ended()), Answers(4 - n // 5, {}, f"kata {n}"), door="phone")
    assert told() == (0, [])  # each may still be changed
    with clock.travel(by=DAY + 1):
        assert told() == (5, [[f"kata {n}" for n in range(5)]])
        rate(visited(ended()), Answers(1, {}, "kata 9"), door="phone")
        assert told()[0] == 5
    with clock.travel(by=2 * DAY + 2):
        assert told() == (10, [[f"kata {n}" for n in range(first, first + 5)] for first in (5, 0)])


@pytest.mark.proves("HP-13")
def test_what_is_told_is_of_the_office_the_day_and_the_year_that_are_asked_for(
    place, other_office, ended
):
    made = [rate(visited(ended()), Answers(4, comment="Ramah"), door="phone").pk for _ in range(9)]
    rate(visited(ended()), Answers(4), door="phone")  # without a word
    Rating.objects.filter(pk__in=made[:4]).update(day=date(2026, 8, 3))
    here, there, july, august = place.office.pk, other_office.pk, place.day, date(2026, 8, 3)
    for office, day, told in ((here, july, 6), (here, august, None), (there, july, None)):
        assert rated_on(office, day) == told
    with clock.travel(by=2 * DAY):
        assert thought(place).count == 10
        assert [five.texts for five in comments(here, 2026)] == [["Ramah"] * 5]
        assert satisfaction(here, 2025) is satisfaction(there, 2026) is None
        assert comments(here, 2025) == comments(there, 2026) == []
    assert counts_by_month(here, 2026) == {(2026, 7): 6, (2026, 8): None}
    assert counts_by_month(here, 2025) == counts_by_month(there, 2026) == {}


def test_an_element_is_told_when_five_have_answered_it(place, ended):
    for value in (1, 2, 3, 4, 4):
        rate(visited(ended()), Answers(4, {"cost": value}), door="phone")
    with clock.travel(by=2 * DAY):
        assert thought(place).elements == {"cost": (2.8, 5)}


def test_answers_to_what_was_not_asked_or_not_offered_are_not_kept(ended):
    rate(visited(ended()), Answers(4, {"cost": 4, "time": 5, "weather": 3}), door="phone")
    assert Rating.objects.get().elements == {"cost": 4}
    assert Entry.objects.get(event="rating.give").actor == "visitor"


def test_a_rating_begins_with_its_score(ended):
    with pytest.raises(ValueError, match="score"):
        rate(visited(ended()), Answers(comment="Hanya teks"), door="phone")


def test_a_number_rated_elsewhere_is_not_rated_again_at_the_kiosk(ended):
    mine = ended()
    rate(visited(mine), Answers(4), door="phone")
    with pytest.raises(NotNow) as refused:
        rate(visited(mine), Answers(1), door="kiosk")
    assert refused.value.why == "given"


def test_the_nine_elements_have_their_names_once():
    assert len({element.name for element in ELEMENTS}) == len(ELEMENTS) == 9
