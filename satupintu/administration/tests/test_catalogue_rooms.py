"""The rooms of the catalogue: who enters, what they cost, how words come and go."""

import pytest

from satupintu.catalogue.actions.keeping import Outcome, begin, end
from satupintu.catalogue.actions.synonyms import keep_hint, keep_synonym
from satupintu.catalogue.models import ElsewhereHint, Item, SearchLog, Synonym
from satupintu.catalogue.sources.record import record
from satupintu.rules import clock

BASE = "/o/3300/settings/catalogue/"
ROOMS = ("", "words/", "hints/")


def searched(office, query, match="none"):
    SearchLog.objects.create(
        office=office, day=clock.now().date(), at=clock.now(), query=query, match=match, results=0
    )


def an_item(number, source="kbli2020"):
    told = record({"source": source, "kind": "data", "type": "table", "ident": f"{source}:{number}",
                   "title": f"Tabel {number}"})  # fmt: skip
    Item.objects.create(
        ident=told.ident, source=source, kind="data", type="table", title=told.title,
        changed_at=clock.now(),
    )  # fmt: skip


@pytest.mark.proves("LAW-3")
@pytest.mark.parametrize("room", ROOMS)
def test_administrators_enter_and_nobody_else(
    signed_in, administrator, supervisor, officer, other_officer, room
):
    assert signed_in(administrator).get(BASE + room).status_code == 200
    assert signed_in(supervisor).get(BASE + room).status_code == 403
    assert signed_in(officer).get(BASE + room).status_code == 403
    assert signed_in(other_officer).get(BASE + room).status_code == 404


@pytest.mark.proves("LAW-3")
def test_words_and_hints_of_another_office_are_not_found(
    signed_in, administrator, other_office, other_officer
):
    theirs = Synonym.objects.create(office=other_office, words="a", means="b")
    everybodys = Synonym.objects.create(words="c", means="d")
    hint = ElsewhereHint.objects.create(office=other_office, words="x", institution="Dinas")
    client = signed_in(administrator)
    for room in (f"words/{theirs.pk}/", f"words/{everybodys.pk}/", f"hints/{hint.pk}/"):
        assert client.get(BASE + room).status_code == 404
        assert client.post(f"{BASE}{room}remove/").status_code == 404
        assert client.get(f"{BASE}{room}remove/").status_code in {404, 405}
    assert (Synonym.objects.count(), ElsewhereHint.objects.count()) == (2, 1)


def test_everybodys_words_are_changed_where_one_office_serves(signed_in, administrator, office):
    row = Synonym.objects.create(words="umr", means="upah minimum")
    client = signed_in(administrator)
    assert "untuk semua kantor" in client.get(BASE + "words/").text
    changed = {"words": "umr", "means": "UMP", "kind": "everyday"}
    assert client.post(f"{BASE}words/{row.pk}/", changed).status_code == 302
    row.refresh_from_db()
    assert row.means == "UMP"


@pytest.mark.proves("LAW-8")
@pytest.mark.parametrize(("room", "statements"), [("", 6), ("words/", 4), ("hints/", 4)])
def test_lists_ask_the_same_number_of_questions_however_long_they_are(
    signed_in, administrator, office, room, statements, django_assert_num_queries
):
    client = signed_in(administrator)
    for number in (1, 2, 3):
        an_item(number, f"daftar{number}")
        end(
            begin(Outcome(f"{number}.csv", f"daftar{number}"), None), Outcome("", f"daftar{number}")
        )
        searched(office, f"kata {number}")
        keep_synonym(office, administrator.pk, words=f"k{number}", means="m", kind="synonym")
        keep_hint(office, administrator.pk, words=f"k{number}", institution="Dinas")
        if number in {1, 3}:
            client.get("/o/3300/settings/")  # the office as published is read once more
            with django_assert_num_queries(statements):
                client.get(BASE + room)


@pytest.mark.proves("CAT-4", "PRT-4")
def test_a_term_that_found_nothing_becomes_a_synonym(signed_in, administrator, office):
    for _ in range(3):
        searched(office, "gaji minimum <b>")
    searched(office, "inflasi", match="exact")
    client = signed_in(administrator)
    page = client.get(BASE).text
    assert "3 kali dicari" in page
    assert "inflasi" not in page.split("Sumber</h2>")[0].split("Dicari tetapi")[1]
    assert "gaji minimum &lt;b&gt;" in page
    link = "words/?words=gaji%20minimum%20%3Cb%3E"
    assert link in page
    assert 'value="gaji minimum &lt;b&gt;"' in client.get(BASE + link).text
    told = {"words": "gaji minimum", "means": "upah minimum", "kind": "everyday"}
    assert client.post(BASE + "words/", told).status_code == 302
    assert Synonym.objects.get().office_id == office.pk
    done = client.post(BASE + "terms/", {"query": "gaji minimum <b>"}, follow=True)
    assert "Ditandai sudah dilihat" in done.text
    assert "Semua kata menemukan isinya" in done.text


def test_sources_show_their_counts_and_last_import(signed_in, administrator, office):
    for number in range(3):
        an_item(number)
    Item.objects.filter(ident="kbli2020:2").update(withdrawn_at=clock.now())
    outcome = Outcome("kbli.csv", "kbli2020", added=3)
    outcome.refuse(4, "x", "tidak ada judul")
    end(begin(outcome, None), outcome, "waktunya habis")
    begin(Outcome("webapi", "webapi"), None)
    page = signed_in(administrator).get(BASE).text
    for words in ("KBLI 2020", "kbli.csv", "3 baru", "1 ditolak", "waktunya habis", "1 ditarik"):
        assert words in page


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"words": "", "means": "x"}, "Tulis katanya."),
        ({"words": "???", "means": "x"}, "Tulis kata dengan huruf atau angka."),
        ({"words": "padi", "means": "Padi"}, "Kata dan artinya sama."),
        ({"words": "mau tahu", "means": "metadata"}, "Kata-kata ini dilewati saat mencari."),
        ({"words": "umr", "means": "ump"}, "sudah ada"),
        ({"words": "x" * 200, "means": "y"}, "paling banyak 120 huruf"),
    ],
)
def test_words_that_lead_nowhere_are_told_and_kept_in_the_form(
    signed_in, administrator, office, told, words
):
    keep_synonym(office, administrator.pk, words="umr", means="ump", kind="synonym")
    answer = signed_in(administrator).post(BASE + "words/", told | {"kind": "everyday"})
    assert answer.status_code == 400
    assert words in answer.text
    assert f'value="{told["words"]}"' in answer.text
    assert Synonym.objects.count() == 1


def test_a_removed_word_can_be_written_down_again_at_once(signed_in, administrator, office):
    row = keep_synonym(office, administrator.pk, words="umr", means="ump", kind="everyday")
    client = signed_in(administrator)
    page = client.post(f"{BASE}words/{row.pk}/remove/", follow=True).text
    assert not Synonym.objects.exists()
    assert 'name="means" value="ump"' in page
    assert 'name="means" value="ump"' not in client.get(BASE + "words/").text


def test_a_word_without_meaning_silences_the_shipped_one(signed_in, administrator, office):
    client = signed_in(administrator)
    client.post(BASE + "words/", {"words": "hk", "means": "", "kind": "abbreviation"})
    assert "arti bawaan tidak dipakai" in client.get(BASE + "words/").text


def test_shipped_words_are_found_and_a_form_begins_with_them(signed_in, administrator, office):
    client = signed_in(administrator)
    assert "Kata bawaan</h2>" not in client.get(BASE + "words/").text
    page = client.get(BASE + "words/", {"q": "Warung kopi"}).text
    assert "<b>warung kopi</b>: kedai kopi, kedai minuman, rumah minum" in page
    assert 'href="?words=warung%20kopi"' in page
    begun = client.get(BASE + "words/", {"words": "warung kopi"}).text
    assert 'value="kedai kopi|kedai minuman|rumah minum"' in begun
    client.post(BASE + "words/", {"words": "warung kopi", "means": "kafe", "kind": "everyday"})
    page = client.get(BASE + "words/", {"q": "warung kopi"}).text
    assert "<b>warung kopi</b>: kafe" in page
    assert "<b>warung kopi</b>: kedai" not in page


def test_long_lists_of_words_are_paged_and_searched(signed_in, administrator, office):
    for number in range(60):
        Synonym.objects.create(office=office, words=f"kata {number:02d}", means=f"arti {number}")
    client = signed_in(administrator)
    first = client.get(BASE + "words/").text
    assert ("kata 49" in first, "kata 50" in first, "after=kata%2049" in first) == (
        True, False, True,
    )  # fmt: skip
    after = Synonym.objects.get(words="kata 49")
    second = client.get(f"{BASE}words/", {"after": f"kata 49~{after.pk}"}).text
    assert ("kata 50" in second, "kata 49" in second) == (True, False)
    for odd in ("~", "kata 49~²", f"kata 49~{'9' * 90}", "~5"):
        assert client.get(f"{BASE}words/", {"after": odd}).status_code == 200
    found = client.get(BASE + "words/", {"q": "arti 7"}).text
    assert ("kata 07" in found, "kata 08" in found) == (True, False)
    assert "Tidak ada yang cocok" in client.get(BASE + "words/", {"q": "tiada %"}).text


@pytest.mark.proves("CAT-4")
def test_hints_to_other_institutions_come_change_and_go(signed_in, administrator, office):
    client = signed_in(administrator)
    bad = client.post(BASE + "hints/", {"words": ",", "institution": "", "link": "bukan alamat"})
    assert bad.status_code == 400
    assert "Tulis nama instansinya." in bad.text
    told = {"words": "guru, sekolah", "institution": "Dinas Pendidikan", "link": "dinas.go.id"}
    assert client.post(BASE + "hints/", told).status_code == 302
    hint = ElsewhereHint.objects.get()
    assert (hint.office_id, hint.link) == (office.pk, "https://dinas.go.id")
    changed = told | {"institution": "Kementerian"}
    assert client.post(f"{BASE}hints/{hint.pk}/", changed).status_code == 302
    assert "Kementerian" in client.get(BASE + "hints/").text
    assert client.post(f"{BASE}hints/{hint.pk}/remove/").status_code == 302
    assert "Belum ada petunjuk" in client.get(BASE + "hints/").text


def test_a_hint_of_very_many_short_words_is_told_to_be_too_long(signed_in, administrator):
    words = ",".join(f"k{number:02d}" for number in range(75))  # 299 signs, more with their spaces
    told = {"words": words, "institution": "Dinas"}
    answer = signed_in(administrator).post(BASE + "hints/", told)
    assert (answer.status_code, "Terlalu panjang." in answer.text) == (400, True)
    assert f'value="{words}"' in answer.text
    assert not ElsewhereHint.objects.exists()


def test_what_was_done_stands_in_the_audit(signed_in, administrator, office):
    client = signed_in(administrator)
    client.post(BASE + "words/", {"words": "umr", "means": "ump", "kind": "everyday"})
    page = client.get("/o/3300/settings/audit/?group=catalogue").text
    assert "Sinonim ditulis" in page
