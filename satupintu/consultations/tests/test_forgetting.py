"""A draft is kept for thirty days, and what was sent is never taken for one."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from satupintu.consultations.actions.asking import Asked, write_draft
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.models import Consultation
from satupintu.consultations.tests.cases import wib
from satupintu.files.actions.keep import keep as keep_file
from satupintu.files.models import StoredFile
from satupintu.offices.published import published
from satupintu.rules import clock


def test_a_draft_goes_after_thirty_days_with_its_files(place, sent):
    draft = write_draft(place, Asked("Belum selesai ditulis", email="a@example.org"))
    table = SimpleUploadedFile("tabel.csv", b"tahun,jumlah\n2024,1\n")
    kept = keep_file(place.office.pk, table, "tabel.csv", actor="person", owner=draft.subject)
    with clock.travel(to=wib(24, 9) + timedelta(days=29)):
        keep(published("3300"))
        assert Consultation.objects.filter(pk=draft.pk).exists()
    with clock.travel(to=wib(24, 9) + timedelta(days=31)):
        keep(published("3300"))
    assert not Consultation.objects.filter(pk=draft.pk).exists()
    assert Consultation.objects.filter(pk=sent.pk).exists()
    assert StoredFile.objects.get(pk=kept.pk).state == "removed"
