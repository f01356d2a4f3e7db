"""Two questions of one person that became one, as the person and the officer read them."""

import pytest
from django.test import RequestFactory

from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.merging import merge
from satupintu.consultations.actions.talking import keep_draft, show_due
from satupintu.consultations.doorkeeper import let_in
from satupintu.consultations.models import Consultation, Pause
from satupintu.consultations.tests.cases import examined, fresh, html
from satupintu.consultations.tests.test_enclosed import attached
from satupintu.consultations.workflow import State
from satupintu.people.models import Person
from satupintu.rules import clock

QUESTIONS = "/o/3300/questions/"


@pytest.fixture
def second(place, sent):
    """A second question of Siti, who has proved her address."""
    siti = Person.objects.create(
        office=place.office, name="Siti Rahmawati", name_key="siti rahmawati",
        email="siti@example.org", email_verified_at=clock.now(), created_at=clock.now(),
    )  # fmt: skip
    second = ask(place, Asked("Juga data upah.", name="Siti Rahmawati"), person=siti)
    proved = {"person": siti, "email_confirmed_at": clock.now()}
    Consultation.objects.filter(pk__in=[sent.pk, second.pk]).update(**proved)
    return fresh(second)


@pytest.fixture
def gone(place, sent, second, officer, client):
    """The second, with a file, merged into the first, and she was told; she may open both."""
    attached(place, second, second.thread.get(n=1))
    merge(place, fresh(second), fresh(sent), officer_id=officer.pk)
    with clock.travel(by=60):
        show_due(place)
    let_her_in(client, sent, second)
    return fresh(second)


def let_her_in(client, *cases):
    request = RequestFactory().get("/")
    request.session = client.session
    for case in cases:
        let_in(request, case, proved=True)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key


@pytest.mark.proves("INB-11")
def test_either_number_opens_the_one_conversation_with_the_words_of_both(sent, gone, client):
    opened = client.get(f"{QUESTIONS}{gone.number}/")
    assert opened.url == f"{QUESTIONS}{sent.number}/"
    shown = html(client.get(opened.url))
    assert "Juga data upah." in shown
    assert "tabel.csv" in shown
    assert shown.count('data-n="1"') == 1  # the live page knows its own messages by number
    assert fresh(sent).user_read == fresh(sent).messages


@pytest.mark.proves("INB-11")
def test_a_page_that_catches_up_gets_only_what_is_new(sent, gone, client):
    since = html(
        client.get(f"{QUESTIONS}{sent.number}/since/", {"after": "2026-07-24T00:00+00:00"})
    )
    assert "digabung ke sini" in since
    assert "Juga data upah." not in since


@pytest.mark.proves("INB-11")
def test_the_officer_sees_the_files_of_both_and_no_line_of_a_clock_that_ended(sent, gone, desk):
    shown = html(desk.get(f"/o/3300/inbox/{sent.pk}/"))
    assert "tabel.csv" in shown
    assert "digabung ke sini" in shown
    assert f"digabung dengan {sent.number}" not in shown


@pytest.mark.proves("INB-11")
@pytest.mark.parametrize("looked_at", [False, True])
def test_what_comes_into_a_conversation_that_waits_for_the_user_is_owed(
    place, sent, second, officer, looked_at
):
    first = examined(place, fresh(sent), officer) if looked_at else fresh(sent)
    ask_back(place, first, "Tahun berapa?", "tahun awal", officer_id=officer.pk)
    with clock.travel(by=3600):
        merge(place, second, fresh(sent), officer_id=officer.pk)
        kept = fresh(sent)
        assert kept.state == (State.COMPLETE if looked_at else State.SENT)
        assert kept.next_at is not None
        assert not Pause.objects.filter(end=None).exists()


@pytest.mark.proves("INB-11")
def test_of_two_that_wait_for_the_user_the_one_goes_on_waiting(place, sent, second, officer):
    for case in (fresh(sent), second):
        ask_back(place, case, "Tahun berapa?", "tahun awal", officer_id=officer.pk)
    merge(place, fresh(second), fresh(sent), officer_id=officer.pk)
    assert fresh(sent).state == State.ASKED


@pytest.mark.proves("INB-11", "T65")
def test_what_is_still_written_into_the_one_that_is_gone_is_said_in_the_other(sent, gone, client):
    typed = {"text": "Tambahan: per triwulan.", "press": "say:1"}
    answer = client.post(f"{QUESTIONS}{gone.number}/say/", typed)
    assert answer.status_code in {307, 308}
    assert answer.url == f"{QUESTIONS}{sent.number}/say/"
    client.post(answer.url, typed)
    assert fresh(sent).thread.filter(text=typed["text"]).count() == 1


@pytest.mark.proves("INB-11")
def test_what_was_being_written_when_it_was_merged_is_found_where_it_goes_on(
    place, sent, second, officer, signed_in
):
    examined(place, second, officer)
    desk, old, new = signed_in(officer), f"/o/3300/inbox/{second.pk}/", f"/o/3300/inbox/{sent.pk}/"
    merge(place, fresh(second), fresh(sent), officer_id=officer.pk)
    refused = desk.post(f"{old}write/", {"do": "answer", "text": "Upah 2025: 4 juta."})
    assert refused.status_code == 409
    assert "Upah 2025: 4 juta." in html(desk.get(new))
    desk.post(f"{new}write/", {"do": "note", "text": "Upah 2025: 4 juta."})
    assert "Upah 2025: 4 juta.</textarea>" not in html(desk.get(new))


@pytest.mark.proves("INB-11")
def test_what_was_being_written_in_both_is_found_one_after_the_other(
    place, sent, second, officer, signed_in
):
    for case, words in ((second, "Untuk yang kedua."), (sent, "Untuk yang pertama.")):
        keep_draft(place, case, words, officer_id=officer.pk)
    merge(place, fresh(second), fresh(sent), officer_id=officer.pk)
    desk, page = signed_in(officer), f"/o/3300/inbox/{sent.pk}/"
    assert "Untuk yang pertama.</textarea>" in html(desk.get(page))
    desk.post(f"{page}write/", {"do": "note", "text": "Untuk yang pertama."})
    assert "Untuk yang kedua.</textarea>" in html(desk.get(page))
