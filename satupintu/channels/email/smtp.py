"""The way to the mail server: one connection for as many letters as wait."""

import re
import smtplib
import ssl
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from django.conf import settings

from satupintu.channels.base import Mail, NotTaken
from satupintu.channels.email.message import address_of, compose
from satupintu.outbox.workflow import Cause

WAIT = 20.0  # seconds for each answer of the server; all together less than the lease of a parcel
DONE = frozenset({250, 251, 252})
ENHANCED = re.compile(rb"\b([245]\.\d{1,3}\.\d{1,3})\b")
FULL = ("4.2.2", "5.2.2")


@dataclass(frozen=True)
class Server:
    """Where mail goes and how; read from the settings of the deployment."""

    host: str
    port: int
    tls: str
    user: str
    password: str
    sender: str


def server() -> Server:
    """The server of this deployment; its host is empty when there is none."""
    return Server(
        settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_TLS, settings.SMTP_USER,
        settings.SMTP_PASSWORD, settings.MAIL_FROM,
    )  # fmt: skip


class Post:
    """An open connection. Raises NotTaken when it cannot be opened."""

    def __init__(self, to: Server) -> None:
        self.to = to
        self.smtp = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def send(self, mail: Mail) -> None:
        """The server has taken the letter when this returns. Raises NotTaken."""
        try:
            content = compose(mail, self.to.sender).as_bytes()
        except (ValueError, UnicodeError, LookupError) as fault:
            raise NotTaken(Cause.FAULT, type(fault).__name__) from fault
        try:
            self._hand_over(mail.to, content)
        except NotTaken as refused:
            if not refused.line_broken:
                self._start_anew()
            raise

    def close(self) -> None:
        """Good manners; a server that has gone already does not mind."""
        try:
            self.smtp.quit()
        except (smtplib.SMTPException, OSError):
            self.smtp.close()

    def _opened(self) -> smtplib.SMTP:
        smtp = None
        try:
            smtp = self._dialled()
            if self.to.user:
                smtp.login(self.to.user, self.to.password)
        except smtplib.SMTPAuthenticationError as refused:
            if smtp:
                smtp.close()
            raise NotTaken(Cause.LOGIN, _said(refused.smtp_code, refused.smtp_error)) from refused
        except (smtplib.SMTPException, OSError) as problem:
            if smtp:
                smtp.close()
            said = _said(getattr(problem, "smtp_code", 0), getattr(problem, "smtp_error", b""))
            raise NotTaken(Cause.UNREACHABLE, said or type(problem).__name__) from problem
        return smtp

    def _dialled(self) -> smtplib.SMTP:
        if self.to.tls == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.to.host, self.to.port, timeout=WAIT, context=context)
        smtp = smtplib.SMTP(self.to.host, self.to.port, timeout=WAIT)
        if self.to.tls == "starttls":
            try:
                smtp.starttls(context=ssl.create_default_context())
            except BaseException:
                smtp.close()
                raise
        return smtp

    def _hand_over(self, to: str, content: bytes) -> None:
        handing = False  # once the letter itself is under way, nobody knows whether it arrived
        try:
            self.smtp.ehlo_or_helo_if_needed()
            _judge(self.smtp.mail(address_of(self.to.sender)), for_good=Cause.SENDER)
            _judge(self.smtp.rcpt(to), for_good=Cause.REFUSED)
            handing = True
            _judge(self.smtp.data(content), for_good=Cause.REFUSED)
        except smtplib.SMTPResponseException as refused:
            _judge((refused.smtp_code, _bytes(refused.smtp_error)), for_good=Cause.REFUSED)
            raise NotTaken(Cause.BUSY) from refused
        except (smtplib.SMTPException, OSError) as problem:
            cause = Cause.DROPPED if handing else Cause.UNREACHABLE
            raise NotTaken(cause, type(problem).__name__) from problem

    def _start_anew(self) -> None:
        try:
            self.smtp.rset()
        except (smtplib.SMTPException, OSError):
            self.smtp.close()  # the next letter dials again


def _judge(answer: tuple[int, bytes], *, for_good: Cause) -> None:
    code, words = answer
    if code in DONE:
        return
    said = _said(code, words)
    if code == 421:
        raise NotTaken(Cause.UNREACHABLE, said)  # the server hangs up
    if said.endswith(FULL):
        raise NotTaken(Cause.FULL, said)
    raise NotTaken(for_good if code >= 500 else Cause.BUSY, said)


def _said(code: int, words: bytes | str) -> str:
    enhanced = ENHANCED.search(_bytes(words))
    return f"{code} {enhanced[1].decode()}" if enhanced else str(code or "")


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode(errors="replace")
