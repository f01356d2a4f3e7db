"""A consultation goes to a subject unit of the office, waits there, is taken, and comes back."""

import pytest
from django.urls import reverse

from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.assigning import assign, label, take_oldest
from satupintu.consultations.actions.closing import close
from satupintu.consultations.actions.moving import hand_over
from satupintu.consultations.actions.step import Faster, Refused
from satupintu.consultations.actions.units import give_back, pass_on
from satupintu.consultations.models import Closing, Handover, Kind
from satupintu.consultations.queries import asker
from satupintu.consultations.queries.inbox import Wanted, rows_of
from satupintu.consultations.tests.cases import examined, fresh, html, round_of, wib
from satupintu.consultations.workflow import State
from satupintu.journal.models import Entry
from satupintu.offices.published import published
from satupintu.people.actions.subject_units import NameTaken, Unit, change, end, set_up
from satupintu.people.subject_units import units_on
from satupintu.rules import clock

WHY = "Pertanyaan tentang cara menghitung indeks harga."


@pytest.fixture
def prices(office, supervisor):
    return set_up(office, Unit("Tim Statistik Harga", ["Inflasi"]), by=supervisor.pk)


@pytest.fixture
def owed(place, sent, officer):
    return examined(place, sent, officer)


def said_last(case):
    return [each.message.text for each in asker.thread(fresh(case))][-1]


@pytest.mark.proves("INB-12")
def test_the_promise_is_kept_and_the_user_reads_where_and_why(place, owed, officer, prices):
    due = owed.due_at
    trace = pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY)
    case = fresh(owed)
    assert (case.state, case.unit, case.officer, case.due_at) == (
        State.COMPLETE, prices, None, due,
    )  # fmt: skip
    assert said_last(case) == (
        f"Diteruskan ke Tim Statistik Harga: {WHY} "
        "Waktu jawaban tetap Rabu, 29 Juli 2026 pukul 15.30."
    )
    assert (trace.unit, trace.due_before, trace.promised_at) == (prices, due, None)
    assert Entry.objects.filter(event="consultation.pass", facts__unit=prices.pk).count() == 1


@pytest.mark.proves("INB-10")
@pytest.mark.parametrize(
    ("narrowed", "given"), [("", "Inflasi"), ("Upah", "Upah"), ("Padi", "first of all")]
)
def test_whoever_is_free_is_given_their_own_topic_first(
    place, sent, officer, supervisor, signed_in, narrowed, given
):
    set_up(place.office, Unit("Tim Harga", ["Inflasi"], [officer.pk]), by=supervisor.pk)
    cases = {"first of all": sent}
    for topic in ("Upah", "Inflasi"):
        cases[topic] = ask(place, Asked(f"Data {topic}?"))
        label(place, cases[topic], [], officer_id=supervisor.pk, topic=topic)
    there = signed_in(officer).post(reverse("inbox-take", args=["3300"]), {"topic": narrowed})
    assert there.url == reverse("inbox-case", args=["3300", cases[given].pk])
    assert fresh(cases[given]).officer == officer


def test_the_promise_is_changed_only_with_a_reason_that_the_user_reads(
    place, owed, officer, prices
):
    later = wib(31, 16)
    with pytest.raises(Refused, match="reason"):
        pass_on(place, owed, prices, officer_id=officer.pk, reason=" ", promised_at=later)
    with pytest.raises(Refused, match="past"):
        pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY, promised_at=wib(1, 9))
    assert fresh(owed).unit is None
    pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY, promised_at=later)
    assert fresh(owed).due_at == later
    assert "Waktu jawaban berubah menjadi Jumat, 31 Juli 2026 pukul 16.00." in said_last(owed)
    assert round_of(owed).promise_reason == WHY


def test_it_waits_there_until_one_of_the_unit_takes_it(
    place, owed, officer, supervisor, office, prices
):
    change(prices, Unit(prices.name, [], [supervisor.pk]), by=supervisor.pk)
    pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY)
    assert take_oldest(place, officer_id=officer.pk) is None
    with pytest.raises(Refused, match="not_in_unit"):
        assign(place, fresh(owed), officer.pk, officer_id=officer.pk, was=None)
    taken = take_oldest(place, officer_id=supervisor.pk)
    assert taken == owed
    assert (fresh(owed).officer, fresh(owed).unit) == (supervisor, prices)


def test_what_waits_at_a_unit_that_names_nobody_is_everybodys(place, owed, officer, prices):
    pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY)
    assert take_oldest(place, officer_id=officer.pk) == owed


def test_it_comes_back_to_who_handed_it_over_with_a_note(place, owed, officer, supervisor, prices):
    pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY)
    before = len(asker.thread(fresh(owed)))
    with pytest.raises(Refused, match="note"):
        give_back(place, fresh(owed), officer_id=supervisor.pk, said="")
    give_back(place, fresh(owed), officer_id=supervisor.pk, said="Rumusnya di publikasi.")
    case = fresh(owed)
    assert (case.unit, case.officer, case.due_at) == (None, officer, owed.due_at)
    assert case.thread.filter(kind=Kind.NOTE).get().text == "Rumusnya di publikasi."
    assert len(asker.thread(case)) == before
    with pytest.raises(Refused, match="no_unit"):
        give_back(place, case, officer_id=supervisor.pk, said="Lagi.")


def test_of_two_who_hand_it_over_at_once_one_learns_who_was_faster(
    place, owed, officer, supervisor, office, other_office, prices
):
    people = set_up(office, Unit("Tim Statistik Sosial"), by=supervisor.pk)
    to_people, elsewhere = fresh(owed), fresh(owed)
    pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY)
    told = said_last(owed)
    with pytest.raises(Faster):
        pass_on(place, to_people, people, officer_id=supervisor.pk, reason=WHY)
    with pytest.raises(Faster):
        hand_over(place, elsewhere, other_office, officer_id=supervisor.pk, reason=WHY)
    assert (fresh(owed).unit, fresh(owed).office, said_last(owed)) == (prices, office, told)
    assert Handover.objects.count() == 1


def test_of_two_who_give_it_back_at_once_one_note_is_kept(place, owed, officer, supervisor, prices):
    pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY)
    late = fresh(owed)
    give_back(place, fresh(owed), officer_id=supervisor.pk, said="Rumusnya di publikasi.")
    with pytest.raises(Faster):
        give_back(place, late, officer_id=supervisor.pk, said="Sudah jelas.")
    assert fresh(owed).thread.filter(kind=Kind.NOTE).get().text == "Rumusnya di publikasi."


def test_another_office_gets_it_without_the_unit(place, owed, officer, other_office, prices):
    pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY)
    hand_over(place, fresh(owed), other_office, officer_id=officer.pk, reason="Datanya di sana.")
    assert fresh(owed).unit is None


def test_the_list_can_be_looked_at_by_unit(place, owed, officer, prices):
    wanted = Wanted("all", officer.pk, unit=prices.pk)
    assert rows_of(place, wanted).rows == []
    pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY)
    assert [row.pk for row in rows_of(place, wanted).rows] == [owed.pk]


def test_from_the_page_and_back_and_the_row_says_where_it_waits(
    place, owed, signed_in, officer, prices
):
    move = reverse("inbox-move", args=["3300", owed.pk])
    assert "Tim Statistik Harga (Inflasi)" in html(signed_in(officer).get(move))
    answer = signed_in(officer).post(move, {"to": f"u{prices.pk}", "reason": WHY, "press": "one"})
    assert answer.status_code == 302, html(answer)
    signed_in(officer).post(move, {"to": f"u{prices.pk}", "reason": WHY, "press": "one"})
    assert Handover.objects.count() == 1
    inbox = html(signed_in(officer).get(reverse("inbox", args=["3300"]) + f"?unit={prices.pk}"))
    assert "Tim Statistik Harga" in inbox.partition('class="in-ch"')[2]
    assert "Menunggu di Tim Statistik Harga" in html(
        signed_in(officer).get(reverse("inbox-case", args=["3300", owed.pk]))
    )
    back = reverse("inbox-give-back", args=["3300", owed.pk])
    assert signed_in(officer).post(back, {"said": ""}).status_code == 409
    assert signed_in(officer).post(back, {"said": "Sudah jelas."}).status_code == 302
    assert fresh(owed).unit is None


def test_a_unit_of_another_office_cannot_be_chosen(
    place, owed, signed_in, officer, other_office, supervisor
):
    theirs = set_up(other_office, Unit("Tim Lain"), by=supervisor.pk)
    move = reverse("inbox-move", args=["3300", owed.pk])
    answer = signed_in(officer).post(move, {"to": f"u{theirs.pk}", "reason": WHY})
    assert answer.status_code == 409
    assert "Pilih tujuannya." in html(answer)


def test_an_ended_unit_is_chosen_no_more_and_what_waits_there_can_be_taken(
    place, owed, officer, supervisor, prices
):
    change(prices, Unit(prices.name, [], [supervisor.pk]), by=supervisor.pk)
    pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY)
    end(prices, by=supervisor.pk)
    assert not units_on(place.office.pk, place.day).exists()
    assert take_oldest(place, officer_id=officer.pk) == owed
    assign(place, fresh(owed), None, officer_id=officer.pk, was=officer.pk)
    assign(place, fresh(owed), officer.pk, officer_id=officer.pk, was=None)
    assert fresh(owed).officer == officer


@pytest.mark.proves("LAW-7")
def test_a_changed_unit_stays_as_it_was_for_the_days_before(
    place, owed, office, officer, supervisor, prices
):
    before = place.day
    change(prices, Unit(prices.name, ["Inflasi"], [officer.pk]), by=supervisor.pk)
    assert units_on(office.pk, before).count() == 1  # the same day: nothing was before
    pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY)
    with clock.travel(to=wib(28, 9)):
        later = place.local(clock.now()).date()
        change(prices, Unit("Tim Harga dan Upah", ["Upah"], [supervisor.pk]), by=supervisor.pk)
        change(prices, Unit("Tim Harga dan Upah", ["Upah"], [supervisor.pk]), by=supervisor.pk)
        told = {
            day: [(each.name, each.topics, [one.pk for one in each.members.all()])
                  for each in units_on(office.pk, day)]
            for day in (before, later)
        }  # fmt: skip
        assert told == {
            before: [("Tim Statistik Harga", ["Inflasi"], [officer.pk])],
            later: [("Tim Harga dan Upah", ["Upah"], [supervisor.pk])],
        }
        assert take_oldest(published("3300"), officer_id=officer.pk) is None
        assert take_oldest(published("3300"), officer_id=supervisor.pk) == owed
        end(prices, by=supervisor.pk)
    assert [each.pk for each in prices.members.all()] == [supervisor.pk]
    assert Entry.objects.filter(event="unit.changed").count() == 2


def test_a_name_is_held_by_one_unit_of_an_office(office, supervisor, prices):
    with pytest.raises(NameTaken):
        set_up(office, Unit(prices.name), by=supervisor.pk)
    end(prices, by=supervisor.pk)
    set_up(office, Unit(prices.name), by=supervisor.pk)


def test_a_renamed_unit_changes_nothing_that_was_written(
    place, owed, officer, prices, supervisor, desk
):
    pass_on(place, owed, prices, officer_id=officer.pk, reason=WHY)
    before = [each.message.text for each in asker.thread(fresh(owed))]
    change(prices, Unit("Tim Harga dan Upah", ["Upah"]), by=supervisor.pk)
    page = reverse("inbox-case", args=["3300", owed.pk])
    assert [each.message.text for each in asker.thread(fresh(owed))] == before
    assert "Diteruskan ke Tim Statistik Harga" in html(desk.get(page))
    assert "Menunggu di Tim Harga dan Upah" in html(desk.get(page))
    close(place, fresh(owed), Closing.WITHDRAWN, by_user=True)
    assert "Tim Harga dan Upah" not in html(desk.get(page)).split("in-side")[1]
