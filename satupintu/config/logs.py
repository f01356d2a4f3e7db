"""The lines of the log: administrators and backups of logs read them, visitors' pages stay shut."""

import logging
import re

# The links of a ticket, a complaint's receipt, a consultation's rating, a file and by e-mail are
# keys in themselves; who holds the line holds them.
KEYS = re.compile(
    r"(/t/)[0-9A-Za-z]{11}(?![0-9A-Za-z])|(/complain/|/rate/|/files/)[^/\s'\"?]+"
    r"|(/link/)[\w-]{20,}"
)


class Discreet(logging.Formatter):
    """A line, traceback and all, without the part of an address that opens a page."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return KEYS.sub(lambda found: f"{found[1] or found[2] or found[3]}…", line)
