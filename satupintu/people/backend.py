"""Sign-in by user name and password. Lock-out is kept by people.actions.sign_in."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from satupintu.database.prepared import Prepared
from satupintu.people.models import Officer

_officer = Prepared(lambda pk: Officer.objects.filter(pk=pk, is_active=True), pk=int)


class LoginBackend(BaseBackend):
    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: Any
    ) -> Officer | None:
        officer = Officer.objects.filter(username=username).first()
        if officer is None:
            Officer().set_password(password)  # the same time for a name that does not exist
            return None
        return officer if officer.is_active and officer.check_password(password) else None

    def get_user(self, user_id: int) -> Officer | None:
        return _officer.first(pk=user_id)
