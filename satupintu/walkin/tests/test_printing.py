"""What comes out of a receipt printer: drawn from the bytes it is sent, as the printer would."""

import re
import socket
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import zxingcpp
from escpos.printer import Dummy
from PIL import Image

from satupintu.offices.models import Office
from satupintu.offices.published import Published
from satupintu.people.models import Device
from satupintu.rules import clock
from satupintu.walkin import printing
from satupintu.walkin.actions.tickets import Forecast, take_ticket
from satupintu.walkin.models import Alert, Door, Ticket
from satupintu.walkin.queries.slips import Slip, called_between, slip_of
from tests.machine import free_port

DOT = 8  # dots per millimetre at 203 dpi


class Paper:
    """Reads ESC/POS as a printer does: lines of text with their size, and pictures."""

    def __init__(self, data: bytes) -> None:
        self.lines: list[tuple[str, int, int]] = []  # words, width and height of a letter
        self.pictures: list[Image.Image] = []
        self.cuts = self.fed = 0
        width = height = 1
        words = ""
        at = 0
        while at < len(data):
            two = data[at : at + 2]
            if two == b"\x1d!":
                width, height = (data[at + 2] >> 4) + 1, (data[at + 2] & 15) + 1
                at += 3
            elif two == b"\x1b!":
                width = height = 1
                width += bool(data[at + 2] & 0x20)
                height += bool(data[at + 2] & 0x10)
                at += 3
            elif two == b"\x1dv":
                columns, rows = (
                    int.from_bytes(data[n : n + 2], "little") for n in (at + 4, at + 6)
                )
                bits = data[at + 8 : at + 8 + columns * rows]
                picture = Image.frombytes("1", (columns * 8, rows), bytes(255 - b for b in bits))
                self.pictures.append(picture.convert("L"))
                at += 8 + len(bits)
            elif two == b"\x1dV":
                self.cuts += 1
                at += 4 if data[at + 2] in {65, 66} else 3
            elif two == b"\x1bd":
                self.fed += data[at + 2]
                at += 3
            elif two == b"\x1b@":
                width = height = 1
                at += 2
            elif data[at] in (0x1B, 0x10):
                at += 3
            elif data[at] == 10:
                self.lines.append((words, width, height))
                words, at = "", at + 1
            else:
                words, at = words + chr(data[at]), at + 1

    @property
    def text(self) -> str:
        return "\n".join(words for words, _, _ in self.lines)


@pytest.fixture
def slip(place: Published, settings: Any) -> Slip:
    settings.PUBLIC_ADDRESS = "https://antre.example.go.id"
    consultation = place.service("consultation")
    assert consultation
    ticket = take_ticket(
        place, consultation, door=Door.KIOSK, forecast=Forecast(3, 10, 25), priority=True
    )
    return slip_of(ticket, place)


def printed(slip: Slip, width: int) -> Paper:
    printer = Dummy()
    printing.write_receipt(printer, slip, width)
    return Paper(printer.output)


@pytest.mark.parametrize(("width", "columns", "dots"), [(80, 48, 576), (58, 32, 384)])
@pytest.mark.proves("STD-WALKIN-1")
def test_a_receipt_fits_its_paper_and_its_code_can_be_read(
    slip: Slip, width: int, columns: int, dots: int
) -> None:
    paper = printed(slip, width)

    too_wide = [words for words, wide, _ in paper.lines if len(words) * wide > columns]
    [picture] = paper.pictures
    [code] = zxingcpp.read_barcodes(picture)
    dark = picture.point(lambda grey: 255 - grey).getbbox()
    assert too_wide == []
    assert picture.width == dots
    assert code.text == slip.url
    assert dark
    assert (dark[2] - dark[0]) / DOT >= 20
    assert paper.cuts == 1


@pytest.mark.parametrize("width", [80, 58])
def test_the_number_on_paper_is_at_least_fifteen_millimetres_high(slip: Slip, width: int) -> None:
    [(_, _, height)] = [line for line in printed(slip, width).lines if line[0] == slip.code]

    assert height * 24 / DOT >= 15


@pytest.mark.proves("HP-5")
@pytest.mark.parametrize(
    ("seconds", "range_", "told"),
    [(0, (10, 25), "09.10–09.25"), (130, (10, 25), "09.10–09.30"), (130, (1, 8), "09.02–09.15")],
)
def test_paper_rounds_the_range_to_five_minutes_as_the_phone_does(place, seconds, range_, told):
    at = place.local(datetime(2026, 7, 24, 9, tzinfo=place.zone)) + timedelta(seconds=seconds)
    ticket = Ticket(forecast_p50=range_[0], forecast_p90=range_[1], issued_at=at)
    assert called_between(ticket, place) == told


@pytest.mark.proves("KSK-7", "STD-FEE")
def test_a_receipt_says_what_the_visitor_needs_and_only_ascii_reaches_the_printer(
    slip: Slip,
) -> None:
    text = re.sub(r"\s+", " ", printed(slip, 80).text)

    for words in (
        "BPS Provinsi Jawa Tengah", "P-001", "Didahulukan", "3 orang di depan Anda",
        "09.10-09.30 WIB", "antre.example.go.id/t/", "Siapkan kartu identitas dan alamat e-mail.",
        "Tidak dipungut biaya.", "Terlewat? Lapor ke meja depan", "Jumat, 24 Juli 2026 - 09.00 WIB",
    ):  # fmt: skip
        assert words in text
    assert text.isascii()


def test_the_address_in_the_code_stays_short(slip: Slip) -> None:
    """At most 40 letters, so that the squares stay large enough for old cameras."""
    assert len(slip.link) <= 40


def test_without_a_public_address_no_code_is_printed(place: Published, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = ""
    library = place.service("library")
    assert library
    slip = slip_of(take_ticket(place, library, door=Door.KIOSK), place)
    paper = printed(slip, 80)

    assert (slip.url, paper.pictures) == ("", [])
    assert "ponsel" not in paper.text
    assert "Perkiraan belum tersedia" in paper.text


class Printer:
    """A receipt printer on the network: keeps what it is sent, says how much paper it has."""

    def __init__(self, paper: int) -> None:
        self.paper, self.heard = paper, b""
        self.door = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.door.getsockname()[1]}"

    def _work(self) -> None:
        caller, _ = self.door.accept()
        with caller:
            while part := caller.recv(65536):
                self.heard += part
                if self.heard.endswith(b"\x10\x04\x04"):
                    caller.sendall(bytes([self.paper]))

    def close(self) -> None:
        self.thread.join(5)
        self.door.close()


@pytest.fixture
def device(office: Office, friday_morning: datetime) -> Iterator[Device]:
    yield Device.objects.create(
        office=office, kind=Device.Kind.KIOSK, name="Mesin", digest="d", asked_at=clock.now(),
        joined_at=clock.now(),
    )  # fmt: skip
    printing.forget()


ENOUGH, LOW, OUT = 0x12, 0x1E, 0x72


@pytest.mark.parametrize(
    ("paper", "told"),
    [(ENOUGH, []), (LOW, [Alert.Kind.PAPER_LOW]), (OUT, [Alert.Kind.PRINTER])],
)
@pytest.mark.proves("KSK-13")
def test_the_printer_says_how_much_paper_it_has_and_the_staff_are_told(
    device: Device, slip: Slip, paper: int, told: list[str]
) -> None:
    printer = Printer(paper)
    device.settings = {"printer": printer.address, "width": 58}
    printing.send(device, slip)
    printer.close()

    assert slip.code in Paper(printer.heard).text
    assert [alert.kind for alert in Alert.objects.all()] == told


@pytest.mark.proves("KSK-13")
def test_a_printer_that_is_not_there_is_told_once_and_is_settled_when_it_prints(
    device: Device, slip: Slip
) -> None:
    device.settings = {"printer": f"127.0.0.1:{free_port()}"}
    for _ in range(2):
        printing.send(device, slip)
    [alert] = Alert.objects.all()
    assert (alert.kind, alert.answered_at) == (Alert.Kind.PRINTER, None)

    printer = Printer(ENOUGH)
    device.settings = {"printer": printer.address}
    printing.send(device, slip)
    printer.close()
    alert.refresh_from_db()
    assert alert.answered_at is not None
