"""What askers do, and what an administrator has set up, for officers' pages (see hall.py)."""

from datetime import date

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask, confirm_person
from satupintu.consultations.actions.examining import clear_and_complete
from satupintu.consultations.actions.talking import show_held
from satupintu.consultations.models import Consultation
from satupintu.consultations.queries.standard import checklist_of
from satupintu.journal.record import act
from satupintu.offices.actions.founding import found_office
from satupintu.offices.models import Office
from satupintu.offices.published import published
from satupintu.people.actions.subject_units import Unit, set_up
from satupintu.people.models import Account, Assignment, Officer, Role
from satupintu.rules import clock

PASSWORD = "contoh-satu-pintu"
SOURCE = {"source": "starter", "ident": "inflasi", "title": "Inflasi", "from": "BPS", "link": ""}


def house() -> None:
    """The office has a team for prices to which Budi belongs, and Kota Semarang serves as well."""
    andi, budi = (Officer.objects.get(username=name) for name in ("andi", "budi"))
    office = Office.objects.get(code="3300")
    set_up(office, Unit("Tim Statistik Harga", ["Inflasi"], [budi.pk]), by=andi.pk)
    other = found_office(code="3374", name="BPS Kota Semarang", zone="WIB")
    made = Officer(username="kartika", name="Kartika Dewi")
    made.set_password(PASSWORD)
    made.save()
    Assignment.objects.create(
        officer=made, office=other, role=Role.CONSULTANT, since=date(2026, 1, 1)
    )


def asked(who: str, *words: str) -> str:
    """Somebody of this name, whose address is proved, has asked; the number."""
    place, email = published("3300"), f"{who.casefold()}@contoh.id"
    told = Asked(" ".join(words), name=f"{who} Lestari", email=email, may_publish=True)
    account, _new = Account.objects.get_or_create(
        email=email, defaults={"verified_at": clock.now(), "created_at": clock.now(), "stamp": who}
    )
    case = confirm_person(place, ask(place, told), account)
    return str(case.number)


def answered(who: str, *words: str) -> str:
    """The same, and Dewi has answered from a source; the answer can be read. The number."""
    place, dewi = published("3300"), Officer.objects.get(username="dewi")
    case = Consultation.objects.get(number=asked(who, *words))
    ticked = [code for code, _name in checklist_of(place, case)]
    case = clear_and_complete(place, case, officer_id=dewi.pk, checklist=ticked)
    answer(place, case, "Inflasi 2025: 2,1 persen.", officer_id=dewi.pk, cites=[SOURCE])
    with act(place.office.pk) as doing:
        show_held(doing, case)
    return str(case.number)


def many(count: str) -> None:
    """So many questions have come to Kota Semarang."""
    for n in range(int(count)):
        ask(published("3374"), Asked(f"Pertanyaan {n}", name=f"Penanya {n}"))


def told_corrected(number: str) -> str:
    """How many corrections the asker has been shown."""
    rows = Consultation.objects.get(number=number).thread
    return str(rows.filter(kind="correction", shown_at__isnull=False).count())
