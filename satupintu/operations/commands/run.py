"""`make run`: migrate, load the sample office at the first start, print every address, serve."""

import argparse
from collections.abc import Iterator
from contextlib import suppress

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from satupintu.example.day import play_example_day
from satupintu.example.facts import CODE
from satupintu.example.office import (
    OFFICERS,
    change_sample_password,
    found_example,
    open_for_trying,
    sample_password,
)
from satupintu.example.questions import play_example_questions
from satupintu.offices.models import Office
from satupintu.operations.commands.migrate import up_to_date
from satupintu.operations.commands.serve import listen
from satupintu.operations.reach import is_loopback
from satupintu.people.models import Role

SCREENS = (
    ("Halaman publik", "public", "semua orang"),
    ("Cari dan tanya", "portal", "semua orang"),
    ("Mesin antrean", "kiosk", "petugas mana pun, atau mesin yang sudah bergabung"),
    ("Layar panggilan", "display", "petugas mana pun, atau layar yang sudah bergabung"),
    ("Meja depan", "front-office", "rina"),
    ("Meja konsultasi", "desks", "dewi, budi, sari"),
    ("Kotak masuk", "inbox", "dewi, budi, sari"),
    ("Hari ini", "day", "hartono"),
    ("Pengaduan", "complaints", "ratna"),
    ("Pengaturan", "settings", "andi"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """HOST, PORT and DATABASE_URL come from the environment."""


def command(options: argparse.Namespace) -> int:
    """Start the sample office, unless a real one has been set up in this database."""
    up_to_date()
    if not Office.objects.filter(serving=True).exclude(code=CODE, example=True).exists():
        office = found_example()
        if open_for_trying(office):
            print("Di luar jam layanan: kantor contoh dibuka hari ini supaya bisa dicoba.")
        if office.example:
            play_example_day(office)
            play_example_questions(office)
    if not is_loopback(settings.HOST):
        change_sample_password()
    print(addresses(), flush=True)
    return listen(worker=True)


def addresses() -> str:
    """The addresses of every screen, with the sample sign-ins while there are any."""
    scheme = "https" if settings.TLS_CERTIFICATE else "http"
    base = f"{scheme}://{settings.HOST}:{settings.PORT}"
    lines = ["", f"  Satu Pintu  {base}/", ""]
    for office in Office.objects.filter(serving=True).order_by("code")[:3]:
        lines.append(f"  {office.name} ({office.code})")
        lines += _screens(base, office)
    if Office.objects.filter(code=CODE, example=True).exists():
        names = ", ".join(f"{username} ({_roles(roles)})" for username, _, roles in OFFICERS)
        lines += [
            "",
            f"  Masuk di {base}/sign-in/ dengan sandi  {sample_password()}",
            f"    {names}",
            f"  Surat yang keluar (kode, jawaban) terbaca di {base}{reverse('console')}",
        ]
    return "\n".join([*lines, "", "  Ctrl-C mengakhiri.", ""])


def _screens(base: str, office: Office) -> Iterator[str]:
    for name, route, who in SCREENS:
        with suppress(NoReverseMatch):  # a door that this version does not have yet
            yield f"    {name:<16} {base}{reverse(route, args=[office.code])}   {who}"


def _roles(roles: tuple[Role, ...]) -> str:
    return ", ".join(role.label.lower() for role in roles)
