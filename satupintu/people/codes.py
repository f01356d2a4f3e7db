"""Code lists of the data-needs survey (SKD): what a visitor is asked about, as code and words.

The codes are the survey's own, so that a year's guest book can be carried over without recoding.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Codes = tuple[tuple[str, str | Promise], ...]

SEX: Codes = (("1", _("Laki-laki")), ("2", _("Perempuan")))
EDUCATION: Codes = (
    ("1", _("SLTA atau di bawahnya")),
    ("2", _("D1, D2, atau D3")),
    ("3", _("D4 atau S1")),
    ("4", _("S2")),
    ("5", _("S3")),
)
OCCUPATION: Codes = (
    ("1", _("Pelajar atau mahasiswa")),
    ("2", _("Peneliti atau dosen")),
    ("3", _("ASN, TNI, atau Polri")),
    ("4", _("Pegawai BUMN atau BUMD")),
    ("5", _("Pegawai swasta")),
    ("6", _("Wiraswasta")),
    ("7", _("Lainnya")),
)
INSTITUTION_KINDS: Codes = (
    ("6", _("Pendidikan atau penelitian")),
    ("4", _("Pemerintah daerah")),
    ("2", _("Kementerian atau lembaga")),
    ("7", _("BUMN atau BUMD")),
    ("8", _("Swasta")),
    ("9", _("Lainnya atau pribadi")),
    ("1", _("Lembaga negara")),
    ("3", _("TNI, Polri, BIN, atau Kejaksaan")),
    ("5", _("Lembaga internasional")),
)  # the six met most often first: they are the chips
MAIN_USE: Codes = (
    ("1", _("Tugas sekolah atau kuliah")),
    ("2", _("Pemerintahan")),
    ("3", _("Komersial")),
    ("4", _("Penelitian")),
    ("5", _("Lainnya")),
)
IDENTITY: Codes = (
    ("ktp", _("KTP")),
    ("sim", _("SIM")),
    ("paspor", _("Paspor")),
    ("other", _("Kartu lain")),
)


def words(codes: Codes, code: str) -> str:
    """The words of a code; empty for a code that is not in the list."""
    return next((str(label) for known, label in codes if known == code), "")
