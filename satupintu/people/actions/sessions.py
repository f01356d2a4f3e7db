"""Sessions that are over leave the database: who signed in when is nobody's business later."""

from django.contrib.sessions.models import Session

from satupintu.rules import clock

AT_ONCE = 500


def forget_ended_sessions() -> int:
    """Sessions whose time is over are erased, some at once; how many."""
    ended = Session.objects.filter(expire_date__lt=clock.now()).order_by("expire_date")
    keys = list(ended.values_list("pk", flat=True)[:AT_ONCE])
    return Session.objects.filter(pk__in=keys).delete()[0] if keys else 0
