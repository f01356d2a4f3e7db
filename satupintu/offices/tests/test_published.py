"""An office is read once and kept for a moment, whoever asks meanwhile."""

import pytest

from satupintu.offices import published as module
from satupintu.offices.actions.founding import found_office
from satupintu.offices.published import forget, published

pytestmark = pytest.mark.django_db


def test_while_one_reads_an_office_anew_the_others_are_given_what_was_kept(
    friday_morning: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_office(code="3300", name="BPS", zone="WIB", desks=["Meja 1"])
    forget()
    kept = published("3300")
    assert published("3300") is kept
    read, asked = module.read, []

    def slowly(*given: object) -> object:
        asked.append(published("3300"))  # another page, while this one reads
        return read(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read", slowly)
    monkeypatch.setattr(module, "KEPT_SECONDS", 0.0)
    fresh = published("3300")
    assert asked == [kept]
    assert fresh is not kept
