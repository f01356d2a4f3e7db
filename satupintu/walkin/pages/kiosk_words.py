"""The kiosk's sentences that carry a number; "#" where the script puts the number in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from satupintu.offices.published import OfferedService
from satupintu.rules.indonesian import spell_number
from satupintu.walkin.queries.newcomers import Told

MANY = 5  # any number that takes the plural


@dataclass(frozen=True)
class Row:
    """One service as a row to touch."""

    service: OfferedService
    waiting: str
    range: str


def waiting_words(count: int, shown: str = "") -> str:
    """ "3 orang menunggu"."""
    if not count:
        return _("Belum ada yang menunggu")
    words = ngettext("%(count)s orang menunggu", "%(count)s orang menunggu", count)
    return words % {"count": shown or count}


def range_words(low: int | str | None, high: int | str | None) -> str:
    """ "kira-kira 10–20 menit", never one exact minute (KSK-8)."""
    if low is None or high is None:
        return _("Perkiraan belum tersedia")
    return _("kira-kira %(low)s–%(high)s menit") % {"low": low, "high": high}


def row_of(service: OfferedService, waiting: int, told: Told) -> Row:
    """A service as the kiosk lists it."""
    return Row(service, waiting_words(waiting), range_words(told.p50, told.p90))


def row_templates() -> dict[str, str]:
    """What the script fills in when the line changes while the screen is open."""
    return {
        "none": waiting_words(0),
        "one": waiting_words(1, "#"),
        "many": waiting_words(MANY, "#"),
        "range": range_words("#", "#"),
        "unknown": range_words(None, None),
    }


def spoken_number(code: str, ahead: str) -> str:
    """What is said of a number, the code spelled as it will be called (KSK-17)."""
    letter, *digits = spell_number(code)
    number = _("Nomor Anda %(letter)s, %(digits)s.") % {
        "letter": letter,
        "digits": " ".join(digits),
    }
    rest = _("Silakan duduk; nomor akan dipanggil dengan suara dan layar.")
    return " ".join(filter(None, [number, f"{ahead}." if ahead else "", rest]))
