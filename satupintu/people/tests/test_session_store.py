"""Sessions are found as Django finds them, by one question: also after an upgrade of Django."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from satupintu.people.session_store import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key():
    """Of a session that holds something."""
    session = SessionStore()
    session["half"] = [1, 2.5]
    session.create()
    return session.session_key


def test_what_was_kept_is_found_in_one_statement(key, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert SessionStore(key)["half"] == [1, 2.5]
    assert dict(SessionStore(key).items()) == dict(DatabaseStore(key).items())


@pytest.mark.parametrize("store", [SessionStore, DatabaseStore])
def test_a_session_that_has_ended_or_never_was_begins_anew_under_another_key(store, key):
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    for gone in (key, "nobodyhasthiskey"):
        session = store(gone)
        assert "half" not in session
        assert session.session_key is None
        session["half"] = [3]
        session.save()
        assert session.session_key not in (None, gone)
