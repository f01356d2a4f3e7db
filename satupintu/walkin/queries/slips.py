"""What stands on a ticket: the same words on the kiosk's screen, on paper and on a reprint."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from satupintu.offices.published import Published
from satupintu.ui import formats
from satupintu.walkin.models import Ticket
from satupintu.walkin.queries.standing import clock_range


@dataclass(frozen=True)
class Slip:
    """The words of one ticket, ready to print; nothing on it tells who the visitor is."""

    office: str
    unit: str
    code: str
    service: str
    priority: str
    group: str
    ahead: str
    about: str  # what the range is, or that there is none
    called: str  # "09.50–10.05 WIB", empty when nothing can be said
    sooner: str
    watch: str
    url: str  # of the visitor's page; empty without a public address
    prepare: str
    fee: str
    missed: str
    date: str

    @property
    def link(self) -> str:
        """The address as people read it."""
        return self.url.split("//", 1)[-1].rstrip("/")


def slip_of(ticket: Ticket, place: Published) -> Slip:
    """The ticket's words in the active language, from what the office has published."""
    service = place.service_by_id(ticket.service_id)
    day, time = formats.long_date(ticket.issued_at, place.zone), clock_of(ticket, place)
    zone, called = formats.zone_word(place.zone), called_between(ticket, place)
    return Slip(
        office=place.office.name,
        unit=place.office.unit_name,
        code=ticket.code,
        service=_(service.short_name),
        priority=_("Didahulukan") if ticket.priority else "",
        group=_group(ticket.head_count),
        ahead=ahead_words(ticket.ahead),
        about=_("Perkiraan dipanggil") if called else _("Perkiraan belum tersedia"),
        called=f"{called} {zone}" if called else "",
        sooner=_("Bisa lebih cepat: jangan pergi jauh.") if called else "",
        watch=_("Pantau di ponsel, tanpa aplikasi:"),
        url=page_of(ticket.token),
        prepare=prepare_words(place, ticket.service_id),
        fee=_(service.fee_text),
        missed=missed_words(),
        date=f"{day} · {time} {zone}",
    )


def page_of(token: str) -> str:
    """The visitor's page on the Internet; empty when this installation has no public address."""
    return f"{settings.PUBLIC_ADDRESS}/t/{token}/" if settings.PUBLIC_ADDRESS else ""


def clock_of(ticket: Ticket, place: Published) -> str:
    """When the number was given: "09.41"."""
    return formats.clock(ticket.issued_at, place.zone)


def ahead_words(ahead: int | None) -> str:
    """How many people are called before this number for the same service."""
    if ahead is None:
        return ""
    if not ahead:
        return _("Tidak ada orang di depan Anda")
    return ngettext(
        "%(count)d orang di depan Anda", "%(count)d orang di depan Anda", ahead
    ) % {"count": ahead}  # fmt: skip


def called_between(ticket: Ticket, place: Published) -> str:
    """The range as clock times, as told when the number was given: "09.50–10.05".

    Rounded as on the visitor's page, so that paper and phone say the same.
    """
    if ticket.forecast_p50 is None or ticket.forecast_p90 is None:
        return ""
    first, last = clock_range(ticket.forecast_p50, ticket.forecast_p90, ticket.issued_at)
    ends = (first or ticket.issued_at, last)
    return "–".join(formats.clock(end, place.zone) for end in ends)


def prepare_words(place: Published, service_id: int) -> str:
    """What to have at hand, from the requirements of the published standard (STD-REQ)."""
    short = {"identity": _("kartu identitas"), "email": _("alamat e-mail")}
    asked = place.service_by_id(service_id).requires
    wanted = [words for code, words in short.items() if code in asked]
    if not wanted:
        return ""
    return _("Siapkan %(things)s.") % {"things": _(" dan ").join(wanted)}


def missed_words() -> str:
    """What to do when the call was missed."""
    return _("Terlewat? Lapor ke meja depan, nomor Anda berlaku sampai tutup hari ini.")


def _group(heads: int) -> str:
    if heads < 2:
        return ""
    return ngettext("Rombongan %(count)d orang", "Rombongan %(count)d orang", heads) % {
        "count": heads
    }
