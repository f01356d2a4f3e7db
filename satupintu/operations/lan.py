"""HTTPS on the office's network: names, the env file that `serve` reads, the recipe on paper."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from satupintu.operations import certificates

RECIPE = """SATU PINTU: AGAR MESIN DI KANTOR INI MEMPERCAYAI SERVER

Alamat layanan:
{addresses}
Pasang berkas {authority} sekali di setiap mesin antrean, layar panggilan,
dan komputer petugas. Bawa dengan diska USB; jangan kirim lewat surel.
Sidik jari SHA-256 (bandingkan saat memasang):
  {fingerprint}

Windows (Edge, Chrome)
  1. Klik dua kali berkas itu, pilih Instal Sertifikat, lalu Mesin Lokal.
  2. Pilih "Tempatkan semua sertifikat di penyimpanan berikut", lalu
     "Otoritas Sertifikasi Akar Tepercaya". Selesai, lalu buka ulang peramban.
Linux (Chromium)
  sudo cp {file} /usr/local/share/ca-certificates/satupintu.crt
  sudo update-ca-certificates
  certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n satupintu -i {file}
Firefox (semua sistem)
  Pengaturan > Privasi & Keamanan > Lihat Sertifikat > Otoritas > Impor.
Android (mesin antrean, layar, TV Android)
  Setelan > Keamanan > Enkripsi & kredensial > Instal sertifikat > Sertifikat CA.
TV tanpa tempat untuk sertifikat
  Sambungkan komputer kecil ke TV dan pasang sertifikat di komputer itu.

Ponsel pengunjung tidak dapat diminta memasang sertifikat. Untuk ponsel
diperlukan alamat umum dengan sertifikat umum (docs/running/one-office.md).

Setelah dipasang, buka {first} di mesin itu.
Bila peramban masih memperingatkan: periksa jam mesin, lalu ulangi.
Kunci authority.key tidak boleh keluar dari server.
"""


@dataclass(frozen=True)
class Network:
    """Under which names and addresses the machines of the office reach the service."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    port: int


def own_addresses() -> list[str]:
    """The address with which this machine speaks to its network; none without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # chooses a way out, sends nothing
        except OSError:
            return []
        return [str(probe.getsockname()[0])]


def own_name() -> str:
    """This machine's name as its network announces it (mDNS)."""
    name = socket.gethostname().split(".")[0].lower()
    return f"{name}.local" if name else "satupintu.local"


def set_up(home: Path, network: Network) -> Path:
    """Certificate, env file and recipe in the data directory; returns the recipe.

    Raises certificates.NotPrivate.
    """
    folder = home / "tls"
    certificates.issue(folder, [*network.names, "localhost"], [*network.addresses, "127.0.0.1"])
    told = {"HOST": "0.0.0.0", "HTTPS": "1", "PORT": str(network.port)}
    told |= {"TLS_CERTIFICATE": "tls/server.crt", "TLS_KEY": "tls/server.key"}
    write_settings(home / "satupintu.env", told)
    recipe = folder / "cara-memasang.txt"
    recipe.write_text(_recipe(folder, addresses(network)), encoding="utf-8")
    return recipe


def addresses(network: Network) -> list[str]:
    """What is typed into the browsers of the office."""
    port = "" if network.port == 443 else f":{network.port}"
    return [f"https://{host}{port}/" for host in (*network.names, *network.addresses)]


def write_settings(file: Path, told: dict[str, str]) -> None:
    """Set these in the env file; its other lines stay as they are."""
    kept = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    kept = [line for line in kept if line.partition("=")[0].strip() not in told]
    lines = [*kept, *(f"{name}={value}" for name, value in told.items())]
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _recipe(folder: Path, reached: Sequence[str]) -> str:
    authority = certificates.authority_file(folder)
    return RECIPE.format(
        addresses="".join(f"  {address}\n" for address in reached),
        authority=authority.name,
        file=authority,
        fingerprint=certificates.fingerprint(authority),
        first=reached[0],
    )
