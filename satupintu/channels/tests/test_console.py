"""Letters are read on a page only where nobody else's are: on one's own machine, of the sample."""

import pytest
from django.test import Client

from satupintu.outbox import actions
from satupintu.outbox.letters import CODE, Letter


@pytest.fixture
def sample(office, settings):
    """The sample office on one's own machine, with a letter."""
    settings.SMTP_HOST, settings.PUBLIC_ADDRESS, settings.HOST = "", "", "127.0.0.1"
    office.example = True
    office.save()
    letter = Letter("sari@undip.ac.id", "Kode", "Kode Anda: 123 456 <b>", kind=CODE)
    actions.put(office.pk, letter, key="a")
    return office


def test_the_sample_office_shows_what_it_would_send(client, sample):
    page = client.get("/console/")
    assert "Kode Anda: 123 456 &lt;b&gt;" in page.text
    assert "no-store" in page["Cache-Control"]


def test_a_real_office_shows_nothing(client, sample):
    sample.example = False
    sample.save()
    assert client.get("/console/").status_code == 404


def test_letters_of_a_real_office_beside_the_sample_are_not_shown(client, sample, other_office):
    actions.put(other_office.pk, Letter("budi@undip.ac.id", "Halo", "Rahasia."), key="b")
    assert "Rahasia." not in client.get("/console/").text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP_HOST", "mail.example"),
        ("PUBLIC_ADDRESS", "https://antre.example"),
        ("HOST", "0.0.0.0"),
        ("HOST", "192.168.1.5"),
    ],
)
def test_elsewhere_there_is_no_such_page(client, sample, settings, name, value):
    setattr(settings, name, value)
    assert client.get("/console/").status_code == 404


def test_nobody_from_another_machine_reads_it(sample):
    assert Client(REMOTE_ADDR="192.168.1.9").get("/console/").status_code == 404
    proxied = {"X-Forwarded-For": "192.168.1.9"}
    assert Client(headers=proxied).get("/console/").status_code == 404


@pytest.mark.parametrize(("host", "status"), [
    ("localhost:8000", 200), ("127.0.0.1:8000", 200), ("[::1]:8000", 200), ("evil.example", 404),
])  # fmt: skip
def test_a_foreign_site_that_points_at_this_machine_reads_nothing(sample, settings, host, status):
    settings.ALLOWED_HOSTS = ["*"]
    assert Client(headers={"Host": host}).get("/console/").status_code == status


def test_the_code_page_leads_there(client, sample):
    client.post("/me/sign-in/", {"email": "sari@undip.ac.id"})
    assert "/console/" in client.get("/me/code/").text
