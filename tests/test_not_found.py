"""An address that leads nowhere is answered in plain words, in the visitor's language."""

import pytest


@pytest.mark.parametrize("address", ["/o/3300/nowhere/", "/o/9999/", "/nowhere/"])
def test_an_address_that_leads_nowhere_says_what_to_do(client, office, address):
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Periksa alamatnya, lalu coba lagi." in page
    assert 'href="/"' in page
    assert "Page not found" in client.get(address, {"bahasa": "en"}).content.decode()


@pytest.mark.proves("LAW-3")
def test_a_page_of_another_office_looks_like_one_that_does_not_exist(
    signed_in, other_officer, office
):
    page = signed_in(other_officer)
    hidden = page.get("/o/3300/inbox/")
    missing = page.get("/o/3300/nowhere/")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert "Halaman tidak ditemukan" in hidden.content.decode()
