"""A room of its own for each test's files."""

from pathlib import Path

import pytest
from django.test import Client

from satupintu.files import access


@pytest.fixture(autouse=True)
def room(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.ARRIVING_ROOT = tmp_path / "arriving"
    settings.CLAMAV_ADDRESS = settings.FILES_ADDRESS = ""
    return tmp_path


@pytest.fixture
def case(monkeypatch):
    """A service that owns files: "case:1" may be read by whoever sends the header."""
    monkeypatch.setitem(access.owners, "case", access.Owner(_shows_a_badge))
    return "case:1"


def _shows_a_badge(request, owner: str) -> bool:
    return bool(request.headers.get("X-Badge") == owner)


@pytest.fixture
def stranger() -> Client:
    return Client()
