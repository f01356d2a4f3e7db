"""README's pictures can be taken anew from the sample office at any time."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.pictures import PICTURES, PLACE, take
from tests.servers import SatuPintu

EMPTY_PICTURE = 8_000  # bytes; a page that says nothing compresses to less


def test_every_picture_of_the_guides_shows_a_screen(
    browser: Browser, satu_pintu_server: SatuPintu, tmp_path: Path
) -> None:
    taken = take(browser, satu_pintu_server, tmp_path)

    assert [file.stem for file in taken] == [picture.name for picture in PICTURES]
    assert [file.name for file in taken if file.stat().st_size < EMPTY_PICTURE] == []
    assert {file.name for file in taken} == {file.name for file in PLACE.glob("*.png")}
