"""Reviews are counted from an index alone: however large the service, none is fetched to be counted."""

from typing import Any

import pytest
from sqlalchemy import Connection, event

from app.domain.dates import Period
from app.queries.reviews import DueCounts
from app.queries.timeliness import Timeliness
from db.database import Database
from tests.builders import TODAY, Service

YEAR = Period(TODAY.replace(year=TODAY.year - 1), TODAY)


def plans(database: Database, query: Any) -> list[list[str]]:
    """How SQLite finds the reviews of each statement of a query."""
    found: list[tuple[str, Any]] = []

    def note(_connection: Connection, _cursor: Any, words: str, values: Any, _context: Any, _many: bool) -> None:
        found.append((words, values))

    engine = database._reading
    event.listen(engine, "before_cursor_execute", note)
    Service(database).desk().ask(query)
    event.remove(engine, "before_cursor_execute", note)
    with engine.begin() as connection:
        explained = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values) for words, values in found]
        steps = [
            [row[3] for row in rows if row[3].startswith(("SCAN reviews", "SEARCH reviews"))] for rows in explained
        ]
    return [step for step in steps if step]


@pytest.mark.parametrize("count", ["held", "due"])
@pytest.mark.parametrize("basis", ["review", "child"])
@pytest.mark.parametrize("by", ["", "kind", "month"])
def test_a_figure_of_timeliness_reads_one_index(database: Database, by: str, basis: str, count: str) -> None:
    found = plans(database, Timeliness(YEAR, by, basis, count))
    assert found
    for step in found:
        assert [f"COVERING INDEX reviews_{count}" in words or "reviews_held" in words for words in step] == [True]
        assert "(kind=? AND" in step[0]


def test_the_parts_of_the_list_are_counted_from_small_indexes(database: Database) -> None:
    found = plans(database, DueCounts())
    assert len(found) == 11
    assert {step[0].partition(" COVERING INDEX ")[2].partition(" ")[0] for step in found} == {
        "reviews_open_due",
        "reviews_to_come",
        "reviews_held",
    }
