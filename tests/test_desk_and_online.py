"""Where the walk-in desk and online consultation meet; neither imports the other."""

import pytest
from django.urls import reverse

from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.models import Consultation
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.tests.desk_scene import press, sign
from satupintu.walkin.tests.numbers import take


@pytest.fixture
def dewi(signed_in, place, officer):
    """Dewi, who sits at desk 1."""
    open_desk(place, place.desks[0], officer_id=officer.pk)
    return signed_in(officer)


@pytest.fixture
def serving(dewi, place):
    """A visitor with a signed guest book sits at desk 1."""
    ticket = take(place)
    sign(ticket)
    press(dewi, "call")
    press(dewi, "start", ticket)
    ticket.refresh_from_db()
    return ticket


@pytest.mark.proves("MJ-6")
def test_a_visit_goes_on_online_and_both_sides_know_the_number(client, dewi, serving, place):
    refer = dewi.get(reverse("desk-refer", args=["3300", 1]))
    assert f"visit={serving.code}" in refer.content.decode()
    dewi.post(reverse("inbox-new", args=["3300"]), {
        "visit": serving.code, "day": place.day.isoformat(), "door": "visit",
        "arrived_at": "2026-07-24T08:55", "question": "Data padi per kecamatan?",
        "name": "Siti", "email": "siti@example.org", "press": "p",
    })  # fmt: skip
    case = Consultation.objects.get()
    assert case.visit == f"2026-07-24 {serving.code}"
    page = client.get(reverse("ticket", args=[serving.token])).content.decode()
    assert f"berlanjut online dengan nomor {case.number}" in page


@pytest.mark.proves("MJ-14")
def test_an_empty_hall_names_the_next_online_answer(place, officer, signed_in):
    ask(place, Asked("Kapan inflasi terbit?", email="b@example.org"))
    open_desk(place, place.desks[0], officer_id=officer.pk)
    page = signed_in(officer).get(reverse("desk", args=["3300", place.desks[0].number]))
    assert "Konsultasi online berikutnya jatuh tempo" in page.content.decode()
    assert reverse("inbox", args=["3300"]) in page.content.decode()
