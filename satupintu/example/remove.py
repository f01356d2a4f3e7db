"""The sample day goes in one act, its journal with it; no other office notices."""

from django.db.models import Model

from satupintu.complaints.models import Complaint, ComplaintSeries
from satupintu.example.questions import remove_example_questions
from satupintu.feedback.models import Rating
from satupintu.files.actions.room import one_at_a_time
from satupintu.files.models import StoredFile
from satupintu.journal.record import writing
from satupintu.journal.reset import reset_example
from satupintu.offices.models import Office
from satupintu.offices.published import forget
from satupintu.people.models import Person
from satupintu.walkin import models as hall


class NotAnExample(Exception):
    """A real office's visits are never taken away."""


def sample_visits(office: Office) -> int:
    """How many numbers go with the sample day."""
    return hall.Ticket.objects.filter(office=office).count()


def remove_example_day(office: Office) -> int:
    """Every visit of the sample office is gone, its journal begins anew; tells how many it had.

    The office, its standard, its desks and its officers stay, so that a real day can begin.
    """
    if not office.example:
        raise NotAnExample(office.code)
    with writing():
        one_at_a_time()  # before any row: a file that comes now waits instead of meeting us halfway
        tickets = hall.Ticket.objects.filter(office=office)
        count = tickets.count()
        tickets.update(turn=None)
        hall.Turn.objects.filter(office=office).update(after=None)
        mine: list[type[Model]] = [
            Rating, Complaint, ComplaintSeries,
            hall.Correction, hall.GuestBookEntry, hall.AnnouncedGroup, hall.PassBy,
            hall.Alert, hall.DayClosing, hall.Duty, hall.Shift, hall.Line, hall.NumberSeries,
        ]  # fmt: skip
        for table in mine:
            table._default_manager.filter(office=office).delete()
        hall.Turn.objects.filter(office=office).delete()
        tickets.delete()
        remove_example_questions(office)
        Person.objects.filter(office=office).delete()
        # What hangs at the standard stays with it; the sweep takes the content of the rest.
        StoredFile.objects.filter(office=office).exclude(owner__startswith="standard:").delete()
        reset_example(office.pk)
        Office.objects.filter(pk=office.pk).update(example=False)
    forget()
    return count
