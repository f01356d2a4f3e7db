"""Services, standards, desks, contacts, decisions and the message on the display."""

from datetime import timedelta
from typing import Any

import pytest

from conftest import FRIDAY_MORNING
from satupintu.administration.forms.services import required
from satupintu.administration.tests.test_calendar import effect_then_save
from satupintu.offices.actions import services as act
from satupintu.offices.models import Desk, Service, StandardVersion
from satupintu.offices.published import forget, published, read
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.serving import start
from satupintu.walkin.tests.numbers import take

TODAY = FRIDAY_MORNING.date()
TOMORROW = TODAY + timedelta(days=1)
CONSULTATION = {
    "name": "Tanya data", "example": "Inflasi.", "short_name": "Konsultasi data",
    "formal_name": "Konsultasi statistik", "letter": "A", "fee_text": "Tidak dipungut biaya.",
    "limit_minutes": "10", "offered": "on", "valid_from": "24-07-2026",
}  # fmt: skip


def words_on(row, day):
    return act.version_on(row, day)


def wall_on(row, day):
    return act.standard_on(row, day)


def as_of(office, day):
    forget()
    return read(office, FRIDAY_MORNING + (day - TODAY))


@pytest.fixture
def row(office) -> Service:
    return Service.objects.get(office=office, code="consultation")


@pytest.mark.proves("ADM-3")
def test_a_service_reads_otherwise_from_today(signed_in, administrator, office, row):
    lines, answer = effect_then_save(
        signed_in(administrator), "services/consultation/", CONSULTATION
    )
    assert answer.status_code == 302
    assert any("berubah begitu disimpan" in line for line in lines)
    assert as_of(office, TODAY).service("consultation").name == "Tanya data"


@pytest.mark.proves("ADM-3", "LAW-4")
def test_a_letter_changes_tomorrow_at_the_earliest(signed_in, administrator, office, row):
    client = signed_in(administrator)
    _lines, answer = effect_then_save(
        client, "services/consultation/", {**CONSULTATION, "letter": "s"}
    )
    assert "Pilih Sabtu, 25 Juli 2026 atau sesudahnya" in answer.text
    later = {**CONSULTATION, "letter": "s", "valid_from": "25-07-2026"}
    lines, answer = effect_then_save(client, "services/consultation/", later)
    assert "Nomor baru memakai huruf S. Nomor yang sudah diberikan tetap A." in lines
    assert as_of(office, TODAY).service("consultation").letter == "A"
    assert as_of(office, TOMORROW).service("consultation").letter == "S"


@pytest.mark.proves("KSK-16", "ADM-3")
@pytest.mark.parametrize("letter", ["B", "O", "U", "7"])
def test_letters_that_cannot_be_told_apart_are_refused(signed_in, administrator, letter):
    answer = signed_in(administrator).post(
        "/o/3300/settings/services/consultation/", {**CONSULTATION, "letter": letter}
    )
    assert answer.status_code == 400
    assert "Huruf" in str(answer.context["form"].errors["letter"])


@pytest.mark.proves("ADM-1")
def test_another_limit_tells_how_many_visits_would_have_kept_it(
    signed_in, administrator, office, officer, row
):
    """One visit, served at once, would also have kept three minutes."""
    place = published(office.code)
    open_desk(place, place.desks[0], officer_id=officer.pk)
    take(place)
    ticket: Any = call_next(place, place.desks[0], officer_id=officer.pk)
    start(ticket, officer_id=officer.pk)
    shorter = {**CONSULTATION, "limit_minutes": "3"}
    lines, _answer = effect_then_save(signed_in(administrator), "services/consultation/", shorter)
    words = "Dari 1 kunjungan 30 hari terakhir, 1 dilayani dalam 10 menit. Dengan 3 menit: 1."
    assert words in lines


@pytest.mark.proves("STD-TIME")
def test_the_wall_says_the_limit_and_the_fee_that_the_clocks_and_tickets_use(
    signed_in, administrator, office, row
):
    told = {**CONSULTATION, "limit_minutes": "7", "fee_text": "Gratis.", "valid_from": "25-07-2026"}
    effect_then_save(signed_in(administrator), "services/consultation/", told)
    for day, minutes, fee in ((TODAY, 10, "Tidak dipungut biaya."), (TOMORROW, 7, "Gratis.")):
        standard = wall_on(row, day).content
        assert (standard["jangka_waktu"]["visit_minutes"], standard["biaya"]) == (minutes, fee)
        assert words_on(row, day).limit_minutes == minutes


def test_planned_words_are_taken_back_together_with_the_limit_on_the_wall(
    signed_in, administrator, office, row
):
    client = signed_in(administrator)
    told = {**CONSULTATION, "limit_minutes": "7", "valid_from": "25-07-2026"}
    effect_then_save(client, "services/consultation/", told)
    planned = words_on(row, TOMORROW)
    client.post(f"/o/3300/settings/services/planned/{planned.pk}/withdraw/")
    assert words_on(row, TOMORROW).limit_minutes == 10
    assert wall_on(row, TOMORROW).content["jangka_waktu"]["visit_minutes"] == 10


def standard_answers(client, **more):
    form = client.get("/o/3300/settings/standards/consultation/").context["form"]
    answers = {bound.name: bound.value() or "" for bound in form}
    lines = {name: "\n".join(v) for name, v in answers.items() if isinstance(v, list)}
    dates = {name: f"{answers[name]:%d-%m-%Y}" for name in ("valid_from", "reviewed_on")}
    return {**answers, **lines, **dates, **more}


def test_a_standard_gets_a_new_version_and_its_effect_names_what_differs(
    signed_in, administrator, office, row
):
    client = signed_in(administrator)
    answers = standard_answers(
        client, sarana="Ruang tunggu dengan 20 kursi.", decree="SK 12/2026", valid_from="25-07-2026"
    )
    lines, _answer = effect_then_save(client, "standards/consultation/", answers)
    assert "Sarana, prasarana, dan fasilitas, baru: Ruang tunggu dengan 20 kursi." in lines
    assert not any("Persyaratan" in line for line in lines)
    assert StandardVersion.objects.filter(service=row).count() == 2
    content = wall_on(row, TOMORROW).content
    assert content["persyaratan"]["visit"][0]["code"] == "identity"
    history = client.get("/o/3300/settings/standards/consultation/history/").text
    assert "Ruang tunggu dengan 20 kursi." in history
    assert "<del" in history
    assert history.count("<h3>") == 15  # fourteen components, and the one that differs


def test_a_requirement_that_does_not_hold_now_keeps_its_code(signed_in, administrator, row):
    client = signed_in(administrator)
    needs = "Kartu identitas diperlihatkan\n- Alamat e-mail yang aktif\nMengisi buku tamu"
    _lines, answer = effect_then_save(
        client, "standards/consultation/", standard_answers(client, visit=needs)
    )
    assert answer.status_code == 302
    told = wall_on(row, TODAY).content["persyaratan"]["visit"]
    assert [(one["code"], one["on"]) for one in told] == [
        ("identity", True),
        ("email", False),
        ("guest_book", True),
    ]


@pytest.mark.proves("ADM-4")
def test_desks_serve_what_they_are_told_and_show_the_way(signed_in, administrator, office, row):
    client = signed_in(administrator)
    told = {"name": "Meja 4", "way": "Lantai 2.", "services": [str(row.pk)]}
    assert client.post("/o/3300/settings/desks/", told).status_code == 302
    desk = Desk.objects.get(number=4)
    assert list(desk.services.all()) == [row]
    empty = client.post("/o/3300/settings/desks/4/", {"name": "", "way": ""})
    assert "Tulis nama meja." in empty.text
    assert "Pilih sedikitnya satu layanan." in empty.text
    client.post("/o/3300/settings/desks/4/", told)  # "dipakai" is not ticked
    assert as_of(office, TODAY).desk_by_number(4) is None


@pytest.mark.proves("ADM-1")
def test_another_rule_of_fairness_tells_who_would_move(signed_in, administrator, office):
    place = published(office.code)
    for number in range(5):
        take(place, priority=number > 1)
    told = {"value": "1", "valid_from": "24-07-2026"}
    lines, _answer = effect_then_save(signed_in(administrator), "decisions/priority_ratio/", told)
    assert lines[0] == "Sekarang: 2. Nanti: 1."
    assert lines[1].startswith("5 nomor menunggu sekarang: ")
    assert "sekarang: 0 berpindah" not in lines[1]
    assert as_of(office, TODAY).choices["priority_ratio"] == 1


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("guest_book_first", "1", True),
        ("identity_required", "", False),
        ("phone_join", "off", "off"),
        ("purposes", "Inflasi\n Padi ", ["Inflasi", "Padi"]),
        ("mute_windows", "11.45–12.15", [["11:45", "12:15"]]),
        ("volume_windows", "8-10 60", [["08:00", "10:00", 60]]),
    ],
)
def test_every_kind_of_decision_is_kept_as_it_is_read(
    signed_in, administrator, office, name, value, kept
):
    told = {"value": value, "valid_from": "24-07-2026"}
    _lines, answer = effect_then_save(signed_in(administrator), f"decisions/{name}/", told)
    assert answer.status_code == 302
    assert as_of(office, TODAY).choices[name] == kept


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("priority_ratio", "0", "Tulis angka dari 1 sampai 9."),
        ("priority_ratio", "dua", "Tulis angka dari 1 sampai 9."),
        *(
            ("mute_windows", text, "sebagai jam mulai–jam selesai")
            for text in ("siang", "11.45", "11.75–12.15", "12.15–11.45", "20.00–24.00")
        ),
        ("volume_windows", "08.00-10.00", "Tambahkan kerasnya suara"),
    ],
)
def test_what_a_decision_does_not_take_is_told(signed_in, administrator, name, value, words):
    told = {"value": value, "valid_from": "24-07-2026"}
    answer = signed_in(administrator).post(f"/o/3300/settings/decisions/{name}/", told)
    assert answer.status_code == 400
    assert words in answer.text


@pytest.mark.proves("ADM-6")
@pytest.mark.parametrize(
    ("text", "words"),
    [("x" * 91, "Pendekkan sampai 90 huruf"), ("HARAP TENANG DI RUANG INI", "huruf besar semua")],
)
def test_a_message_that_nobody_can_read_is_refused(signed_in, supervisor, text, words):
    told = {"value": text, "valid_from": "24-07-2026"}
    answer = signed_in(supervisor).post("/o/3300/settings/message/", told)
    assert answer.status_code == 400
    assert words in answer.text


@pytest.mark.proves("ADM-6")
def test_a_message_may_name_the_office_and_ends_with_its_plan(signed_in, supervisor, office):
    client = signed_in(supervisor)
    told = {"value": "Loka karya BPS di aula", "valid_from": "25-07-2026"}
    effect_then_save(client, "message/", told)
    assert as_of(office, TOMORROW).choices["display_message"] == told["value"]
    planned = client.get("/o/3300/settings/message/").context["history"][0][0]
    client.post(f"/o/3300/settings/decisions/planned/{planned.pk}/withdraw/")
    assert as_of(office, TOMORROW).choices["display_message"] == ""


OLD = [
    {"code": "identity", "text": "Kartu identitas, hanya dilihat", "on": True},
    {"code": "email", "text": "Alamat e-mail yang aktif", "on": True},
    {"code": "guest_book", "text": "Mengisi buku tamu", "on": True},
]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["- Kartu identitas, hanya dilihat", "Mengisi buku tamu"], ["identity", "guest_book"]),
        (["Surat tugas", "KTP atau SIM diperlihatkan"], ["own_1", "identity"]),
        (["Datang sendiri", "Isi buku tamu", "Punya surel"], ["identity", "guest_book", "email"]),
        (["Isi buku tamu", "Buku tamu diisi lengkap"], ["guest_book", "own_2"]),
    ],
)
def test_a_requirement_written_anew_keeps_its_code(lines, codes):
    assert [one["code"] for one in required(lines, OLD)] == codes


@pytest.mark.proves("ADM-1", "FO-5")
def test_the_effect_tells_what_the_guest_book_no_longer_asks(signed_in, administrator, row):
    client = signed_in(administrator)
    form = client.get("/o/3300/settings/standards/consultation/").context["form"]
    told = {name: form[name].value() or "" for name in form.fields}
    told |= {"valid_from": "24-07-2026", "reviewed_on": "24-07-2026"}
    told["visit"] = told["visit"].replace("Kartu identitas", "- Kartu identitas", 1)
    lines, answer = effect_then_save(client, "standards/consultation/", told)
    assert "Meja depan tidak lagi meminta kartu identitas." in lines
    assert answer.status_code == 302
    forget()
    consultation = published("3300").service("consultation")
    assert consultation
    assert "identity" not in consultation.requires
