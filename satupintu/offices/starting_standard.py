"""The service standards an office starts from: the leaflet's, clause by clause, as data.

Minutes, days and requirements are values, so that kiosk, ticket, clocks and public page derive
from the same rows. The eight components about how a service is run are named and stay empty until
the office writes them.
"""

from typing import Any

from django.utils.translation import gettext_noop as _  # kiosk, ticket and phone translate

RUN_COMPONENTS = {
    "dasar_hukum": _(
        "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik; "
        "Undang-Undang Nomor 16 Tahun 1997 tentang Statistik."
    ),
    "sarana": _(
        "Ruang tunggu, mesin antrean, layar panggilan bersuara, meja depan, dan meja layanan."
    ),
    "kompetensi": _(
        "Petugas memahami data, metadata, dan klasifikasi statistik serta etika pelayanan."
    ),
    "pengawasan": _("Kepala pelayanan memeriksa catatan layanan setiap hari."),
    "jumlah_pelaksana": _("Sesuai jadwal piket yang berlaku."),
    "jaminan_pelayanan": _("Layanan diberikan sesuai standar ini."),
    "jaminan_keamanan": _(
        "Kartu identitas hanya dilihat; nomornya tidak dicatat dan tidak disalin."
    ),
    "evaluasi": _("Penilaian pengguna dan catatan waktu dibahas setiap bulan."),
}
RUN_NAMES = {
    "dasar_hukum": _("Dasar hukum"),
    "sarana": _("Sarana, prasarana, dan fasilitas"),
    "kompetensi": _("Kompetensi pelaksana"),
    "pengawasan": _("Pengawasan internal"),
    "jumlah_pelaksana": _("Jumlah pelaksana"),
    "jaminan_pelayanan": _("Jaminan pelayanan"),
    "jaminan_keamanan": _("Jaminan keamanan dan keselamatan"),
    "evaluasi": _("Evaluasi kinerja pelaksana"),
}
REQUIREMENT_IDENTITY = {
    "code": "identity",
    "text": _("Kartu identitas yang masih berlaku (KTP, SIM, paspor, atau lainnya), hanya dilihat"),
    "on": True,
}
REQUIREMENT_EMAIL = {"code": "email", "text": _("Alamat e-mail yang aktif"), "on": True}
REQUIREMENT_GUEST_BOOK = {"code": "guest_book", "text": _("Mengisi buku tamu"), "on": True}
MAKLUMAT = _(
    "Kami sanggup menyelenggarakan pelayanan sesuai standar pelayanan yang ditetapkan. Apabila "
    "tidak menepati janji ini, kami siap menerima sanksi sesuai peraturan perundang-undangan."
)
VISIT_STEPS = [
    _("Datang ke unit Pelayanan Statistik Terpadu dan ambil nomor antrean."),
    _("Tunggu nomor Anda dipanggil."),
    _("Isi buku tamu di meja depan dan sampaikan keperluan Anda."),
    _("Sampaikan pertanyaan kepada petugas di meja konsultasi."),
    _("Terima informasi dari petugas."),
    _("Bila perlu produk lain, Anda diteruskan ke layanan lain tanpa mengantre dari awal."),
    _("Beri penilaian, atau sampaikan pengaduan."),
    _("Selesai."),
]
ONLINE_STEPS = [
    _("Kirim permintaan lewat aplikasi, WhatsApp, atau e-mail."),
    _("Daftarkan alamat e-mail Anda."),
    _("Cari informasi yang Anda perlukan."),
    _("Bila belum ketemu, buat transaksi konsultasi."),
    _("Lanjutkan lewat percakapan, datang langsung, atau Zoom."),
    _("Terima informasi dari petugas."),
    _("Percakapan ditutup bila selesai atau bila tidak ada balasan."),
    _("Beri penilaian, atau sampaikan pengaduan."),
    _("Selesai."),
]


def _standard(
    product: list[str], fee: str, visit: list[str], online: list[str] | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "persyaratan": {
            "visit": [REQUIREMENT_IDENTITY, REQUIREMENT_EMAIL, REQUIREMENT_GUEST_BOOK],
            "online": [
                REQUIREMENT_EMAIL,
                {"code": "account", "text": _("Akun di aplikasi layanan"), "on": True},
            ]
            if online
            else [],
        },
        "prosedur": {"visit": visit, "online": online or []},
        "jangka_waktu": {"visit_minutes": 10, **({"online_days": 3} if online else {})},
        "biaya": fee,
        "produk": product,
        "pengaduan": _("Sampaikan lewat salah satu pintu pengaduan di halaman ini."),
        **RUN_COMPONENTS,
        **more,
    }


def standard_of_a_new_service(product: str) -> dict[str, Any]:
    """What a service added by an office starts from: the leaflet's way, its own product."""
    return _standard([product], "", VISIT_STEPS)


FREE = _("Tidak dipungut biaya.")
OFFICIAL_FEE = _("Konsultasinya tidak dipungut biaya. Produk tertentu dikenai tarif resmi PNBP.")
SERVICES: tuple[dict[str, Any], ...] = (
    {
        "code": "consultation", "icon": "ask", "letter": "A",
        "name": _("Tanya atau konsultasi data"), "short_name": _("Konsultasi data"),
        "formal_name": _("Konsultasi statistik"), "example": _("Inflasi, penduduk, kode KBLI."),
        "fee_text": FREE,
        "standard": _standard(
            [_("Konsultasi informasi statistik: data"),
             _("Konsultasi informasi statistik: metadata"),
             _("Konsultasi informasi statistik: klasifikasi")],
            FREE, VISIT_STEPS, ONLINE_STEPS,
        ),
    },
    {
        "code": "library", "icon": "book", "letter": "U",
        "name": _("Membaca di perpustakaan"), "short_name": _("Perpustakaan"),
        "formal_name": _("Perpustakaan"),
        "example": _("Buku dan publikasi BPS, cetak dan digital."),
        "fee_text": FREE,
        "standard": _standard(
            [_("Publikasi cetak dibaca di tempat"), _("Publikasi digital")], FREE,
            [_("Ambil nomor antrean."), _("Isi buku tamu di meja depan."),
             _("Cari dan baca publikasi."), _("Beri penilaian.")],
        ),
    },
    {
        "code": "sales", "icon": "bag", "letter": "M",
        "name": _("Membeli publikasi atau data"), "short_name": _("Produk dan data mikro"),
        "formal_name": _("Penjualan produk statistik"),
        "example": _("Termasuk data mikro. Ada tarif resmi."),
        "fee_text": OFFICIAL_FEE,
        "standard": _standard(
            [_("Publikasi"), _("Data mikro"), _("Peta digital wilayah kerja statistik")],
            OFFICIAL_FEE,
            [_("Ambil nomor antrean."), _("Isi buku tamu di meja depan."),
             _("Sampaikan produk yang diperlukan."),
             _("Terima tagihan resmi dan bayar lewat bank."),
             _("Terima produk dan kuitansi."), _("Beri penilaian.")],
        ),
    },
    {
        "code": "recommendation", "icon": "stamp", "letter": "R",
        "name": _("Meminta rekomendasi statistik"), "short_name": _("Rekomendasi"),
        "formal_name": _("Rekomendasi kegiatan statistik"),
        "example": _("Untuk instansi yang akan mengadakan survei."), "fee_text": FREE,
        "standard": _standard(
            [_("Surat rekomendasi kegiatan statistik")], FREE,
            [_("Ambil nomor antrean."), _("Isi buku tamu di meja depan."),
             _("Sampaikan rancangan kegiatan statistik."),
             _("Perbaiki rancangan bila diminta."), _("Terima surat rekomendasi."),
             _("Beri penilaian.")],
        ),
    },
)  # fmt: skip

HOURS = {
    **{str(day): [["08:00", "12:00"], ["13:00", "15:30"]] for day in range(4)},
    "4": [["08:00", "11:30"], ["13:00", "16:00"]],
}
