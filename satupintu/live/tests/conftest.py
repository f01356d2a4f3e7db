"""The little office, one for the tests of a module, and a fresh one for those that change it."""

from collections.abc import Iterator

import pytest

from satupintu.live.tests.knocking import Little


@pytest.fixture(scope="module")
def little() -> Iterator[Little]:
    with Little() as office:
        yield office
