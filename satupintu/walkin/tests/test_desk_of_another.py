"""What stands on a colleague's desk stays there, whatever is pressed at it."""

from typing import Any

import pytest
from django.test import Client

from satupintu.offices.published import Published
from satupintu.walkin.models import Ticket
from satupintu.walkin.tests.desk_scene import DESK, html

PERSONAL = ("Siti Rahmawati", "Universitas Diponegoro")


def says_nothing_of_the_visitor(answer: Any) -> bool:
    return not any(words in html(answer) for words in PERSONAL)


def test_the_visitor_is_on_the_desk_of_who_serves(dewi: Client, serving: Ticket) -> None:
    assert not says_nothing_of_the_visitor(dewi.get(DESK))


def test_a_refused_call_at_a_colleagues_desk_shows_nobody(budi: Client, serving: Ticket) -> None:
    answer = budi.post(f"{DESK}call-one/", {"code": "A-999"}, follow=True)
    assert says_nothing_of_the_visitor(answer)


def test_an_unfinished_form_for_a_colleagues_visitor_shows_nobody(
    budi: Client, serving: Ticket
) -> None:
    posted = {"ticket": serving.pk, "turn": serving.turn_id}
    for desk in (DESK, "/o/3300/desks/2/"):
        answer = budi.post(f"{desk}finish/", posted, follow=True)
        assert says_nothing_of_the_visitor(answer)


@pytest.mark.parametrize("act", ["draft", "blind", "undo", "answer", "refer"])
def test_no_other_press_at_a_colleagues_desk_shows_the_visitor(
    budi: Client, serving: Ticket, place: Published, act: str
) -> None:
    posted = {"ticket": serving.pk, "turn": serving.turn_id, "which": "service"}
    assert says_nothing_of_the_visitor(budi.post(f"{DESK}{act}/", posted, follow=True))
