"""Everything an office may decide, with its default. Values live in dated rows (models.Choice)."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Decision:
    """One decision: its name, default, the words on the settings page, and what values it takes."""

    name: str
    default: Any
    label: str | Promise
    kind: str = "number"  # number, yes, text, one_of, list
    options: tuple[tuple[str, str | Promise], ...] = ()
    least: int = 0
    most: int = 1000


DECISIONS: tuple[Decision, ...] = (
    Decision("guest_book_first", False, _("Buku tamu diisi sebelum mengambil nomor"), "yes"),
    Decision("identity_required", True, _("Kartu identitas diperlihatkan (hanya dilihat)"), "yes"),
    Decision("email_required", True, _("Alamat e-mail diminta"), "yes"),
    Decision("priority_ratio", 2, _("Nomor didahulukan sebelum satu nomor umum"), least=1, most=9),
    Decision("aging_minutes", 45, _("Menit menunggu sampai nomor umum ikut didahulukan"), least=10),
    Decision("more_time_places", 2, _("Mundur berapa tempat bila minta waktu"), least=1, most=10),
    Decision("more_time_most", 2, _("Berapa kali boleh minta waktu"), most=5),
    Decision("recalls_most", 3, _("Paling banyak berapa kali dipanggil"), least=1, most=9),
    Decision("recall_gap_seconds", 30, _("Jeda antarpanggilan (detik)"), least=5, most=300),
    Decision(
        "no_show_calls", 2, _("Panggilan sebelum boleh ditandai tidak hadir"), least=1, most=9
    ),
    Decision("no_show_seconds", 120, _("Detik sebelum boleh ditandai tidak hadir"), most=900),
    Decision(
        "auto_start_seconds",
        60,
        _("Detik sampai layanan dimulai sendiri setelah pengunjung menuju meja"),
    ),
    Decision(
        "phone_join",
        "office",
        _("Mengambil nomor lewat ponsel"),
        "one_of",
        (
            ("office", _("di kantor saja")),
            ("anywhere", _("dari mana saja")),
            ("off", _("tidak bisa")),
        ),
    ),
    Decision(
        "burst_per_minute",
        8,
        _("Nomor per menit di satu mesin sebelum petugas diberi tahu"),
        least=3,
    ),
    Decision("display_message", "", _("Pesan di layar panggilan"), "text", most=90),
    Decision("mute_windows", [], _("Jam jeda suara"), "list"),
    Decision("volume_windows", [], _("Keras suara menurut jam"), "list"),
    Decision(
        "purposes",
        [
            gettext_noop("Inflasi"),
            gettext_noop("Penduduk"),
            gettext_noop("PDRB"),
            gettext_noop("Kode KBLI"),
            gettext_noop("Metadata"),
            gettext_noop("Kemiskinan"),
            gettext_noop("Pertanian"),
            gettext_noop("Tenaga kerja"),
        ],
        _("Pilihan keperluan di buku tamu"),
        "list",
    ),
    Decision("second_voice", True, _("Panggilan diucapkan dua kali"), "yes"),
    Decision("show_estimates", True, _("Perkiraan waktu tunggu diperlihatkan"), "yes"),
    Decision(
        "guest_book_months",
        24,
        _("Berapa bulan nama dan kontak buku tamu disimpan"),
        least=1,
        most=120,
    ),
    Decision(
        "consultation_months",
        24,
        _("Bulan isi, nama, dan kontak konsultasi disimpan setelah ditutup"),
        least=3,
        most=120,
    ),
    Decision(
        "search_log_months",
        12,
        _("Bulan kata pencarian disimpan sebelum tinggal hitungannya"),
        least=1,
        most=60,
    ),
    Decision("pledge_by", "", _("Nama dan jabatan penanda tangan maklumat"), "text", most=120),
    Decision("pledge_on", "", _("Tanggal maklumat ditandatangani"), "text", most=40),
    Decision(
        "first_look_hours", 4, _("Jam kerja sampai pertanyaan online dilihat pertama kali"), least=1
    ),
    Decision("remind_days", 2, _("Hari kerja tanpa balasan sampai pengingat pertama"), least=1),
    Decision("remind_again_days", 4, _("Hari kerja tanpa balasan sampai pengingat kedua"), least=1),
    Decision(
        "close_days", 5, _("Hari kerja tanpa balasan sampai percakapan boleh ditutup"), least=1
    ),
    Decision(
        "close_by_itself", False, _("Percakapan tanpa balasan ditutup otomatis oleh sistem"), "yes"
    ),
    Decision(
        "puzzle_after",
        30,
        _("Pertanyaan per jam tanpa e-mail terbukti sebelum pengiriman diberi teka-teki"),
        least=1,
    ),
    Decision("reopen_days", 30, _("Hari percakapan dapat dibuka lagi setelah ditutup"), least=1),
    Decision("undo_send_seconds", 10, _("Detik pesan petugas masih dapat dibatalkan"), most=60),
    Decision(
        "second_reader", True, _("Jawaban umum dibaca petugas kedua sebelum diterbitkan"), "yes"
    ),
    Decision("appointment_letter", "J", _("Huruf nomor janji temu"), "text", most=1),
    Decision(
        "third_language",
        "jv",
        _("Bahasa ketiga di mesin antrean"),
        "one_of",
        (("jv", "Basa Jawa"), ("off", _("tidak ada"))),
    ),
)
BY_NAME = {decision.name: decision for decision in DECISIONS}
