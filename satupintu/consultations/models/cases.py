"""A consultation: one transaction from the question to the rating, under one number."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from satupintu.consultations.workflow import State
from satupintu.offices.models import Result


class ConsultationSeries(models.Model):
    """The last number drawn in an office's year; numbers leave it by one atomic upsert."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+")
    period = models.CharField(max_length=10)  # 2026
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "period"], name="one_consultation_series")
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.last}"


class Door(models.TextChoices):
    WEB = "web", _("Web")
    WHATSAPP = "whatsapp", _("WhatsApp")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telepon")
    LETTER = "letter", _("Surat")
    BOX = "box", _("Kotak saran")
    VISIT = "visit", _("Kunjungan")


class Closing(models.TextChoices):
    DONE = "done", _("Selesai")
    NO_RESPONSE = "no_response", _("Tidak ada tanggapan")
    WITHDRAWN = "withdrawn", _("Dibatalkan pengguna")
    MOVED = "moved", _("Diteruskan ke instansi lain")
    REFERRED = "referred", _("Dirujuk ke layanan lain")
    MERGED = "merged", _("Digabung")
    COMPLAINT = "complaint", _("Menjadi pengaduan")


class Consultation(models.Model):
    """`next_at` is what the inbox orders by: the due moment while the clock runs, else the target
    for examining; None while nothing is owed by the office."""

    office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="consultations", db_index=False
    )
    number = models.CharField(max_length=24, null=True)  # K-2026-3300-00417
    token = models.CharField(max_length=22)  # opens the asker's page
    state = models.CharField(max_length=10, default=State.DRAFT)
    door = models.CharField(max_length=10, choices=Door, default=Door.WEB)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=16, blank=True)  # E.164
    email_confirmed_at = models.DateTimeField(null=True)
    contact_by = models.CharField(max_length=10, default="web")  # web, email, phone
    title = models.CharField(max_length=160, blank=True)  # first words of the question, or set
    question = models.TextField(blank=True)
    topic = models.CharField(max_length=60, blank=True)
    use = models.CharField(max_length=1, blank=True)  # SKD main use
    about_data = models.BooleanField(default=False)
    about_metadata = models.BooleanField(default=False)
    about_classification = models.BooleanField(default=False)
    region = models.CharField(max_length=120, blank=True)
    years = models.CharField(max_length=40, blank=True)
    trail = models.JSONField(
        default=dict
    )  # {"query": …, "chips": […], "viewed": […], "skipped": …}
    labels = models.JSONField(default=list)
    visit = models.CharField(max_length=24, blank=True)  # code and day of the visit it goes on from
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="consultations",
        db_index=False,
    )
    assigned_at = models.DateTimeField(null=True)
    unit = models.ForeignKey(  # the subject unit it was handed to and has not come back from
        "people.SubjectUnit", models.PROTECT, null=True, related_name="+", db_index=False
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    arrived_at = models.DateTimeField(null=True)  # the moment it came through its door
    sent_at = models.DateTimeField(null=True)
    state_at = models.DateTimeField(null=True)  # since when it is in this state
    examine_by = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    postponed_until = models.DateTimeField(null=True)  # laid aside by the officer; never the clock
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=12, choices=Closing, blank=True)
    closing_note = models.TextField(blank=True)
    result = models.CharField(max_length=14, choices=Result, blank=True)  # told at the closing
    reopened = models.PositiveSmallIntegerField(default=0)
    rounds = models.PositiveSmallIntegerField(default=0)
    messages = models.PositiveIntegerField(default=0)  # the number of the last message
    user_wrote = models.PositiveIntegerField(default=0)  # number of the user's last message
    user_read = models.PositiveIntegerField(default=0)
    office_read = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    may_publish = models.BooleanField(default=False)  # the asker allows a redacted copy
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", db_index=False
    )
    moved_from = models.ForeignKey(
        "offices.Office", models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)  # words, names and contacts are gone
    example = models.BooleanField(default=False)

    class Meta:
        # Each index is a page more that every press writes. Foreign keys have one only where a
        # screen asks by them, and `unique=True` would have PostgreSQL keep a second, for LIKE.
        constraints = [
            models.UniqueConstraint(fields=["number"], name="one_consultation_of_a_number"),
            models.UniqueConstraint(fields=["token"], name="one_consultation_of_a_token"),
        ]
        indexes = [
            # `next_at` is set exactly while the office owes something: the due list is this index.
            models.Index(
                fields=["office", "next_at", "id"], name="consultation_due",
                condition=models.Q(next_at__isnull=False),
            ),
            models.Index(
                fields=["office", "next_at", "id"], name="consultation_free",
                condition=models.Q(next_at__isnull=False, officer=None),
            ),
            models.Index(
                fields=["office", "officer", "state", "state_at", "id"], name="consultation_mine",
                condition=models.Q(officer__isnull=False),
            ),
            models.Index(
                fields=["office", "officer", "next_at", "id"], name="consultation_mine_due",
                condition=models.Q(next_at__isnull=False, officer__isnull=False),
            ),
            models.Index(
                fields=["office", "postponed_until"], name="consultation_postponed",
                condition=models.Q(postponed_until__isnull=False),
            ),
            models.Index(fields=["office", "state", "state_at", "id"], name="consultation_state"),
            models.Index(fields=["office", "last_at"], name="consultation_recent"),
            models.Index(
                fields=["person", "-id"], name="consultation_person",
                condition=models.Q(person__isnull=False),
            ),
            models.Index(fields=["email", "-id"], name="consultation_email"),
            models.Index(
                fields=["office", "closed_at"], name="consultation_to_erase",
                condition=models.Q(erased_at=None, closed_at__isnull=False),
            ),
            models.Index(
                fields=["unit", "next_at", "id"], name="consultation_unit",
                condition=models.Q(unit__isnull=False),
            ),
            models.Index(
                fields=["merged_into"], name="consultation_merged",
                condition=models.Q(merged_into__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number or f"draft {self.pk}"

    @property
    def subject(self) -> str:
        return f"consultation:{self.pk}"
