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


def test_a_page_of_another_role_says_who_opens_the_door(signed_in, officer):
    answer = signed_in(officer).get("/o/3300/settings/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "minta peran yang membukanya kepada administrator kantor" in page
    assert 'href="/"' in page


def test_a_browser_that_comes_back_to_the_address_of_an_act_is_not_left_before_nothing(
    signed_in, officer
):
    answer = signed_in(officer).get("/o/3300/desks/1/finish/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert 'href="/"' in answer.content.decode()
