"""A WebAPI of our own making on a local port: the form of the real one, with its moods."""

import json
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "kunci-rahasia-uji"
UNAVAILABLE = {"status": "OK", "data-availability": "list-not-available", "data": ""}
Lists = dict[str, list[dict[str, Any]]]


def variables(count: int) -> list[dict[str, Any]]:
    return [
        {"var_id": n, "title": f"Produksi padi {n} menurut kabupaten", "sub_id": 53, "unit": "Ton",
         "def": "", "notes": "&lt;p&gt;Angka tetap&lt;/p&gt;"}
        for n in range(1, count + 1)
    ]  # fmt: skip


def recorded() -> Lists:
    """One row or more of each list, written for these tests."""
    return {
        "subject": [{"sub_id": 53, "title": "Tanaman pangan", "subcat_id": 3}],
        "indicators": [
            {"indicator_id": 7, "title": "Inflasi", "value": 1.25, "unit": "Persen",
             "periode": "Mei 2024", "hash_id": "MSMy", "data_source": "Survei harga"},
        ],
        "var": variables(12),
        "statictable": [
            {"table_id": 9, "title": "Luas tanam 2019-2023", "subj_id": 53, "subj": "Pangan",
             "updt_date": None, "excel": "https://x/?token=1"},
            {"table_id": None, "title": "Tanpa nomor"},
        ],
        "publication": [
            {"pub_id": "ab12", "title": "Padi: 2024 & seterusnya", "abstract": "Isi",
             "rl_date": "2024-02-28", "updt_date": None},
        ],
        "pressrelease": [
            {"brs_id": 5, "title": "Ekspor Mei 2024", "subj": "Ekspor", "rl_date": "2024-06-03",
             "abstract": "&lt;b&gt;Naik&lt;/b&gt;&lt;ul&gt;&lt;li&gt;5 persen&lt;/li&gt;"},
        ],
        "newscategory": [{"newscat_id": "Kegiatan", "newscat_name": "Kegiatan lapangan"}],
        "news": [
            {"news_id": 8, "newscat_id": "Kegiatan", "title": "Pelatihan petugas panen",
             "news": "Hari pertama<br>Hari kedua", "rl_date": "2024-03-05", "picture": "https://x/b.png"},
        ],
        "census37": [
            {"id": "st2013", "kegiatan": "Sensus Pertanian 2013", "tahun_kegiatan": 2013},
        ],
        "census38": [{"id": 4, "topik": "Peternakan", "topic": "Livestock"}],
        "census40": [
            {"id": 17, "nama": "Rumah tangga peternak menurut wilayah", "deskripsi": None},
            {"id": None, "nama": "Tanpa nomor"},
        ],
        "infographic": [{"inf_id": 3, "title": "Panen 2024", "img": "https://x/a.png", "desc": ""}],
        "sdgs": [
            {"var_id": 77, "title": "Penduduk miskin", "sdgs_id": "1.2.1",
             "sdgs_goal_name": "1. Tanpa kemiskinan", "unit": "Persen"},
        ],
        "glosarium": [{"_source": {"id": "g1", "judul": "Angka indeks", "deskripsi": "Isi"}}],
        "kbli2020": [
            {"_source": {"id": "kbli_2020_01", "judul": "[01] Bercocok tanam", "deskripsi": "Isi",
                         "level": "golongan pokok", "sebelumnya": [{"kode": "A"}],
                         "last_update": "2023-12-21", "url": "https://klasifikasi.web.bps.go.id/1"}},
        ],
        "th": [
            {"th_id": 123, "th": "2023"}, {"th_id": 124, "th": "2024"}, {"th_id": 99, "th": 1999},
        ],
    }  # fmt: skip


FIGURES = {
    "status": "OK", "data-availability": "available",
    "var": [{"val": 12, "label": "Produksi"}], "turvar": [{"val": 0, "label": "Tidak ada"}],
    "vervar": [{"val": 3301, "label": "Cilacap"}, {"val": 9999, "label": "Jawa Tengah"}],
    "tahun": [{"val": 124, "label": "2024"}], "turtahun": [{"val": 0, "label": "Tahun"}],
    "datacontent": {"33011201240": 700.5, "99991201240": 9061.25},
}  # fmt: skip


class Server(ThreadingHTTPServer):
    """Answers from `lists`; `mood` may answer first, given the model and how often it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lists = recorded()
        self.asked: list[str] = []
        self.mood: Callable[[str, int], tuple[int, bytes] | None] = lambda model, times: None
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1/api"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        about = {name: values[0] for name, values in parse_qs(parts.query).items()}
        found = re.search(r"/list/model/(\w+)/", parts.path)
        census = re.search(r"/interoperabilitas/datasensus/id/(\d+)/", parts.path)
        model = f"census{census[1]}" if census else found[1] if found else "domain"
        page = int(about.get("page", "1"))
        self.server.asked.append(f"{model} {page}")
        mood = self.server.mood(model, self.server.asked.count(f"{model} {page}"))
        code, body = mood or (200, json.dumps(self._told(model, page, about)).encode())
        with suppress(BrokenPipeError):  # who asked had no patience for a slow mood
            self.send_response(code)
            self.end_headers()
            self.wfile.write(body)

    def _told(self, model: str, page: int, about: dict[str, str]) -> dict[str, Any]:
        if about.get("key") != KEY:
            return {"status": "Error", "message": f"Key {about.get('key')} is not known"}
        if model == "domain":
            rows = [{"domain_id": "3300", "domain_url": "https://jateng.bps.go.id"}]
            return {"status": "OK", "data-availability": "available", "data": [{"page": 1}, rows]}
        if model == "data":
            number = about["var"]
            told = {f"{row}{number}01240": value for row, value in (("9999", 9061.25),)}
            return FIGURES | {"var": [{"val": int(number)}], "datacontent": told}
        rows = self.server.lists.get(model, [])
        shown = rows[(page - 1) * 10 : page * 10]
        if not shown:
            return UNAVAILABLE
        pages = (len(rows) + 9) // 10
        head = {"page": page, "pages": pages, "per_page": 10, "total": len(rows)}
        return {"status": "OK", "data-availability": "available", "data": [head, shown]}

    def log_message(self, *_: object) -> None:
        pass


def slow(seconds: float) -> tuple[int, bytes]:
    time.sleep(seconds)
    return 200, b"{}"
