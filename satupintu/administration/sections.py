"""The rooms of the settings, in the order of the navigation, and who may enter each."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role

administrators = officers(Role.ADMINISTRATOR)
# Whoever answers for the day may let a display in, write a message and read what was changed.
leaders = officers(Role.ADMINISTRATOR, Role.SUPERVISOR)

EXAMPLE = "settings-example"  # gone with the sample day


@dataclass(frozen=True)
class Section:
    """One room: its route, name, icon, one line on what it is for, and whether leaders enter."""

    route: str
    name: str | Promise
    icon: str
    what: str | Promise
    for_leaders: bool = False


SECTIONS = (
    Section("settings-services", _("Layanan"), "ask", _("Nama, huruf, biaya, dan batas waktu.")),
    Section("settings-standards", _("Standar pelayanan"), "stamp", _("14 komponen yang dipajang.")),
    Section("settings-desks", _("Meja"), "desk", _("Apa yang dilayani, dan jalan ke sana.")),
    Section("settings-hours", _("Jam layanan"), "clock", _("Jam per hari dan musim Ramadan.")),
    Section(
        "settings-holidays",
        _("Hari libur"),
        "cal",
        _("SKB, cuti bersama, hari setempat, satu tahun."),
    ),
    Section("settings-decisions", _("Keputusan kantor"), "pen", _("Aturan antrean dan buku tamu.")),
    Section("settings-contacts", _("Kontak"), "phone", _("Telepon, e-mail, dan pintu pengaduan.")),
    Section("settings-catalogue", _("Katalog"), "search", _("Sumber, sinonim, yang dicari.")),
    Section("settings-officers", _("Petugas"), "people", _("Peran, kode, dan yang pindah tugas.")),
    Section("settings-units", _("Tim"), "refer", _("Kepada siapa pertanyaan dapat diserahkan.")),
    Section(
        "settings-devices",
        _("Layar & mesin"),
        "screen",
        _("Mesin antrean dan layar panggilan."),
        True,
    ),
    Section(
        "settings-message", _("Pesan layar"), "text", _("Satu kalimat di layar panggilan."), True
    ),
    Section("settings-letters", _("Surat keluar"), "mail", _("E-mail yang belum sampai."), True),
    Section("settings-erasures", _("Hapus data"), "trash", _("Siapa minta dilupakan."), True),
    Section("settings-audit", _("Catatan audit"), "list", _("Siapa mengubah apa, kapan."), True),
    Section(EXAMPLE, _("Data contoh"), "x", _("Hapus semua kunjungan CONTOH sekaligus.")),
)


def open_to(request: OfficeRequest) -> list[dict[str, object]]:
    """The sections this officer may enter, for the navigation."""
    all_of_them = Role.ADMINISTRATOR in request.roles
    return [
        {
            "name": section.name,
            "icon": section.icon,
            "what": section.what,
            "url": (url := reverse(section.route, args=[request.office.code])),
            "current": request.path.startswith(url),
        }
        for section in SECTIONS
        if (all_of_them or section.for_leaders)
        and (section.route != EXAMPLE or request.office.example)
    ]
