"""Who sent a visitor on is told when nobody took over, by whom it was declined and why."""

import pytest
from django.test import Client

from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.walkin.models import Referral, Ticket
from satupintu.walkin.tests.desk_scene import DESK, large_button, press, text

pytestmark = pytest.mark.django_db
OTHER = "/o/3300/desks/2/"


def answered(client: Client, answer: str, why: str = "") -> None:
    said = {"answer": answer, "why": why, "referral": str(Referral.objects.latest("pk").pk)}
    client.post(f"{OTHER}answer/", said)


def offered(dewi: Client, serving: Ticket, colleague: Officer) -> None:
    press(dewi, "refer", serving, which="officer", officer=str(colleague.pk))


@pytest.mark.proves("MJ-7")
def test_a_declined_transfer_is_told_with_its_reason_until_it_is_offered_anew(
    dewi: Client, budi: Client, serving: Ticket, second_officer: Officer
) -> None:
    offered(dewi, serving, second_officer)
    assert "Alasan menolak A-001" in text(budi.get(OTHER))
    answered(budi, "decline", "Saya dipanggil ke aula")
    told = "A-001 tetap di meja ini: ditolak Budi Santoso pukul 09.00. Alasan: Saya dipanggil ke"
    assert told in text(dewi.get(f"{DESK}parts/"))
    assert large_button(dewi.get(DESK)) == "Selesai"
    assert "Dari meja lain hari ini" not in text(dewi.get(DESK))
    assert "A-001 tetap di meja ini" not in text(budi.get(OTHER))

    offered(dewi, serving, second_officer)
    assert "A-001 tetap di meja ini" not in text(dewi.get(DESK))
    answered(budi, "decline")
    again = text(dewi.get(DESK))
    assert again.count("A-001 tetap di meja ini") == 1
    assert "Alasan:" not in again
    done = press(dewi, "finish", serving, result="answered", about="data")
    assert "A-001 tetap di meja ini" not in text(done)


def test_an_offer_that_nobody_took_is_told(
    dewi: Client, budi: Client, serving: Ticket, second_officer: Officer
) -> None:
    press(dewi, "refer", serving, which="officer", officer="0")
    with clock.offset(121):
        assert "A-001 tetap di meja ini: tidak ada yang menerima dalam 2 menit." in text(
            dewi.get(DESK)
        )


@pytest.mark.proves("MJ-6")
def test_a_refused_referral_is_told_until_the_visitor_is_called_again(
    dewi: Client, budi: Client, place: Published, serving: Ticket
) -> None:
    library = place.service("library")
    assert library
    press(dewi, "refer", serving, which="service", service=str(library.id), reason="Perlu buku")
    answered(budi, "refuse", "Buku sedang dijilid")
    told = text(dewi.get(DESK))
    assert "A-001 kembali ke antrean meja ini: ditolak pukul 09.00. Alasan: Buku sedang" in told
    assert "kembali ke antrean" not in text(press(dewi, "call"))
