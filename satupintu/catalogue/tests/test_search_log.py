"""Searches are counted without saying whose they are."""

from datetime import date, timedelta

import pytest

from satupintu.catalogue.actions.search_log import (
    asked,
    impersonal,
    left,
    logged,
    opened,
)
from satupintu.catalogue.actions.synonyms import look_after
from satupintu.catalogue.models import SearchLog
from satupintu.catalogue.queries.searches import searches, terms_not_found
from satupintu.catalogue.search import find
from satupintu.rules import clock

TODAY = date(2026, 7, 24)


def search(office, text):
    return logged(office, find(office, text))


def test_a_search_is_written_down_with_what_it_showed(shelf):
    number = search(shelf, "Produksi Jagung Jateng, 2022")
    row = SearchLog.objects.get(pk=number)
    assert row.query == "produksi jagung jateng 2022"
    assert row.chips == ["region:3300", "years:2022"]
    assert row.match == "exact"
    assert row.results >= 2
    assert row.shown[0] == "t:2"
    assert row.day == TODAY


def test_nothing_in_it_says_whose_it_is():
    names = {field.name for field in SearchLog._meta.get_fields()}
    assert names.isdisjoint({"session", "person", "user", "address", "ip", "account", "agent"})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("jagung siti@contoh.id", "jagung"),
        ("hubungi 0812-3456-7890 jagung", "hubungi jagung"),
        ("nik 3374010101900001", "nik"),
        ("+62 812 3456 7890", ""),
        ("kbli 95291", "kbli 95291"),
        ("kbki 0141100", "kbki 0141100"),
        ("jagung 2015-2020", "jagung 2015 2020"),
    ],
)
def test_numbers_and_addresses_of_persons_are_left_out(text, kept):
    assert impersonal(text) == kept


def test_what_came_of_it_is_told_by_its_number(shelf, other_office):
    number = search(shelf, "jagung")
    opened(shelf, number, "t:2")
    opened(shelf, number, "t:2")
    opened(other_office, number, "t:1")
    asked(shelf, number)
    left(shelf, number)
    row = SearchLog.objects.get(pk=number)
    assert (row.opened, row.asked, row.left) == (["t:2"], True, True)


def test_what_happens_long_after_belongs_to_another_search(shelf):
    number = search(shelf, "jagung")
    with clock.travel(to=clock.now() + timedelta(hours=7)):
        asked(shelf, number)
    assert not SearchLog.objects.get(pk=number).asked


@pytest.mark.proves("PRT-4")
def test_terms_nobody_found_anything_for_are_the_work_list(shelf):
    for _ in range(3):
        search(shelf, "Gandul?")
    asked(shelf, search(shelf, "produksi jagung ungu"))
    search(shelf, "produksi jagung")
    terms = terms_not_found(shelf, TODAY, TODAY)
    assert [(term.query, term.times, term.nothing, term.asked) for term in terms] == [
        ("gandul", 3, 3, 0),
        ("produksi jagung ungu", 1, 0, 1),
    ]
    assert look_after(shelf, 1, "gandul") == 3
    assert [term.query for term in terms_not_found(shelf, TODAY, TODAY)] == ["produksi jagung ungu"]


def test_each_office_has_its_own_list(shelf, other_office):
    search(other_office, "gandul")
    assert terms_not_found(shelf, TODAY, TODAY) == []


def test_searches_are_counted(shelf):
    number = search(shelf, "produksi jagung")
    opened(shelf, number, "t:1")
    left(shelf, number)
    asked(shelf, search(shelf, "gandul"))
    told = searches(shelf, TODAY, TODAY)
    assert (told.made, told.exact, told.nothing) == (2, 1, 1)
    assert (told.opened, told.asked, told.answered) == (1, 1, 1)
