"""Words, names and contacts of consultations closed long ago go; numbers and counts stay."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from satupintu.consultations.actions import forgetting
from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.closing import close, reopen
from satupintu.consultations.actions.enclosing import Brought
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.step import Refused
from satupintu.consultations.actions.talking import say, show_due
from satupintu.consultations.models import (
    Closing,
    Consultation,
    Message,
    MessageWords,
    PublicAnswer,
)
from satupintu.consultations.queries.message_search import search
from satupintu.consultations.tests.cases import examined, fresh, round_of, wib
from satupintu.consultations.workflow import State
from satupintu.files.actions.keep import keep
from satupintu.files.models import StoredFile
from satupintu.journal.models import Entry
from satupintu.journal.seals import seal_all, verify
from satupintu.offices.published import forget, published
from satupintu.outbox.models import Parcel
from satupintu.people.models import Person
from satupintu.rules import clock

DAY = 86400


@pytest.fixture
def ended(place, sent, officer):
    """Asked, answered with a file, closed as done."""
    examined(place, sent, officer)
    ask_back(place, sent, "Tahun?", "tahun awal Siti", officer_id=officer.pk)
    with clock.travel(by=60):
        show_due(place)
        file = SimpleUploadedFile("siti.csv", b"tahun;n\n2024;1\n", "text/csv")
        kept = keep(place.office.pk, file, "siti.csv", actor="person", holder="h")
        say(place, fresh(sent), "Mulai 2016.", files=Brought((kept.key,), "h"))
        answer(place, fresh(sent), "Data Ibu Siti terlampir.", officer_id=officer.pk)
    with clock.travel(by=120):
        show_due(place)
        close(place, fresh(sent), Closing.DONE, summary="Untuk Siti", officer_id=officer.pk)
    return fresh(sent)


def soon(months):
    """The office as it stands now, which keeps consultations for so many months."""
    forget()
    there = published("3300")
    return replace(there, choices={**there.choices, "consultation_months": months})


def test_before_its_time_nothing_goes(place, ended):
    assert forgetting.forget_closed(place) == 0
    assert fresh(ended).erased_at is None


@pytest.mark.proves("T71")
def test_after_the_months_of_the_office_no_word_and_no_name_is_left(place, ended, officer):
    before = Entry.objects.count()
    with clock.travel(to=wib(1, 9, month=12)):
        there = soon(3)
        assert forgetting.forget_closed(there) == 1
        assert forgetting.forget_closed(there) == 0
    case = Consultation.objects.get()
    left = [case.name, case.email, case.phone, case.title, case.question, case.closing_note]
    assert left == [""] * 6
    assert (case.person, case.trail, case.labels) == (None, {}, [])
    assert set(Message.objects.values_list("text", flat=True)) == {""}
    assert not MessageWords.objects.exists()
    assert not Person.objects.exists()
    assert StoredFile.objects.get().name == ""
    assert not Parcel.objects.exclude(address="", text="", subject="").exists()
    assert not search(place, "Siti").hits
    # What counts, stays.
    assert (case.number, case.state, case.closing) == (ended.number, State.CLOSED, "done")
    assert round_of(case).within_standard is True
    assert Message.objects.count() == ended.messages
    assert Entry.objects.count() > before
    assert not any("Siti" in str(entry.facts) for entry in Entry.objects.all())


@pytest.mark.proves("T71")
def test_what_was_merged_into_a_merged_one_goes_with_it(place, ended):
    """Joined twice, the first would be looked at by nobody ever again."""
    other = {"state": State.CLOSED, "closing": Closing.MERGED, "office": place.office}
    when = {
        "created_at": ended.created_at,
        "state_at": ended.state_at,
        "closed_at": ended.closed_at,
    }
    into = ended
    for n in range(2):
        into = Consultation.objects.create(
            **other, **when, number=f"K-{n}", token=f"t{n}", name="Siti", merged_into=into
        )
    with clock.travel(to=wib(1, 9, month=12)):
        assert forgetting.forget_closed(soon(3)) == 3
    assert not Consultation.objects.exclude(name="").exists()


@pytest.mark.proves("T71")
@pytest.mark.parametrize(("state", "left"), [("proposed", 0), ("refused", 0), ("published", 1)])
def test_a_copy_of_question_and_answer_that_nobody_published_goes(
    place, ended, officer, state, left
):
    PublicAnswer.objects.create(
        consultation=ended, question="Dari Bu Siti", answer="Ini.", state=state,
        proposed_by=officer, proposed_at=clock.now(),
    )  # fmt: skip
    with clock.travel(to=wib(1, 9, month=12)):
        assert forgetting.forget_closed(soon(3)) == 1
    assert PublicAnswer.objects.count() == left


@pytest.mark.proves("LAW-11")
def test_the_journals_chain_stays_valid(place, ended):
    seal_all()
    with clock.travel(to=wib(1, 9, month=12)):
        forgetting.forget_closed(soon(3))
        seal_all()
        assert verify(place.office.pk) == []


def test_what_is_open_or_closed_lately_stays(place, sent, ended):
    Consultation.objects.filter(pk=ended.pk).update(state=State.SENT, closed_at=None)
    with clock.travel(to=wib(1, 9, month=12)):
        assert forgetting.forget_closed(soon(3)) == 0


def test_in_a_year_without_a_decree_nothing_is_erased(place, ended):
    with clock.travel(to=wib(1, 9, month=7).replace(year=2031)):
        assert forgetting.forget_closed(soon(3)) == 0


def test_an_erased_one_opens_for_nobody_and_is_not_reopened(place, ended, officer, signed_in):
    asker = Client()
    session = asker.session
    session["consultations"] = [ended.pk]
    session.save()
    with clock.travel(to=wib(1, 9, month=12)):
        forgetting.forget_closed(soon(3))
        assert asker.get(reverse("question", args=["3300", ended.number])).status_code == 302
        page = signed_in(officer).get(reverse("inbox-case", args=["3300", ended.pk]))
        assert "Nomor dan hitungannya tetap." in page.content.decode()
        with pytest.raises(Refused):
            reopen(place, fresh(ended), officer_id=officer.pk)
