"""Numbers of a series are drawn by one atomic upsert: no gaps, no repeats (law 4)."""

from satupintu.database.repeated import Repeated
from satupintu.database.statements import here


def draw(table: str, count: int = 1, **series: int | str) -> int:
    """The last of the numbers drawn now from the series that these columns name.

    The table has a column `last` and one row for each series, unique in those columns.
    """
    columns = ", ".join(series)
    marks = ", ".join(["%s"] * len(series))
    with here().cursor() as cursor:
        cursor.execute(
            Repeated(
                f"INSERT INTO {table} ({columns}, last) VALUES ({marks}, %s) "
                f"ON CONFLICT ({columns}) "
                f"DO UPDATE SET last = {table}.last + excluded.last RETURNING last"
            ),
            [*series.values(), count],
        )
        last: int = cursor.fetchone()[0]
    return last
