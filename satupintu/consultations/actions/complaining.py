"""A consultation turns out to be a complaint: it goes into the register, in the user's words."""

from collections.abc import Collection

from satupintu.consultations.actions.closing import end
from satupintu.consultations.actions.moving import without_meeting
from satupintu.consultations.actions.step import Refused, line
from satupintu.consultations.models import Author, Closing, Consultation, Message
from satupintu.consultations.ports import Grievance, to_complaint
from satupintu.journal.record import act, once
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published

CONTACT_LONGEST = 120


def make_complaint(
    place: Published, case: Consultation, numbers: Collection[int], *, consent: bool,
    officer_id: int, press: str = "",
) -> Consultation:  # fmt: skip
    """What the user wrote in these messages becomes a complaint, unchanged; the consultation ends.

    The user agreed, is told the receipt number and that its handler alone reads it there; those
    who dealt with the consultation do not. Raises Refused: "no_consent_complaint" without the
    user's consent, "no_words" when none of the messages is the user's, "meeting" while one is
    arranged.
    """
    if not consent:
        raise Refused("no_consent_complaint")

    def make() -> Consultation:
        with act(place.office.pk, officer_actor(officer_id)) as doing:
            told = _told(case, numbers)
            without_meeting(doing, case)
            end(doing, case, Closing.COMPLAINT)
            number = to_complaint(doing, place, told)
            line(doing, case, _words(number))
            doing.press(press, case.subject)
        return case

    return once(press, make, lambda _subject: Consultation.objects.get(pk=case.pk))


def _told(case: Consultation, numbers: Collection[int]) -> Grievance:
    rows = Message.objects.filter(consultation=case, undone_at=None).order_by("n")
    theirs = [row.text for row in rows.filter(author=Author.USER, n__in=numbers) if row.text]
    if not theirs:
        raise Refused("no_words")
    dealt = set(rows.exclude(officer=None).values_list("officer_id", flat=True))
    dealt |= {pk for pk in (case.officer_id, case.entered_by_id) if pk}
    contact = (case.email or case.phone)[:CONTACT_LONGEST]
    return Grievance("\n\n".join(theirs), contact, case.number or "", frozenset(dealt))


def _words(number: str) -> str:
    return (
        f"Pesan Anda kami teruskan sebagai pengaduan dengan nomor tanda terima {number}. "
        "Di sana hanya penangan pengaduan yang membacanya. Percakapan ini ditutup; "
        "bila masih ada pertanyaan, buka lagi dengan sekali tekan."
    )
