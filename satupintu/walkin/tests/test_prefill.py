"""The guest book on the visitor's own phone: written once, found at the front office, then gone."""

from datetime import timedelta

import pytest

from satupintu.journal.models import Entry
from satupintu.people.actions.persons import Told
from satupintu.rules import clock
from satupintu.walkin.actions import tickets
from satupintu.walkin.actions.guest_book import Written, sign
from satupintu.walkin.actions.prefill import OF_THE_PERSON, forget_unsigned
from satupintu.walkin.models import Door, Prefill, Ticket

GOOD = {
    "name": "Siti Rahmawati",
    "email": "siti@example.id",
    "phone": "0812 3456 7890",
    "institution": "Universitas Diponegoro",
    "institution_kind": "6",
    "purposes": ["Inflasi", "Kemiskinan"],
}


@pytest.fixture
def mine(place) -> Ticket:
    taken = tickets.take_ticket(place, place.service("consultation"), door=Door.KIOSK)
    return Ticket.objects.get(pk=taken.pk)


def write(client, ticket, step="", **answers):
    return client.post(f"/t/{ticket.token}/guest-book/{step}", answers)


@pytest.mark.proves("HP-11", "STD-WALKIN-3")
def test_what_is_written_on_the_phone_waits_at_the_ticket(client, mine):
    response = write(client, mine, **GOOD)
    assert response.url == f"/t/{mine.token}/guest-book/more/"
    answers = Prefill.objects.get(ticket=mine).answers
    assert answers["name"] == "Siti Rahmawati"
    assert answers["phone"] == "+6281234567890"
    assert answers["purposes"] == ["Inflasi", "Kemiskinan"]
    assert set(OF_THE_PERSON) == set(Told.__dataclass_fields__)


@pytest.mark.proves("HP-11")
def test_the_second_step_is_optional_and_keeps_the_first(client, mine):
    write(client, mine, **GOOD)
    assert write(client, mine, "more/", occupation="1", birth_year="1998").status_code == 302
    answers = Prefill.objects.get(ticket=mine).answers
    assert (answers["name"], answers["occupation"], answers["birth_year"]) == (
        "Siti Rahmawati",
        "1",
        1998,
    )
    assert answers["sex"] == ""


@pytest.mark.proves("HP-11")
def test_nothing_is_asked_twice(client, mine):
    write(client, mine, **GOOD)
    html = client.get(f"/t/{mine.token}/guest-book/").content.decode()
    assert 'value="Siti Rahmawati"' in html
    assert "Ubah isian buku tamu" in client.get(f"/t/{mine.token}/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Tulis nama Anda."),
        ({"email": ""}, "Masukkan alamat e-mail, atau pilih “Saya tidak punya e-mail”."),
        ({"email": "siti"}, "Tulis alamat e-mail seperti nama@contoh.id."),
        ({"phone": "12"}, "Tulis nomor telepon seperti 0812-3456-7890."),
        ({"institution_kind": ""}, "Pilih jenis instansi, atau “Lainnya atau pribadi”."),
        ({"purposes": []}, "Pilih keperluan Anda, atau tulis di bawahnya."),
        ({"institution": "3374010101900001"}, "Hapus nomor identitas. Kami tidak mencatatnya."),
    ],
)
def test_a_problem_is_told_in_words_and_what_was_typed_stays(client, mine, wrong, words):
    response = write(client, mine, **{**GOOD, **wrong})
    html = response.content.decode()
    assert response.status_code == 400
    assert html.count(words) == 2  # in the summary and beside the field
    assert "Kesalahan:" in html.split("</title>")[0]
    assert "Universitas" in html or "institution" in wrong
    assert not Prefill.objects.exists()


def test_somebody_without_e_mail_says_so(client, mine):
    assert write(client, mine, **{**GOOD, "email": "", "no_email": "on"}).status_code == 302
    assert Prefill.objects.get().answers["no_email"] is True


@pytest.mark.proves("HP-11")
def test_signing_erases_it_and_the_page_asks_no_more(client, place, mine, receptionist):
    write(client, mine, **GOOD)
    sign(place, mine, Told(name="Siti Rahmawati"), Written(), officer_id=receptionist.pk)
    assert not Prefill.objects.exists()
    assert client.get(f"/t/{mine.token}/guest-book/").status_code == 302
    assert "buku tamu" not in client.get(f"/t/{mine.token}/").content.decode().split("<main")[1]


def test_what_was_never_signed_is_erased_when_the_visit_is_over(client, place, mine):
    write(client, mine, **GOOD)
    forget_unsigned(place)
    assert Prefill.objects.exists()
    tickets.leave(mine)
    forget_unsigned(place)
    assert not Prefill.objects.exists()


def test_the_journal_knows_that_something_was_written_and_not_what(client, mine):
    write(client, mine, **GOOD)
    entry = Entry.objects.get(event="prefill.save")
    assert (entry.actor, entry.facts) == ("visitor", {})


def test_yesterdays_number_takes_no_guest_book(client, mine):
    with clock.travel(by=timedelta(days=1)):
        assert write(client, mine, **GOOD).status_code == 302
    assert not Prefill.objects.exists()


# --- whose address is written --------------------------------------------------------------------


def at_the_desk(front, ticket) -> str:
    return " ".join(front.get(f"/o/3300/front/{ticket.pk}/").content.decode().split())


@pytest.mark.proves("FO-10", "HP-11")
def test_a_match_by_an_address_on_a_phone_is_marked_as_not_proved(client, front, mine, siti):
    write(client, mine, **GOOD | {"email": siti.email, "name": "Siti Rahmawaty"})
    page = at_the_desk(front, mine)
    assert "Belum dibuktikan" in page
    assert "atas nama Siti Rahmawaty; siapa pun bisa menulisnya" in page
    assert "<h2>Siti Rahmawati</h2>" in page

    chosen = front.post(f"/o/3300/front/{mine.pk}/", {"do": "look", "same": siti.pk})
    assert "Belum dibuktikan" not in chosen.content.decode()


@pytest.mark.proves("FO-10", "HP-11")
def test_a_strangers_address_under_another_name_is_no_match_but_a_question(
    client, front, mine, siti
):
    write(client, mine, **GOOD | {"email": siti.email, "name": "Joko Susilo"})
    page = at_the_desk(front, mine)
    assert "<h2>Siti Rahmawati</h2>" not in page
    assert "namanya berbeda dan belum dibuktikan" in page
    assert 'value="Joko Susilo"' in page

    front.post(
        f"/o/3300/front/{mine.pk}/",
        {"same": "new", "name": "Joko Susilo", "email": "joko@contoh.id", "purposes": ["Inflasi"],
         "identity": "ktp", "press": "p-1"},
    )  # fmt: skip
    mine.refresh_from_db()
    assert mine.entry.person.name == "Joko Susilo"
    siti.refresh_from_db()
    assert siti.name == "Siti Rahmawati"
