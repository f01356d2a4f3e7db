"""The service as operators run it: a power cut in a call, Ctrl-C, HTTPS, what refuses to start."""

import json
import shutil
import signal
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from satupintu.live.tests.knocking import Stream
from tests.servers import MORNING, SatuPintu
from tests.test_operations_backup import inside
from tests.visitors import Visitor

ANSWERS = {
    "office": {"code": "3374", "name": "BPS Kota Semarang", "zone": "WIB", "address": "Jl. A 1"},
    "administrator": {"username": "wati", "name": "Wati Kusuma", "password": "empat ekor itik"},
}
FREE_DESKS = """
import django; django.setup()
from satupintu.walkin.actions.serving import Outcome, finish
from satupintu.walkin.models import Ticket
for ticket in Ticket.objects.filter(state="serving").select_related("turn"):
    finish(ticket, Outcome(), officer_id=ticket.turn.officer_id)
"""


@pytest.fixture
def office(sample_office: Path, tmp_path: Path) -> Iterator[SatuPintu]:
    home = tmp_path / "data"
    shutil.copytree(sample_office, home)
    office = SatuPintu(home)
    office.travel(MORNING)
    yield office.start()
    office.stop()


def public(office: SatuPintu) -> dict[str, Any]:
    return dict(json.loads(Visitor(office.url).get("/live/3300/snapshot").text))


def test_a_power_cut_in_the_middle_of_a_call_loses_nothing(office):
    inside(office, FREE_DESKS)
    dewi = Visitor(office.url)
    dewi.sign_in("dewi")
    before = public(office)["calls"]
    dewi.post("/o/3300/desks/1/call/", press="one press of one button")
    called = public(office)
    assert len(called["calls"]) > 0
    assert called["calls"] != before
    office.stop(signal.SIGKILL)

    office.start("serve")
    assert public(office)["calls"] == called["calls"]
    assert public(office)["tickets"].keys() == called["tickets"].keys()
    # The browser sends the press again, since it never saw the answer: still one call.
    dewi.post("/o/3300/desks/1/call/", press="one press of one button")
    assert public(office)["calls"] == called["calls"]
    assert called["calls"][0]["code"] in dewi.get("/o/3300/desks/1/").text


def test_ctrl_c_ends_cleanly_with_open_live_streams(office):
    streams = [Stream(office.port, "/live/3300/public", {}) for _ in range(30)]
    assert {stream.status for stream in streams} == {200}
    assert office.stop(signal.SIGINT) == 0
    assert {stream.next()[0] for stream in streams[:1]} <= {"version", "end"}
    assert "Traceback" not in office.log


def refusal(office: SatuPintu, *words: str) -> str:
    with pytest.raises(subprocess.CalledProcessError) as refused:
        office.command(*words)
    assert refused.value.returncode == 1
    return str(refused.value.stderr)


def test_with_sample_passwords_no_service_opens_to_the_network(sample_office, tmp_path):
    home = shutil.copytree(sample_office, tmp_path / "data")
    office = SatuPintu(home, HOST="0.0.0.0")
    said = refusal(office, "serve")
    assert "sample password" in said
    assert "dewi" in said
    assert "TROUBLE  passwords" in _stdout_of_trouble(office, "doctor")


def _stdout_of_trouble(office: SatuPintu, *words: str) -> str:
    with pytest.raises(subprocess.CalledProcessError) as trouble:
        office.command(*words)
    return str(trouble.value.stdout)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"PUBLIC_ADDRESS": "http://antre.example.go.id"}, "is not encrypted"),
        ({"PUBLIC_ADDRESS": "antre.example.go.id"}, "is no address"),
        ({"DEBUG": "1", "HOST": "0.0.0.0"}, "DEBUG is on"),
        ({"SECRET_KEY": "rahasia"}, "whoever guesses it"),
        ({"TLS_CERTIFICATE": "server.crt"}, "belong together"),
        ({"BACKUP_KEY": "pendek"}, "use at least 16"),
    ],
)
def test_an_unsafe_setting_refuses_to_start_with_words(tmp_path, setting, words):
    said = refusal(SatuPintu(tmp_path, **setting), "doctor")
    assert words in said
    assert "Traceback" not in said


# --- HTTPS on the office's network -------------------------------------------------------------


class LanOffice(SatuPintu):
    """Speaks HTTPS; a machine of the office trusts the authority that `setup --lan` made."""

    def trusting(self) -> Visitor:
        trust = ssl.create_default_context(cafile=str(self.home / "tls" / "authority.crt"))
        return Visitor(f"https://localhost:{self.port}", trust)

    def _wait(self, seconds: float = 180) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                self.trusting().get("/")
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(self.log)


def test_an_office_set_up_for_its_network_speaks_https_to_those_who_trust_it(tmp_path):
    office = LanOffice(tmp_path)  # at the true time: browsers look at certificates with theirs
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(ANSWERS))
    assert "BPS Kota Semarang (3374) is set up" in office.command(
        "setup", "--answers", str(answers)
    ).stdout  # fmt: skip
    told = office.command("setup", "--lan", "--name", "kantor.local", "--address", "10.0.0.7")
    assert "https://kantor.local" in told.stdout
    del office.environment["HOST"]  # the env file says where to listen
    office.start("serve")
    try:
        wati = office.trusting()
        assert "/second-factor/" in wati.sign_in("wati", "empat ekor itik").address
        assert {cookie.name for cookie in wati.jar if not cookie.secure} == set()
        with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
            Visitor(f"https://localhost:{office.port}").get("/")
    finally:
        office.stop()
