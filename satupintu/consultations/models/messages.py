"""What was said in a consultation, in order; what is being written; who is looking."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from satupintu.consultations.models.cases import Consultation


class Author(models.TextChoices):
    USER = "user"
    OFFICER = "officer"
    SYSTEM = "system"


class Kind(models.TextChoices):
    QUESTION = "question"  # opens a round
    REPLY = "reply"
    ASK = "ask"  # asked back; pauses the clock or keeps it from starting
    ANSWER = "answer"  # the recorded act that stops the clock
    CORRECTION = "correction"  # of a wrong answer
    LINE = "line"  # what happened, shown to both
    NOTE = "note"  # internal


class Message(models.Model):
    """`n` counts within the consultation and is the cursor of an open page."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="thread", db_index=False
    )
    n = models.PositiveIntegerField()
    at = models.DateTimeField()
    author = models.CharField(max_length=8, choices=Author)
    kind = models.CharField(max_length=10, choices=Kind)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    text = models.TextField(blank=True)
    channel = models.CharField(max_length=10, default="web")  # where it came from or went to
    cites = models.JSONField(default=list)  # [{"source", "ident", "title", "from", "link"}, …]
    shown_at = models.DateTimeField(null=True)  # None: kept back while it can still be undone
    undone_at = models.DateTimeField(null=True)
    wrong_since = models.DateTimeField(null=True)  # a wrong figure, marked and corrected
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrected_by", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "n"], name="a_message_has_its_place")
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=Q(shown_at=None, undone_at=None), name="message_kept_back"
            ),
            models.Index(
                fields=["corrects"], condition=Q(corrects__isnull=False), name="message_corrects"
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.n} of {self.consultation_id}"

    @property
    def internal(self) -> bool:
        return self.kind == Kind.NOTE


class MessageWords(models.Model):
    """A message as the search reads it: its folded words, each once, and a mark to filter by.

    The full-text index hangs on this table (migrations 0003, 0011). Words carry their office. Of a
    question the name of who asked is among the words.
    """

    message = models.OneToOneField(
        Message, models.CASCADE, primary_key=True, related_name="search_words"
    )
    words = models.TextField()  # "0001berapa 0001penduduk"
    marks = models.CharField(max_length=40)  # the kind: "question"

    def __str__(self) -> str:
        return f"words of {self.message_id}"


class Draft(models.Model):
    """What somebody is writing: one for each officer, one for the asker (no officer)."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="drafts")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    mode = models.CharField(max_length=10, default=Kind.REPLY)
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("consultation"),
                Coalesce("officer", 0),
                name="one_draft_of_each_writer",
            )
        ]

    def __str__(self) -> str:
        return f"draft on {self.consultation_id}"


class Presence(models.Model):
    """An officer has the consultation open, or writes in it; forgotten after a minute."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="presences")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    writing_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "officer"], name="one_presence_of_an_officer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} at {self.consultation_id}"
