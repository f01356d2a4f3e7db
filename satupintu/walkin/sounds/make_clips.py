"""Makes what the kiosk says: run by hand when a sentence changes, the result is committed.

    python -m satupintu.walkin.sounds.make_clips

Needs Debian's espeak-ng with the voice `id`, like the clips of the display (satupintu.ui.sounds).
A sentence on the screen is spoken by the clip of its own name: the words in small letters, joined
by dashes. Numbers and letters come from the display's clips.
"""

import re
from pathlib import Path

from satupintu.ui.sounds import make_clips as clips

FOLDER = Path(__file__).parents[1] / "static" / "walkin" / "voice"
SAID = (
    "Nomor Anda",
    "orang di depan Anda",
    "Tidak ada orang di depan Anda",
    "Silakan duduk; nomor akan dipanggil dengan suara dan layar",
    "Apa keperluan Anda? Sentuh satu",
    "Perlu didahulukan?",
    "Untuk lansia 60 tahun ke atas, ibu hamil atau menyusui, pembawa balita, dan "
    "penyandang disabilitas",
    "Ya, saya perlu didahulukan",
    "Tidak perlu",
    "Kembali",
    "Selesai",
    "Cetak ulang",
    "Panggil petugas",
    "Perbesar",
    "Kontras",
    "Turunkan tombol",
    "Nilai layanan",
    "Tanya atau konsultasi data",
    "Membaca di perpustakaan",
    "Membeli publikasi atau data",
    "Meminta rekomendasi statistik",
)  # fmt: skip
LONGEST = 40  # letters of a clip's name


def name_of(words: str) -> str:
    """The clip of a sentence: "Tidak perlu" is tidak-perlu."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:LONGEST].rstrip("-")


def main() -> None:
    """Writes every clip anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    clips.FOLDER = FOLDER
    for words in SAID:
        clips.write(name_of(words), clips.levelled(clips.trimmed(clips.spoken(words))))


if __name__ == "__main__":
    main()
