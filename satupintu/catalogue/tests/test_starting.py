"""The starter: enough, true in its form, and the same when it is loaded again."""

from collections import Counter
from urllib.parse import urlsplit

import pytest

from satupintu.catalogue.actions.starting import load_starter, starter_records
from satupintu.catalogue.models import ImportRun, Item, Kind


@pytest.mark.proves("CAT-3")
def test_the_starter_is_a_catalogue_of_every_kind(office):
    outcome = load_starter(office)
    kinds = Counter(Item.objects.values_list("kind", flat=True))
    assert outcome.added == sum(kinds.values()) >= 200
    assert set(kinds) == set(Kind)
    assert outcome.refusals == []


def test_loading_it_again_changes_nothing(office, django_assert_max_num_queries):
    load_starter(office)
    with django_assert_max_num_queries(6):
        assert load_starter(office).unchanged >= 200
    assert ImportRun.objects.count() == 1


def test_indicators_are_those_of_the_office_s_province(office, other_office):
    load_starter(office)
    load_starter(other_office)
    here = Item.objects.get(ident="starter:3300:inflasi")
    there = Item.objects.get(ident="starter:8200:inflasi")
    assert (here.title, here.region_code) == ("Inflasi Jawa Tengah", "3300")
    assert here.link == "https://jateng.bps.go.id/id/pressrelease"
    assert (there.title, there.link) == (
        "Inflasi Maluku Utara", "https://www.bps.go.id/id/pressrelease",
    )  # fmt: skip
    assert next(starter_records(None)).region_name == "Indonesia"


def test_every_item_can_be_read_and_none_tells_a_figure():
    records = list(starter_records(None))
    assert len({one.ident for one in records}) == len(records)
    for one in records:
        assert one.title
        assert one.source_name
        assert one.kind == "classification" or len(one.description) > 30
        assert not one.value
        assert not one.link or urlsplit(one.link).hostname in {"www.bps.go.id"}


def test_codes_of_both_editions_have_everyday_words():
    codes = [one for one in starter_records(None) if one.kind == Kind.CLASSIFICATION]
    assert {one.edition for one in codes} == {"2020", "2025"}
    asked = [one for one in codes if one.code.isdigit()]
    assert len(asked) >= 80
    assert all(one.keywords and one.parent_code.isalpha() for one in asked)
