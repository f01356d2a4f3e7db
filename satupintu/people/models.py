"""Who comes, who serves, and which machines stand in the hall."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    FRONT_OFFICE = "front_office", _("Meja depan")
    CONSULTANT = "consultant", _("Petugas konsultasi")
    COMPLAINT_HANDLER = "complaint_handler", _("Penangan pengaduan")
    SUPERVISOR = "supervisor", _("Kepala pelayanan")
    ADMINISTRATOR = "administrator", _("Administrator")


class Officer(AbstractBaseUser):
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=5, blank=True)
    shortcuts = models.BooleanField(default=True)  # single letters in lists
    keys = models.JSONField(default=dict)  # act → key, where the officer changed it
    example = models.BooleanField(default=False)

    objects = BaseUserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Assignment(models.Model):
    """An officer holds a role in an office, from a day until a day."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="assignments")
    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=20, choices=Role)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "office", "role"],
                condition=models.Q(until=None),
                name="a_role_is_held_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.role}"


class SubjectUnit(models.Model):
    """Officers of an office who answer on a subject, from a day until a day.

    The row without a last day is the unit of today; what it was before stands in ended rows.
    Without members every consultant of the office may take what waits there.
    """

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="subject_units")
    name = models.CharField(max_length=80)
    topics = models.JSONField(default=list)
    members = models.ManyToManyField(Officer, related_name="subject_units")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                condition=models.Q(until=None),
                name="one_unit_of_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """How a form names it beside offices."""
        return f"u{self.pk}"


class OneTimeCode(models.Model):
    """A code on paper or a link that an administrator gives an officer who is locked out."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="one_time_codes")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Officer, models.SET_NULL, null=True, related_name="+")
    resets_second_factor = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"code for {self.officer_id}"


class Account(models.Model):
    """Somebody who asks online: an address that was proved, nothing more. One for all offices."""

    email = models.EmailField(unique=True)  # as outbox.letters.canonical writes it
    verified_at = models.DateTimeField()
    stamp = models.CharField(max_length=32)  # sessions with another one are over
    language = models.CharField(max_length=5, blank=True)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=16, blank=True)  # E.164
    institution = models.CharField(max_length=120, blank=True)
    institution_kind = models.CharField(max_length=2, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    education = models.CharField(max_length=1, blank=True)
    occupation = models.CharField(max_length=1, blank=True)
    main_use = models.CharField(max_length=1, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # asked once, answered or left out
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    erasure_asked_at = models.DateTimeField(null=True, blank=True)
    example = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"account {self.pk}"


class AccountCode(models.Model):
    """Six digits, and perhaps a link, that reached an address; they work once, for one purpose."""

    email = models.EmailField()
    purpose = models.CharField(max_length=20)  # sign-in, visit, track, ...
    subject = models.CharField(max_length=60, blank=True)  # "ticket:17"
    press = models.CharField(max_length=64)  # a double click asks once
    digits_digest = models.CharField(max_length=64)
    link_digest = models.CharField(max_length=64, null=True)
    back = models.CharField(max_length=300, blank=True)  # the page that wanted it
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        # `unique=True` on a field would have PostgreSQL keep a second index, for LIKE.
        constraints = [
            models.UniqueConstraint(fields=["press"], name="one_code_of_a_press"),
            models.UniqueConstraint(fields=["link_digest"], name="one_code_of_a_link"),
        ]
        indexes = [
            models.Index(fields=["purpose", "subject"], name="code_for_what"),
            models.Index(fields=["email", "created_at"], name="code_to_whom"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} code {self.pk}"

    def works_at(self, moment: datetime) -> bool:
        """Not used and not over."""
        return self.used_at is None and self.expires_at > moment


class Belonging(models.Model):
    """A visit's own address was proved by this account: from then on its owner sees the visit."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="belongings")
    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+")
    subject = models.CharField(max_length=60, unique=True)  # "ticket:17"
    proved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.subject} of {self.account_id}"


class Passkey(models.Model):
    """A key in somebody's phone or computer that proves them without a code."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="passkeys")
    officer = models.ForeignKey(Officer, models.CASCADE, null=True, related_name="passkeys")
    credential = models.CharField(max_length=1400, unique=True)  # base64url, as browsers say it
    public_key = models.BinaryField()
    site = models.CharField(max_length=253)  # the name of the site that it was made for
    uses = models.PositiveBigIntegerField(default=0)  # as the key counts them; 0 when it does not
    name = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account=None, officer__isnull=False)
                | models.Q(account__isnull=False, officer=None),
                name="a_passkey_has_one_owner",
            )
        ]

    def __str__(self) -> str:
        return f"passkey {self.pk}"


class Person(models.Model):
    """Somebody an office has served. Contacts are that person's; no identity number is kept."""

    office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="persons", db_index=False
    )
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)  # folded, without titles
    email = models.EmailField(blank=True)
    email_verified_at = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="persons",
        db_index=False,
    )  # only by a code that reached this very address
    phone = models.CharField(max_length=16, blank=True)  # E.164
    institution = models.CharField(max_length=120, blank=True)
    institution_kind = models.CharField(max_length=2, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    education = models.CharField(max_length=1, blank=True)
    occupation = models.CharField(max_length=1, blank=True)
    support_needed = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    example = models.BooleanField(default=False)
    imported = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["office", "email"]),
            models.Index(fields=["office", "phone"]),
            models.Index(fields=["office", "name_key"]),
            models.Index(
                fields=["account"], name="person_of_account",
                condition=models.Q(account__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"person {self.pk}"


class Device(models.Model):
    """A kiosk or a display. It shows a code; somebody of the office lets it in by that code."""

    class Kind(models.TextChoices):
        KIOSK = "kiosk", _("Mesin antrean")
        DISPLAY = "display", _("Layar panggilan")

    office = models.ForeignKey("offices.Office", models.CASCADE, null=True, related_name="devices")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64, unique=True)  # of the secret in the device's cookie
    join_code = models.CharField(max_length=8, blank=True)
    asked_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_seen = models.DateTimeField(null=True, blank=True)
    condition = models.JSONField(default=dict)  # {"paper": "low", "sound": "blocked"}
    settings = models.JSONField(default=dict)  # {"ppi": 102, "inch": 43, "farthest_seat_m": 8, …}

    def __str__(self) -> str:
        return self.name or f"{self.kind} {self.pk}"
