"""What this office has not, another has: given on the phone, on paper, and counted."""

import pytest
from django.test import Client
from django.urls import reverse

from satupintu.catalogue.actions.synonyms import keep_hint
from satupintu.offices.models import Office, Result
from satupintu.offices.published import Published
from satupintu.outbox.models import Parcel
from satupintu.people.models import Officer, Person
from satupintu.walkin.models import ELSEWHERE, ShelfItem, Ticket, Turn
from satupintu.walkin.queries.history import months_of
from satupintu.walkin.tests.desk_scene import DESK, press, text

pytestmark = pytest.mark.django_db
HERE = f"{DESK}elsewhere/"
DINAS = {
    "institution": "Dinas Pendidikan", "address": "Jl. Pemuda 134", "link": "https://dinas.example/",
}  # fmt: skip


@pytest.fixture
def known(office: Office, administrator: Officer) -> str:
    """An institution that the office has written down for the search, twice."""
    keep_hint(office, administrator.pk, words="guru", institution=DINAS["institution"])
    kept = keep_hint(
        office, administrator.pk, words="sekolah", institution=DINAS["institution"],
        address=DINAS["address"], link=DINAS["link"],
    )  # fmt: skip
    return str(kept.pk)


def give(client: Client, ticket: Ticket, **said: str) -> str:
    turn = {"turn": str(ticket.turn_id), "known": "", "name": "", "address": "", "link": ""}
    return text(client.post(HERE, turn | said, follow=True))


def test_the_visitor_gets_name_address_and_link_on_the_phone_on_paper_and_by_letter(
    dewi: Client, serving: Ticket, known: str, client: Client
) -> None:
    Person.objects.filter(visits__ticket=serving).update(email="siti@example.org")
    page = dewi.get(HERE).content.decode()
    assert page.count("Dinas Pendidikan") == 1

    assert "Dinas Pendidikan diberikan ke pengunjung." in give(dewi, serving, known=known)
    give(dewi, serving, known=known)

    phone = client.get(reverse("ticket", args=[serving.token])).content.decode()
    paper = dewi.get(reverse("desk-summary", args=["3300", 1, serving.turn_id])).content.decode()
    for shown in (phone, paper, Parcel.objects.get().text):
        assert all(words in shown for words in DINAS.values())
    assert "Bahan dari petugas" not in phone  # nothing of the catalogue was given
    assert Turn.objects.get().result == Result.REFERRED


def test_another_institution_is_written_and_what_is_missing_is_said(
    dewi: Client, serving: Ticket
) -> None:
    assert "Pilih instansi dari daftar, atau tulis namanya." in give(dewi, serving)
    wrong = dewi.post(HERE, {"turn": serving.turn_id, "name": "Kemenkes", "link": "bukan tautan"})
    assert wrong.status_code == 422
    assert "Tulis alamat lengkap" in text(wrong)
    assert 'value="Kemenkes"' in wrong.content.decode()

    give(dewi, serving, name="Kemenkes", link="kemkes.example")
    assert ShelfItem.objects.get().link == "https://kemkes.example"


def test_what_was_given_is_counted_in_the_month_and_what_was_taken_off_is_not(
    dewi: Client, serving: Ticket, place: Published, supervisor: Officer, signed_in: object
) -> None:
    give(dewi, serving, name="Kemenkes")
    give(dewi, serving, name="Dinas Sosial")
    wrong = ShelfItem.objects.get(title="Dinas Sosial")
    assert "Sudah diberikan" in give(dewi, serving, off=str(wrong.pk))

    counts = months_of(place, 2026)
    assert counts.of("elsewhere", "Kemenkes", (2026, 7)) == 1
    assert counts.of("elsewhere", "Dinas Sosial", (2026, 7)) == 0
    table = signed_in(supervisor).get(reverse("counts", args=["3300"]))  # type: ignore[operator]
    assert "Ditunjukkan ke instansi lain" in table.content.decode()


def test_an_institution_written_in_several_ways_is_counted_once_and_known_by_its_short_name(
    dewi: Client, serving: Ticket, place: Published, known: str
) -> None:
    give(dewi, serving, name="dinas  pendidikan")
    assert ShelfItem.objects.get().title == "Dinas Pendidikan"
    assert ShelfItem.objects.get().says == DINAS["address"]
    ShelfItem.objects.update(
        title="DINAS PENDIDIKAN", ident=f"{ELSEWHERE}lama"
    )  # written before the list
    give(dewi, serving, name="Din. Pendidikan")
    give(dewi, serving, name="Kementerian Kesehatan")
    give(dewi, serving, name="Kemenkes")

    counts = months_of(place, 2026)
    shown = {name: counts.of("elsewhere", name, (2026, 7)) for name in counts.counts["elsewhere"]}
    assert shown == {"Dinas Pendidikan": 2, "Kementerian Kesehatan": 2}


def test_with_the_last_one_taken_off_nobody_was_referred(dewi: Client, serving: Ticket) -> None:
    give(dewi, serving, name="Kemenkes")
    give(dewi, serving, name="Dinas Sosial")
    for shown, result in zip(ShelfItem.objects.all(), (Result.REFERRED, ""), strict=True):
        give(dewi, serving, off=str(shown.pk))
        assert Turn.objects.get().result == result


def test_a_page_of_the_visitor_before_gives_nothing_to_the_next(
    dewi: Client, serving: Ticket
) -> None:
    old = str(serving.turn_id)
    press(dewi, "finish", serving, result="answered", about="data")
    assert "Ini terbuka setelah layanan dimulai." in give(dewi, serving, name="Kemenkes", turn=old)
    assert not ShelfItem.objects.exists()


def test_only_who_serves_gives_and_another_offices_officer_finds_nothing(
    dewi: Client, budi: Client, serving: Ticket, signed_in: object, other_officer: Officer
) -> None:
    told = give(budi, serving, name="Kemenkes")
    assert "A-001 dilayani Dewi Lestari. Hanya petugas itu yang bisa meneruskannya." in told
    other = signed_in(other_officer)  # type: ignore[operator]
    assert other.get(HERE).status_code == 404
    assert not ShelfItem.objects.exists()
