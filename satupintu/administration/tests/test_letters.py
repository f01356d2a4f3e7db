"""Surat keluar: whoever answers for the day sees what did not arrive, why, and sends it again."""

import pytest

from satupintu.journal.models import Entry
from satupintu.outbox import actions
from satupintu.outbox.letters import CODE, Letter
from satupintu.outbox.models import Parcel
from satupintu.outbox.workflow import Cause, State

ROOM = "/o/3300/settings/letters/"


@pytest.fixture
def failed(office):
    """`failed("a", Cause.REFUSED)` is a letter that was not taken."""

    def failed(key: str, cause: Cause = Cause.REFUSED, office=office, **other) -> Parcel:
        told = {"to": "sari@undip.ac.id", "subject": "Jawaban", "text": "Rahasia.", **other}
        actions.put(office.pk, Letter(**told), key=key)
        parcel = Parcel.objects.get(key=key)
        claimed = actions.claim()
        assert claimed is not None
        actions.failed(claimed, cause, "550 5.1.1")
        return parcel

    return failed


@pytest.mark.proves("LAW-5")
def test_what_did_not_arrive_is_read_with_its_cause_and_without_its_words(
    signed_in, supervisor, failed
):
    failed("a")
    page = signed_in(supervisor).get(ROOM).text
    assert "Alamat penerima ditolak." in page
    assert "sa***@undip.ac.id" in page
    assert "550 5.1.1" in page
    for secret in ("sari@undip.ac.id", "Rahasia.", "Jawaban"):
        assert secret not in page


@pytest.mark.proves("LAW-5")
def test_it_is_sent_again_by_a_press(signed_in, supervisor, failed):
    parcel = failed("a")
    client = signed_in(supervisor)
    assert "dikirim lagi" in client.post(f"{ROOM}{parcel.pk}/again/", follow=True).text
    parcel.refresh_from_db()
    assert parcel.state == State.QUEUED
    assert Entry.objects.filter(event="letter.again", subject=f"letter:{parcel.pk}").exists()
    assert "tidak dapat dikirim lagi" in client.post(f"{ROOM}{parcel.pk}/again/", follow=True).text


def test_a_code_is_not_sent_again(signed_in, supervisor, failed):
    parcel = failed("a", kind=CODE)
    client = signed_in(supervisor)
    assert "Coba lagi" not in client.get(ROOM).text
    client.post(f"{ROOM}{parcel.pk}/again/")
    parcel.refresh_from_db()
    assert parcel.state == State.DEAD


@pytest.mark.proves("LAW-3")
def test_letters_of_another_office_are_not_there(signed_in, supervisor, failed, other_office):
    parcel = failed("a", office=other_office)
    client = signed_in(supervisor)
    assert "Semua surat sampai" in client.get(ROOM).text
    client.post(f"{ROOM}{parcel.pk}/again/")
    parcel.refresh_from_db()
    assert parcel.state == State.DEAD


def test_what_waits_is_not_said_to_have_arrived(signed_in, supervisor, office, settings):
    actions.put(office.pk, Letter(to="sari@undip.ac.id", subject="Jawaban", text="Ada."), key="a")
    client = signed_in(supervisor)
    page = client.get(ROOM).text
    assert "1 surat menunggu dikirim." in page
    assert "Semua surat sampai" not in page
    assert "Tidak ada surat yang gagal" in page
    assert "Server surat belum diatur." in page
    settings.SMTP_HOST = "mail.example"
    assert "Server surat belum diatur." not in client.get(ROOM).text


@pytest.mark.proves("LAW-8")
@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_list_costs_the_same_whatever_its_length(
    signed_in, supervisor, failed, count, django_assert_num_queries
):
    for number in range(count):
        failed(str(number))
    client = signed_in(supervisor)
    client.get(ROOM)
    with django_assert_num_queries(5):
        page = client.get(ROOM)
    assert ("before=" in page.text) == (count > 50)
    if count > 50:
        older = client.get(f"{ROOM}?before={page.context['older']}")
        assert len(older.context["letters"]) == count - 50
    assert client.get(f"{ROOM}?before=x").status_code == 200
