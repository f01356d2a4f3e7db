"""Fixtures that several browser tests share."""

from tests.browser.kiosks import kiosk  # noqa: F401 - a fixture
from tests.browser.officers import sit  # noqa: F401 - a fixture
