"""Who changed what, and when: the journal of settings, people and machines (ADM-9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from satupintu.journal.models import Entry
from satupintu.offices.choices import BY_NAME
from satupintu.offices.models import Desk, ServiceVersion
from satupintu.offices.published import Published
from satupintu.people.models import Device, Officer, Role
from satupintu.ui import formats

PAGE = 50
# What an event is called; the key before the dot groups the filter.
EVENTS: dict[str, str | Promise] = {
    "office.founded": _("Kantor dibentuk"),
    "office.decided": _("Keputusan kantor"),
    "office.decision_withdrawn": _("Keputusan ditarik kembali"),
    "office.hours_set": _("Jam layanan"),
    "office.hours_withdrawn": _("Jam layanan ditarik kembali"),
    "office.season_planned": _("Musim direncanakan"),
    "office.season_ended": _("Musim diakhiri"),
    "office.special_day": _("Hari khusus"),
    "office.special_day_removed": _("Hari khusus dihapus"),
    "office.holidays_loaded": _("Hari libur dimuat"),
    "service.added": _("Layanan ditambah"),
    "service.published": _("Layanan diubah"),
    "service.withdrawn": _("Perubahan layanan ditarik kembali"),
    "standard.published": _("Standar pelayanan"),
    "standard.withdrawn": _("Standar ditarik kembali"),
    "desk.added": _("Meja ditambah"),
    "desk.changed": _("Meja diubah"),
    "desk.handed_over": _("Meja diserahkan"),
    "contact.added": _("Kontak ditambah"),
    "contact.changed": _("Kontak diubah"),
    "contact.checked": _("Kontak diperiksa"),
    "contact.removed": _("Kontak dihapus"),
    "officer.welcomed": _("Petugas baru"),
    "officer.roles": _("Peran petugas"),
    "officer.working_days": _("Hari kerja petugas"),
    "officer.left": _("Petugas keluar"),
    "officer.code_given": _("Kode di kertas diberikan"),
    "officer.code_used": _("Kode di kertas dipakai"),
    "officer.locked": _("Nama pengguna ditutup sementara"),
    "officer.opened": _("Nama pengguna dibuka lagi"),
    "officer.password_changed": _("Kata sandi diganti"),
    "officer.sessions_ended": _("Keluar dari semua perangkat"),
    "officer.second_factor_set": _("Kode keamanan dipasang"),
    "officer.recovery_codes_made": _("Kode cadangan dibuat"),
    "unit.added": _("Tim dibentuk"),
    "unit.changed": _("Tim diubah"),
    "unit.ended": _("Tim dibubarkan"),
    "device.joined": _("Perangkat tersambung"),
    "device.renamed": _("Perangkat diganti nama"),
    "device.set_up": _("Perangkat diatur"),
    "device.revoked": _("Perangkat dikeluarkan"),
    "letter.again": _("Surat dikirim lagi"),
    "account.erasure_asked": _("Pengunjung meminta datanya dihapus"),
    "account.erasure_taken_back": _("Permintaan hapus data dibatalkan"),
    "account.erased": _("Data pengunjung dihapus"),
    "catalogue.synonym_kept": _("Sinonim ditulis"),
    "catalogue.synonym_removed": _("Sinonim dihapus"),
    "catalogue.hint_kept": _("Petunjuk ke instansi lain ditulis"),
    "catalogue.hint_removed": _("Petunjuk ke instansi lain dihapus"),
    "catalogue.term_done": _("Kata yang tidak ditemukan sudah dilihat"),
    "day.closed": _("Hari ditutup"),
    "day.reopened": _("Hari dibuka lagi"),
    "day.remarked": _("Catatan hari ditulis"),
    "turn.corrected": _("Giliran dikoreksi"),
    "turn.miss_explained": _("Alasan lewat standar ditulis"),
    "roster.planned": _("Jadwal petugas"),
    "roster.copied": _("Jadwal petugas disalin"),
    "guest_book.exported": _("Buku tamu dicetak atau diunduh"),
    "guest_book.imported": _("Buku tamu tahun lalu dimasukkan"),
    "person.merge": _("Dua pengunjung digabung"),
    "audit.exported": _("Catatan audit diunduh"),
}
GROUPS = {
    "office": _("Kantor, jam, dan hari libur"),
    "service": _("Layanan"),
    "standard": _("Standar pelayanan"),
    "desk": _("Meja"),
    "contact": _("Kontak"),
    "officer": _("Petugas"),
    "unit": _("Tim"),
    "device": _("Layar & mesin"),
    "catalogue": _("Katalog"),
    "day": _("Tutup hari"),
    "turn": _("Koreksi dan alasan"),
    "roster": _("Jadwal petugas"),
    "guest_book": _("Buku tamu"),
}
SUBJECTS: dict[str, str | Promise] = {
    "choice": _("keputusan"), "hours": _("jam"), "season": _("musim"), "special": _("hari khusus"),
    "year": _("tahun"), "service": _("layanan"), "desk": _("meja"), "contact": _("kontak"),
    "audit": _("catatan audit"), "letter": _("surat"), "account": _("akun"),
    "unit": _("tim"), "hint": _("petunjuk"), "synonym": _("sinonim"), "day": "",
    "week": _("pekan"), "person": _("pengunjung"),
    "import": _("berkas"),
}  # fmt: skip
# In the order in which they are read; PostgreSQL keeps the facts of an entry in its own.
FACTS: dict[str, str | Promise] = {
    "name": _("nama"), "valid_from": _("mulai"), "was": _("dari"), "value": _("menjadi"),
    "letter": _("huruf"), "limit": _("menit"), "offered": _("ditawarkan"), "day": _("tanggal"),
    "first": _("dari tanggal"), "last": _("sampai"), "days": _("hari"), "kind": _("jenis"),
    "number": _("meja"), "active": _("dipakai"), "roles": _("peran"), "changed": _("yang diubah"),
    "second_factor": _("kode keamanan baru"), "failures": _("percobaan"), "officer": _("kepada"),
    "searches": _("pencarian"), "rows": _("baris"), "substitute": _("pengganti"),
    "topics": _("topik"), "members": _("anggota"), "joined": _("anggota baru"),
    "left": _("bukan anggota lagi"), "consultations": _("percakapan"), "visits": _("kunjungan"),
    "gone": _("akun dihapus"), "what": _("sebagai"), "contacts": _("dengan kontak"),
    "services": _("layanan"), "left_open": _("nomor yang masih terbuka"),
    "void": _("nomor tak terpakai"), "shifts": _("giliran tugas"), "fields": _("yang diubah"),
    "turn": _("giliran"), "code": _("nomor"),
}  # fmt: skip


PEOPLE = ("officer", "substitute", "joined", "left")  # facts that name officers by id
ROLES = dict(Role.choices)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Line:
    """One entry as people read it."""

    seq: int
    at: datetime
    who: str
    what: str
    about: str
    facts: str


@dataclass(frozen=True)
class Filter:
    """Which entries: by whom, of which group, between which days; empty means all."""

    officer: int | None = None
    group: str = ""
    first: date | None = None
    last: date | None = None


def entries(place: Published, wanted: Filter) -> QuerySet[Entry]:
    """The entries of a filter, newest first."""
    names = [name for name in EVENTS if not wanted.group or name.startswith(f"{wanted.group}.")]
    rows = Entry.objects.filter(office_id=place.office.pk, event__in=names)
    if wanted.officer:
        rows = rows.filter(actor=f"officer:{wanted.officer}")
    if wanted.first:
        rows = rows.filter(at__gte=datetime.combine(wanted.first, time(), tzinfo=place.zone))
    if wanted.last:
        end = datetime.combine(wanted.last + timedelta(days=1), time(), tzinfo=place.zone)
        rows = rows.filter(at__lt=end)
    return rows.order_by("-seq")


def page(place: Published, wanted: Filter, before: int | None) -> tuple[list[Line], int | None]:
    """Fifty lines older than a number, and the number from which the next page goes on."""
    rows = entries(place, wanted)
    if before:
        rows = rows.filter(seq__lt=before)
    found = list(rows[: PAGE + 1])
    more = found[PAGE - 1].seq if len(found) > PAGE else None
    return list(lines(found[:PAGE])), more


def lines(found: list[Entry]) -> Iterator[Line]:
    """Entries with the names that ids stand for today."""
    named = _names(found)
    for entry in found:
        about = named.get(entry.subject) or _subject(entry.subject)
        yield Line(
            entry.seq, entry.at, named.get(entry.actor, entry.actor),
            str(EVENTS.get(entry.event, entry.event)), about,
            "; ".join(_fact(key, entry.facts[key], named) for key in _in_order(entry.facts)),
        )  # fmt: skip


def _in_order(facts: dict[str, Any]) -> list[str]:
    known = [key for key in FACTS if key in facts]
    return known + sorted(facts.keys() - FACTS.keys())


def _names(found: list[Entry]) -> dict[str, str]:
    marks = {mark for entry in found for mark in (entry.actor, entry.subject)}
    marks |= {
        f"officer:{pk}" for entry in found for key in PEOPLE for pk in _each(entry.facts.get(key))
    }
    services = ServiceVersion.objects.filter(service_id__in=_ids(marks, "service"))
    desks = Desk.objects.filter(pk__in=_ids(marks, "desk")).values_list("pk", "name")
    people = Officer.objects.filter(pk__in=_ids(marks, "officer")).values_list("pk", "name")
    machines = Device.objects.filter(pk__in=_ids(marks, "device")).values_list("pk", "name")
    return {
        "system": str(_("sistem")),
        **{f"officer:{pk}": name for pk, name in people},
        **{f"device:{pk}": name for pk, name in machines},
        **{f"desk:{pk}": name for pk, name in desks},
        **{
            f"service:{pk}": gettext(name)
            for pk, name in services.order_by("valid_from").values_list("service_id", "short_name")
        },
    }


def _ids(marks: set[str], kind: str) -> list[int]:
    return [int(mark.split(":")[1]) for mark in marks if mark.startswith(f"{kind}:")]


def _subject(mark: str) -> str:
    kind, _colon, number = mark.partition(":")
    if kind in ("office", "ticket"):
        return ""  # whose journal this is; numbers are told by their code
    shown = formats.short_date(date.fromisoformat(number)) if DAY.fullmatch(number) else number
    return f"{SUBJECTS.get(kind, kind)} {shown}".strip()


def _fact(key: str, value: Any, named: dict[str, str]) -> str:
    return f"{FACTS.get(key, key)} {_shown(key, value, named)}"


def _shown(key: str, value: Any, named: dict[str, str]) -> str:
    """A fact as people read it; the journal keeps codes."""
    if key in PEOPLE and value:
        return ", ".join(named.get(f"officer:{pk}", str(pk)) for pk in _each(value))
    if key == "roles":
        return ", ".join(str(ROLES.get(one, one)) for one in value)
    if key == "days" and isinstance(value, list):
        return formats.weekdays(value)
    if key == "name" and value in BY_NAME:
        return f"“{BY_NAME[value].label}”"
    if isinstance(value, str) and DAY.fullmatch(value):
        return formats.short_date(date.fromisoformat(value))
    if value is None or value in ("", []):
        return str(_("tidak ada"))
    if isinstance(value, bool):
        return str(_("ya") if value else _("tidak"))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _each(value: Any) -> list[Any]:
    """One or several; nothing for what is not there."""
    if isinstance(value, list):
        return value
    return [value] if value else []


def who_acted(office_id: int) -> list[tuple[str, str]]:
    """Officers of the office, for the filter."""
    people = Officer.objects.filter(assignments__office_id=office_id).distinct().order_by("name")
    return [(str(pk), name) for pk, name in people.values_list("pk", "name")]
