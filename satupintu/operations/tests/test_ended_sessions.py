"""Sessions that are over leave the database; the others stay."""

import pytest
from django.contrib.sessions.models import Session

from conftest import SignIn
from satupintu.operations.duties import TASKS
from satupintu.people.actions.sessions import forget_ended_sessions
from satupintu.people.models import Officer
from satupintu.rules import clock

DAY = 24 * 3600


@pytest.mark.django_db
def test_a_session_that_is_over_is_erased_by_the_worker(
    signed_in: SignIn, officer: Officer, supervisor: Officer
) -> None:
    signed_in(officer)
    stays = signed_in(supervisor)
    Session.objects.exclude(pk=stays.session.session_key).update(expire_date=clock.now())
    with clock.offset(60):
        assert forget_ended_sessions() == 1
        assert forget_ended_sessions() == 0
    assert Session.objects.get().pk == stays.session.session_key
    assert "forget_ended_sessions" in [do.__name__ for _every, do in TASKS]
