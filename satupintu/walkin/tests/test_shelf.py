"""The catalogue in the hall: pinned while waiting, searched and handed over at the desk, and on."""

import pytest
from django.urls import reverse

from satupintu.catalogue.actions.index import index
from satupintu.catalogue.models import Item, Kind, Type
from satupintu.outbox.models import Parcel
from satupintu.people.models import Person
from satupintu.rules import clock
from satupintu.walkin.models import ShelfItem
from satupintu.walkin.tests.desk_scene import DESK


@pytest.fixture
def item(db):
    made = Item.objects.create(
        kind=Kind.DATA, type=Type.TABLE, source="starter", ident="uji:padi",
        title="Produksi padi menurut kabupaten", link="https://jateng.bps.go.id/",
        changed_at=clock.now(),
    )  # fmt: skip
    index([made])
    return made


@pytest.mark.proves("HP-11")
def test_a_visitor_searches_while_waiting_and_pins_what_the_officer_should_see(
    client, item, dewi, serving
):
    address = reverse("phone-search", args=[serving.token])
    page = client.get(address, {"q": "produksi padi"}).content.decode()
    assert "Produksi padi menurut kabupaten" in page
    for _ in range(2):
        client.post(f"{address}?q=padi", {"pin": item.pk})
    assert ShelfItem.objects.filter(ticket=serving, handed=False).count() == 1
    assert "ditunjukkan pengunjung" in dewi.get(DESK).content.decode()
    client.post(address, {"unpin": ShelfItem.objects.get().pk})
    assert not ShelfItem.objects.exists()


@pytest.mark.proves("MJ-8")
def test_an_item_is_handed_over_on_the_page_and_by_letter(client, item, dewi, serving):
    Person.objects.filter(visits__ticket=serving).update(email="siti@example.org")
    panel = reverse("desk-shelf", args=["3300", 1])
    found = dewi.get(panel, {"q": "padi", "panel": "1"}).content.decode()
    assert "Kirim ke pengunjung" in found
    assert "<html" not in found
    for _ in range(2):
        dewi.post(panel, {"item": item.pk, "q": "padi", "panel": "1"})
    phone = client.get(reverse("phone-search", args=[serving.token])).content.decode()
    assert "Dari petugas" in phone
    letter = Parcel.objects.get()
    assert (letter.address, "Produksi padi" in letter.text) == ("siti@example.org", True)


def test_another_offices_item_is_not_handed_over(item, dewi, serving, other_office):
    Item.objects.filter(pk=item.pk).update(office=other_office)
    panel = reverse("desk-shelf", args=["3300", 1])
    dewi.post(panel, {"item": item.pk})
    assert not ShelfItem.objects.exists()


def test_another_offices_officer_finds_no_desk(signed_in, other_officer, place):
    address = reverse("desk-shelf", args=["3300", place.desks[0].number])
    assert signed_in(other_officer).get(address).status_code == 404
