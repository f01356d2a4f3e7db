"""What tests of the search share."""

import pytest

from satupintu.catalogue.tests.shelf import fill


@pytest.fixture
def shelf(office):
    """The office with its small catalogue."""
    fill()
    return office
