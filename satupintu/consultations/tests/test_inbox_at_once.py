"""Sixteen hands at one consultation: one acts, the others learn of it; nothing is lost (T65)."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

import pytest

from conftest import an_officer
from satupintu.appointments.actions import NotPossible, Slot
from satupintu.appointments.models import Appointment, Way
from satupintu.consultations.actions import meeting
from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.assigning import assign, take_oldest
from satupintu.consultations.actions.closing import close, undo_close
from satupintu.consultations.actions.merging import merge
from satupintu.consultations.actions.step import Faster, Newer, Refused
from satupintu.consultations.actions.talking import say
from satupintu.consultations.models import Closing, Consultation, Message, MessageWords
from satupintu.consultations.tests.cases import examined, fresh, wib
from satupintu.journal.models import Entry
from satupintu.offices.actions.founding import found_office
from satupintu.offices.actions.holidays import load_year
from satupintu.offices.published import forget, published
from satupintu.people.models import Officer, Person, Role
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed
from tests.crowd import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
HANDS = 16
FAULTS = (Faster, Newer, Refused, NotAllowed, NotPossible)


@pytest.fixture
def place(transactional_db, friday_morning):
    load_year(2026)
    found_office(code="3300", name="BPS Provinsi Jawa Tengah", zone="WIB")
    forget()
    return published("3300")


@pytest.fixture
def hands(place) -> list[int]:
    return [
        an_officer(place.office, f"petugas{n}", f"Petugas {n}", Role.CONSULTANT).pk
        for n in range(HANDS)
    ]


@pytest.fixture
def case(place, hands):
    return ask(place, Asked("Data inflasi Kota Semarang?", name="Siti"))


def tried(do: Callable[[], object], won: list[object]) -> None:
    with suppress(*FAULTS):
        won.append(do())


def race(acts: Sequence[Callable[[], object]]) -> list[object]:
    """All at once, each on the page as it stood before; what succeeded."""
    won: list[object] = []
    at_once([partial(tried, act, won) for act in acts])
    return won


def journal_is_whole(place) -> bool:
    seqs = list(
        Entry.objects.filter(office=place.office).order_by("seq").values_list("seq", flat=True)
    )
    return seqs == list(range(1, len(seqs) + 1))


@pytest.mark.proves("T65")
def test_of_sixteen_who_answer_one_answer_is_given(place, case, hands, officer_of):
    examined(place, case, officer_of(hands[0]))
    won = race([
        partial(answer, place, fresh(case), f"Jawaban {pk}.", officer_id=pk) for pk in hands
    ])  # fmt: skip
    assert len(won) == 1
    assert Message.objects.filter(kind="answer").count() == 1
    assert case.clock_rounds.filter(answered_at__isnull=False).count() == 1
    assert journal_is_whole(place)


@pytest.mark.proves("T65")
def test_of_sixteen_who_take_it_one_has_it(place, case, hands):
    won = race([
        partial(assign, place, fresh(case), pk, officer_id=pk, was=None) for pk in hands
    ])  # fmt: skip
    assert len(won) == 1
    assert fresh(case).officer_id in hands


@pytest.mark.proves("T65")
def test_sixteen_who_are_free_get_sixteen_different_ones(place, hands):
    for n in range(HANDS):
        ask(place, Asked(f"Pertanyaan {n}?"))
    won: list[object] = []
    while len(won) < HANDS:
        more = race([partial(take_oldest, place, officer_id=pk) for pk in hands[len(won) :]])
        won += [each for each in more if each is not None]
    assert len({each.pk for each in won}) == HANDS  # type: ignore[attr-defined]


@pytest.mark.proves("T65")
def test_closing_and_a_further_question_at_once_lose_neither(place, case, hands, officer_of):
    examined(place, case, officer_of(hands[0]))
    answer(place, case, "Ini.", officer_id=hands[0])
    stale = [fresh(case) for _ in range(HANDS)]
    closers = [partial(close, place, stale[n], Closing.DONE, officer_id=hands[n]) for n in range(8)]
    askers = [partial(say, place, stale[8 + n], f"Dan tahun {2010 + n}?") for n in range(8)]
    race([*closers, *askers])
    assert Message.objects.filter(author="user").count() == 9, "what a user says is never lost"
    # At least one spoke after the closing or before it; either way a question waits.
    assert fresh(case).state == "sent"
    numbers = list(case.thread.order_by("n").values_list("n", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert journal_is_whole(place)


@pytest.mark.proves("T65", "INB-8")
def test_no_answer_goes_over_a_message_that_came_a_moment_before(place, case, hands, officer_of):
    examined(place, case, officer_of(hands[0]))
    seen = fresh(case).messages
    race([partial(say, place, fresh(case), "Tambahan: mulai 2016.")]
         + [partial(answer, place, fresh(case), "Ini.", officer_id=pk, seen=seen)
            for pk in hands[1:]])  # fmt: skip
    given = Message.objects.filter(kind="answer").first()
    came = Message.objects.filter(author="user").order_by("-n").first()
    assert came
    assert given is None or given.n < came.n


@pytest.mark.proves("T65", "INB-11")
def test_of_two_merged_into_each_other_one_is_kept(place, hands):
    person = Person.objects.create(office=place.office, name="Siti", created_at=clock.now())
    pair = [ask(place, Asked(f"Data {n}?"), person=person) for n in range(2)]
    Consultation.objects.update(email_confirmed_at=clock.now())
    one, two = (fresh(each) for each in pair)
    race([partial(merge, place, one, fresh(two), officer_id=hands[0]),
          partial(merge, place, two, fresh(one), officer_id=hands[1])])  # fmt: skip
    open_ = Consultation.objects.filter(merged_into=None, state="sent").count()
    assert open_ == 1


@pytest.mark.proves("T65", "PRT-13")
def test_of_sixteen_visitors_who_take_an_officers_hour_at_once_one_has_it(place, hands):
    at = wib(27, 10)
    moments = []
    for n in range(HANDS):
        case = ask(place, Asked(f"Pertanyaan {n}?"))
        slot = Slot(Way.ZOOM, at)
        link = "https://zoom.example/j/1"
        [one] = meeting.offer(place, case, [slot], officer_id=hands[0], link=link)
        moments.append(partial(meeting.take, place, case, one))
    won = race(moments)
    assert len(won) == 1
    assert Appointment.objects.filter(state="taken").count() == 1
    assert Appointment.objects.filter(state="offered").count() == HANDS - 1


@pytest.mark.proves("T65", "PRT-13")
def test_one_meeting_that_is_moved_sixteen_times_at_once_is_one_meeting(place, case, hands):
    slots = [Slot(Way.ZOOM, wib(27, hour)) for hour in (9, 10, 14)]
    link = "https://zoom.example/j/1"
    first, *others = meeting.offer(place, case, slots, officer_id=hands[0], link=link)
    taken = meeting.take(place, case, first)
    won = race([partial(meeting.move, place, case, taken, others[n % 2]) for n in range(HANDS)])
    [stands] = Appointment.objects.filter(state="taken")
    assert stands.starts_at in {each.starts_at for each in others}
    assert len(won) >= 1
    assert stands.revision == Appointment.objects.filter(state="moved").count()
    assert journal_is_whole(place)


@pytest.mark.proves("T65", "INB-11")
def test_taking_a_merger_back_while_its_user_writes_in_both_loses_no_word(place, hands):
    person = Person.objects.create(office=place.office, name="Siti", created_at=clock.now())
    kept, gone = (ask(place, Asked(f"Data {n}?"), person=person) for n in range(2))
    Consultation.objects.update(email_confirmed_at=clock.now())
    merge(place, fresh(gone), fresh(kept), officer_id=hands[0])
    race([partial(undo_close, place, fresh(gone), officer_id=pk) for pk in hands[:4]]
         + [partial(say, place, fresh(each), f"Tambahan {n}.")
            for n, each in enumerate([gone, kept] * 4)])  # fmt: skip
    assert (fresh(gone).state, fresh(gone).merged_into_id) == ("sent", None)
    assert fresh(kept).state == "sent"
    assert Message.objects.filter(text__startswith="Tambahan").count() == 8
    assert journal_is_whole(place)


def test_every_message_of_a_crowd_has_its_place_and_is_found(place, case, hands):
    race([partial(say, place, fresh(case), f"Tambahan {n}.") for n in range(HANDS)])
    numbers = list(case.thread.order_by("n").values_list("n", flat=True))
    assert numbers == list(range(1, HANDS + 2))
    assert MessageWords.objects.count() == HANDS + 1


@pytest.fixture
def officer_of():
    return lambda pk: Officer.objects.get(pk=pk)
