"""Words that lead to other words, kept by hand or from a file."""

import pytest

from satupintu.catalogue.actions.synonyms import (
    NotWords,
    import_synonyms,
    keep_hint,
    keep_synonym,
    look_after,
    remove_hint,
    remove_synonym,
)
from satupintu.catalogue.models import ElsewhereHint, Revision, SearchLog, Synonym
from satupintu.catalogue.sources.opening import open_table
from satupintu.catalogue.sources.reading import Broken
from satupintu.journal.models import Entry as Noted
from satupintu.rules import clock

FILE = """term,canonical,kind,note
TPT,Tingkat Pengangguran Terbuka,singkatan,
NTB,nilai tambah bruto,singkatan,dua arti
NTB,Nusa Tenggara Barat,singkatan,dua arti
kemiskina,kemiskinan,salah_ketik,
,kosong,singkatan,
sama,Sama,sinonim,
aneh,arti,entah,
tiada,,sinonim,
apa yang,penduduk,sinonim,
"""


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "s.csv"
    file.write_text(FILE, encoding="utf-8")
    return open_table(file)


@pytest.mark.proves("CAT-4")
def test_a_file_of_words_is_kept_once_with_reasons_for_what_is_not(office, table):
    outcome = import_synonyms(table)
    assert (outcome.added, len(outcome.refusals)) == (4, 5)
    assert [one.reason.split(":")[0] for one in outcome.refusals] == [
        "tidak ada kata yang bisa dicari", "kata dan artinya sama", "jenis 'entah' tidak dikenal",
        "tidak ada artinya", "kata-kata ini dilewati saat mencari, jadi tidak pernah cocok",
    ]  # fmt: skip
    assert Synonym.objects.filter(words="ntb").count() == 2
    again = import_synonyms(table)
    assert (again.added, again.unchanged) == (0, 4)


def test_a_file_without_the_columns_says_which(office, tmp_path):
    file = tmp_path / "s.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Broken, match="term dan canonical"):
        import_synonyms(open_table(file))


@pytest.mark.proves("CAT-4")
def test_words_are_kept_changed_and_removed_by_an_administrator(office, administrator):
    kept = keep_synonym(
        office, administrator.pk, words=" UMR ", means="upah  minimum|UMP", kind="everyday"
    )
    assert (kept.words, kept.means) == ("umr", "upah minimum|UMP")
    before = Revision.objects.get().number
    keep_synonym(office, administrator.pk, words="umr", means="UMP", kind="everyday", pk=kept.pk)
    with pytest.raises(NotWords, match="sudah ada"):
        keep_synonym(office, administrator.pk, words="Umr", means="UMP", kind="synonym")
    remove_synonym(office, administrator.pk, kept.pk)
    assert not Synonym.objects.exists()
    assert Revision.objects.get().number > before
    told = Noted.objects.filter(event__startswith="catalogue.").values_list("event", "facts")
    assert [event for event, _ in told.order_by("seq")] == [
        "catalogue.synonym_kept", "catalogue.synonym_kept", "catalogue.synonym_removed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "means", "reason"),
    [
        (" ?", "a", "bisa dicari"),
        ("kata baru " * 20, "b", "terlalu panjang"),
        ("padi", "Padi", "sama"),
    ],
)
def test_words_that_lead_nowhere_are_not_kept(office, administrator, words, means, reason):
    with pytest.raises(NotWords, match=reason):
        keep_synonym(office, administrator.pk, words=words, means=means, kind="synonym")


def test_another_office_s_words_stay_untouched(office, other_office, administrator):
    theirs = Synonym.objects.create(office=other_office, words="a", means="b")
    hint = ElsewhereHint.objects.create(office=other_office, words="guru", institution="Dinas")
    remove_synonym(office, administrator.pk, theirs.pk)
    remove_hint(office, administrator.pk, hint.pk)
    assert (Synonym.objects.count(), ElsewhereHint.objects.count()) == (1, 1)


def test_a_hint_names_whose_data_it_is(office, administrator):
    hint = keep_hint(
        office, administrator.pk, words="Guru, sekolah,, guru", institution=" Dinas Pendidikan ",
        link="javascript:x",
    )  # fmt: skip
    assert (hint.words, hint.institution, hint.link) == ("guru, sekolah", "Dinas Pendidikan", "")
    remove_hint(office, administrator.pk, hint.pk)
    assert not ElsewhereHint.objects.exists()


def test_a_term_looked_after_leaves_the_work_list(office, administrator):
    for _ in range(3):
        SearchLog.objects.create(
            office=office, day=clock.now().date(), at=clock.now(), query="harga emas",
            match="none", results=0,
        )  # fmt: skip
    assert look_after(office, administrator.pk, "harga emas") == 3
    assert not SearchLog.objects.filter(done=False).exists()
