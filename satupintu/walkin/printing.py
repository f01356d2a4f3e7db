"""Tickets on a receipt printer of the network (ESC/POS), 80 mm or 58 mm paper.

The office's server prints, not the kiosk's browser: the printer needs only an address. The printer
library brings 18 MB of memory, so it is loaded with the first slip and not before.
"""

import logging
import threading
import unicodedata
from importlib import import_module
from textwrap import wrap
from typing import Any

import segno
from django.db import connection

from satupintu.people.models import Device
from satupintu.walkin.actions import alerts
from satupintu.walkin.models import Alert
from satupintu.walkin.queries.slips import Slip

COLUMNS = {80: 48, 58: 32}
DOTS = {80: 576, 58: 384}
DOTS_PER_MM = 8  # 203 dots per inch
QR_MM = 28
SECONDS = 4  # a printer that does not answer in this time does not print
NO_PAPER, LITTLE_PAPER = 0, 1
USUAL_PORT = 9100  # of receipt printers, when only the host is given

log = logging.getLogger(__name__)
_troubled: set[int] = set()


def print_slip(device: Device, slip: Slip) -> None:
    """Send the slip on its way; the visitor's screen does not wait for the paper (KSK-13)."""
    threading.Thread(target=_in_a_thread, args=(device, slip), name="slip", daemon=True).start()


def write_receipt(printer: Any, slip: Slip, width: int) -> None:
    """Write the ticket to an ESC/POS printer; `width` is the paper's, in millimetres."""
    columns = COLUMNS[width]
    printer.hw("INIT")
    printer.set(align="center", bold=True)
    _lines(printer, slip.office, columns)
    printer.set(align="center", bold=False)
    _lines(printer, slip.unit, columns)
    _number(printer, slip.code, columns)
    printer.set(align="center", bold=True, normal_textsize=True)
    for words in filter(None, (slip.service, slip.priority, slip.group)):
        _lines(printer, words, columns)
    printer.text("-" * columns + "\n")
    _waiting(printer, slip, columns)
    printer.text("-" * columns + "\n")
    if slip.url:
        _code(printer, slip, width)
    printer.set(align="left", bold=False, normal_textsize=True)
    _lines(printer, " ".join(filter(None, (slip.prepare, slip.fee, slip.missed))), columns)
    printer.set(align="center", bold=True)
    _lines(printer, slip.date, columns)
    printer.cut()


def send(device: Device, slip: Slip) -> None:
    """Print and tell the staff what is wrong with the printer, if anything is."""
    try:
        paper = _send(device.settings, slip)
    except Exception as fault:  # the printer library raises whatever its transport raises
        log.warning("the printer of device %s does not print: %s", device.pk, fault)
        paper = NO_PAPER
    _tell(device, paper)


def forget() -> None:
    """No printer is in trouble (tests)."""
    _troubled.clear()


def _in_a_thread(device: Device, slip: Slip) -> None:
    try:
        send(device, slip)
    finally:
        connection.close()


def _send(settings: dict[str, Any], slip: Slip) -> int:
    """Print and return how much paper is left; a printer that does not say has enough."""
    host, _, port = str(settings["printer"]).partition(":")
    network = import_module("escpos.printer").Network
    printer = network(host, int(port or USUAL_PORT), timeout=SECONDS)
    printer.open()
    try:
        write_receipt(printer, slip, int(settings.get("width", 80)))
        return int(printer.paper_status())
    except TimeoutError:
        return 2
    finally:
        printer.close()


def _tell(device: Device, paper: int) -> None:
    office_id = device.office_id or 0
    if paper == NO_PAPER:
        _troubled.add(device.pk)
        alerts.raise_alert(office_id, Alert.Kind.PRINTER, device_id=device.pk)
    elif device.pk in _troubled:
        _troubled.discard(device.pk)
        alerts.settle(office_id, Alert.Kind.PRINTER, device_id=device.pk)
    if paper == LITTLE_PAPER:
        alerts.raise_alert(office_id, Alert.Kind.PAPER_LOW, device_id=device.pk)


def plain(words: str) -> str:
    """The words in the letters that every receipt printer has."""
    for sign, instead in (("–", "-"), ("—", "-"), ("·", "-"), ("…", "...")):
        words = words.replace(sign, instead)
    return unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()


def _lines(printer: Any, words: str, columns: int) -> None:
    for line in wrap(plain(words), columns):
        printer.text(line + "\n")


def _number(printer: Any, code: str, columns: int) -> None:
    size = min(8, columns // len(code))  # 24 dots high each: 15 mm from size 5 on
    printer.text("\n")
    printer.set(align="center", bold=True, custom_size=True, width=size, height=size)
    printer.text(plain(code) + "\n")
    printer.set(align="center", bold=False, normal_textsize=True)
    printer.text("\n")


def _waiting(printer: Any, slip: Slip, columns: int) -> None:
    printer.set(align="center", bold=True)
    _lines(printer, slip.ahead, columns)
    printer.set(align="center", bold=False)
    _lines(printer, slip.about, columns)
    if slip.called:
        printer.set(align="center", bold=True, double_height=True, double_width=True)
        _lines(printer, slip.called, columns // 2)
        printer.set(align="center", bold=False, normal_textsize=True)
        _lines(printer, slip.sooner, columns)


def _code(printer: Any, slip: Slip, width: int) -> None:
    """The QR as a picture, since printers draw their own ones in sizes of their own."""
    code = segno.make(slip.url, error="m", micro=False)
    modules = code.symbol_size(border=4)[0]
    scale = max(4, QR_MM * DOTS_PER_MM // modules)
    image = import_module("PIL.Image").new("1", (DOTS[width], modules * scale), 1)
    left = (DOTS[width] - modules * scale) // 2
    for y, row in enumerate(code.matrix_iter(scale=scale, border=4)):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((left + x, y), 0)
    printer.set(align="center", bold=False)
    _lines(printer, slip.watch, COLUMNS[width])
    printer.image(image, impl="bitImageRaster")
    _lines(printer, slip.link, COLUMNS[width])
