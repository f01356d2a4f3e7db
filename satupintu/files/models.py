"""Files that other services keep here, and those that are still arriving."""

from django.db import models

from satupintu.files.accepted import KINDS, Kind
from satupintu.files.workflow import State


class StoredFile(models.Model):
    """One file of one owner, an object of another service: "consultation:17", message 3."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    key = models.CharField(max_length=32, unique=True)  # of its address and of its place on disk
    owner = models.CharField(max_length=60, blank=True)  # empty until attached
    message = models.PositiveIntegerField(null=True)  # the owner's own number of the message
    holder = models.CharField(max_length=64, blank=True)  # digest of the session that brought it
    household = models.CharField(max_length=32, blank=True)  # digest of its address, for a day
    name = models.CharField(max_length=160, blank=True)  # empty after removal
    kind = models.CharField(max_length=8)  # by content, see accepted.py
    size = models.PositiveIntegerField()  # bytes as kept
    sha256 = models.CharField(max_length=64, blank=True)  # as kept; empty after removal
    metadata_removed = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default=State.QUARANTINED)
    reason = models.CharField(max_length=20, blank=True)  # of the refusal or removal
    uploaded_by = models.CharField(max_length=30)  # "person", "officer:5", as in the journal
    at = models.DateTimeField()
    scan_tried_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # refused or removed

    class Meta:
        indexes = [
            models.Index(fields=["owner", "at"]),
            models.Index(
                fields=["at"], name="files_waiting", condition=models.Q(state="quarantined")
            ),
            models.Index(fields=["household"], name="files_household"),
            models.Index(
                fields=["office", "owner"], name="files_there", condition=models.Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.state}"

    @property
    def subject(self) -> str:
        return f"file:{self.pk}"

    @property
    def says(self) -> Kind:
        """What kind of file it is, with its words and media type."""
        return KINDS[self.kind]

    @property
    def readable(self) -> bool:
        return self.state == State.CLEAN

    @property
    def waiting(self) -> bool:
        return self.state == State.QUARANTINED


class Arrival(models.Model):
    """A file on its way in pieces; the row goes when it is whole, given up or a day old."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+")
    key = models.CharField(max_length=32, unique=True)
    holder = models.CharField(max_length=64)  # nobody else may go on with it
    household = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=160)
    size = models.PositiveIntegerField()  # announced
    received = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["touched_at"])]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.received} of {self.size}"
