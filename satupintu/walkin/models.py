"""The nouns of the hall: numbers, turns at a desk, the guest book, desks on duty."""

from hashlib import sha256

from django.conf import settings
from django.db import models

from satupintu.walkin.workflow import State


class NumberSeries(models.Model):
    """The last number drawn of a series in a period; numbers leave it by one atomic upsert."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+")
    name = models.CharField(max_length=16)  # "A", "P", "A luring"
    period = models.CharField(max_length=10)  # local day, 2026-07-24
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "name", "period"], name="one_series")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.period}: {self.last}"


class Line(models.Model):
    """The row under which an office calls, so that two desks never get one number."""

    office = models.OneToOneField(
        "offices.Office", models.CASCADE, primary_key=True, related_name="+"
    )
    streak = models.PositiveSmallIntegerField(default=0)  # privileged calls since the last ordinary

    def __str__(self) -> str:
        return f"line of {self.office_id}"


class Door(models.TextChoices):
    KIOSK = "kiosk", "Mesin antrean"
    PHONE = "phone", "Ponsel"
    FRONT = "front", "Meja depan"
    PAPER = "paper", "Disalin dari kertas"


class Ticket(models.Model):
    """A number and the place in line that it gives. One visit has one, through all services."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="tickets")
    day = models.DateField()
    series = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=10)
    token = models.CharField(max_length=11, unique=True)  # 65 bits; opens the visitor's page
    service = models.ForeignKey("offices.Service", models.PROTECT, related_name="tickets")
    state = models.CharField(max_length=10, default=State.WAITING)
    priority = models.BooleanField(default=False)  # the reason is never asked for or stored
    referred = models.BooleanField(default=False)
    returned = models.BooleanField(default=False)  # came back after a missed call: is next
    flag = models.CharField(max_length=10, blank=True)  # "fetch" perlu dijemput, "write" tulis
    door = models.CharField(max_length=6, choices=Door)
    device = models.ForeignKey("people.Device", models.SET_NULL, null=True, related_name="+")
    head_count = models.PositiveSmallIntegerField(default=1)
    issued_at = models.DateTimeField()
    queued_at = models.DateTimeField()  # the order of calling; a referral or more time moves it
    restarted_at = models.DateTimeField(null=True)  # asked for more time or came back: clock anew
    postponements = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=40, blank=True)
    turn = models.OneToOneField("Turn", models.SET_NULL, null=True, related_name="current_of")
    wanted_desk = models.ForeignKey("offices.Desk", models.SET_NULL, null=True, related_name="+")
    ahead = models.PositiveIntegerField(null=True)  # people ahead when issued
    forecast_p50 = models.PositiveSmallIntegerField(null=True)  # minutes, as told to the visitor
    forecast_p90 = models.PositiveSmallIntegerField(null=True)
    example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "day", "series", "number"], name="a_number_is_given_once"
            )
        ]
        indexes = [
            models.Index(fields=["office", "day", "state", "queued_at"], name="ticket_line"),
            models.Index(fields=["office", "day", "code"], name="ticket_code"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        return f"ticket:{self.pk}"

    @property
    def mark(self) -> str:
        """Names the ticket in public snapshots without opening its page."""
        return mark_of(self.token)


def mark_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()[:10]


class Ending(models.TextChoices):
    FINISHED = "finished", "Selesai"
    NO_SHOW = "no_show", "Tidak hadir"
    REFERRED = "referred", "Dirujuk"
    TRANSFERRED = "transferred", "Dialihkan"
    POSTPONED = "postponed", "Minta waktu"
    LEFT = "left", "Membatalkan"
    UNDONE = "undone", "Diurungkan"
    CLOSED = "closed", "Ditutup saat tutup hari"


class Result(models.TextChoices):
    ANSWERED = "answered", "Terjawab"
    PARTLY = "partly", "Sebagian"
    REFERRED = "referred", "Dirujuk"
    NOT_AVAILABLE = "not_available", "Data tidak tersedia"


class Start(models.TextChoices):
    PRESSED = "pressed", "Ditekan petugas"
    AUTOMATIC = "automatic", "Otomatis"
    CORRECTED = "corrected", "Dikoreksi"
    STATED = "stated", "Disalin dari kertas"


class Turn(models.Model):
    """One call of a number to a desk and what came of it."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="turns")
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="turns")
    day = models.DateField()
    service = models.ForeignKey("offices.Service", models.PROTECT, related_name="+")
    desk = models.ForeignKey("offices.Desk", models.PROTECT, related_name="turns")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    queued_at = models.DateTimeField()
    called_at = models.DateTimeField()
    calls = models.PositiveSmallIntegerField(default=1)
    last_called_at = models.DateTimeField()
    to_front = models.BooleanField(default=False)  # the guest book is missing: front office first
    quiet = models.BooleanField(default=False)  # sent over in person, not called out
    order_reason = models.CharField(max_length=20, blank=True)  # why this number was next
    out_of_order = models.CharField(max_length=120, blank=True)  # reason for passing others
    coming_at = models.DateTimeField(null=True)
    # the ten-minute clock, kept as reckoned then
    after = models.OneToOneField("self", models.SET_NULL, null=True, related_name="before")
    clock_from = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    start_kind = models.CharField(max_length=10, choices=Start, blank=True)
    within_standard = models.BooleanField(null=True)
    miss_reason = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=Ending, blank=True)
    result = models.CharField(max_length=14, choices=Result, blank=True)
    topics = models.JSONField(default=list)
    about_data = models.BooleanField(default=False)
    about_metadata = models.BooleanField(default=False)
    about_classification = models.BooleanField(default=False)
    notes = models.TextField(blank=True)
    notes_saved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "day", "ended_at"], name="turn_day"),
            models.Index(fields=["desk", "day"], name="turn_desk"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} at {self.desk_id}"


class Obtained(models.TextChoices):
    AS_WANTED = "1", "Ya, sesuai"
    NOT_AS_WANTED = "2", "Ya, tidak sesuai"
    NO = "3", "Tidak diperoleh"
    NOT_YET = "4", "Belum diperoleh"


class DataNeed(models.Model):
    """One datum a visitor asked for: a row of Block III of the data-needs survey (SKD)."""

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="data_needs")
    what = models.CharField(max_length=200)
    region = models.CharField(max_length=120, blank=True)
    year_from = models.PositiveSmallIntegerField(null=True)
    year_to = models.PositiveSmallIntegerField(null=True)
    level = models.CharField(max_length=20, blank=True)  # nasional, provinsi, kabupaten, …
    period = models.CharField(max_length=20, blank=True)  # tahunan, triwulanan, bulanan, …
    obtained = models.CharField(max_length=1, choices=Obtained, blank=True)

    def __str__(self) -> str:
        return self.what


class Referral(models.Model):
    """A visitor sent on, with what was already told, to another service or another officer."""

    class Outcome(models.TextChoices):
        PLACED = "placed", "Menunggu"
        ACCEPTED = "accepted", "Diterima"
        REFUSED = "refused", "Ditolak"
        TAKEN_BACK = "taken_back", "Ditarik kembali"
        SENT_BACK = "sent_back", "Dikembalikan"
        EXPIRED = "expired", "Tidak diterima dalam 2 menit"

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="referrals")
    from_turn = models.ForeignKey(Turn, models.CASCADE, related_name="referrals")
    to_service = models.ForeignKey("offices.Service", models.PROTECT, related_name="+")
    to_desk = models.ForeignKey("offices.Desk", models.PROTECT, null=True, related_name="+")
    to_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    transfer = models.BooleanField(default=False)  # same service, another officer
    reason = models.CharField(max_length=60)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.PLACED)
    settled_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.ticket_id} → {self.to_service_id}"


class GuestBookEntry(models.Model):
    """What the guest book says of a visit. An identity card is seen: its kind, never its number."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="guest_book")
    day = models.DateField()
    ticket = models.OneToOneField(Ticket, models.PROTECT, null=True, related_name="entry")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="visits")
    identity = models.CharField(max_length=10, blank=True)  # ktp, sim, paspor, other
    purposes = models.JSONField(default=list)  # codes of the office's purpose list
    purpose_text = models.CharField(max_length=200, blank=True)
    use = models.CharField(max_length=1, blank=True)  # SKD main use
    group_name = models.CharField(max_length=120, blank=True)
    head_count = models.PositiveSmallIntegerField(default=1)
    known = models.BooleanField(default=False)  # a returning visitor
    prefilled = models.BooleanField(default=False)  # written on the visitor's own phone
    opened_at = models.DateTimeField(null=True)  # FO-1: how long signing took
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    copied_from_paper = models.BooleanField(default=False)
    imported = models.BooleanField(default=False)
    example = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["office", "day"], name="guest_book_day")]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Prefill(models.Model):
    """The guest book as the visitor wrote it while waiting; gone when it is signed."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="prefill")
    answers = models.JSONField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"prefill of {self.ticket_id}"


class Duty(models.Model):
    """A stretch in which a desk was ready or on a break, and who sat there."""

    class State(models.TextChoices):
        READY = "ready", "Siap"
        BREAK = "break", "Istirahat"

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="duties")
    desk = models.ForeignKey("offices.Desk", models.CASCADE, related_name="duties")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="duties")
    day = models.DateField()
    state = models.CharField(max_length=6, choices=State, default=State.READY)
    since = models.DateTimeField()
    back_at = models.DateTimeField(null=True)  # the promised end of a break
    until = models.DateTimeField(null=True)  # null: now

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["desk"], condition=models.Q(until=None), name="one_duty_at_a_desk"
            )
        ]
        indexes = [models.Index(fields=["office", "day"], name="duty_day")]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.state}"


class Shift(models.Model):
    """The roster: who is planned where."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="shifts")
    day = models.DateField()
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shifts")
    desk = models.ForeignKey("offices.Desk", models.CASCADE, null=True, related_name="shifts")
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        indexes = [models.Index(fields=["office", "day"], name="shift_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.officer_id}"


class Alert(models.Model):
    """Something in the hall wants a person: help at a kiosk, no paper, no sound, a burst."""

    class Kind(models.TextChoices):
        HELP = "help", "Minta bantuan"
        PAPER_LOW = "paper_low", "Kertas hampir habis"
        PRINTER = "printer", "Pencetak bermasalah"
        SOUND = "sound", "Suara mati"
        BURST = "burst", "Banyak nomor sekaligus"
        SILENT = "silent", "Tidak terhubung"

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="alerts")
    device = models.ForeignKey("people.Device", models.CASCADE, null=True, related_name="alerts")
    kind = models.CharField(max_length=10, choices=Kind)
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["office", "answered_at"], name="alert_open")]

    def __str__(self) -> str:
        return self.kind


class PassBy(models.Model):
    """Somebody who came for something else and was shown the way; no name, no clock."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="pass_bys")
    day = models.DateField()
    kind = models.CharField(max_length=12)  # directions, other_section, ppid, desil, other
    at = models.DateTimeField()
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    example = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["office", "day"], name="pass_by_day")]

    def __str__(self) -> str:
        return self.kind


class AnnouncedGroup(models.Model):
    """A class or delegation that said it would come on a date. Its members are never listed."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="announced_groups")
    day = models.DateField()
    at = models.TimeField(null=True)
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=120, blank=True)
    head_count = models.PositiveSmallIntegerField()
    service = models.ForeignKey("offices.Service", models.PROTECT, related_name="+")
    ticket = models.OneToOneField(Ticket, models.SET_NULL, null=True, related_name="announced")
    cancelled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """A forgotten or wrong press set right afterwards; the old value stays beside the new."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="corrections")
    turn = models.ForeignKey(Turn, models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=20)
    old = models.CharField(max_length=60, blank=True)
    new = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.field} of {self.turn_id}"


class DayClosing(models.Model):
    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="closings")
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    left_open = models.PositiveSmallIntegerField(default=0)
    remarks = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="a_day_closes_once")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}"
