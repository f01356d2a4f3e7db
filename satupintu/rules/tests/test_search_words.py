"""Folding, roots and kinship of Indonesian words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satupintu.rules.search_words import LONGEST_WORD, fold, kin, roots, telling, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Jum'at, Ékspor!", "jumat ekspor"),
        ("rata-rata  LAMA\tsekolah", "rata rata lama sekolah"),
        ("kab/kota (2020=100)", "kab kota 2020 100"),
        ("𝐏𝐃𝐑𝐁 adhb", "pdrb adhb"),
        ("", ""),
        ("😀 — …", ""),
    ],
)
def test_text_is_folded_to_its_words(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("peternak", "peternakan"),
        ("kependudukan", "penduduk"),
        ("kemiskinan", "miskin"),
        ("penganggur", "pengangguran"),
        ("pedagang", "perdagangan"),
        ("mengirim", "pengiriman"),
        ("kirim", "pengiriman"),
        ("menulis", "penulis"),
        ("tulis", "penulis"),
        ("menyewa", "penyewaan"),
        ("memasak", "masak"),
        ("memakai", "pakai"),
        ("bekerja", "pekerjaan"),
        ("rumah", "perumahan"),
        ("ikan", "perikanan"),
        ("cantik", "kecantikan"),
        ("mencuci", "pencucian"),
        ("wisata", "wisatawan"),
        ("usaha", "pengusaha"),
        ("pekerjaannya", "pekerja"),
        ("terbuka", "keterbukaan"),
    ],
)
def test_words_of_one_root_are_kin(one, other):
    assert kin(one, other)
    assert kin(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kopi", "kopiah"),
        ("bulan", "bulanan"[:4]),
        ("jalan", "jal"),
        ("beras", "keras"),
        ("ikan", "iklan"),
        ("padi", "pandai"),
        ("lahir", "lahan"),
    ],
)
def test_words_that_only_look_alike_are_not(one, other):
    assert not kin(one, other)


def test_words_without_affixes_are_their_own_root():
    assert roots("kopi") == ("kopi",)
    assert roots("sekolah") == ("sekolah",)
    assert roots("2023") == ("2023",)


def test_grammar_says_nothing():
    assert telling("Jumlah penduduk yang bekerja di sektor dan penduduk lain") == [
        "jumlah",
        "penduduk",
        "bekerja",
        "sektor",
    ]


@given(st.text(max_size=400))
def test_any_text_gives_plain_words(text):
    for word in words(text):
        assert word.isascii()
        assert word.isalnum()
        assert len(word) <= LONGEST_WORD
        assert roots(word)
        assert len(roots(word)) <= 8
        assert all(root.isascii() and root.isalnum() for root in roots(word))
    assert words(fold(text)) == words(text)
