"""Statements that are sent again and again with other values.

SQLite has their marks translated once. PostgreSQL, which is a journey away and plans each anew,
keeps the plan of those that write or look up a key, and is not waited for where nobody needs the
answer.
"""


class Repeated(str):
    """A statement whose words are the same each time. `then` is sent behind it (PostgreSQL)."""

    then: str = ""


class Keyed(Repeated):
    """A question by a key: whatever is asked, the same few steps find it, so its plan is kept."""


class Unanswered(Repeated):
    """One whose answer nobody needs: it is sent together with the next statement of its act.

    What is wrong with it is told there, inside the same transaction.
    """
