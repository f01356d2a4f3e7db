"""Sample questions for the inbox, marked CONTOH: one in each state, asked in the days before."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from satupintu.catalogue.actions.keeping import ANSWERS
from satupintu.catalogue.models import Item
from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask, enter
from satupintu.consultations.actions.assigning import assign
from satupintu.consultations.actions.closing import close
from satupintu.consultations.actions.examining import ask_back, clear_and_complete
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import note, say
from satupintu.consultations.models import (
    Closing,
    Consultation,
    ConsultationSeries,
    Door,
    Message,
    PublicAnswer,
)
from satupintu.consultations.queries.standard import checklist_of
from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.outbox.models import Parcel
from satupintu.people.models import Officer, Role
from satupintu.rules import clock
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown

T = TypeVar("T")
MARK = "CONTOH"


class Scene:
    """The office, who answers there, and working hours counted back from now."""

    def __init__(self, office: Office) -> None:
        self.place: Published = published(office.code)
        self.now = clock.now()
        rows = Officer.objects.filter(
            assignments__office=office, assignments__role=Role.CONSULTANT
        ).distinct()
        self.officers = list(rows.order_by("pk"))

    def at(self, days_ago: int, hour: int, minute: int, do: Callable[[], T]) -> T:
        """Do it on the working day so many before today, never later than now."""
        moment = self.moment(days_ago, hour, minute)
        with clock.travel(to=min(moment, self.now - timedelta(minutes=20))):
            return do()

    def moment(self, days_ago: int, hour: int, minute: int) -> datetime:
        day, left = self.place.local(self.now).date(), days_ago
        while left:
            day -= timedelta(days=1)
            left -= self.place.calendar.is_working_day(day)
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.place.zone)

    def officer(self, n: int) -> Officer:
        return self.officers[n % len(self.officers)]


def play_example_questions(office: Office) -> int:
    """Questions marked CONTOH wait in the inbox: new, asked back, due, answered, closed.

    Returns how many; 0 when the office has questions already or its calendar does not reach.
    """
    if Consultation.objects.filter(office=office).exists():
        return 0
    scene = Scene(office)
    try:
        for play in PLAYED:
            play(scene)
    except (CalendarNotLoaded, HoursNotKnown):
        return 0
    # What officers sent in the days before has long been shown.
    keep(scene.place)
    rows = Consultation.objects.filter(office=office)
    rows.update(example=True)
    # Nobody has these addresses: no letter may leave for them.
    Parcel.objects.filter(office=office, about__startswith="consultation:").delete()
    return rows.count()


def remove_example_questions(office: Office) -> int:
    """Every consultation of the sample office with all that belongs to it; how many there were."""
    rows = Consultation.objects.filter(office=office)
    count = rows.count()
    Message.objects.filter(consultation__office=office).update(corrects=None)
    rows.update(merged_into=None)
    Item.objects.filter(office=office, source=ANSWERS).delete()
    PublicAnswer.objects.filter(consultation__office=office).delete()
    Parcel.objects.filter(office=office).delete()
    rows.delete()
    ConsultationSeries.objects.filter(office=office).delete()
    return count


def _asked(scene: Scene, days: int, hour: int, minute: int, text: str, name: str, **more: str) -> (
    Consultation
):  # fmt: skip
    asked = Asked(text, name=f"{MARK} {name}", email=f"contoh.{name.split()[0].lower()}@example.id",
                  may_publish=True, **more)  # type: ignore[arg-type]  # fmt: skip
    return scene.at(days, hour, minute, lambda: ask(scene.place, asked))


def _complete(scene: Scene, case: Consultation, days: int, hour: int, by: Officer) -> None:
    ticked = [code for code, _ in checklist_of(scene.place, case)]
    scene.at(days, hour, 30, lambda: clear_and_complete(
        scene.place, case, officer_id=by.pk, checklist=ticked, kinds=("data",)
    ))  # fmt: skip


def _late(scene: Scene) -> None:
    case = _asked(scene, 5, 9, 10, "Mohon PDRB triwulan I 2026 menurut kabupaten/kota.", "Andi",
                  topic="PDRB")  # fmt: skip
    _complete(scene, case, 4, 9, scene.officer(1))


def _today(scene: Scene) -> None:
    case = _asked(scene, 4, 10, 5, "Apakah ada data upah dan kebutuhan hidup layak 2020-2026?",
                  "Rudi", topic="Tenaga kerja")  # fmt: skip
    _complete(scene, case, 3, 10, scene.officer(0))


def _new(scene: Scene) -> None:
    _asked(scene, 0, 8, 15, "Apa definisi penduduk miskin yang dipakai BPS?", "Lia",
           topic="Kemiskinan")  # fmt: skip


def _later(scene: Scene) -> None:
    by = scene.officer(0)
    case = _asked(scene, 2, 13, 20, "Saya jual jasa titip barang lewat media sosial. Kode KBLI "
                  "yang tepat yang mana?", "Maya", topic="Kode KBLI")  # fmt: skip
    _complete(scene, case, 1, 14, by)
    scene.at(1, 14, 40, lambda: note(
        scene.place, case, "Dua kemungkinan. Cek, apakah barangnya dibeli dulu.", officer_id=by.pk
    ))  # fmt: skip


def _waiting(scene: Scene) -> None:
    by = scene.officer(0)
    case = _asked(scene, 3, 9, 40, "Harga cabai rawit Kota Semarang, boleh minta?", "Siti",
                  topic="Inflasi")  # fmt: skip
    _complete(scene, case, 3, 11, by)
    scene.at(2, 9, 15, lambda: ask_back(
        scene.place, case, "Untuk tahun berapa, Bu?", "tahun data yang diminta", officer_id=by.pk
    ))  # fmt: skip
    scene.at(2, 9, 30, lambda: keep(scene.place))


def _by_telephone(scene: Scene) -> None:
    by, came = scene.officer(1), scene.moment(1, 10, 30)
    asked = Asked("Jumlah usaha mikro di Kabupaten Kendal.", name=f"{MARK} Tono",
                  phone="+6281200000000", contact_by="phone")  # fmt: skip
    case = scene.at(1, 10, 45, lambda: enter(
        scene.place, asked, door=Door.PHONE, arrived_at=came, officer_id=by.pk
    ))  # fmt: skip
    scene.at(1, 10, 46, lambda: assign(scene.place, case, by.pk, officer_id=by.pk, was=None))


def _answered(scene: Scene) -> None:
    by = scene.officer(0)
    case = _asked(scene, 3, 8, 30, "Berapa jumlah penduduk Jawa Tengah 2025?", "Nur",
                  topic="Penduduk")  # fmt: skip
    _complete(scene, case, 3, 9, by)
    scene.at(3, 13, 30, lambda: answer(
        scene.place, case, "Angkanya ada di tabel proyeksi penduduk; tautannya di bawah.",
        officer_id=by.pk, kinds=("data",),
    ))  # fmt: skip
    scene.at(3, 14, 0, lambda: keep(scene.place))


def _closed(scene: Scene) -> None:
    by = scene.officer(1)
    case = _asked(scene, 6, 9, 0, "Kode KBLI untuk warung makan?", "Joko", topic="Kode KBLI")
    _complete(scene, case, 6, 10, by)
    scene.at(6, 11, 0, lambda: answer(
        scene.place, case, "Warung makan masuk golongan penyediaan makan dan minum.",
        officer_id=by.pk, kinds=("classification",),
    ))  # fmt: skip
    scene.at(6, 11, 30, lambda: keep(scene.place))
    scene.at(5, 9, 0, lambda: say(scene.place, case, "Terima kasih banyak."))
    fresh = Consultation.objects.get(pk=case.pk)
    scene.at(5, 9, 30, lambda: close(scene.place, fresh, Closing.DONE, officer_id=by.pk))


PLAYED = (_closed, _late, _today, _waiting, _answered, _later, _by_telephone, _new)
