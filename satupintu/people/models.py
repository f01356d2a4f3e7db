"""Who comes, who serves, and which machines stand in the hall."""

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


class Person(models.Model):
    """Somebody an office has served. Contacts are that person's; no identity number is kept."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="persons")
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, db_index=True)  # folded, without titles
    email = models.EmailField(blank=True)
    email_verified_at = models.DateTimeField(null=True, blank=True)
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
        ]

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
