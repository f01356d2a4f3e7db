"""The office's own authority: what trusts it reaches the server; it vouches for no one else."""

import shutil
import socket
import ssl
import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from satupintu.operations import certificates, lan
from satupintu.rules import clock


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    home: Path = tmp_path_factory.mktemp("home")
    lan.set_up(home, lan.Network(("kantor.local",), ("192.168.1.5",), 8443))
    return home


def handshake(folder: Path, reached_as: str, trusts: Path) -> None:
    """A TLS handshake between a server with the folder's certificate and a browser."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "server.crt", folder / "server.key")
    browser = ssl.create_default_context(cafile=str(trusts))
    here, there = socket.socketpair()

    def answer() -> None:
        try:
            server.wrap_socket(there, server_side=True).close()
        except OSError:
            there.close()

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        browser.wrap_socket(here, server_hostname=reached_as).close()
    finally:
        here.close()
        thread.join()


@pytest.mark.parametrize("name", ["kantor.local", "192.168.1.5", "localhost", "127.0.0.1"])
def test_a_machine_that_trusts_the_authority_reaches_the_server(home, name):
    handshake(home / "tls", name, certificates.authority_file(home / "tls"))


def test_under_another_name_the_server_is_refused(home):
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        handshake(home / "tls", "lain.local", certificates.authority_file(home / "tls"))


def test_a_machine_that_trusts_another_authority_refuses_it(home, tmp_path):
    certificates.issue(tmp_path, ["kantor.local"], [])
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(home / "tls", "kantor.local", certificates.authority_file(tmp_path))


def test_the_authority_cannot_vouch_for_a_site_of_the_internet(home, tmp_path):
    folder = shutil.copytree(home / "tls", tmp_path / "tls")
    certificates._make_server(folder, ["www.bps.go.id"], [])
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        handshake(folder, "www.bps.go.id", certificates.authority_file(folder))


def test_a_public_address_is_refused(tmp_path):
    with pytest.raises(certificates.NotPrivate):
        certificates.issue(tmp_path, ["kantor.local"], ["8.8.8.8"])


def test_a_new_certificate_keeps_the_authority_that_the_machines_trust(home, tmp_path):
    folder = shutil.copytree(home / "tls", tmp_path / "tls")
    before = certificates.authority_file(folder).read_bytes()
    certificates.issue(folder, ["kantor.local", "antrean.lan"], ["10.0.0.7"])
    assert certificates.authority_file(folder).read_bytes() == before
    handshake(folder, "antrean.lan", certificates.authority_file(folder))


def test_a_certificate_renews_itself_before_it_ends(home, tmp_path):
    folder = shutil.copytree(home / "tls", tmp_path / "tls")
    assert not certificates.renew_if_old(folder)
    until = certificates.valid_until(folder / "server.crt")
    with clock.travel(to=until - timedelta(days=30)):
        assert certificates.renew_if_old(folder)
        assert certificates.valid_until(folder / "server.crt") > until + timedelta(days=700)


def test_keys_are_readable_by_the_service_only(home):
    for name in ("authority.key", "server.key"):
        assert stat.S_IMODE((home / "tls" / name).stat().st_mode) == 0o600


def test_the_recipe_tells_addresses_and_the_fingerprint(home):
    recipe = (home / "tls" / "cara-memasang.txt").read_text()
    assert "https://kantor.local:8443/" in recipe
    assert "https://192.168.1.5:8443/" in recipe
    assert certificates.fingerprint(home / "tls" / "authority.crt") in recipe


def test_other_lines_of_the_settings_file_stay(tmp_path):
    file = tmp_path / "satupintu.env"
    file.write_text("# ours\nBACKUP_DIR=/mnt/usb\nHOST=127.0.0.1\n")
    lan.write_settings(file, {"HOST": "0.0.0.0"})
    assert file.read_text() == "# ours\nBACKUP_DIR=/mnt/usb\nHOST=0.0.0.0\n"
