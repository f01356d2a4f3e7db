"""Where the walk-in desk and online consultation meet; neither imports the other."""

from datetime import timedelta

import pytest
from django.urls import reverse

from satupintu.appointments.actions import Slot, arrive
from satupintu.appointments.models import Way
from satupintu.consultations.actions import meeting
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.models import Consultation
from satupintu.offices.published import published
from satupintu.rules import clock
from satupintu.walkin import ports
from satupintu.walkin.actions import hall
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


def test_an_answer_that_is_late_is_not_called_the_next(place, officer, signed_in):
    ask(place, Asked("Kapan inflasi terbit?", email="b@example.org"))
    with clock.travel(by=timedelta(hours=6)):
        open_desk(published("3300"), place.desks[0], officer_id=officer.pk)
        page = signed_in(officer).get(reverse("desk", args=["3300", place.desks[0].number]))
    assert "Ada konsultasi online yang lewat tenggat sejak" in page.content.decode()


@pytest.mark.proves("MJ-8", "STD-ONLINE-5")
def test_an_arranged_visit_shows_its_consultation_at_the_desk(dewi, place, officer):
    case = ask(place, Asked("Data padi per kecamatan?", name="Siti", email="siti@example.org"))
    slot = Slot(Way.VISIT, clock.now() + timedelta(minutes=20))
    taken = meeting.take(place, case, *meeting.offer(place, case, [slot], officer_id=officer.pk))
    arrive(place, taken)
    with clock.travel(by=timedelta(minutes=21)):
        hall.keep(published("3300"))
        waiting = dewi.get(reverse("desk", args=["3300", 1])).content.decode()
        assert "janji temu" in waiting
        press(dewi, "call")
        page = dewi.get(reverse("desk", args=["3300", 1])).content.decode()
    assert reverse("inbox-case", args=["3300", case.pk]) in page
    assert "janji ini" in page


@pytest.mark.proves("MJ-8")
@pytest.mark.parametrize(("proved", "rows"), [(True, 1), (True, 3), (False, 1)])
def test_the_desk_sees_online_threads_of_a_proved_person_only(
    dewi, serving, place, proved, rows, django_assert_num_queries
):
    person = serving.entry.person
    for n in range(rows):
        case = ask(place, Asked(f"Data padi {n}?", name="Siti", email="siti@example.org"))
        Consultation.objects.filter(pk=case.pk).update(
            person=person, email_confirmed_at=clock.now() if proved else None
        )
    page = dewi.get(reverse("desk", args=["3300", 1])).content.decode()
    assert (case.number in page) == proved
    with django_assert_num_queries(1):
        ports.online_threads(place, person.pk, "")
