"""Officers come, change and leave; machines are let in and let go; all of it can be read later."""

import re

import pytest
from django.test import Client

from conftest import an_officer
from satupintu.journal.models import Entry
from satupintu.journal.record import act
from satupintu.people.access import roles_of
from satupintu.people.actions.devices import ask
from satupintu.people.models import Assignment, Device, Officer, Role, SubjectUnit
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.queries.effects import open_desks_of

SITI = {"name": "Siti Aminah", "username": "Siti.A", "email": "", "roles": ["front_office"]}
NEW = "tiga ekor kucing hitam"


def held(officer, place):
    return roles_of(officer.pk, place.office.pk, place.day)


@pytest.mark.proves("ADM-4")
def test_a_new_officer_gets_a_code_on_paper_and_chooses_a_password(
    signed_in, administrator, office, place
):
    client = signed_in(administrator)
    client.post("/o/3300/settings/officers/", SITI)
    siti = Officer.objects.get(username="siti.a")
    assert held(siti, place) == {"front_office"}
    paper = client.post(f"/o/3300/settings/officers/{siti.pk}/code/")
    found = re.search(r"([2-9A-Z]{4}-){2}[2-9A-Z]{4}", paper.text)
    assert found
    assert "no-store" in paper["Cache-Control"]
    siti_client = Client()
    told = {"username": "siti.a", "code": found[0], "password": NEW}
    assert siti_client.post("/sign-in/code/", told).status_code == 302
    assert "_auth_user_id" in siti_client.session


def test_a_name_to_sign_in_with_is_taken_once(signed_in, administrator, officer):
    answer = signed_in(administrator).post(
        "/o/3300/settings/officers/", {**SITI, "username": "dewi"}
    )
    assert "Nama pengguna ini sudah dipakai" in answer.text
    assert 'value="Siti Aminah"' in answer.text


def test_an_e_mail_longer_than_any_mailbox_is_told_so(signed_in, administrator):
    long = f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.id"
    answer = signed_in(administrator).post("/o/3300/settings/officers/", {**SITI, "email": long})
    assert answer.status_code == 400
    assert "254" in answer.context["form"].errors["email"][0]
    assert not Officer.objects.filter(name="Siti Aminah").exists()


def test_roles_change_from_today(signed_in, administrator, officer, place):
    told = {"name": "Dewi L.", "email": "", "roles": ["supervisor", "front_office"]}
    signed_in(administrator).post(f"/o/3300/settings/officers/{officer.pk}/", told)
    assert held(officer, place) == {"supervisor", "front_office"}
    assert Officer.objects.get(pk=officer.pk).name == "Dewi L."


def test_the_last_administrator_keeps_the_key(signed_in, administrator, office, place):
    client = signed_in(administrator)
    told = {"name": "Andi", "email": "", "roles": ["front_office"]}
    answer = client.post(f"/o/3300/settings/officers/{administrator.pk}/", told)
    assert "Kantor perlu satu administrator" in answer.text
    leaving = {"typed": administrator.name}
    answer = client.post(f"/o/3300/settings/officers/{administrator.pk}/leave/", leaving)
    assert "Kantor perlu satu administrator" in answer.text
    assert held(administrator, place) == {"administrator"}


@pytest.mark.proves("ADM-4", "ADM-9")
def test_whoever_leaves_hands_the_open_desk_over_in_the_same_step(
    signed_in, administrator, officer, second_officer, office, place
):
    open_desk(place, place.desks[0], officer_id=officer.pk)
    client, leaver = signed_in(administrator), signed_in(officer)
    address = f"/o/3300/settings/officers/{officer.pk}/leave/"
    wrong = client.post(address, {"typed": "Dewi"})
    assert "Ketik Dewi Lestari persis" in wrong.text
    assert "Pilih petugas yang meneruskan." in wrong.text
    told = {"typed": "dewi lestari", "successor": second_officer.pk}
    assert client.post(address, told).status_code == 302
    assert open_desks_of(place, officer.pk) == []
    assert open_desks_of(place, second_officer.pk) == [place.desks[0].id]
    assert held(officer, place) == frozenset()
    assert leaver.get("/account/").status_code == 302
    assert not Officer.objects.get(pk=officer.pk).is_active


def test_who_serves_in_two_offices_leaves_one(
    signed_in, administrator, officer, office, other_office, place
):
    Assignment.objects.create(
        officer=officer, office=other_office, role=Role.CONSULTANT, since=place.day
    )
    client = signed_in(administrator)
    client.post(f"/o/3300/settings/officers/{officer.pk}/leave/", {"typed": officer.name})
    assert Officer.objects.get(pk=officer.pk).is_active
    assert roles_of(officer.pk, other_office.pk, place.day) == {"consultant"}


@pytest.mark.proves("LAW-3")
def test_nobody_gets_into_another_office_by_giving_a_colleague_a_code(
    signed_in, administrator, officer, other_office, place
):
    Assignment.objects.create(
        officer=officer, office=other_office, role=Role.ADMINISTRATOR, since=place.day
    )
    client = signed_in(administrator)
    answer = client.post(f"/o/3300/settings/officers/{officer.pk}/code/")
    assert answer.status_code == 302
    assert not officer.one_time_codes.exists()


@pytest.mark.proves("ADM-4")
def test_roles_are_sentences_and_the_longest_unused_can_come_first(
    signed_in, administrator, officer
):
    client = signed_in(administrator)
    page = client.get("/o/3300/settings/officers/?order=used").text
    assert "memanggil nomor, menulis catatan" in page
    assert "belum pernah" in page
    assert page.index("Dewi Lestari") < page.index("Andi Prasetyo", page.index("<tbody>"))


# --- machines ----------------------------------------------------------------------------------


@pytest.fixture
def machine(office):
    device, _secret = ask(office, "display")
    return device


@pytest.fixture
def joined(signed_in, supervisor, machine):
    told = {"code": machine.join_code, "name": "Layar tunggu"}
    signed_in(supervisor).post("/o/3300/settings/devices/", told)
    machine.refresh_from_db()
    return machine


@pytest.mark.proves("ADM-8")
def test_a_supervisor_lets_a_display_in_by_its_code(joined):
    assert (joined.name, joined.joined_at is not None) == ("Layar tunggu", True)


def test_a_wrong_code_is_told_and_guessing_ends(signed_in, supervisor, machine):
    client = signed_in(supervisor)
    answers = [
        client.post("/o/3300/settings/devices/", {"code": "222222", "name": "X"}).text
        for _ in range(11)
    ]
    assert "Tidak ada perangkat dengan kode ini" in answers[0]
    assert "Terlalu banyak percobaan" in answers[10]


@pytest.mark.proves("ADM-8", "DSP-2")
def test_a_display_says_how_far_it_can_be_read(signed_in, supervisor, joined):
    client = signed_in(supervisor)
    address = f"/o/3300/settings/devices/{joined.pk}/"
    client.post(address, {"name": "Layar", "inch": "43", "farthest_seat_m": "6"})
    joined.refresh_from_db()
    assert joined.settings["call"] == pytest.approx(301, abs=2)
    page = client.get(address).text
    assert re.search(r"terbaca sampai (5,5|6,0) m\.", page)
    client.post(address, {"name": "Layar", "inch": "32", "farthest_seat_m": "12"})
    assert "Kursi terjauh lebih jauh dari itu" in client.get(address).text


@pytest.mark.parametrize("printer", ["", "pencetak", "10.0.0.9"])
def test_a_kiosk_that_prints_over_the_network_needs_an_address(
    signed_in, administrator, office, printer
):
    device, _secret = ask(office, "kiosk")
    client = signed_in(administrator)
    client.post("/o/3300/settings/devices/", {"code": device.join_code, "name": "Mesin"})
    address = f"/o/3300/settings/devices/{device.pk}/"
    told = {"name": "Mesin", "print": "server", "printer": printer, "width": "58"}
    assert "192.168.1.50:9100" in client.post(address, told).context["form"].errors["printer"][0]
    client.post(address, {**told, "printer": "10.0.0.9:9100"})
    assert Device.objects.get(pk=device.pk).settings == {
        "print": "",
        "printer": "10.0.0.9:9100",
        "width": 58,
    }


@pytest.mark.proves("ADM-9")
def test_a_machine_is_let_go_by_typing_its_name(signed_in, supervisor, joined):
    client = signed_in(supervisor)
    address = f"/o/3300/settings/devices/{joined.pk}/revoke/"
    assert client.post(address, {"typed": "layar"}).status_code == 400
    assert client.post(address, {"typed": "Layar tunggu"}).status_code == 302
    assert client.get(address).status_code == 404


# --- audit -------------------------------------------------------------------------------------


@pytest.mark.proves("ADM-9")
def test_changes_are_read_filtered_and_exported(
    signed_in, administrator, supervisor, joined, office, place
):
    client = signed_in(administrator)
    client.post("/o/3300/settings/officers/", SITI)
    everything = client.get("/o/3300/settings/audit/")
    assert [line.what for line in everything.context["lines"]] == [
        "Peran petugas",
        "Petugas baru",
        "Perangkat tersambung",
    ]
    assert "Siti Aminah" in everything.text
    some = client.get(f"/o/3300/settings/audit/?officer={supervisor.pk}&group=device")
    assert [line.who for line in some.context["lines"]] == ["Hartono"]
    none = client.get("/o/3300/settings/audit/?first=25-07-2026")
    assert none.context["lines"] == []
    table = client.post("/o/3300/settings/audit/export/", {"group": "officer"})
    assert "Petugas baru,Siti Aminah" in table.content.decode()
    assert "Hartono" not in table.content.decode()
    assert Entry.objects.filter(event="audit.exported", facts__rows=2).exists()


def test_older_changes_are_on_the_next_page(signed_in, administrator, office):
    with act(office.pk, f"officer:{administrator.pk}") as doing:
        for number in range(60):
            doing.note("desk.changed", f"desk:{number}")
    client = signed_in(administrator)
    first = client.get("/o/3300/settings/audit/")
    second = client.get(f"/o/3300/settings/audit/?before={first.context['more']}")
    seen = [line.seq for page in (first, second) for line in page.context["lines"]]
    assert seen == list(range(60, 0, -1))
    assert second.context["more"] is None


@pytest.mark.proves("LAW-11")
def test_the_journal_holds_no_personal_text(signed_in, administrator, office, joined):
    client = signed_in(administrator)
    client.post("/o/3300/settings/officers/", {**SITI, "email": "siti@bps.go.id"})
    client.post("/o/3300/settings/contacts/", {"kind": "phone", "value": "081234567890"})
    written = " ".join(f"{e.subject} {e.actor} {e.facts}" for e in Entry.objects.all())
    assert not re.search("Siti|siti|0812|Layar tunggu", written)


def test_two_roles_are_one_line(signed_in, administrator, office):
    an_officer(office, "dua", "Dua Peran", Role.CONSULTANT, Role.FRONT_OFFICE)
    rows = signed_in(administrator).get("/o/3300/settings/officers/").context["rows"]
    assert [len(row.roles) for row in rows if row.officer.username == "dua"] == [2]


@pytest.mark.proves("ADM-9")
def test_the_audit_says_names_days_and_decisions_as_people_do(
    signed_in, administrator, officer, second_officer, office, place
):
    desk = place.desks[0]
    with act(office.pk, f"officer:{administrator.pk}") as doing:
        doing.note("service.published", f"service:{place.services[0].id}", valid_from="2026-07-27")
        doing.note("desk.handed_over", f"desk:{desk.id}", officer=second_officer.pk)
        doing.note("officer.roles", f"officer:{officer.pk}", roles=["consultant", "supervisor"])
        doing.note("officer.working_days", f"officer:{officer.pk}", days=[0, 1, 2], substitute=None)
        doing.note("office.decided", "choice:1", name="email_required", was=True, value=False)
    page = signed_in(administrator).get("/o/3300/settings/audit/").text
    for words in (
        "Konsultasi data", "mulai 27 Juli 2026", "Meja 1", "kepada Budi Santoso",
        "peran Petugas konsultasi, Kepala pelayanan", "hari Senin–Rabu; pengganti tidak ada",
        "nama “Alamat e-mail diminta”; dari ya; menjadi tidak",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.proves("INB-12")
def test_a_subject_unit_is_set_up_changed_and_ended(
    signed_in, administrator, officer, second_officer
):
    rooms = signed_in(administrator)
    told = {"name": "Tim Statistik Harga", "topics": ["Inflasi"], "members": [officer.pk]}
    assert rooms.post("/o/3300/settings/units/", told).status_code == 302
    unit = SubjectUnit.objects.get()
    assert (unit.topics, [each.pk for each in unit.members.all()]) == (["Inflasi"], [officer.pk])
    again = rooms.post("/o/3300/settings/units/", told)
    assert again.status_code == 400
    assert "Nama ini sudah dipakai tim lain." in again.content.decode()
    one = f"/o/3300/settings/units/{unit.pk}/"
    rooms.post(one, told | {"members": []})
    assert not unit.members.exists()
    rooms.post(one, told | {"members": [second_officer.pk], "topics": []})
    read = rooms.get("/o/3300/settings/audit/").context["lines"]
    assert [(line.what, line.facts) for line in read] == [
        ("Tim diubah", "topik tidak ada; anggota baru Budi Santoso"),
        ("Tim diubah", "bukan anggota lagi Dewi Lestari"),
        ("Tim dibentuk", "anggota baru Dewi Lestari"),
    ]
    assert rooms.post(f"{one}end/").status_code == 302
    assert "Belum ada tim" in rooms.get("/o/3300/settings/units/").content.decode()
    assert rooms.get(one).status_code == 404


@pytest.mark.proves("ADM-9")
def test_who_took_the_guest_book_along_or_closed_the_day_is_read_there(
    signed_in, administrator, supervisor, place
):
    chief = signed_in(supervisor)
    period = {"first": "2026-07-01", "last": "2026-07-24", "contacts": "on", "reason": "Rapat"}
    chief.post("/o/3300/day/guest-book/file/", period)
    chief.post("/o/3300/day/close/", {})
    read = signed_in(administrator).get("/o/3300/settings/audit/").context["lines"]
    assert [(line.who, line.what, line.about) for line in read] == [
        ("Hartono", "Hari ditutup", "24 Juli 2026"),
        ("Hartono", "Buku tamu dicetak atau diunduh", ""),
    ]
    assert "sebagai xlsx" in read[1].facts
    assert "dengan kontak ya" in read[1].facts
    assert "Rapat" not in read[1].facts
