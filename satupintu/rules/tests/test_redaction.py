"""What would tell who asked is masked; figures, years and codes stay."""

import pytest

from satupintu.rules.redaction import left_over, masked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hubungi 0812-3456-7890 ya", "Hubungi [nomor telepon] ya"),
        ("WA +62 812 3456 7890.", "WA [nomor telepon]."),
        ("Telp 024-8412802", "Telp [nomor telepon]"),
        ("NIK 3374012345670001", "NIK [nomor identitas]"),
        ("NIK 3374.0123.0567.0001", "NIK [nomor identitas]"),
        ("kirim ke siti.r@undip.ac.id", "kirim ke [e-mail]"),
        ("IG saya @sitir_99", "IG saya [akun]"),
        ("Saya Siti Rahmawati dari Undip", "Saya [nama] dari Undip"),
        ("nama saya Rahmat Hidayat, mau tanya", "nama saya [nama], mau tanya"),
    ],
)
def test_what_tells_who_asked_is_masked(text: str, expected: str):
    assert masked(text, ["Siti Rahmawati"]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Inflasi 2016-2026 sebesar 2,13 persen, indeks 108,45.",
        "PDRB 2019 2020 2021 2022 dan penduduk 36.516.035 36.742.501.",
        "Kode KBLI 47919 dan 82990; PDRB 1.234.567,89 miliar rupiah.",
        "Penduduk 37.540.962 jiwa (2025).",
        "Rata-rata 0,812345678901 per tahun.",
    ],
)
def test_figures_years_and_codes_stay(text: str):
    assert masked(text, []) == text
    assert left_over(text) == []


def test_what_is_left_over_is_named():
    assert left_over("Bu SITI, 0812-3456-7890", ["Siti Rahmawati"]) == ["0812-3456-7890", "SITI"]
    assert left_over(masked("Bu SITI, 0812-3456-7890", ["Siti Rahmawati"]), ["Siti R"]) == []
