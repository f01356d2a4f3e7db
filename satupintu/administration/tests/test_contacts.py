"""How the office is reached: looked at, removed, written down again, and never a dead end."""

from datetime import timedelta

import pytest

from conftest import FRIDAY_MORNING
from satupintu.offices.models import Contact

TODAY = FRIDAY_MORNING.date()


@pytest.mark.proves("ADM-9")
def test_a_contact_is_checked_removed_and_written_down_again(signed_in, administrator, office):
    client = signed_in(administrator)
    client.post("/o/3300/settings/contacts/", {"kind": "phone", "value": "(024) 8412802"})
    row = Contact.objects.get()
    Contact.objects.update(checked_on=TODAY - timedelta(days=200))
    assert "sudah lama" in client.get("/o/3300/settings/contacts/").text
    assert "1 kontak terakhir diperiksa" in client.get("/o/3300/settings/").text
    client.post(f"/o/3300/settings/contacts/{row.pk}/check/")
    assert Contact.objects.get().checked_on == TODAY
    client.post(f"/o/3300/settings/contacts/{row.pk}/remove/")
    page = client.get("/o/3300/settings/contacts/")
    assert "Urungkan" in page.text
    client.post("/o/3300/settings/contacts/", page.context["undo"])
    assert Contact.objects.get().value == "(024) 8412802"


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("website", "javascript://alert(1)", "Tulis alamat lengkap: https://"),
        ("lapor", "lapor sekarang", "Tulis alamat lengkap: https://"),
        ("email", "bps", "Tulis e-mail seperti nama@bps.go.id."),
        ("phone", "", "Tulis nomor atau alamatnya."),
    ],
)
def test_a_contact_that_leads_nowhere_is_refused(signed_in, administrator, kind, value, words):
    told = {"kind": kind, "value": value}
    answer = signed_in(administrator).post("/o/3300/settings/contacts/", told)
    assert answer.status_code == 400
    assert answer.text.count(words) == 2
    assert not Contact.objects.exists()


def test_a_site_without_its_beginning_is_a_link_all_the_same(
    signed_in, administrator, office, client
):
    told = {"kind": "website", "value": "jateng.bps.go.id"}
    signed_in(administrator).post("/o/3300/settings/contacts/", told)
    assert 'href="https://jateng.bps.go.id"' in client.get("/o/3300/").text
    Contact.objects.update(value="javascript:alert(1)")  # kept before sites were looked at
    assert 'href="javascript' not in client.get("/o/3300/").text
