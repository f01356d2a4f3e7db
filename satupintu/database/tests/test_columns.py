"""What one database refuses, the other does."""

import pytest
from django.db import DatabaseError, transaction

from satupintu.offices.models import Office


def test_a_word_longer_than_its_column_is_refused_by_both_databases(office: Office) -> None:
    longest = Office._meta.get_field("name").max_length or 0
    Office.objects.filter(pk=office.pk).update(name="é" * longest)
    with pytest.raises(DatabaseError), transaction.atomic():
        Office.objects.filter(pk=office.pk).update(name="é" * (longest + 1))
