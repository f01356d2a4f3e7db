"""`satupintu catalogue …` as the person at the keyboard meets it, and the nightly duty."""

import csv
import io
import threading
from datetime import datetime
from types import SimpleNamespace

import pytest

from satupintu.catalogue.models import ImportRun, Item, Synonym
from satupintu.catalogue.tests.webapi_server import KEY, Server
from satupintu.operations import nightly
from satupintu.operations.command import main
from satupintu.operations.progress import Progress
from satupintu.rules import clock

CODES = """id,code,level,title
kbli2020:A,A,kategori,Pertanian
kbli2020:01,01,golongan pokok,Tanaman
,02,golongan pokok,Hutan
"""


@pytest.fixture
def codes(tmp_path):
    file = tmp_path / "kode.csv"
    file.write_text(CODES, encoding="utf-8")
    return file


@pytest.fixture
def server():
    server = Server()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def with_key(settings, server):
    settings.WEBAPI_KEY, settings.WEBAPI_ADDRESS = KEY, server.address


@pytest.mark.proves("CAT-1")
def test_import_tells_what_was_added_and_why_rows_were_refused(office, codes, capsys, tmp_path):
    report = tmp_path / "ditolak.csv"
    assert main(["catalogue", "import", str(codes), "--report", str(report)]) == 0
    told = capsys.readouterr()
    assert "kode.csv: 2 ditambah, 0 tetap, 1 ditolak." in told.out
    assert "baris 4 ditolak (tanpa id): tidak ada id" in told.out
    assert "\r" not in told.err  # no bar where nobody watches
    assert report.read_text(encoding="utf-8").splitlines()[1] == "kode.csv,4,,tidak ada id"
    assert main(["catalogue", "import", str(codes), "--dry-run"]) == 0
    assert "0 akan ditambah, 2 tetap, 1 ditolak" in capsys.readouterr().out


def test_what_a_file_brings_along_is_no_formula_in_the_report(office, codes, tmp_path):
    codes.write_text(f"{CODES}=cmd|' /C calc'!A0,03,golongan pokok,Laut\n", encoding="utf-8")
    report = tmp_path / "ditolak.csv"
    main(["catalogue", "import", str(codes), "--report", str(report)])
    with report.open(encoding="utf-8", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not any(cell.startswith("=") for cell in cells)


def test_several_files_or_a_folder_come_in_one_go_and_a_broken_one_stops_all(office, codes, capsys):
    (codes.parent / "rusak.csv").write_bytes(b"%PDF-1.4")
    assert main(["catalogue", "import", str(codes.parent)]) == 1
    assert "rusak.csv: berkas PDF" in (told := capsys.readouterr().err)
    assert "Tidak ada yang diubah." in told
    assert not Item.objects.exists()
    (codes.parent / "rusak.csv").write_text("id,judul\n1,Daftar\n", encoding="utf-8")
    assert main(["catalogue", "import", str(codes.parent)]) == 0
    assert "Semua: 3 ditambah, 0 tetap, 1 ditolak." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import"], "sebutkan berkas"),
        (["import", "tiada.csv"], "tidak ada berkas tiada.csv"),
        (["import", "FILE", "--mapping", "tiada"], "tidak ada pemetaan"),
        (["import", "FILE", "--office", "9999"], "tidak ada kantor 9999"),
        (["sync"], "WEBAPI_KEY belum ada"),
        (["synonyms", "FILE"], "perlu kolom term dan canonical"),
    ],
)
def test_each_trouble_says_how_to_mend_it(office, codes, capsys, settings, words, said):
    settings.WEBAPI_KEY = ""
    assert main(["catalogue", *(str(codes) if one == "FILE" else one for one in words)]) == 1
    assert said in capsys.readouterr().err


def test_a_file_cut_short_asks_whether_one_is_sure(office, codes, capsys):
    main(["catalogue", "import", str(codes)])
    codes.write_text("id,code,level,title\nkbli2020:X,X,kategori,Lain\n", encoding="utf-8")
    assert main(["catalogue", "import", str(codes), "--complete"]) == 1
    assert "2 dari 3 item akan ditarik" in capsys.readouterr().err
    assert main(["catalogue", "import", str(codes), "--complete", "--sure"]) == 0
    assert "2 ditarik" in capsys.readouterr().out


def test_starter_mappings_and_synonyms(office, capsys, tmp_path):
    assert main(["catalogue", "starter"]) == 0
    assert "0 ditolak" in capsys.readouterr().out
    assert main(["catalogue", "import", "--mappings"]) == 0
    assert "sdsn" in capsys.readouterr().out
    file = tmp_path / "s.csv"
    file.write_text("term,canonical,kind\nUMR,upah minimum,informal\n", encoding="utf-8")
    assert main(["catalogue", "synonyms", str(file)]) == 0
    assert Synonym.objects.get().office is None


@pytest.mark.proves("CAT-4")
def test_every_word_that_is_refused_stands_in_the_report(office, capsys, tmp_path):
    file, report = tmp_path / "s.csv", tmp_path / "refused.csv"
    talk = ("yg", "apa", "dgn", "utk", "gmn", "berapa", "yang", "tolong", "mohon", "ini", "itu")
    rows = "".join(f"{word},penduduk,sinonim\n" for word in talk)
    file.write_text(f"term,canonical,kind\n{rows}umr,upah minimum,informal\n", encoding="utf-8")
    assert main(["catalogue", "synonyms", str(file), "--report", str(report)]) == 0
    told = capsys.readouterr().out
    assert "1 ditambah, 0 tetap, 11 ditolak" in told
    assert "baris 2 ditolak (yg): kata-kata ini dilewati saat mencari" in told
    assert len(report.read_text(encoding="utf-8").splitlines()) == 1 + len(talk)
    assert Synonym.objects.get().words == "umr"


@pytest.mark.proves("CAT-2")
def test_sync_tells_each_list_and_what_is_left(office, capsys, with_key, server):
    assert main(["catalogue", "sync", "--models", "var,indicators"]) == 0
    told = capsys.readouterr()
    assert "var 3300: 12 ditambah" in told.out
    assert "Sumber: BPS." in told.out
    assert KEY not in told.out + told.err
    server.mood = lambda model, times: (403, b"{}") if model == "var" else None
    assert main(["catalogue", "sync", "--models", "var"]) == 1
    assert "belum selesai: WebAPI menolak (kode 403)" in capsys.readouterr().out
    assert main(["catalogue", "sync", "--models", "tiada"]) == 1
    assert "'tiada' bukan daftar WebAPI" in capsys.readouterr().err


NIGHT = datetime(2026, 7, 24, 2, 0, tzinfo=clock.ZONES["WIB"])


def test_the_nightly_duty_waits_for_the_night_and_comes_once(office, settings, monkeypatch):
    begun = []
    monkeypatch.setattr(nightly, "_sync", lambda: begun.append(clock.now()))
    monkeypatch.setattr(nightly, "_begun", [])
    settings.WEBAPI_KEY = ""
    with clock.travel(to=NIGHT):
        nightly.sync_when_due()
    settings.WEBAPI_KEY = KEY
    with clock.travel(to=NIGHT.replace(hour=12)):
        nightly.sync_when_due()
    assert begun == []
    with clock.travel(to=NIGHT):
        nightly.sync_when_due()
        nightly.sync_when_due()
        for thread in threading.enumerate():
            if thread.name == "catalogue":
                thread.join(5)
    assert len(begun) == 1


@pytest.mark.proves("CAT-2")
def test_a_night_reads_the_lists_of_every_office_that_serves(office, with_key):
    with clock.travel(to=NIGHT):
        assert nightly.is_due(NIGHT)
        assert nightly.sync_serving(60).troubles == []
        assert not nightly.is_due(NIGHT)  # another worker has done it
    assert Item.objects.filter(ident="var:3300:1").exists()
    assert ImportRun.objects.filter(source="webapi").exists()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_bar_is_drawn_for_whoever_watches_and_taken_away(monkeypatch):
    moments = SimpleNamespace(monotonic=iter([50.0, 50.05, 50.06]).__next__)
    monkeypatch.setattr("satupintu.operations.progress.time", moments)
    stream = Terminal()
    progress = Progress("kode.csv", stream)
    progress.tell(50, 100)
    progress.tell(51, 100)  # too soon to be seen
    progress.tell(100, 100)
    progress.end()
    assert " 50 %  50/100" in stream.getvalue()
    assert "51/100" not in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_log_gets_one_line_for_each_list():
    stream = io.StringIO()
    progress = Progress("WebAPI", stream)
    for page in (1, 2, 3):
        progress.about("publikasi 3300", page, 3)
    progress.end()
    assert stream.getvalue() == "publikasi 3300: 3\n"
