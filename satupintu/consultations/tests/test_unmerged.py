"""An officer merges by mistake: for some seconds the two can be two again, as they were."""

import pytest
from django.urls import reverse

from satupintu.appointments.actions import Slot
from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.queries import open_offer
from satupintu.consultations.actions import meeting
from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.closing import undo_close
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.merging import merge
from satupintu.consultations.actions.step import Faster, Refused
from satupintu.consultations.actions.talking import say, show_due
from satupintu.consultations.models import Consultation, Merger, Pause, Round
from satupintu.consultations.queries import asker
from satupintu.consultations.queries.as_shown import as_shown
from satupintu.consultations.queries.mine import mine
from satupintu.consultations.tests.cases import fresh, html, round_of, wib
from satupintu.consultations.tests.test_merged import let_her_in
from satupintu.consultations.tests.test_unclosed import STANDS, brought_to
from satupintu.consultations.workflow import OFFICE_OWES, OPEN, State
from satupintu.journal.models import Entry
from satupintu.outbox.models import Parcel
from satupintu.people.models import Person
from satupintu.rules import clock

PAIRS = sorted(
    (gone, kept)
    for gone in OPEN
    for kept in OPEN
    if not (gone in OFFICE_OWES and kept == State.ANSWERED)
)


@pytest.fixture
def pair(place, sent):
    """Two questions of Siti, who has proved her address: the first is kept."""
    siti = Person.objects.create(
        office=place.office, name="Siti Rahmawati", name_key="siti rahmawati",
        email="siti@example.org", email_verified_at=clock.now(), created_at=clock.now(),
    )  # fmt: skip
    with clock.travel(to=wib(24, 9, 30)):
        second = ask(
            place, Asked("Juga data upah.", name="Siti Rahmawati", email="siti@example.org")
        )
    proved = {"person": siti, "email_confirmed_at": clock.now()}
    Consultation.objects.filter(pk__in=[sent.pk, second.pk]).update(**proved)
    return fresh(second), fresh(sent)


def standing(*cases):
    rows = Consultation.objects.filter(pk__in=[each.pk for each in cases]).order_by("pk")
    rounds = Round.objects.filter(consultation__in=rows).order_by("pk")
    pauses = Pause.objects.filter(round__in=rounds).order_by("start", "pk")
    return (
        list(rows.values("merged_into", *STANDS)),
        list(rounds.values("due_at", "examine_by", "promised_at", "complete_at", "answered_at")),
        list(pauses.values("start", "end", "reason")),
    )


@pytest.mark.proves("INB-11", "INB-5")
@pytest.mark.parametrize(("gone_is", "kept_is"), PAIRS)
def test_both_stand_as_they_stood_with_clocks_pauses_and_promises(
    place, pair, officer, gone_is, kept_is
):
    gone, kept = pair
    brought_to(gone_is, place, gone, officer)
    brought_to(kept_is, place, kept, officer)
    before, letters = standing(gone, kept), Parcel.objects.count()
    with clock.travel(to=wib(27, 10)):
        merge(place, fresh(gone), fresh(kept), officer_id=officer.pk)
        assert standing(gone, kept) != before
        undo_close(place, fresh(gone), officer_id=officer.pk)
        assert standing(gone, kept) == before
    with clock.travel(to=wib(27, 11)):
        show_due(place)
    assert Parcel.objects.count() == letters
    assert not Merger.objects.exists()


@pytest.mark.proves("INB-11")
@pytest.mark.parametrize(("gone_is", "kept_is"), PAIRS)
def test_until_it_is_told_the_asker_sees_both_as_they_were(place, pair, officer, gone_is, kept_is):
    gone, kept = pair
    brought_to(gone_is, place, gone, officer)
    brought_to(kept_is, place, kept, officer)
    with clock.travel(to=wib(27, 10)):
        before = [as_shown(place, fresh(each)) for each in pair]
        said = len(asker.thread(fresh(kept)))
        merge(place, fresh(gone), fresh(kept), officer_id=officer.pk)
        assert [as_shown(place, fresh(each)) for each in pair] == before
        assert [row.state for row in mine(place.office.pk, None, [], [gone.pk])] == [gone_is]
        assert len(asker.thread(fresh(kept))) == said
    with clock.travel(to=wib(27, 10, 1)):
        show_due(place)
        assert as_shown(place, fresh(gone)).state == State.CLOSED
        with pytest.raises(Refused, match="late"):
            undo_close(place, fresh(gone), officer_id=officer.pk)
    assert fresh(gone).merged_into_id == kept.pk


@pytest.mark.proves("INB-11")
def test_one_letter_tells_of_both_numbers_and_asks_for_no_rating(place, pair, officer):
    gone, kept = pair
    before = Parcel.objects.count()
    with clock.travel(to=wib(27, 10)):
        merge(place, gone, kept, officer_id=officer.pk)
    with clock.travel(to=wib(27, 10, 1)):
        show_due(place)
    [letter] = Parcel.objects.order_by("pk")[before:]
    assert f"{gone.number} digabung ke sini." in letter.text
    assert kept.number in letter.subject
    assert "penilaian" not in letter.text


@pytest.mark.proves("INB-11", "T65")
def test_back_to_the_form_and_the_other_officers_form_lead_to_the_one(place, pair, officer, desk):
    gone, kept = pair
    with clock.travel(to=wib(27, 10)):
        merge(place, gone, kept, officer_id=officer.pk)
        stale = desk.get(reverse("inbox-merge", args=["3300", gone.pk]), follow=True)
        assert stale.request["PATH_INFO"] == reverse("inbox-case", args=["3300", kept.pk])
        other_way = desk.post(reverse("inbox-merge", args=["3300", kept.pk]), {"into": gone.pk})
    assert other_way.url == reverse("inbox-case", args=["3300", kept.pk])


@pytest.mark.proves("INB-11", "INB-5")
def test_of_two_that_came_in_the_last_is_taken_back_first_and_then_the_other(place, pair, officer):
    second, first = pair
    with clock.travel(to=wib(24, 10)):
        third = ask(place, Asked("Dan harga beras.", name="Siti"), person=fresh(first).person)
    Consultation.objects.filter(pk=third.pk).update(email_confirmed_at=clock.now())
    for each in (second, third):
        brought_to(State.COMPLETE, place, each, officer)
    before = standing(first, second, third)
    with clock.travel(to=wib(27, 10)):
        merge(place, fresh(second), fresh(first), officer_id=officer.pk)
    with clock.travel(to=wib(27, 10) + (wib(27, 10, 1) - wib(27, 10)) / 20):
        merge(place, fresh(third), fresh(first), officer_id=officer.pk)
        with pytest.raises(Refused, match="late"):  # the third has come in on top of it
            undo_close(place, fresh(second), officer_id=officer.pk)
        for gone in (third, second):
            undo_close(place, fresh(gone), officer_id=officer.pk)
    assert standing(first, second, third) == before


@pytest.mark.proves("T65")
@pytest.mark.parametrize("step", ["answered", "asked back", "gone on"])
def test_once_somebody_has_gone_on_in_the_one_they_stay_one(place, pair, officer, step):
    gone, kept = pair
    brought_to(State.PAUSED if step == "gone on" else State.COMPLETE, place, kept, officer)
    with clock.travel(to=wib(27, 10)):
        merge(place, gone, fresh(kept), officer_id=officer.pk)
    with clock.travel(to=wib(27, 10) + (wib(27, 10, 1) - wib(27, 10)) / 20):
        if step == "asked back":
            ask_back(place, fresh(kept), "Per bulan?", "jenis data", officer_id=officer.pk)
        else:
            answer(place, fresh(kept), "Ini keduanya.", officer_id=officer.pk)
        stands = standing(gone, kept)
        with pytest.raises(Refused, match="late"):
            undo_close(place, fresh(gone), officer_id=officer.pk)
        assert standing(gone, kept) == stands


@pytest.mark.proves("INB-11", "T65")
def test_who_was_not_told_writes_on_where_they_are_and_the_two_are_two_again(place, pair, officer):
    gone, kept = pair
    brought_to(State.COMPLETE, place, kept, officer)
    with clock.travel(to=wib(27, 10)):
        merge(place, fresh(gone), fresh(kept), officer_id=officer.pk)
        say(place, fresh(gone), "Per triwulan.")
    assert (fresh(gone).state, fresh(gone).merged_into_id) == (State.SENT, None)
    assert gone.thread.filter(text="Per triwulan.").exists()


def test_what_the_user_replied_in_the_other_meanwhile_stays_a_reply(place, pair, officer):
    gone, kept = pair
    brought_to(State.PAUSED, place, kept, officer)
    with clock.travel(to=wib(27, 10)):
        merge(place, gone, fresh(kept), officer_id=officer.pk)
        say(place, fresh(kept), "Mulai 2020.")
        undo_close(place, fresh(gone), officer_id=officer.pk)
    assert fresh(kept).state == State.COMPLETE
    assert round_of(kept).promised_at is None
    assert not Pause.objects.filter(end=None).exists()


def test_moments_that_were_offered_can_be_taken_again(place, pair, officer):
    gone, kept = pair
    with clock.travel(to=wib(27, 8, 30)):
        slots = [Slot(Way.VISIT, wib(28, 10)), Slot(Way.VISIT, wib(28, 11))]
        meeting.offer(place, gone, slots, officer_id=officer.pk)
        merge(place, fresh(gone), fresh(kept), officer_id=officer.pk)
        assert open_offer(gone.subject) == []
        undo_close(place, fresh(gone), officer_id=officer.pk)
        one, _two = open_offer(gone.subject)
        meeting.take(place, fresh(gone), one)
    assert Appointment.objects.filter(state="taken").count() == 1
    told = Entry.objects.filter(event="appointment.offer_again")
    assert told.count() == 2


def test_of_two_who_take_it_back_at_once_the_second_learns_of_it(place, pair, officer):
    gone, kept = pair
    with clock.travel(to=wib(27, 10)):
        merge(place, gone, fresh(kept), officer_id=officer.pk)
        late = fresh(gone)
        undo_close(place, fresh(gone), officer_id=officer.pk)
        with pytest.raises((Refused, Faster)):
            undo_close(place, late, officer_id=officer.pk)
    assert fresh(gone).state == State.SENT


@pytest.mark.proves("INB-11")
def test_the_bar_stands_on_the_page_of_the_one_and_leads_back_to_the_other(
    place, pair, desk, client
):
    gone, kept = pair
    let_her_in(client, gone, kept)
    page = reverse("inbox-case", args=["3300", kept.pk])
    undo = reverse("inbox-undo-close", args=["3300", gone.pk])
    with clock.travel(to=wib(27, 10)):
        desk.post(reverse("inbox-merge", args=["3300", gone.pk]), {"into": kept.pk})
        assert f'action="{undo}"' in html(desk.get(page))
        assert client.get(reverse("question", args=["3300", gone.number])).status_code == 200
        assert desk.post(undo).url == reverse("inbox-case", args=["3300", gone.pk])
        assert f'action="{undo}"' not in html(desk.get(page))
        desk.post(reverse("inbox-merge", args=["3300", gone.pk]), {"into": kept.pk})
    with clock.travel(to=wib(27, 10, 1)):
        show_due(place)
        assert f'action="{undo}"' not in html(desk.get(page))
