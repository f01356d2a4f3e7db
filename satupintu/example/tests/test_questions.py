"""Sample questions stand in the inbox in every state, send no letter, and go with the sample."""

import pytest

from satupintu.consultations.models import Consultation, Message, MessageWords
from satupintu.example.office import found_example
from satupintu.example.questions import MARK, play_example_questions
from satupintu.example.remove import remove_example_day
from satupintu.offices.models import Office
from satupintu.outbox.models import Parcel


@pytest.fixture
def sample(db: None, friday_morning: object) -> Office:
    office = found_example()
    assert play_example_questions(office) == 8
    return office


@pytest.mark.proves("ADM-11")
def test_there_is_one_in_each_state_and_each_is_marked(sample: Office) -> None:
    states = set(Consultation.objects.values_list("state", flat=True))
    assert states == {"sent", "complete", "paused", "answered", "closed"}
    assert not Consultation.objects.exclude(name__startswith=MARK, example=True).exists()


def test_no_letter_leaves_for_them(sample: Office) -> None:
    assert not Parcel.objects.exists()


def test_they_are_played_once(sample: Office) -> None:
    assert play_example_questions(sample) == 0


@pytest.mark.proves("ADM-11")
def test_they_go_with_the_sample_day(sample: Office) -> None:
    remove_example_day(sample)
    for table in (Consultation, Message, MessageWords):
        assert not table._default_manager.exists()
