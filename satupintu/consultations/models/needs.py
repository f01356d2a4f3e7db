"""The data needs of a consultation: rows of Block III of the data-needs survey (SKD)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from satupintu.consultations.models.cases import Consultation


class Obtained(models.TextChoices):
    AS_WANTED = "1", _("Ya, sesuai")
    NOT_AS_WANTED = "2", _("Ya, tidak sesuai")
    NO = "3", _("Tidak diperoleh")
    NOT_YET = "4", _("Belum diperoleh")


class DataNeed(models.Model):
    """One datum that was asked for, and later whether it was obtained and from where."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="data_needs")
    what = models.CharField(max_length=200)
    region = models.CharField(max_length=120, blank=True)
    year_from = models.PositiveSmallIntegerField(null=True)
    year_to = models.PositiveSmallIntegerField(null=True)
    level = models.CharField(max_length=20, blank=True)  # nasional, provinsi, kabupaten, …
    period = models.CharField(max_length=20, blank=True)  # tahunan, triwulanan, bulanan, …
    obtained = models.CharField(max_length=1, choices=Obtained, blank=True)
    source = models.CharField(max_length=200, blank=True)
    quality = models.PositiveSmallIntegerField(null=True)  # 1 to 10, as the user judges it

    def __str__(self) -> str:
        return self.what
