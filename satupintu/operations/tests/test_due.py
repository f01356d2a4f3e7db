"""What the operator reads of the ten minutes: the steps, the due moment, within it or not."""

import json

import pytest

from satupintu.operations.command import main

DAY = "2026-07-24"


def asked(capsys, **moments: str) -> list[str]:
    words = [word for name, at in moments.items() for word in (f"--{name}", f"{DAY} {at}")]
    assert main(["due", "--walkin", "--office", "3300", *words]) == 0
    told: str = capsys.readouterr().out
    return told.splitlines()


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("started", "verdict"),
    [
        ("10:00", "Mulai dilayani pukul 10.00: sesuai standar."),
        ("10:00:01", "Mulai dilayani pukul 10.00: lewat standar kurang dari 1 menit."),
        ("10:03", "Mulai dilayani pukul 10.03: lewat standar 3 menit."),
    ],
)
def test_the_verdict_follows_the_steps_in_a_plain_sentence(capsys, started, verdict):
    assert asked(capsys, arrived="09:00", finished="09:50", started=started) == [
        "Waktu 10 menit dihitung sejak pukul 09.50: pengunjung sebelumnya selesai.",
        "Harus mulai dilayani paling lambat pukul 10.00.",
        verdict,
    ]


@pytest.mark.usefixtures("office")
def test_without_a_start_it_says_that_there_is_no_verdict_yet(capsys):
    told = asked(capsys, arrived="09:00", finished="09:50")
    assert told[-1] == (
        "Belum diketahui sesuai standar atau tidak: sebutkan mulai dilayani (--started)."
    )


@pytest.mark.usefixtures("office")
def test_a_start_before_the_arrival_is_refused_with_a_sentence(capsys):
    words = ["--arrived", f"{DAY} 09:00", "--started", f"{DAY} 08:00"]
    assert main(["due", "--walkin", "--office", "3300", *words]) == 1
    assert "nobody is served before coming" in capsys.readouterr().err


@pytest.mark.usefixtures("office")
def test_for_machines_it_is_the_same_without_sentence_of_the_verdict(capsys):
    words = ["--arrived", f"{DAY} 09:00", "--started", f"{DAY} 09:11", "--json"]
    assert main(["due", "--walkin", "--office", "3300", *words]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"due", "within_standard", "steps"}
    assert told["within_standard"] is False
