"""The index keeps step with the catalogue."""

import pytest

from satupintu.catalogue.actions.index import index, rebuild
from satupintu.catalogue.models import Entry, Item, Kind, Revision, Type, Word
from satupintu.catalogue.search import find, known
from satupintu.catalogue.search.entries import entry_of
from satupintu.catalogue.search.full_text import Arm, ask, fts5, tsquery
from satupintu.catalogue.search.terms import Group, Reading, term
from satupintu.catalogue.tests.shelf import fill, item
from satupintu.rules import clock
from satupintu.rules.search_query import read

pytestmark = pytest.mark.django_db


def counts():
    return dict(Word.objects.filter(entries__gt=0).values_list("word", "entries"))


def everything():
    return list(Entry.objects.order_by("pk").values())


def test_words_count_once_for_each_entry():
    index([item("a", "Kopi dan kopi"), item("b", "Teh", description="lawan kopi")])
    assert counts()["kopi"] == 2
    assert Word.objects.get(word="kopi").titles == 1
    assert "dan" not in counts()


def test_a_changed_item_takes_its_old_words_away():
    one = item("a", "Kopi luwak")
    assert index([one]) == 1
    one.title = "Teh luwak"
    assert index([one]) == 1
    assert "kopi" not in counts()
    assert counts()["teh"] == counts()["luwak"] == 1
    assert Revision.objects.get().entries == 1


def test_what_did_not_change_is_not_written_again():
    fill()
    before = Revision.objects.get().number
    assert index(Item.objects.all()) == 0
    assert Revision.objects.get().number == before


def test_withdrawn_items_leave_no_word_behind():
    one = item("a", "Kopi")
    index([one])
    one.withdrawn_at = clock.now()
    assert index([one]) == 1
    assert counts() == {}
    assert Revision.objects.get().entries == 0
    assert not Entry.objects.exists()


def test_the_index_made_anew_is_the_same():
    fill()
    entries, words = everything(), counts()
    assert rebuild() == len(entries)
    assert everything() == entries
    assert counts() == words
    assert Revision.objects.get().entries == len(entries)


def test_the_full_text_follows_every_change():
    kopi = Group(("kopi",), (Reading((term("kopi"),), 1.0),))
    one = item("a", "Kopi", description="teh")
    index([one])
    assert [found.item_id for found in ask([Arm((kopi,))], None)[0]] == [one.pk]
    one.title = "Susu"
    one.description = "kopi"
    index([one])
    assert ask([Arm((kopi,))], None)[0]
    assert not ask([Arm((kopi,), in_title=True)], None)[0]
    one.delete()
    assert not ask([Arm((kopi,))], None)[0]


def test_an_entry_holds_words_roots_names_and_marks():
    entry = entry_of(
        item(
            "a",
            "Peternakan Kambing",
            kind=Kind.CLASSIFICATION,
            type=Type.CODE,
            source="kbli2020",
            scheme="kbli",
            edition="2020",
            code="01442",
            keywords="wedus",
            description="Kelompok ini mencakup pembiakan kambing. Tidak mencakup domba.",
        )
    )
    assert entry.title == "peternakan kambing"
    assert entry.roots.split() == ["wedus", "ternak"]
    assert entry.body.split()[:2] == ["pembiakan", "biak"]
    assert "domba" not in entry.body
    assert entry.marks.split() == ["zzkclassification", "zzskbli2020", "zzckbli"]


def test_both_tongues_take_only_plain_words():
    group = Group(("x",), (Reading((term("a' OR b"),), 1.0),))
    for tongue in (fts5, tsquery):
        with pytest.raises(ValueError, match="not a folded word"):
            tongue(Arm((group,)))


def test_what_is_known_is_read_anew_after_a_change(office, monkeypatch):
    fill()
    assert known.known(office).entries == 18
    index([item("new", "Kopi")])
    assert known.known(office).entries == 18  # a long import tells often; seconds are waited
    monkeypatch.setattr(known, "KEPT_SECONDS", 0)
    assert known.known(office).entries == 19
    assert find(office, "kopi").hits


def test_every_shipped_phrase_is_found_where_it_is_typed():
    for words, _means, _kind in known.shipped_synonyms():
        key = known._typed(words)
        queries = [f"{before} {words}" for before in ("", "jual", "kbli", "apa itu")]
        typed = [read(text, {}, this_year=2026).words for text in queries]
        assert any(key == one[-len(key) :] for one in typed), words


def test_a_word_that_talk_leaves_of_a_phrase_does_not_mean_the_phrase(office):
    now = known.known(office)
    assert now.meanings(("pabrik", "tahu"))[0].words == ("industri", "tahu", "kedelai")
    assert all("tahu" not in meaning.words for meaning in now.meanings(("pabrik",)))


def test_the_shipped_words_are_in_order():
    seen = set()
    for words, means, kind in known.shipped_synonyms():
        assert words not in seen, words
        seen.add(words)
        assert words == words.strip().lower()
        assert means.strip()
        assert words not in means.split("|"), words
        assert kind in {"abbreviation", "chat", "spelling", "everyday", "english"}
    assert len(seen) > 500
