"""What an office can tell: data, definitions, classifications and answered questions, and the
words that lead to them.

`Entry` and `Word` are the index of the search (catalogue.search); they can be made anew from the
items at any time.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    DATA = "data", _("Data")
    METADATA = "metadata", _("Metadata")
    CLASSIFICATION = "classification", _("Klasifikasi")
    ANSWER = "answer", _("Jawaban")


# The product of the service standard: what a service was about, one or more of them.
INFORMATION = tuple(
    (each.value, each.label) for each in (Kind.DATA, Kind.METADATA, Kind.CLASSIFICATION)
)


class Type(models.TextChoices):
    """The word under a title that says what one gets."""

    TABLE = "table", _("Tabel")
    INDICATOR = "indicator", _("Indikator")
    PUBLICATION = "publication", _("Publikasi")
    PRESS_RELEASE = "press_release", _("Berita resmi statistik")
    NEWS = "news", _("Berita kegiatan")
    INFOGRAPHIC = "infographic", _("Infografik")
    CONCEPT = "concept", _("Konsep")
    VARIABLE = "variable", _("Variabel")
    INDICATOR_DEFINITION = "indicator_definition", _("Definisi indikator")
    TERM = "term", _("Istilah")
    CODE = "code", _("Kode")
    ANSWER = "answer", _("Tanya jawab")


class Item(models.Model):
    """One thing that can be found. Without an office it is every office's."""

    office = models.ForeignKey(
        "offices.Office", models.PROTECT, null=True, blank=True, related_name="catalogue_items"
    )
    kind = models.CharField(max_length=14, choices=Kind)
    type = models.CharField(max_length=20, choices=Type)
    source = models.CharField(max_length=24)  # whose list: webapi, kbli2020, sdsn, starter, answers
    ident = models.CharField(max_length=120, unique=True)  # the id exactly as in that list
    title = models.CharField(max_length=1000)
    title_en = models.CharField(max_length=1000, blank=True)
    description = models.TextField(blank=True)  # of metadata the definition, of a code its notes
    keywords = models.CharField(max_length=1000, blank=True)  # other names it is searched by
    subject = models.CharField(max_length=300, blank=True)
    region_code = models.CharField(max_length=10, blank=True)  # BPS domain: 0000, 3300, 3374
    region_name = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=120, blank=True)  # as the source writes it
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=160, blank=True)
    value = models.CharField(max_length=300, blank=True)  # the first value, in words: "2024: 3,02"
    source_name = models.CharField(max_length=300, blank=True)  # cited under it: "BPS, Susenas"
    link = models.CharField(max_length=600, blank=True)
    updated_on = models.DateField(null=True, blank=True)
    # a code in its tree
    scheme = models.CharField(max_length=10, blank=True)  # kbli, kbji, kbki
    edition = models.CharField(max_length=10, blank=True)  # 2020
    code = models.CharField(max_length=20, blank=True)
    parent_code = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=30, blank=True)  # golongan pokok
    details = models.JSONField(default=dict, blank=True)  # the rest, by its own name
    digest = models.CharField(max_length=40, blank=True)  # of what was imported: the same or not
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    example = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["source", "code"]),
            models.Index(fields=["source", "parent_code"]),
            models.Index(fields=["kind", "type"]),
        ]

    def __str__(self) -> str:
        return self.ident


class Entry(models.Model):
    """An item as the search reads it: folded words, their roots, and marks to filter by.

    The full-text index hangs on this table: FTS5 on SQLite, a text vector with GIN on PostgreSQL
    (migration 0002).
    """

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="entry")
    kind = models.CharField(max_length=14)
    type = models.CharField(max_length=20)
    source = models.CharField(max_length=24)
    office_id = models.BigIntegerField(null=True)
    region = models.CharField(max_length=10)
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    code = models.CharField(max_length=20)
    title_words = models.PositiveSmallIntegerField()
    title = models.TextField()  # the words of the title, in order
    roots = models.TextField()  # other names, and roots that are not words of the title themselves
    marks = models.TextField()  # kind, source and region as words of their own
    # Last, because it is long: what stands before it is read without it.
    body = models.TextField()  # the other words, each once, with their roots

    class Meta:
        indexes = [models.Index(fields=["code"]), models.Index(fields=["kind"])]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.title}"


class Word(models.Model):
    """A word of the index and in how many entries it stands: its weight, and its right spelling."""

    word = models.CharField(max_length=60, primary_key=True)
    entries = models.IntegerField(default=0)
    titles = models.IntegerField(default=0)  # of these, with the word in the title as it stands

    def __str__(self) -> str:
        return self.word


class Revision(models.Model):
    """Counts the changes of catalogue and words; what is kept in memory asks whether it is old."""

    number = models.BigIntegerField(default=0)
    entries = models.BigIntegerField(default=0)  # how many there are: a count that costs nothing

    def __str__(self) -> str:
        return str(self.number)


class SynonymKind(models.TextChoices):
    ABBREVIATION = "abbreviation", _("Singkatan")
    EVERYDAY = "everyday", _("Kata sehari-hari")
    CHAT = "chat", _("Singkatan percakapan")
    ENGLISH = "english", _("Bahasa Inggris")
    SPELLING = "spelling", _("Ejaan")
    SYNONYM = "synonym", _("Padanan")


class Synonym(models.Model):
    """Who types `words` also means `means`. Without an office it is every office's."""

    office = models.ForeignKey(
        "offices.Office", models.CASCADE, null=True, blank=True, related_name="+"
    )
    words = models.CharField(max_length=120)  # folded as the search folds
    means = models.CharField(max_length=300)  # several meanings apart by "|"
    kind = models.CharField(max_length=14, choices=SynonymKind, default=SynonymKind.SYNONYM)
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ["words", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "words", "means"], name="one_synonym_per_office"
            ),
            models.UniqueConstraint(
                fields=["words", "means"],
                condition=models.Q(office=None),
                name="one_synonym_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} = {self.means}"


class ElsewhereHint(models.Model):
    """'Mungkin ada di instansi lain': whose data such words ask for."""

    office = models.ForeignKey(
        "offices.Office", models.CASCADE, null=True, blank=True, related_name="+"
    )
    words = models.CharField(max_length=300)  # apart by commas: guru, sekolah, dapodik
    institution = models.CharField(max_length=160)
    address = models.CharField(max_length=200, blank=True)  # for who is sent there from a desk
    link = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ["institution", "id"]

    def __str__(self) -> str:
        return self.institution


class SearchLog(models.Model):
    """One search and what came of it. Nobody's: no person, no session, no address."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    at = models.DateTimeField()
    query = models.CharField(max_length=200)  # folded; numbers that may be a person's are left out
    chips = models.JSONField(default=list)  # what was read from it: ["region:3300", "years:2023"]
    match = models.CharField(max_length=6)  # exact, near, none
    results = models.PositiveIntegerField()
    shown = models.JSONField(default=list)  # idents, best first
    opened = models.JSONField(default=list)  # idents
    asked = models.BooleanField(default=False)  # became a question to an officer
    left = models.BooleanField(default=False)  # went away with something that answered
    done = models.BooleanField(default=False)  # the office has looked after this term
    example = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["office", "day"]), models.Index(fields=["day"])]

    def __str__(self) -> str:
        return f"{self.day} {self.query}"


class SearchCount(models.Model):
    """What is left of a day's searches when their words are no longer kept."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+")
    day = models.DateField()
    made = models.PositiveIntegerField(default=0)
    exact = models.PositiveIntegerField(default=0)
    nothing = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="one_count_of_a_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.made}"


class ImportRun(models.Model):
    """One import or synchronisation: what came, what was refused and why, where to go on."""

    office = models.ForeignKey(
        "offices.Office", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    source = models.CharField(max_length=24)
    name = models.CharField(max_length=200)  # file name or list of the WebAPI, without a path
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    refusals = models.JSONField(default=list)  # the first hundred: {"row", "ident", "reason"}
    position = models.JSONField(default=dict)  # where an interrupted synchronisation goes on
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.source} {self.name} {self.started_at:%Y-%m-%d}"


class Obtained(models.TextChoices):
    """Whether a datum was obtained, with the codes of the data-needs survey."""

    AS_WANTED = "1", _("Ya, sesuai")
    NOT_AS_WANTED = "2", _("Ya, tidak sesuai")
    NO = "3", _("Tidak diperoleh")
    NOT_YET = "4", _("Belum diperoleh")


class DataNeeded(models.Model):
    """One datum that somebody wants: a row of Block III of the data-needs survey (SKD).

    Each service keeps its own rows; data_needs.py reads them as they are typed.
    """

    what = models.CharField(max_length=200)
    region = models.CharField(max_length=120, blank=True)
    year_from = models.PositiveSmallIntegerField(null=True)
    year_to = models.PositiveSmallIntegerField(null=True)
    level = models.CharField(max_length=20, blank=True)  # data_needs.LEVELS
    period = models.CharField(max_length=20, blank=True)  # data_needs.PERIODS
    obtained = models.CharField(max_length=1, choices=Obtained, blank=True)
    source = models.CharField(max_length=200, blank=True)
    quality = models.PositiveSmallIntegerField(null=True)  # 1 to 10, as the user judges it

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.what
