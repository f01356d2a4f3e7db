"""What leaves goes through a list: once, in order, again when it must, and never for ever."""

from datetime import timedelta

import pytest
from django.db import transaction

from satupintu.outbox import actions, queries
from satupintu.outbox.letters import CODE, Attached, BadAddress, Letter
from satupintu.outbox.models import Enclosure, Parcel
from satupintu.outbox.workflow import Cause, State
from satupintu.rules import clock
from tests.crowd import at_once


def a_letter(**other) -> Letter:
    told = {"to": "sari@undip.ac.id", "subject": "Jawaban", "text": "Isi surat."}
    return Letter(**{**told, **other})


@pytest.fixture
def put(office):
    def put(key="a", **other) -> Parcel:
        actions.put(office.pk, a_letter(**other), key=key)
        return Parcel.objects.get(key=key)

    return put


def claimed() -> Parcel:
    parcel = actions.claim()
    assert parcel is not None
    return parcel


def later(**time):
    return clock.travel(to=clock.now() + timedelta(**time))


@pytest.mark.proves("LAW-5", "T66")
def test_one_cause_makes_one_parcel(put):
    first = put()
    assert put(text="other words").pk == first.pk
    assert Parcel.objects.get().text == "Isi surat."


def test_what_the_caller_takes_back_is_never_sent(put):
    class Fault(Exception):
        pass

    def act():
        with transaction.atomic():
            put()
            raise Fault

    with pytest.raises(Fault):
        act()
    assert not Parcel.objects.exists()


def test_the_carrier_hears_of_it_after_the_commit(
    office, put, monkeypatch, django_capture_on_commit_callbacks
):
    heard = []
    monkeypatch.setattr(actions, "on_put", [lambda: heard.append(Parcel.objects.count())])
    with django_capture_on_commit_callbacks(execute=True):
        put()
        assert heard == []
    assert heard == [1]


def test_enclosures_travel_along_and_stay_small(put):
    parcel = put(attached=(Attached("janji.ics", "text/calendar", b"BEGIN"),))
    put(attached=(Attached("janji.ics", "text/calendar", b"BEGIN"),))
    assert bytes(parcel.enclosures.get().content) == b"BEGIN"
    with pytest.raises(actions.TooLarge):
        put("b", attached=(Attached("a.pdf", "application/pdf", b"x" * 100_001),))


@pytest.mark.proves("T17")
def test_no_address_no_parcel(put):
    with pytest.raises(BadAddress):
        put(to="sari@undip.ac.id\nBcc: all@undip.ac.id")
    assert put("b", subject="Halo\nBcc: all@undip.ac.id").subject == "Halo Bcc: all@undip.ac.id"


def test_a_claimed_parcel_is_nobody_elses(put):
    parcel = put()
    mine = claimed()
    assert mine == parcel
    assert (mine.state, mine.attempts) == (State.CLAIMED, 1)
    assert actions.claim() is None
    actions.sent(mine)
    assert actions.claim() is None
    parcel.refresh_from_db()
    assert parcel.state == State.SENT
    assert parcel.settled_at


def test_codes_go_before_what_waited_longer(put):
    put("notice")
    code = put("code", kind=CODE)
    assert actions.claim() == code


@pytest.mark.proves("LAW-5")
def test_a_claim_whose_holder_died_is_free_again(put):
    put()
    gone = claimed()
    with later(minutes=4):
        assert actions.claim() is None
    with later(minutes=5):
        assert queries.something_due()
        again = claimed()
        assert (again.pk, again.attempts, again.message_id) == (gone.pk, 2, gone.message_id)
        # The first holder was only slow. Its failure no longer counts, its success does.
        actions.failed(gone, Cause.REFUSED)
        assert Parcel.objects.get().state == State.CLAIMED
        actions.sent(gone)
        assert Parcel.objects.get().state == State.SENT
        actions.failed(again, Cause.REFUSED)
        assert Parcel.objects.get().state == State.SENT


@pytest.mark.proves("LAW-5")
def test_a_passing_cause_is_tried_again_ever_more_rarely_and_not_for_ever(put):
    put()
    waits, at, parcel = [], clock.now(), Parcel.objects.get()
    for _ in range(100):
        with clock.travel(to=at):
            parcel = claimed()
            actions.failed(parcel, Cause.BUSY, "451 4.7.1")
            parcel.refresh_from_db()
        if parcel.state == State.DEAD:
            break
        waits.append(round((parcel.next_at - at).total_seconds() / 60))
        at = parcel.next_at
    assert waits[:9] == [1, 2, 4, 8, 16, 32, 64, 128, 240]
    assert max(waits) == 240
    assert (parcel.state, parcel.cause, parcel.said) == (State.DEAD, Cause.TOO_OFTEN, "451 4.7.1")
    assert timedelta(days=4) < at - parcel.created_at < timedelta(days=4, hours=5)


def test_what_is_refused_for_good_is_not_tried_again(put, office):
    put()
    actions.failed(claimed(), Cause.REFUSED, "550 5.1.1")
    with later(days=2):
        assert actions.claim() is None
    assert [one.cause for one in queries.troubles(office.pk)] == [Cause.REFUSED]


def test_a_code_that_is_too_old_is_not_sent_any_more(put):
    put(kind=CODE, useless_after=clock.now() + timedelta(minutes=15))
    put("b")
    with later(minutes=15):
        assert claimed().key == "b"
    assert Parcel.objects.get(key="a").cause == Cause.TOO_LATE


def test_where_nothing_is_sent_words_are_not_kept_for_ever(put):
    put(kind=CODE, useless_after=clock.now() + timedelta(minutes=15))
    put("b")
    with later(minutes=15):
        actions.give_up_useless()
        code, letter = Parcel.objects.order_by("pk")
        assert (code.state, code.text, letter.state) == (State.DEAD, "", State.QUEUED)
    with later(days=31):
        actions.give_up_useless()
        letter.refresh_from_db()
        assert (letter.state, letter.cause) == (State.DEAD, Cause.UNREACHABLE)


def test_an_officer_has_it_tried_again(put, office, other_office):
    parcel = put()
    assert not actions.try_again(office.pk, parcel.pk, by=1)  # it has not failed
    actions.failed(claimed(), Cause.REFUSED)
    assert not actions.try_again(other_office.pk, parcel.pk, by=1)
    with later(days=10):
        assert actions.try_again(office.pk, parcel.pk, by=1)
        assert not actions.try_again(office.pk, parcel.pk, by=1)
        actions.failed(claimed(), Cause.BUSY)
        parcel.refresh_from_db()
        assert parcel.state == State.FAILED  # its four days began anew


def test_words_of_a_code_go_at_once_and_other_words_after_a_month(put):
    put(kind=CODE)
    put("b", attached=(Attached("janji.ics", "text/calendar", b"BEGIN"),))
    for _ in range(2):
        actions.sent(claimed())
    code, letter = Parcel.objects.order_by("pk")
    assert (code.text, code.address) == ("", "sari@undip.ac.id")
    assert letter.text
    with later(days=29):
        assert actions.empty_old() == 0
    with later(days=31):
        assert actions.empty_old() == 2
        assert actions.empty_old() == 0
    letter.refresh_from_db()
    assert (letter.text, letter.subject, letter.address) == ("", "", "")
    assert letter.state == State.SENT
    assert not Enclosure.objects.exists()


def test_a_dead_code_cannot_be_sent_again(put, office):
    parcel = put(kind=CODE)
    actions.failed(claimed(), Cause.REFUSED)
    assert not actions.try_again(office.pk, parcel.pk, by=1)


@pytest.mark.proves("T71")
def test_a_forgotten_address_gets_nothing_more_and_nothing_stays(put):
    put()
    put("b", to="budi@undip.ac.id")
    assert actions.forget_address("Sari@undip.ac.id") == 1
    assert claimed().address == "budi@undip.ac.id"
    assert not Parcel.objects.filter(address="sari@undip.ac.id").exists()


@pytest.mark.proves("T02")
def test_letters_of_one_case_belong_together_and_nobody_guesses_how(put, settings):
    settings.MAIL_FROM = "PST <pst@jateng.example>"
    one, two = put(about="consultation:17"), put("b", about="consultation:17")
    assert one.thread_id == two.thread_id
    assert one.message_id != two.message_id
    assert one.thread_id.startswith("<consultation-17.")
    assert one.thread_id.endswith("@jateng.example>")
    assert actions.thread_id("consultation:18").split(".")[1] != one.thread_id.split(".")[1]
    settings.SECRET_KEY = "another" * 10
    assert actions.thread_id("consultation:17") != one.thread_id
    assert put("c").thread_id == ""


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_of_many_carriers_each_parcel_meets_one(office):
    for number in range(40):
        actions.put(office.pk, a_letter(), key=str(number))

    def carry() -> list[int]:
        taken = []
        while parcel := actions.claim():
            taken.append(parcel.pk)
        return taken

    claimed = [pk for taken in at_once([carry] * 4) for pk in taken]
    assert sorted(claimed) == sorted(Parcel.objects.values_list("pk", flat=True))


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_a_double_click_puts_one_parcel(office):
    at_once([lambda: actions.put(office.pk, a_letter(), key="one press")] * 4)
    assert Parcel.objects.count() == 1
