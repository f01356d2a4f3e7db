"""Passkeys: a key in the phone or computer of its owner, made once, used instead of a code.

A question is asked for one use, answered by a signature, and checked by the library `webauthn`.
"""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction

from satupintu.people.models import Account, Officer, Passkey
from satupintu.people.queries import authenticator
from satupintu.rules import clock

MOST = 10  # keys of one owner
CREDENTIAL = re.compile(r"[\w-]{1,1400}", re.ASCII)
Owner = Account | Officer


def library() -> Any:
    """`webauthn`: five megabytes that are loaded with the first key."""
    import webauthn
    import webauthn.helpers.exceptions
    import webauthn.helpers.structs

    return webauthn


class KeyRefused(Exception):
    """The answer is not of a key that this owner has, or not to this question."""


class LastFactor(Exception):
    """It is the only thing beside the password."""


@dataclass(frozen=True)
class Site:
    """Where the browser stands: a key made for one site answers no other."""

    name: str  # antre.example.go.id
    origin: str  # https://antre.example.go.id


@dataclass(frozen=True)
class Question:
    """What the browser is to ask its keys: options for it, and the challenge for our memory."""

    options: dict[str, Any]
    challenge: str


def offer(owner: Owner, site: Site) -> Question:
    """A new key may be made for this owner; those they have are not made twice."""
    webauthn = library()
    needed = webauthn.helpers.structs
    known = [_descriptor(key) for key in _keys(owner).filter(site=site.name)]
    made = webauthn.generate_registration_options(
        rp_id=site.name, rp_name="Satu Pintu", user_id=_handle(owner), user_name=_label(owner),
        user_display_name=_label(owner), exclude_credentials=known,
        authenticator_selection=needed.AuthenticatorSelectionCriteria(
            resident_key=needed.ResidentKeyRequirement.REQUIRED,
            user_verification=needed.UserVerificationRequirement.REQUIRED,
        ),
    )  # fmt: skip
    return _question(webauthn.options_to_json(made), made.challenge)


def keep(owner: Owner, site: Site, challenge: str, answer: str, name: str) -> Passkey:
    """The browser has made a key: it counts from now on. Raises KeyRefused."""
    if not challenge or _keys(owner).count() >= MOST:
        raise KeyRefused
    webauthn = library()
    try:
        proved = webauthn.verify_registration_response(
            credential=answer, expected_challenge=webauthn.helpers.base64url_to_bytes(challenge),
            expected_rp_id=site.name, expected_origin=site.origin, require_user_verification=True,
        )  # fmt: skip
    except _refusals() as refused:
        raise KeyRefused from refused
    credential = webauthn.helpers.bytes_to_base64url(proved.credential_id)
    if (
        not CREDENTIAL.fullmatch(credential)
        or Passkey.objects.filter(credential=credential).exists()
    ):
        raise KeyRefused
    who = {"account": owner} if isinstance(owner, Account) else {"officer": owner}
    return Passkey.objects.create(
        credential=credential, public_key=proved.credential_public_key, site=site.name,
        uses=proved.sign_count, name=name[:60], created_at=clock.now(), **who,
    )  # fmt: skip


def ask(site: Site, owner: Owner | None = None) -> Question:
    """Any key of this site may answer (the browser lets its user choose), or one of this owner."""
    allowed = [_descriptor(key) for key in _keys(owner).filter(site=site.name)] if owner else None
    webauthn = library()
    made = webauthn.generate_authentication_options(
        rp_id=site.name, allow_credentials=allowed,
        user_verification=webauthn.helpers.structs.UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    return _question(webauthn.options_to_json(made), made.challenge)


def answered(site: Site, challenge: str, answer: str) -> Passkey:
    """Whose key signed the question. Raises KeyRefused."""
    key = _meant(answer, site)
    if key is None or not challenge:  # an answer to no question would be good for ever
        raise KeyRefused
    webauthn = library()
    try:
        proved = webauthn.verify_authentication_response(
            credential=answer, expected_challenge=webauthn.helpers.base64url_to_bytes(challenge),
            expected_rp_id=site.name, expected_origin=site.origin,
            credential_public_key=bytes(key.public_key), credential_current_sign_count=key.uses,
            require_user_verification=True,
        )  # fmt: skip
    except _refusals() as refused:
        raise KeyRefused from refused
    # Compare and set: of two answers with one count, one is a copy.
    rows = Passkey.objects.filter(pk=key.pk, uses=key.uses)
    if not rows.update(uses=proved.new_sign_count, used_at=clock.now()):
        raise KeyRefused
    return key


def remove(owner: Owner, pk: int) -> None:
    """The key no longer counts here; its owner deletes it in the phone as well.

    Raises LastFactor for an officer's only key without an application beside it: the account
    would stand open to whoever knows the password.
    """
    with transaction.atomic():
        # The owner's row first: of two presses at one moment the second sees what is left.
        whose = Account if isinstance(owner, Account) else Officer
        list(whose.objects.select_for_update().filter(pk=owner.pk).values_list("pk"))
        others = _keys(owner).exclude(pk=pk)
        if isinstance(owner, Officer) and not others.exists() and authenticator(owner.pk) is None:
            raise LastFactor
        _keys(owner).filter(pk=pk).delete()


def _meant(answer: str, site: Site) -> Passkey | None:
    try:
        told = json.loads(answer)
        credential = str(told["id"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not CREDENTIAL.fullmatch(credential):  # JSON can spell what no database holds
        return None
    rows = Passkey.objects.select_related("account", "officer")
    return rows.filter(credential=credential, site=site.name).first()


def _keys(owner: Owner) -> Any:
    return Passkey.objects.filter(
        **({"account": owner} if isinstance(owner, Account) else {"officer": owner})
    )


def _descriptor(key: Passkey) -> Any:
    helpers = library().helpers
    return helpers.structs.PublicKeyCredentialDescriptor(
        id=helpers.base64url_to_bytes(key.credential)
    )


def _label(owner: Owner) -> str:
    return owner.email if isinstance(owner, Account) else owner.username


def _handle(owner: Owner) -> bytes:
    kind = "account" if isinstance(owner, Account) else "officer"
    return sha256(f"{settings.SECRET_KEY}:{kind}:{owner.pk}".encode()).digest()


def _refusals() -> tuple[type[Exception], ...]:
    refused = library().helpers.exceptions.WebAuthnException
    return refused, ValueError, KeyError, TypeError, RecursionError


def _question(options: str, challenge: bytes) -> Question:
    return Question(json.loads(options), library().helpers.bytes_to_base64url(challenge))
