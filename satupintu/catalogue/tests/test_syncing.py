"""The WebAPI in all its moods: whole, slow, dead, refusing, cut off in the middle."""

import json
import logging

import pytest

from satupintu.catalogue.actions.syncing import EVERY, MODELS, Sync
from satupintu.catalogue.models import ImportRun, Item
from satupintu.catalogue.sources.webapi import OutOfTime, Silent, WebApi
from satupintu.catalogue.sources.webapi_data import newest_figure
from satupintu.catalogue.tests.webapi_server import FIGURES, KEY, Server, slow, variables


@pytest.fixture
def server():
    server = Server()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def api(server):
    made = []

    def make(key=KEY, **more):
        api = WebApi(server.address, key, pause=lambda seconds: None, **more)
        made.append(api)
        return api

    yield make
    for one in made:
        one.close()


def synced(api, models=MODELS, **more):
    sync = Sync(api, ["3300"], models, **more)
    sync.run()
    return sync


@pytest.mark.proves("CAT-2")
def test_every_list_becomes_items_with_links_and_figures(office, api):
    sync = synced(api())
    assert sync.troubles == []
    told = {item.ident: item for item in Item.objects.all()}
    assert told["var:3300:12"].subject == "Tanaman pangan"
    assert told["var:3300:12"].description == "Angka tetap"
    assert told["var:3300:12"].link == "https://jateng.bps.go.id/id/statistics-table/2/MTIjMg==/"
    assert told["st:3300:9"].link == "https://jateng.bps.go.id/id/statistics-table/1/OSMx/"
    assert (told["st:3300:9"].first_year, told["st:3300:9"].last_year) == (2019, 2023)
    assert told["pub:3300:ab12"].link.endswith(
        "/publication/2024/02/28/ab12/padi-2024-seterusnya.html"
    )
    assert told["brs:3300:5"].description == "Naik\n5 persen"
    assert told["ind:3300:7"].value == "Mei 2024: 1,25 Persen"
    assert told["sdgs:3300:77"].details["sdg_no"] == "1.2.1"
    assert told["glosarium:g1"].kind == "metadata"
    assert (told["kbli2020:01"].parent_code, told["kbli2020:01"].source) == ("A", "kbli2020")
    assert (told["news:3300:8"].subject, told["news:3300:8"].type) == ("Kegiatan lapangan", "news")
    assert told["news:3300:8"].description == "Hari pertama\nHari kedua"
    assert told["news:3300:8"].link.endswith("/news/2024/03/05/8/pelatihan-petugas-panen.html")
    table = told["sensus:st2013:17"]
    assert (table.subject, table.first_year, table.region_code) == ("Peternakan", 2013, "0000")
    assert "Sensus Pertanian 2013" in table.keywords
    assert all("BPS" in item.source_name for item in told.values())
    refused = {run.name: run.refused for run in ImportRun.objects.all() if run.refused}
    assert refused == {"statictable 3300": 1, "census 0000": 1}


@pytest.mark.proves("CAT-2")
def test_years_come_from_names_not_from_ids_and_figures_from_keys_that_are_made(office, api):
    synced(api())
    item = Item.objects.get(ident="var:3300:12")
    assert (item.period, item.first_year, item.last_year) == ("1999-2024", 1999, 2024)
    assert item.details["newest_th"] == "124"
    assert item.value == "2024: 9.061,25 (Jawa Tengah)"


def test_a_second_night_asks_for_what_is_new_only(office, api, server):
    synced(api())
    server.asked.clear()
    sync = synced(api())
    assert {
        one.name: (one.added, one.changed) for one in sync.outcomes if one.added + one.changed
    } == {}
    assert not [one for one in server.asked if one.startswith(("th", "data"))]


@pytest.mark.proves("CAT-2")
def test_a_list_cut_off_goes_on_where_it_stopped(office, api, server):
    server.lists["var"] = variables(35)
    server.mood = lambda model, times: (503, b"") if server.asked[-1] == "var 3" else None
    sync = synced(api(), ["var"])
    assert Item.objects.filter(ident__startswith="var:").count() == 20
    assert "sedang terganggu (kode 503)" in sync.troubles[0]
    waiting = ImportRun.objects.get(finished_at=None)
    assert waiting.position == {"page": 3}
    server.mood = lambda model, times: None
    server.asked.clear()
    again = synced(api(), ["var"])
    assert [one for one in server.asked if one.startswith("var")] == ["var 3", "var 4"]
    assert (again.outcomes[0].added, again.troubles) == (35, [])
    waiting.refresh_from_db()
    assert (waiting.finished_at is not None, waiting.added, waiting.trouble) == (True, 35, "")


def test_lists_of_codes_are_read_again_after_a_month_or_when_asked(office, api, server):
    synced(api(), ["kbli2020"])
    synced(api(), ["kbli2020"])
    assert server.asked.count("kbli2020 1") == 1
    synced(api(), ["kbli2020"], anew=True)
    assert server.asked.count("kbli2020 1") == 2


def test_every_list_of_the_webapi_can_be_asked_for(office, api, server):
    server.lists |= {
        "subject": [{"sub_id": 53, "title": "Pangan"}],
        "unit": [{"unit_id": 7, "unit": "Kuintal"}],
        "subcatcsa": [{"subcat_id": 520, "title": "Tenaga kerja"}],
        "turvar": [{"turvar_id": 1, "turvar": "Laki-laki"}, {"turvar_id": 2, "turvar": "Total"}],
        "vervar": [{"kode_ver_id": 3301, "vervar": "Cilacap "}],
        "turth": [{"turth_id": 1, "turth": "Januari"}],
        "kbki2015": [{"_source": {"id": "kbki_2015_011", "judul": "[011] Serealia"}}],
        "var": [{"var_id": 1, "title": "Padi", "subcsa_id": 520, "unit_id": 7, "unit": None}],
    }
    assert synced(api(), EVERY).troubles == []
    item = Item.objects.get(ident="var:3300:1")
    assert (item.subject, item.unit) == ("Tenaga kerja", "Kuintal")
    told = [item.details[name] for name in ("turvar", "vervar", "turth")]
    assert told == [["Laki-laki", "Total"], ["Cilacap"], ["Januari"]]
    assert Item.objects.get(ident="kbki2015:011").title == "Serealia"


def test_censuses_that_are_refused_leave_the_other_lists_alone(office, api, server):
    server.mood = lambda model, times: (404, b"{}") if model == "census38" else None
    sync = synced(api(), ["var", "census", "th"])
    assert sync.troubles == ["tabel sensus: WebAPI menolak (kode 404); periksa WEBAPI_KEY"]
    assert Item.objects.get(ident="var:3300:12").last_year == 2024


def test_beginning_anew_leaves_the_old_cursor_behind(office, api, server):
    server.lists["var"] = variables(25)
    server.mood = lambda model, times: (503, b"") if server.asked[-1] == "var 2" else None
    synced(api(), ["var"])
    server.mood = lambda model, times: None
    assert synced(api(), ["var"], anew=True).outcomes[0].unchanged == 10
    assert not ImportRun.objects.filter(finished_at=None).exists()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((500, b"x"), "kode 500"),
        ((429, b""), "minta jeda"),
        ((200, b"<html>Request blocked</html>"), "halaman lain, bukan data"),
        ((200, b"{broken"), "bukan JSON"),
        ((200, b"[1, 2]"), "amplop"),
        ((403, b"{}"), "periksa WEBAPI_KEY"),
        ((200, b'{"status": "Error", "message": "no"}'), "WebAPI menolak: no"),
    ],
)
def test_each_trouble_has_its_words_and_nothing_is_lost(office, api, server, answer, words):
    server.mood = lambda model, times: answer if model == "statictable" else None
    sync = synced(api(), ["var", "statictable"])
    assert words in " ".join(sync.troubles)
    assert Item.objects.filter(ident__startswith="var:").count() == 12


@pytest.mark.parametrize("pages", ["²", "", None, -1, "9" * 40])
def test_a_number_of_pages_that_is_none_ends_the_list_after_what_came(office, api, server, pages):
    body = {"status": "OK", "data-availability": "available",
            "data": [{"page": 1, "pages": pages}, [{"var_id": 1, "title": "Padi"}]]}  # fmt: skip
    server.mood = lambda model, times: (200, json.dumps(body).encode()) if model == "var" else None
    sync = synced(api(), ["var"])
    assert (sync.troubles, Item.objects.count()) == ([], 1)


@pytest.mark.parametrize("rows", [5, "abc", {"data": 7}, None, [5, "x", None]])
def test_a_list_that_holds_no_rows_leaves_the_other_lists_alone(office, api, server, rows):
    body = {"status": "OK", "data-availability": "available", "data": [{"pages": 1}, rows]}
    server.mood = lambda model, times: (
        (200, json.dumps(body).encode()) if model == "statictable" else None
    )
    sync = synced(api(), ["statictable", "var"])
    assert sync.troubles == []
    assert Item.objects.filter(ident__startswith="var:").count() == 12


def test_a_code_whose_parents_are_told_in_another_form_is_kept(office, api, server):
    row = {"id": "kbli_2020_01", "judul": "Tanaman", "sebelumnya": 5}
    body = {"status": "OK", "data-availability": "available", "data": [{"pages": 1}, [row]]}
    server.mood = lambda model, times: (200, json.dumps(body).encode())
    synced(api(), ["kbli2020"])
    assert Item.objects.get().ident == "kbli2020:01"


def test_a_passing_trouble_is_tried_again(office, api, server):
    server.mood = lambda model, times: (502, b"") if times < 3 else None
    sync = synced(api(), ["indicators"])
    assert (sync.troubles, sync.outcomes[0].added) == ([], 1)


def test_a_slow_answer_is_not_waited_for_for_ever(api, server):
    server.mood = lambda model, times: slow(0.5)
    with pytest.raises(Silent, match="terlalu lama"):
        api(patience=0.1).page("var", domain="3300")


def test_a_dead_address_says_so():
    api = WebApi("http://127.0.0.1:9/v1", KEY, pause=lambda seconds: None)
    with pytest.raises(Silent, match="tidak bisa dihubungi, 4 kali dicoba"):
        api.page("var")
    api.close()


def test_two_silent_lists_in_a_row_end_the_night(office, api, server):
    server.mood = lambda model, times: None if model in {"domain", "subject"} else (503, b"")
    sync = synced(api(), ["var", "statictable", "publication"])
    assert not [one for one in server.asked if one.startswith("publication")]
    assert len(sync.troubles) == 3


@pytest.mark.proves("CAT-2")
def test_the_time_given_is_kept_and_the_rest_comes_next_time(office, api, server):
    server.lists["var"] = variables(40)
    moments = iter(range(1000))
    sync = synced(api(budget=5, clock=lambda: float(next(moments))), ["var"])
    assert sync.troubles == ["waktunya habis; sisanya menyusul pada sinkronisasi berikutnya"]
    assert 0 < Item.objects.count() < 40
    synced(api(), ["var"])
    assert Item.objects.count() == 40
    with pytest.raises(OutOfTime):
        api(budget=-1).page("var")


@pytest.mark.proves("CAT-2")
def test_the_key_is_told_to_nobody(office, api, server, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    wrong = "kunci-yang-salah-9876"
    sync = synced(api(key=wrong))
    server.mood = lambda model, times: (503, b"")
    synced(api())
    told = " ".join([*sync.troubles, caplog.text, *capsys.readouterr()])
    told += " ".join(ImportRun.objects.values_list("trouble", flat=True))
    assert "is not known" in told
    assert wrong not in told
    assert KEY not in told


def test_what_a_whole_list_no_longer_has_is_withdrawn(office, api, server):
    synced(api(), ["var"])
    server.lists["var"] = variables(11)
    assert synced(api(), ["var"]).outcomes[0].withdrawn == 1
    assert Item.objects.get(ident="var:3300:12").withdrawn_at is not None
    server.lists["var"] = []  # "OK" but not available is no reason to withdraw everything
    assert synced(api(), ["var"]).outcomes[0].withdrawn == 0
    server.lists["var"] = variables(2)  # nor is a list of which most is gone
    assert synced(api(), ["var"]).outcomes[0].withdrawn == 0


@pytest.mark.parametrize(
    ("told", "figure"),
    [
        ({"datacontent": {}, "vervar": [{"val": 1}] * 9999}, ""),
        ({"datacontent": {"1": 2}, "vervar": 5, "tahun": "x"}, ""),
        (FIGURES, "2024: 9.061,25 (Jawa Tengah)"),
        (FIGURES | {"datacontent": {}}, ""),
        (FIGURES | {"datacontent": None}, ""),
        (FIGURES | {"turtahun": [{"val": 1, "label": "Januari"}, {"val": 2, "label": "Februari"}],
                    "datacontent": {"99991201241": 5, "99991201242": 6}},
         "2024 Februari: 6 (Jawa Tengah)"),
    ],
)  # fmt: skip
def test_a_figure_is_found_by_a_key_made_from_the_ids(told, figure):
    assert newest_figure(told, "3300") == figure
