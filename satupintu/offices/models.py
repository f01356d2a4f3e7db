"""The office tree and what an office publishes, offers and decides, each with its date."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """What an office is office of."""

    HEADQUARTERS = "pusat", "Pusat"
    PROVINCE = "provinsi", "Provinsi"
    REGENCY = "kabupaten", "Kabupaten"
    CITY = "kota", "Kota"


class Zone(models.TextChoices):
    """The three zones of Indonesia."""

    WIB = "WIB", "WIB"
    WITA = "WITA", "WITA"
    WIT = "WIT", "WIT"


class Office(models.Model):
    """An office of statistics with its desk; the office above it, if any."""

    code = models.CharField(max_length=4, unique=True)  # BPS domain code: 3300
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    zone = models.CharField(max_length=4, choices=Zone)
    address = models.CharField(max_length=200, blank=True)
    unit_name = models.CharField(max_length=80, default="Pelayanan Statistik Terpadu")
    serving = models.BooleanField(default=False)  # set up to receive visitors
    example = models.BooleanField(default=False)  # the sample office, removable in one act

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class ContactKind(models.TextChoices):
    """By what the public reaches an office."""

    PHONE = "phone", _("Telepon")
    FAX = "fax", _("Faks")
    EMAIL = "email", _("E-mail")
    WEBSITE = "website", _("Situs")
    WHATSAPP = "whatsapp", _("WhatsApp")
    SOCIAL = "social", _("Media sosial")
    COMPLAINT_SITE = "complaint_site", _("Situs pengaduan")
    LAPOR = "lapor", "LAPOR!"
    BOX = "box", _("Kotak saran dan pengaduan")


SITES = frozenset({ContactKind.WEBSITE, ContactKind.COMPLAINT_SITE, ContactKind.LAPOR})


class Contact(models.Model):
    """One published way to reach an office, and when somebody last saw that it is right."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=20, choices=ContactKind)
    value = models.CharField(max_length=200)
    for_complaints = models.BooleanField(default=False)
    checked_on = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.value

    @property
    def link(self) -> str:
        """Where a press on it leads: a mailbox or a site; empty for every other way."""
        if self.kind == ContactKind.EMAIL:
            return f"mailto:{self.value}"
        if self.kind in SITES:
            whole = self.value.startswith(("https://", "http://"))
            return self.value if whole else f"https://{self.value}"
        return ""


class Service(models.Model):
    """One of the four services behind the one gate; its words live in dated versions."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="services")
    code = models.CharField(max_length=20)  # consultation, library, sales, recommendation
    icon = models.CharField(max_length=20, default="ask")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="one_service_per_code")
        ]

    def __str__(self) -> str:
        return f"{self.office_id}:{self.code}"


class Result(models.TextChoices):
    """What somebody got from a service, at a desk or online (MJ-9)."""

    ANSWERED = "answered", _("Terjawab")
    PARTLY = "partly", _("Sebagian")
    REFERRED = "referred", _("Dirujuk")
    NOT_AVAILABLE = "not_available", _("Data tidak tersedia")


class ServiceVersion(models.Model):
    """A service as it is from a day on: its letter, words and limits."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="versions")
    valid_from = models.DateField()
    letter = models.CharField(max_length=1)
    name = models.CharField(max_length=60)  # in the visitor's words
    formal_name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=30)
    example = models.CharField(max_length=90, blank=True)
    fee_text = models.CharField(max_length=120)
    limit_minutes = models.PositiveSmallIntegerField(default=10)
    offered = models.BooleanField(default=True)

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "valid_from"], name="one_service_version_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.name}"


class Desk(models.Model):
    """A desk visitors are called to."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="desks")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)  # "Meja 2", "Perpustakaan"
    way = models.CharField(max_length=90, blank=True)  # "Dari pintu masuk, belok kanan."
    services = models.ManyToManyField(Service, related_name="desks")
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="one_desk_per_number")
        ]

    def __str__(self) -> str:
        return self.name


class HoursVersion(models.Model):
    """Opening hours from a day on: {"0": [["08:00", "12:00"], …], …}, 0 = Monday."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="hours_versions")
    valid_from = models.DateField()
    hours = models.JSONField()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["office", "valid_from"], name="one_hours_version_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.valid_from}"


class Season(models.Model):
    """Days with other hours than the week's, such as Ramadan."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="seasons")
    name = models.CharField(max_length=60)  # Ramadan 1447 H
    first = models.DateField()
    last = models.DateField()
    hours = models.JSONField()

    class Meta:
        ordering = ["first"]

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A national holiday or cuti bersama with the decree that made it; every office's."""

    class Kind(models.TextChoices):
        NATIONAL = "libur nasional", "Libur nasional"
        COLLECTIVE = "cuti bersama", "Cuti bersama"

    day = models.DateField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    decree = models.CharField(max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["day", "kind"], name="one_holiday_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class HolidayYear(models.Model):
    """A year whose decree is known. Years without a row are never guessed."""

    year = models.PositiveSmallIntegerField(unique=True)
    decree = models.CharField(max_length=120)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.year)


class SpecialDay(models.Model):
    """A local closing (no intervals) or a special opening (with intervals)."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="special_days")
    day = models.DateField()
    intervals = models.JSONField(default=list)
    reason = models.CharField(max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="one_special_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"


class StandardVersion(models.Model):
    """The published service standard of a service: the 14 components of UU 25/2009, as data."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="standards")
    valid_from = models.DateField()
    decree = models.CharField(max_length=120, blank=True)
    reviewed_on = models.DateField()
    content = models.JSONField()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["service", "valid_from"], name="one_standard_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.valid_from}"


class Choice(models.Model):
    """One thing an office decides (offices.choices names them all), valid from a day on."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="choices")
    name = models.CharField(max_length=40)
    valid_from = models.DateField()
    value = models.JSONField()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name", "valid_from"], name="one_choice_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"
