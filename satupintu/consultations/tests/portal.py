"""The portal as a visitor's browser presses it."""

import re

from django.urls import reverse

from satupintu.consultations.models import Consultation
from satupintu.outbox.models import Parcel

ASKED = {
    "question": "Berapa jumlah penduduk Kabupaten Demak tahun 2024?", "name": "Siti Rahmawati",
    "email": "Siti@Example.org", "contact_by": "web",
}  # fmt: skip


def found(pattern, text):
    match = re.search(pattern, text)
    assert match, pattern
    return match[1]


def code_in_the_last_letter():
    text = Parcel.objects.latest("pk").text
    return found(r"(\d{3} \d{3})", text)


def check(client, **changes):
    answer_ = client.post(reverse("ask", args=["3300"]), ASKED | changes)
    assert answer_.status_code == 302, answer_.content.decode()
    return answer_["Location"]


def send(client, checked):
    page = client.get(checked).content.decode()
    press = found(r'name="press" value="([^"]+)"', page)
    return client.post(f"{checked}send/", {"press": press})


def the_case():
    return Consultation.objects.get(number__isnull=False)
