"""The data needs of a consultation: rows of Block III of the data-needs survey (SKD)."""

from django.db import models

from satupintu.catalogue.models import DataNeeded
from satupintu.consultations.models.cases import Consultation


class DataNeed(DataNeeded):
    """One datum that was asked for, and later whether it was obtained and from where."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="data_needs")
