"""Sessions as Django keeps them, found by a question that is put together once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session

from satupintu.database.prepared import Prepared

_session = Prepared(lambda key: Session.objects.filter(session_key=key), key=str)


class SessionStore(DatabaseStore):
    """Every page of staff asks for one."""

    def _get_session_from_db(self) -> Session | None:
        found = _session.first(key=self.session_key)
        # By the clock with which the end was written, which is Django's own.
        if found and self.get_expiry_age(expiry=found.expire_date) > 0:
            return found
        self._session_key = None  # as the original does: what follows is a new session
        return None
