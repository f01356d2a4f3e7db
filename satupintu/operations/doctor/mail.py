"""Mail: whether letters can leave, and whether some do not."""

from collections.abc import Iterator
from datetime import timedelta

from satupintu.channels.base import Mail, NotTaken
from satupintu.channels.email.smtp import Post, Server, server
from satupintu.operations.doctor.findings import Finding, ok, trouble, warning
from satupintu.outbox import queries
from satupintu.outbox.workflow import Cause
from satupintu.rules import clock

MAY_WAIT = timedelta(hours=1)
MENDS = {
    Cause.LOGIN: "Check SMTP_USER and SMTP_PASSWORD.",
    Cause.SENDER: "Set MAIL_FROM to an address that this user may send from.",
    Cause.UNREACHABLE: "Check SMTP_HOST, SMTP_PORT, SMTP_TLS and the firewall.",
}


def mail() -> Iterator[Finding]:
    """The server answers and lets us in; nothing has waited long."""
    to = server()
    count, since = queries.waiting()
    if not to.host:
        said = f"no SMTP_HOST: no mail leaves, {count} letters wait"
        yield warning("mail", said, "Set SMTP_HOST and MAIL_FROM (docs/running/settings.md).")
        return
    yield _answers(to)
    if since and clock.now() - since > MAY_WAIT:
        said = f"{count} letters wait, the oldest since {since:%Y-%m-%d %H:%M}Z"
        yield warning("mail", said, "See Surat keluar among the settings of the office.")
    if failed := queries.count_of_dead():
        said = f"{failed} letters of the last 30 days could not be delivered"
        yield warning("mail", said, "See Surat keluar among the settings of the office.")


def send_test(address: str) -> Finding:
    """A letter to this address, now, past the outbox: whether the server took it."""
    to = server()
    if not to.host:
        return trouble("mail", "no SMTP_HOST", "Set SMTP_HOST and MAIL_FROM first.")
    now = clock.now()
    text = "If you can read this, Satu Pintu can send mail.\n"
    test_id = f"<test.{now.timestamp():.0f}@{to.sender.rpartition('@')[2].strip('<> ')}>"
    letter = Mail(address, "Satu Pintu: test", text, test_id, now, sender_name="Satu Pintu",
                  automatic=True)  # fmt: skip
    try:
        with Post(to) as post:
            post.send(letter)
    except NotTaken as refused:
        return _refused(to, refused)
    said = f"{to.host} has taken a test letter to {address}"
    return ok("mail", f"{said}; if it does not arrive look among spam and at SPF and DKIM")


def _answers(to: Server) -> Finding:
    try:
        Post(to).close()
    except NotTaken as refused:
        return _refused(to, refused)
    secured = "in the open" if to.tls == "off" else f"encrypted ({to.tls})"
    return ok("mail", f"{to.host}:{to.port} lets us in, {secured}, as {to.sender}")


def _refused(to: Server, refused: NotTaken) -> Finding:
    said = f"{to.host}:{to.port}: {refused}"
    return trouble("mail", said, MENDS.get(refused.cause, "Ask who runs the mail server."))
