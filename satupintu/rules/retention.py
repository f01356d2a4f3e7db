"""How long something is kept: whole months, from the first of one, so that it can be said."""

from datetime import date


def kept_from(day: date, months: int) -> date:
    """The first day that is still kept on this day when so many months are kept."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
