"""A person who asked for it is forgotten by the office; everything else stays valid (T71)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from satupintu.consultations.actions import forgetting
from satupintu.journal.record import act, officer
from satupintu.offices.published import Published
from satupintu.outbox.actions import forget_address, forget_subjects, put
from satupintu.outbox.letters import Letter
from satupintu.people.actions import account_holders
from satupintu.people.models import Account, Person
from satupintu.walkin.actions import retention


@dataclass(frozen=True)
class Erased:
    """What was carried out."""

    consultations: int
    visits: int
    account: bool  # gone with the last office that knew it


def carry_out(place: Published, account: Account, *, by: int) -> Erased:
    """Names, contacts and words of this person go in this office; numbers and counts stay.

    The person is told by a last letter. Raises QuestionOpen (consultations.actions.forgetting)
    and VisitToday (walkin.actions.retention); then nothing has changed.
    """
    with act(place.office.pk, officer(by)) as doing:
        people = list(
            Person.objects.filter(office=place.office, account=account).values_list("pk", flat=True)
        )
        asked = forgetting.erase_of_people(doing, place, people, account.email)
        visits = retention.erase_people(doing, place, people)
        email, subject = account.email, account_holders.account_actor(account.pk)
        gone = account_holders.erase(account, office_id=place.office.pk)
        forget_address(email)
        if gone:  # the letters that told the offices of the wish name the address too
            forget_subjects([subject])
        doing.note("account.erased", subject, consultations=asked, visits=visits, gone=gone)
        put(place.office.pk, _last_letter(place, email), key=f"erased:{subject}:{doing.at}")
    return Erased(asked, visits, gone)


def _last_letter(place: Published, email: str) -> Letter:
    text = _(
        "Data Anda di %(office)s sudah dihapus: nama, kontak, isi percakapan, dan lampiran.\n\n"
        "Yang tetap: hitungan layanan tanpa nama, jawaban umum yang terbit tanpa nama atas izin "
        "Anda, pengaduan di daftarnya, dan cadangan lama sampai gilirannya diganti.\n\n"
        "Surat ini yang terakhir; alamat Anda di surat ini dihapus dalam sebulan."
    ) % {"office": place.office.name}
    return Letter(email, _("Data Anda sudah dihapus"), text)
