"""Set up an empty office in eight questions; --lan makes HTTPS for the office's network."""

import argparse
import getpass
import json
import os
import re
import sys
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings

from satupintu.offices.actions.holidays import DECREES, load_year
from satupintu.offices.models import HolidayYear, Office, Zone
from satupintu.operations import first_start, lan, questions
from satupintu.operations.actions.setting_up import found, known_years
from satupintu.operations.backups.key import first_words
from satupintu.operations.certificates import NotPrivate
from satupintu.operations.command import Trouble
from satupintu.operations.commands.migrate import up_to_date
from satupintu.operations.questions import Answers, Wrong
from satupintu.people.models import Officer
from satupintu.rules import clock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Without words: asks. --answers: from a file. --lan: HTTPS, before or after the questions."""
    parser.add_argument("--answers", type=Path, metavar="FILE.json", help="instead of asking")
    parser.add_argument("--lan", action="store_true", help="HTTPS on the office's network, only")
    parser.add_argument(
        "--name", action="append", type=_name, help="with --lan: a name of this machine"
    )
    parser.add_argument(
        "--address", action="append", type=_address, help="with --lan: an address of it"
    )


def command(options: argparse.Namespace) -> int:
    """Found the office, or make its HTTPS."""
    if options.lan:
        return _lan(options)
    up_to_date()
    if Office.objects.filter(example=True).exists():
        raise Trouble(
            "this database holds the sample office. Name another directory for the real one: "
            "DATA_DIR=/srv/satupintu satupintu setup"
        )
    told = _read(options.answers) if options.answers else None
    try:
        answers = _ask_all() if told is None else questions.from_file(told)
    except Wrong as wrong:
        raise Trouble(f"{options.answers}: {wrong}") from None
    office = found(answers)
    first_start.code_file().unlink(missing_ok=True)
    _holidays(told)
    print(first_words(), end="")
    print(_next_steps(office, answers))
    return 0


# --- the eight questions -----------------------------------------------------------------------


def _ask_all() -> Answers:
    if not os.isatty(sys.stdin.fileno()):
        raise Trouble("there is nobody to ask; give the answers in a file with --answers.")
    print("Eight questions. Enter takes what stands in [brackets]; Ctrl-C leaves all as it is.\n")
    code = _ask("1. Office code (four digits)", questions.office_code)
    known = Office.objects.filter(code=code).first()
    name = _ask("   Name of the office", questions.name, known.name if known else "")
    zone = _ask(
        f"2. Zone ({', '.join(Zone.values)})", questions.zone, known.zone if known else "WIB"
    )
    address = _ask("3. Address", questions.address, known.address if known else "")
    print(f"4. Opening hours: {questions.hours_in_words(questions.hours(''))}")
    hours = _ask("   Enter keeps them, or write yours", questions.hours)
    print(f"   Understood: {questions.hours_in_words(hours)}")
    desks = _ask("5. Number of desks", questions.desks, "3")
    print(f"6. Services: {', '.join(questions.SERVICES)}")
    services = _ask("   Which are offered", questions.services, "all")
    phone = _ask("7. Telephone of the office (may be empty)", questions.phone)
    email = _ask("   E-mail of the office (may be empty)", questions.email)
    complaint = _ask("   Site or e-mail for complaints (may be empty)", questions.complaint)
    person = _ask("8. Name of the first administrator", questions.name)
    username = _ask("   Name to sign in with", questions.username)
    password, made = _ask_password(Officer(username=username, name=person))
    return Answers(
        code, name, zone, address, hours, desks, services, phone, email, complaint,
        username, person, password, level=questions.level_of(code, known), password_made=made,
    )  # fmt: skip


def _ask(question: str, look: Callable[[str], Any], default: str = "") -> Any:
    while True:
        said = input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
        try:
            return look(said)
        except Wrong as wrong:
            print(f"   {wrong}")


def _ask_password(officer: Officer) -> tuple[str, bool]:
    """The password, and whether it was made here."""
    while True:
        first = getpass.getpass("   Password (Enter: one is made for you): ")
        try:
            chosen = questions.password(first, officer)
        except Wrong as wrong:
            print(f"   {wrong}")
            continue
        if not first or getpass.getpass("   The same again: ") == chosen:
            return chosen, not first
        print("   The two differ; once more.")


def _read(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise Trouble(f"{file} cannot be read: {problem}.") from None
    if not isinstance(told, dict):
        raise Trouble(f"{file} holds no answers; see docs/running/one-office.md.")
    return told


def _holidays(told: dict[str, Any] | None) -> None:
    for year in known_years():
        question = f"Load the holidays of {year} under {DECREES[year]}? [Y/n] "
        agreed = told.get("holidays", True) if told is not None else input(question).strip() != "n"
        if agreed:
            print(f"Holidays of {year}: {load_year(year)} days ({DECREES[year]}).")
    this_year = clock.now().year
    loaded = HolidayYear.objects.filter(year=this_year).exists()
    if not loaded and this_year not in DECREES:
        print(f"The decree for {this_year} is not known here: satupintu load-holidays {this_year}")


def _next_steps(office: Office, answers: Answers) -> str:
    scheme = "https" if settings.TLS_CERTIFICATE else "http"
    password = "the one just chosen"
    if answers.password_made:
        password = f"{answers.password}\n{' ' * 24}(write it down now; it is not shown again)"
    return f"""
{office.name} ({office.code}) is set up.

  First administrator   {answers.admin_username}
  Password              {password}

Next:
  1. satupintu setup --lan      HTTPS for kiosk, display and desks on the office's network
  2. satupintu serve            then open {scheme}://{settings.HOST}:{settings.PORT}/sign-in/
  3. On the settings pages: officers and their roles, the way to each desk, the standard's texts
  4. satupintu doctor           until nothing is left to mend
  5. Start after a power cut, backups, updates: docs/running/one-office.md
"""


# --- HTTPS on the office's network -------------------------------------------------------------


def _name(said: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9-]+)*", said):
        raise argparse.ArgumentTypeError(f"'{said}' is no name; write it like antrean.local")
    return said.lower()


def _address(said: str) -> str:
    try:
        return str(ip_address(said))
    except ValueError:
        words = f"'{said}' is no address; write it like 192.168.1.5"
        raise argparse.ArgumentTypeError(words) from None


def _lan(options: argparse.Namespace) -> int:
    network = lan.Network(
        tuple(options.name or [lan.own_name()]),
        tuple(options.address or lan.own_addresses()),
        settings.PORT,
    )
    try:
        recipe = lan.set_up(Path(settings.DATA_DIR), network)
    except NotPrivate as address:
        raise Trouble(
            f"{address} is an address of the Internet. Name the one of the office's network with "
            "--address, or use a public certificate (docs/running/one-office.md)."
        ) from None
    print(recipe.read_text(encoding="utf-8"))
    print(f"This is also in {recipe}. Restart the service; it then speaks HTTPS.")
    return 0
