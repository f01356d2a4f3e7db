"""Search in what was said and in numbers: every word, the last unfinished, nothing dangerous."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.moving import hand_over
from satupintu.consultations.actions.talking import note, reply, take_back
from satupintu.consultations.models import MessageWords
from satupintu.consultations.queries.message_search import of_office, search, similar
from satupintu.consultations.tests.cases import examined, fresh, html
from satupintu.offices.published import published

SEARCH = "/o/3300/inbox/search/"


def numbers(place, text: str) -> list[str]:
    return [str(hit.case.number) for hit in search(place, text).hits]


def test_every_word_must_be_there_and_the_last_may_be_unfinished(place, sent):
    ask(place, Asked("Data inflasi Kota Surakarta?"))
    assert numbers(place, "inflasi semar") == [sent.number]
    assert numbers(place, "semar inflasi") == []
    assert numbers(place, "skripsi surakarta") == []
    assert len(numbers(place, "INFLASI kota")) == 2


def test_notes_replies_and_names_are_found_and_taken_back_words_are_not(place, sent, officer):
    note(place, sent, "Periksa gudang arsip.", officer_id=officer.pk)
    gone = reply(place, sent, "Silakan ke perpustakaan.", officer_id=officer.pk)
    assert numbers(place, "gudang") == numbers(place, "perpustakaan") == [sent.number]
    assert numbers(place, "rahmawati") == [sent.number]
    take_back(place, gone, officer_id=officer.pk)
    assert numbers(place, "perpustakaan") == []


def test_a_number_is_found_in_full_or_by_its_end(place, sent):
    for text in (sent.number, sent.number.lower(), "00001", "1", "K-1", "2026-3300-1"):
        assert numbers(place, text)[0] == sent.number


@pytest.mark.proves("T69")
@pytest.mark.parametrize(
    "text",
    ["%", "_", "'", '"', "*", "\\", "inflasi'); DROP TABLE x;--", 'NEAR("a" "b")', "a:b", "-", "()",
     "inflasi OR 1=1", "words : x", "AND OR NOT", "{x}", "a" * 5000,
     "(a+)+" * 300, "^o1", "🙂"],
)  # fmt: skip
def test_no_sign_means_anything_to_the_database(place, sent, desk, text):
    found = search(place, text)
    assert len(found.hits) <= 1
    assert desk.post(SEARCH, {"q": text}).status_code == 200


@pytest.mark.proves("T69")
def test_percent_and_underscore_find_nothing_by_themselves(place, sent):
    assert numbers(place, "%") == numbers(place, "_") == numbers(place, "infl_si") == []


def test_another_offices_words_are_never_found(place, sent, other_office):
    assert search(published(other_office.code), "inflasi").hits == []
    assert search(published(other_office.code), str(sent.number)).hits == []


def test_what_was_handed_over_is_found_there_and_no_longer_here(place, sent, officer, other_office):
    hand_over(place, sent, other_office, officer_id=officer.pk, reason="Data di sana.")
    there = published(other_office.code)
    assert numbers(place, "inflasi") == []
    assert [hit.case.pk for hit in search(there, "inflasi").hits] == [sent.pk]


def test_the_page_shows_words_around_the_hit_and_no_name_in_the_address(desk, sent):
    answered = desk.post(SEARCH, {"q": "inflasi"})
    assert "data inflasi bulanan" in html(answered)
    assert desk.get(SEARCH).status_code == 200
    assert "tidak bisa dicari" in html(desk.post(SEARCH, {"q": "3374012345670001"}))


def test_older_hits_follow(place, officer, monkeypatch):
    monkeypatch.setattr("satupintu.consultations.queries.message_search.SHOWN", 2)
    cases = [ask(place, Asked(f"Produksi padi {n}?")) for n in range(5)]
    seen, before = [], None
    while True:
        found = search(place, "padi", before)
        seen += [hit.case.pk for hit in found.hits]
        before = found.before
        if before is None:
            break
    assert seen == [case.pk for case in reversed(cases)]


def test_the_words_go_with_the_message(place, sent):
    sent.thread.all().delete()
    assert not MessageWords.objects.exists()
    assert numbers(place, "inflasi") == []


@pytest.mark.proves("INB-9")
def test_similar_answered_questions_are_shown(place, sent, officer):
    examined(place, sent, officer)
    answer(place, fresh(sent), "Ini.", officer_id=officer.pk)
    new = ask(place, Asked("Inflasi bulanan Kota Semarang tahun ini?"))
    open_ = ask(place, Asked("Inflasi bulanan Kota Semarang?"))
    found = similar(place, new.question, but=new.pk)
    assert found == [sent]
    assert open_ not in found


def test_similar_ones_are_fetched_beside_the_conversation(place, desk, sent, officer):
    examined(place, sent, officer)
    answer(place, fresh(sent), "Ini.", officer_id=officer.pk)
    new = ask(place, Asked("Inflasi bulanan Kota Semarang tahun ini?"))
    found = html(desk.get(f"/o/3300/inbox/{new.pk}/similar/"))
    assert str(sent.number) in found


@pytest.mark.proves("INB-1")
def test_what_was_found_stays_beside_the_conversation_that_it_opens(desk, place, sent, officer):
    other = ask(place, Asked("Harga kedelai?", name="Budi"))
    found = html(desk.post(SEARCH, {"q": "inflasi"}))
    assert "Ambil yang paling mendesak" in found  # the tools of the list stand beside
    address = f"/o/3300/inbox/{sent.pk}/?found=1"
    assert f'href="{address}"' in found
    assert f"/inbox/{other.pk}/" not in found
    beside = html(desk.get(address))
    assert "Hasil pencarian" in beside
    assert f'href="{address}" aria-current' in beside
    assert 'value="inflasi"' in beside
    assert f'/o/3300/inbox/{other.pk}/"' not in beside.split("in-main")[0]
    answer = desk.post(f"/o/3300/inbox/{sent.pk}/assign/?found=1", {"to": officer.pk})
    assert answer["Location"] == address
    assert "Hasil pencarian" not in html(desk.get(f"/o/3300/inbox/{sent.pk}/"))
    assert "inflasi" in html(desk.get(SEARCH))  # a reload shows it again


def test_a_link_to_what_was_found_without_a_search_shows_the_list(desk, sent):
    page = html(desk.get(f"/o/3300/inbox/{sent.pk}/?found=1"))
    assert "Hasil pencarian" not in page
    assert 'class="in-item"' in page


def test_a_number_of_identity_is_neither_looked_for_nor_kept(desk, sent):
    page = html(desk.post(SEARCH, {"q": "3374010101900001"}))
    assert "Nomor identitas tidak disimpan" in page
    assert "3374010101900001" not in page
    assert "3374010101900001" not in str(dict(desk.session))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_conversation_beside_what_was_found_asks_as_much_for_one_as_for_three(
    desk, place, sent, rows, django_assert_num_queries
):
    for _ in range(rows - 1):
        ask(place, Asked("Inflasi Demak?", name="Budi"))
    desk.post(SEARCH, {"q": "inflasi"})
    desk.get(f"/o/3300/inbox/{sent.pk}/?found=1")
    # PostgreSQL asks once more: which message is the newest.
    with django_assert_num_queries(24 if connection.vendor == "sqlite" else 25):
        desk.get(f"/o/3300/inbox/{sent.pk}/?found=1")


def test_words_written_before_they_carried_their_office_are_found_after_the_update(place, sent):
    MessageWords.objects.update(words="data inflasi semarang", marks=f"o{place.office.pk} question")
    assert numbers(place, "inflasi semar") == []
    update = import_module("satupintu.consultations.migrations.0011_words_of_an_office")
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        update.anew(None, editor)
    assert numbers(place, "inflasi semar") == [sent.number]
    assert MessageWords.objects.get().marks == "question"


def test_no_word_of_one_office_is_a_word_of_another():
    assert of_office(1, ["2015"]) != of_office(12, ["015"])
    assert of_office(0x1111, ["x"]) != of_office(0x111, ["1x"])
