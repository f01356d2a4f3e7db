"""The one exception to "never changed": the journal of a sample office goes with its sample day."""

from satupintu.journal.models import Entry, Head, Press, Seal
from satupintu.journal.record import writing


def reset_example(office_id: int) -> None:
    """The journal of an example office begins anew; the chains of all others stay as they are."""
    with writing():
        for table in (Seal, Entry, Head, Press):
            table._default_manager.filter(office_id=office_id).delete()
