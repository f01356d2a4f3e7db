"""A visitor at the kiosk, through the pages as a browser without script sees them."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from satupintu.journal.models import Entry
from satupintu.offices.actions.founding import EVER
from satupintu.offices.models import Choice, Office, StandardVersion
from satupintu.offices.published import Published, forget
from satupintu.people import devices
from satupintu.people.models import Device, Officer
from satupintu.rules import clock
from satupintu.walkin import joining
from satupintu.walkin.actions import alerts
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Alert, Door, Ticket
from satupintu.walkin.queries import newcomers
from satupintu.walkin.workflow import State

pytestmark = pytest.mark.django_db
START = "/o/3300/kiosk/"


@pytest.fixture
def device(office: Office, friday_morning: datetime) -> Device:
    return Device.objects.create(
        office=office, kind=Device.Kind.KIOSK, name="Mesin pintu utama",
        digest=sha256(b"rahasia").hexdigest(), asked_at=clock.now(), joined_at=clock.now(),
        settings={"ppi": 102},
    )  # fmt: skip


@pytest.fixture
def kiosk(device: Device) -> Client:
    client = Client()
    client.cookies[devices.COOKIE] = "rahasia"
    return client


def press(kiosk: Client, service: str = "consultation", priority: str = "", key: str = "") -> Any:
    """A visitor answers the second question; the page gives the press its key."""
    shown = kiosk.get(f"{START}for/{service}/").content.decode()
    key = key or shown.split('name="press" value="')[1].split('"')[0]
    told = {"service": service, "priority": priority, "press": key}
    return kiosk.post(f"{START}take/", told)


def words(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def later() -> Iterator[Any]:
    """`later(seconds)` lets time pass for the rest of the test."""
    passed = []

    def pass_by(seconds: float) -> None:
        travel = clock.travel(by=seconds)
        travel.__enter__()
        passed.append(travel)

    yield pass_by
    for travel in reversed(passed):
        travel.__exit__(None, None, None)


@pytest.mark.proves("KSK-1", "STD-WALKIN-1")
def test_two_touches_give_a_number_and_nothing_is_typed(kiosk: Client) -> None:
    start = words(kiosk.get(START))
    asked = words(kiosk.get(f"{START}for/consultation/"))
    given = press(kiosk)
    shown = words(kiosk.get(given["Location"]))

    assert f'href="{START}for/consultation/"' in start
    assert 'type="text"' not in start + asked
    assert given.status_code == 303
    assert "A-001" in shown


@pytest.mark.proves("KSK-1")
def test_the_time_from_the_first_touch_is_in_the_journal(kiosk: Client) -> None:
    kiosk.post(f"{START}take/", {"service": "library", "press": "k", "touched": "7.42"})

    entry = Entry.objects.get(event="ticket.issue")
    assert entry.facts["touch_seconds"] == 7.4


@pytest.mark.proves("KSK-7")
def test_priority_is_asked_of_everybody_and_no_reason_is_kept(kiosk: Client) -> None:
    asked = words(kiosk.get(f"{START}for/consultation/"))
    shown = words(kiosk.get(press(kiosk, priority="1")["Location"]))

    ticket = Ticket.objects.get()
    assert "Perlu didahulukan?" in asked
    assert (ticket.code, ticket.priority) == ("P-001", True)
    assert "Didahulukan" in shown
    for reason in ("lansia", "hamil", "disabilitas"):
        assert reason not in shown
        assert reason not in json.dumps(Entry.objects.get(event="ticket.issue").facts)


@pytest.mark.proves("KSK-8")
def test_each_row_says_how_many_wait_and_a_range(
    kiosk: Client, place: Published, officer: Officer
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    consultation = place.service("consultation")
    assert consultation
    for _ in range(3):
        take_ticket(place, consultation, door=Door.FRONT)

    shown = words(kiosk.get(START))

    told = newcomers.newcomers(place, clock.now()).told(consultation.id)
    assert "3 orang menunggu" in shown
    assert "Tidak ada antrean" in shown
    assert told.ahead == 3
    assert f"kira-kira {told.p50}–{told.p90} menit" in shown
    assert told.p50 is not None and told.p90 is not None and told.p50 < told.p90


@pytest.mark.proves("KSK-8")
def test_without_an_open_desk_no_range_is_made_up(kiosk: Client) -> None:
    shown = words(kiosk.get(START))

    assert "Perkiraan belum tersedia" in shown
    assert "kira-kira" not in shown.replace('data-range="kira-kira', "")


def test_a_press_is_told_of_those_who_came_just_before(kiosk: Client, later: Any) -> None:
    for key in ("one", "two", "three"):
        press(kiosk, key=key)
        later(2)

    assert list(Ticket.objects.order_by("id").values_list("ahead", flat=True)) == [0, 1, 2]


@pytest.mark.proves("KSK-11")
def test_a_double_touch_gives_the_same_number_again(kiosk: Client) -> None:
    press(kiosk)
    second = press(kiosk)

    shown = words(kiosk.get(second["Location"]))
    assert Ticket.objects.count() == 1
    assert "Nomor Anda sudah dicetak:" in shown
    assert "A-001" in shown


@pytest.mark.proves("KSK-11")
def test_the_next_visitor_two_seconds_later_gets_the_next_number(kiosk: Client, later: Any) -> None:
    press(kiosk)
    later(2)
    press(kiosk)

    assert sorted(Ticket.objects.values_list("code", flat=True)) == ["A-001", "A-002"]


@pytest.mark.proves("KSK-11")
def test_a_burst_tells_the_staff_once_and_refuses_nobody(
    kiosk: Client, place: Published, device: Device, later: Any
) -> None:
    most = place.choices["burst_per_minute"]
    for _ in range(most):
        press(kiosk)
        later(2)
    assert not Alert.objects.exists()
    for _ in range(3):
        press(kiosk)
        later(2)

    assert Ticket.objects.count() == most + 3
    assert [(a.kind, a.device_id) for a in Alert.objects.all()] == [(Alert.Kind.BURST, device.pk)]


@pytest.mark.proves("KSK-10")
def test_a_number_is_shown_once_and_never_comes_back(kiosk: Client) -> None:
    given = press(kiosk)
    first = kiosk.get(given["Location"])
    again = kiosk.get(given["Location"])

    assert "A-001" in words(first)
    assert "no-store" in first["Cache-Control"]
    assert again.status_code == 302
    assert again["Location"] == f"{START}over/"
    assert "A-001" not in words(kiosk.get(START))


@pytest.mark.proves("KSK-10")
def test_a_number_that_nobody_looked_at_is_not_shown_to_the_next_visitor(
    kiosk: Client, later: Any
) -> None:
    given = press(kiosk)
    later(61)

    assert kiosk.get(given["Location"]).status_code == 302


@pytest.mark.proves("KSK-4", "KSK-9", "KSK-10")
def test_what_one_visitor_switched_is_over_for_the_next(kiosk: Client) -> None:
    for switched in ({"look": "larger"}, {"look": "contrast"}, {"language": "en"}):
        kiosk.post(f"{START}look/", {**switched, "next": START})
    mine = words(kiosk.get(START))
    over = kiosk.get(f"{START}over/", follow=True)

    assert 'class="kiosk  larger contrast"' in mine
    assert '<html lang="en"' in mine
    assert '<html lang="id"' in words(over)
    assert 'aria-pressed="true"' not in words(over)


@pytest.mark.proves("KSK-9")
def test_three_languages_are_offered_each_named_in_itself(kiosk: Client) -> None:
    shown = words(kiosk.get(START))
    kiosk.post(f"{START}look/", {"language": "jv"})
    javanese = words(kiosk.get(START))

    assert 'lang="en"' in shown
    assert ">Basa Jawa<" in shown
    assert ">Bahasa Indonesia<" in javanese
    assert "Panjenengan badhe perlu punapa?" in javanese


def test_the_tools_lead_back_to_the_kiosk_and_nowhere_else(kiosk: Client) -> None:
    away = kiosk.post(f"{START}look/", {"look": "larger", "next": "//elsewhere.example/"})

    assert away["Location"] == START


@pytest.mark.proves("KSK-6")
def test_a_call_for_help_says_when_somebody_comes(
    kiosk: Client, device: Device, receptionist: Officer
) -> None:
    for _ in range(2):
        kiosk.post(f"{START}help/", {"next": START})
    called = words(kiosk.get(START))
    [alert] = Alert.objects.all()
    alerts.answer(alert, officer_id=receptionist.pk)
    coming = words(kiosk.get(START))

    assert (alert.kind, str(alert.device)) == (Alert.Kind.HELP, "Mesin pintu utama")
    assert "<b>Petugas sudah diberi tahu. Tunggu sebentar.</b>" in called
    assert "<b>Petugas menuju ke sini.</b>" in coming
    assert kiosk.get(f"{START}state/").json()["help"] == "coming"


def test_the_first_officer_who_answers_a_call_is_kept(
    device: Device, receptionist: Officer, officer: Officer
) -> None:
    alert = alerts.raise_alert(device.office_id or 0, Alert.Kind.HELP, device_id=device.pk)
    alerts.answer(alert, officer_id=receptionist.pk)

    assert alerts.answer(alert, officer_id=officer.pk).answered_by_id == receptionist.pk


@pytest.mark.proves("KSK-15")
def test_a_closed_office_says_when_it_opens(kiosk: Client) -> None:
    with clock.travel(to=datetime(2026, 7, 24, 16, 5, tzinfo=clock.ZONES["WIB"])):
        shown = words(kiosk.get(START))
        refused = kiosk.post(f"{START}take/", {"service": "consultation", "press": "k"})

    assert "Layanan tatap muka tutup" in shown
    assert "Buka lagi Senin, 27 Juli 2026 pukul 08.00 WIB." in shown
    assert refused["Location"] == START
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("hour", "minute", "note"),
    [(7, 40, "mulai pukul 08.00 WIB"), (12, 0, "mulai pukul 13.00 WIB"), (9, 0, "")],
)
def test_before_the_opening_and_in_a_break_numbers_are_given_and_the_hour_is_said(
    kiosk: Client, hour: int, minute: int, note: str
) -> None:
    with clock.travel(to=datetime(2026, 7, 24, hour, minute, tzinfo=clock.ZONES["WIB"])):
        shown = words(kiosk.get(START))

    assert "Apa keperluan Anda?" in shown
    assert ("Nomor dipanggil mulai pukul" in shown) == bool(note)
    assert note in shown


@pytest.mark.proves("KSK-12")
def test_the_code_for_phones_changes_every_minute_and_is_the_offices_own(
    office: Office, other_office: Office
) -> None:
    at = clock.now()
    key = joining.token(office, at)

    assert joining.valid(office, key, at + timedelta(seconds=59))
    assert not joining.valid(office, key, at + timedelta(seconds=121))
    assert not joining.valid(office, key, at - timedelta(seconds=61))
    assert not joining.valid(other_office, key, at)
    assert not joining.valid(office, "", at)
    assert joining.token(office, at + timedelta(seconds=60)) != key


@pytest.mark.proves("KSK-12")
def test_without_a_public_address_no_code_is_shown(kiosk: Client, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = ""
    assert "join.svg" not in words(kiosk.get(START))
    settings.PUBLIC_ADDRESS = "https://antre.example.go.id"
    assert "join.svg" in words(kiosk.get(START))
    assert b"<svg" in kiosk.get(f"{START}join.svg").content


@pytest.mark.proves("STD-REQ", "STD-FEE")
def test_the_ticket_asks_for_what_the_published_standard_asks_for(
    kiosk: Client, place: Published
) -> None:
    consultation = place.service("consultation")
    assert consultation
    both = words(kiosk.get(press(kiosk)["Location"]))
    standard = StandardVersion.objects.get(service_id=consultation.id)
    standard.content["persyaratan"]["visit"][0]["on"] = False
    standard.save()
    Choice.objects.create(office=place.office, name="email_required", valid_from=EVER, value=True)
    forget()
    with clock.travel(by=5):
        one = words(kiosk.get(press(kiosk)["Location"]))

    assert "Siapkan kartu identitas dan alamat e-mail." in both
    assert "Siapkan alamat e-mail." in one
    assert "Tidak dipungut biaya." in both


def test_a_machine_that_has_not_joined_is_asked_to_join(office: Office) -> None:
    stranger = Client().get(START)

    assert stranger.status_code == 302
    assert "/join/kiosk/" in stranger["Location"]


def test_another_offices_kiosk_is_not_let_in(kiosk: Client, other_office: Office) -> None:
    assert kiosk.get("/o/8200/kiosk/").status_code == 302


def test_an_unknown_service_leads_back_to_the_start(kiosk: Client) -> None:
    assert kiosk.get(f"{START}for/makan-siang/")["Location"] == START
    assert kiosk.post(f"{START}take/", {"service": "makan-siang"})["Location"] == START


def test_a_press_without_its_csrf_token_is_refused(device: Device) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[devices.COOKIE] = "rahasia"

    assert strict.post(f"{START}take/", {"service": "consultation"}).status_code == 403


def test_a_press_costs_few_statements(
    kiosk: Client, place: Published, django_assert_num_queries: Any
) -> None:
    kiosk.get(f"{START}for/consultation/")
    with django_assert_num_queries(7):
        # savepoint (the transaction of the test), number, ticket, press, journal head and row, release
        kiosk.post(f"{START}take/", {"service": "consultation", "press": "one"})


@pytest.mark.proves("LAW-8")
def test_the_start_asks_the_same_number_of_questions_however_many_wait(
    kiosk: Client, place: Published, django_assert_num_queries: Any
) -> None:
    consultation = place.service("consultation")
    assert consultation
    kiosk.get(START)
    for people in (1, 3):
        while Ticket.objects.count() < people:
            take_ticket(place, consultation, door=Door.FRONT)
        newcomers.forget()
        with django_assert_num_queries(7):
            kiosk.get(START)


class TestLent:
    """Numbers lent to a kiosk that may lose its server (KSK-14)."""

    def sync(self, kiosk: Client, **told: Any) -> Any:
        told = {"condition": {"offline": "on", "voice": "no"}, "given": [], "held": [], **told}
        return kiosk.post(f"{START}sync/", json.dumps(told), content_type="application/json")

    def test_each_service_gets_a_block_of_its_own_range(self, kiosk: Client) -> None:
        numbers = self.sync(kiosk).json()["numbers"]

        assert numbers["consultation"][0] == "A-500"
        assert {len(codes) for codes in numbers.values()} == {20}
        assert set(Ticket.objects.values_list("state", flat=True)) == {State.LEASED}

    def test_asking_again_lends_nothing_more(self, kiosk: Client) -> None:
        first = self.sync(kiosk).json()["numbers"]
        held = [code for codes in first.values() for code in codes]

        assert self.sync(kiosk, held=held).json()["numbers"] == first

    @pytest.mark.proves("KSK-14")
    def test_what_was_given_away_comes_in_at_its_time_and_under_its_number(
        self, kiosk: Client, later: Any
    ) -> None:
        held = [c for codes in self.sync(kiosk).json()["numbers"].values() for c in codes]
        given_at = clock.now() + timedelta(minutes=5)
        later(600)
        given = [{"code": "A-500", "at": given_at.isoformat(), "priority": True}]
        for _ in range(2):
            answer = self.sync(kiosk, given=given, held=held).json()

        ticket = Ticket.objects.get(code="A-500")
        assert answer["settled"] == ["A-500"]
        assert (ticket.state, ticket.priority) == (State.WAITING, True)
        assert ticket.queued_at == ticket.issued_at == given_at
        assert "A-500" not in answer["numbers"]["consultation"]
        assert Entry.objects.filter(event="ticket.issue", subject=ticket.subject).count() == 1

    def test_a_clock_that_runs_ahead_gives_nobody_a_place_in_the_future(self, kiosk: Client) -> None:
        self.sync(kiosk)
        tomorrow = (clock.now() + timedelta(days=1)).isoformat()
        self.sync(kiosk, given=[{"code": "A-500", "at": tomorrow}], held=["A-500"])

        assert Ticket.objects.get(code="A-500").queued_at <= clock.now()

    @pytest.mark.proves("KSK-14")
    def test_a_number_whose_answer_was_lost_does_not_stay_in_line(self, kiosk: Client) -> None:
        self.sync(kiosk)
        kiosk.post(f"{START}take/", {"service": "consultation", "press": "lost"})
        at = clock.now().isoformat()
        self.sync(kiosk, given=[{"code": "A-500", "at": at, "press": "lost"}], held=["A-500"])

        assert Ticket.objects.get(code="A-001").state == State.LEFT
        assert Ticket.objects.get(code="A-500").state == State.WAITING

    @pytest.mark.proves("LAW-4")
    def test_numbers_of_which_the_machine_knows_nothing_any_more_become_void(
        self, kiosk: Client
    ) -> None:
        self.sync(kiosk)
        numbers = self.sync(kiosk, held=["A-503"]).json()["numbers"]

        voided = Ticket.objects.filter(state=State.VOID)
        assert voided.count() == 79
        assert set(voided.values_list("void_reason", flat=True)) == {
            "mesin antrean kehilangan catatannya"
        }
        assert numbers["consultation"][:2] == ["A-503", "A-520"]

    def test_a_machine_without_its_offline_half_is_lent_nothing_and_says_so(
        self, kiosk: Client, device: Device
    ) -> None:
        answer = self.sync(kiosk, condition={"offline": "off", "voice": "no", "x": "y"})

        device.refresh_from_db()
        assert answer.json()["numbers"] == {}
        assert device.condition == {"offline": "off", "voice": "no"}
        assert not Ticket.objects.exists()

    @pytest.mark.parametrize("body", ["", "[]", "{", '{"given": [1, {"code": "A-500"}], "held": 3}'])
    def test_what_cannot_be_read_harms_nothing(self, kiosk: Client, body: str) -> None:
        self.sync(kiosk)
        answer = kiosk.post(f"{START}sync/", body, content_type="application/json")

        assert answer.status_code in {200, 400}
        assert not Ticket.objects.filter(state=State.WAITING).exists()

    def test_the_worker_and_the_kept_screen_are_served(self, kiosk: Client) -> None:
        worker, kept = kiosk.get(f"{START}worker.js"), kiosk.get(f"{START}offline/")

        assert worker["Content-Type"].startswith("text/javascript")
        assert f'"{START}offline/"' in words(worker)
        assert "Mesin sedang tidak tersambung." in words(kept)
