"""Why a file is not taken, in the words of the screen, and how to mend it (PRT-12)."""

from django.utils.translation import gettext_lazy as _

from satupintu.files.accepted import ALLOWED, MOST_MEGABYTES, PER_MESSAGE, PER_OWNER, words

WORDS = {
    "none": _("Pilih berkas dulu."),
    "type": _("%(name)s: jenis berkas ini tidak dapat diterima. Kirim sebagai %(kinds)s."),
    "big": _("%(name)s lebih besar dari %(most)s MB. Perkecil atau bagi dulu, lalu kirim lagi."),
    "empty": _("%(name)s kosong. Pilih berkas yang ada isinya."),
    "virus": _("%(name)s mengandung virus, jadi tidak disimpan. Kirim berkas lain."),
    "password": _("%(name)s terkunci kata sandi. Simpan tanpa kata sandi, lalu kirim lagi."),
    "macro": _("%(name)s berisi makro. Simpan ulang tanpa makro, lalu kirim lagi."),
    "broken": _("%(name)s tidak dapat dibuka, mungkin rusak. Simpan ulang, lalu kirim lagi."),
    "picture": _("%(name)s terlalu lebar atau bergerak. Kirim gambar diam yang lebih kecil."),
    "many": _("Paling banyak %(per_message)s berkas sekali kirim dan %(per_owner)s seluruhnya."),
    "total": _("Lampiran di sini sudah 100 MB. Hapus yang tidak perlu, lalu kirim lagi."),
    "busy": _("Terlalu banyak berkas dari jaringan ini. Tunggu beberapa menit, lalu kirim lagi."),
    "share": _(
        "%(name)s belum tersimpan: hari ini sudah banyak berkas dari jaringan Anda. Kirim dulu "
        "tanpa berkas ini, lalu lampirkan besok di percakapan."
    ),
    "loose": _("Satu lampiran dihapus karena lama belum terkirim. Pilih lagi berkasnya."),
    "crowd": _("%(name)s belum tersimpan karena banyak gambar datang bersamaan. Kirim lagi."),
    "full": _("%(name)s belum tersimpan karena tempat penyimpanan kantor penuh. Coba lagi nanti."),
    "failed": _("%(name)s belum tersimpan. Kirim sekali lagi."),
}


class Refused(Exception):
    """A file is not taken; `reason` is a key of WORDS, `words()` says it to the person."""

    def __init__(self, reason: str, name: str = "", kinds: tuple[str, ...] = ALLOWED) -> None:
        super().__init__(reason)
        self.reason, self.name, self.kinds = reason, name, kinds

    def words(self) -> str:
        """The sentence for the screen."""
        return sentence(self.reason, self.name, self.kinds)


def sentence(reason: str, name: str = "", kinds: tuple[str, ...] = ALLOWED) -> str:
    """Why, and how to mend it."""
    said = {
        "name": name or _("Berkas"), "kinds": words(kinds), "most": MOST_MEGABYTES,
        "per_message": PER_MESSAGE, "per_owner": PER_OWNER,
    }  # fmt: skip
    return str(WORDS.get(reason, WORDS["failed"])) % said
