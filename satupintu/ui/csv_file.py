"""A table as a CSV file that any spreadsheet opens rightly."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # what a spreadsheet reckons at opening


def csv_response(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The table as a file to keep; no word in it is taken for a formula, whoever wrote it."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.write("\ufeff")  # without this sign spreadsheets do not take it for UTF-8
    table = csv.writer(answer)
    table.writerow(head)
    table.writerows([cell(each) for each in row] for row in rows)
    return answer


def cell(value: object) -> object:
    """A value as it stands in such a table: never the beginning of a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
