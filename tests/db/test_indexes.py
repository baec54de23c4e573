"""Reviews and challenges are counted from an index alone: however large the service, none is fetched to be counted."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event

from app.domain.dates import Period
from app.queries.challenges.board import AskBoard
from app.queries.challenges.listing import ChallengeCounts
from app.queries.reviews import DueCounts
from app.queries.timeliness import Timeliness
from app.queries.week.records import RecordsList
from app.queries.week.unseen import UnseenList
from db.database import Database
from tests.builders import TODAY, Service

OPEN_PARTS = 4
"""The parts of the list of challenges that hold open ones: all of them, overdue, with late actions, without movement."""
YEAR = Period(TODAY.replace(year=TODAY.year - 1), TODAY)


def plans(database: Database, query: Any, table: str = "reviews") -> list[list[str]]:
    """How SQLite finds the reviews (or the rows of another table) of each statement of a query."""
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
            [row[3] for row in rows if row[3].startswith((f"SCAN {table} ", f"SEARCH {table} "))] for rows in explained
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
    assert len(found) == 13
    lately = "SEARCH reviews USING INDEX reviews_held (kind=? AND held>?)"
    assert [lately] in found, "conferences without their outcome are looked for among those held lately"
    counted = [step for step in found if step != [lately]]
    assert {step[0].partition(" COVERING INDEX ")[2].partition(" ")[0] for step in counted} == {
        "reviews_open_due",
        "reviews_to_come",
        "reviews_held",
        "reviews_adjourned",
    }


def test_open_challenges_are_counted_from_an_index_of_their_own(database: Database) -> None:
    found = plans(database, ChallengeCounts(), "challenges")
    used = {step[0].partition(" COVERING INDEX ")[2].partition(" ")[0] for step in found}
    assert used == {"challenges_open", "challenges_raised", "challenges_to_follow"}
    assert sum("challenges_open" in step[0] for step in found) == OPEN_PARTS


def test_the_board_looks_at_open_challenges_only(database: Database) -> None:
    found = plans(database, AskBoard(with_counts=False), "challenges")
    assert found
    assert {"challenges_open" in words for step in found for words in step} == {True}


def test_records_are_followed_from_an_index_by_the_day_of_the_review(database: Database) -> None:
    (found,) = plans(database, RecordsList(None, True))
    assert found == ["SEARCH reviews USING INDEX reviews_held (kind=? AND held>?)"]


def test_whether_children_were_seen_is_read_for_their_reviews_alone(database: Database) -> None:
    Service(database).period(Service(database).child(), TODAY - timedelta(days=20))
    found = [step for steps in plans(database, UnseenList()) for step in steps]
    assert found[1:] == [
        "SCAN reviews USING INDEX reviews_open_due",
        "SEARCH reviews USING INDEX sqlite_autoindex_reviews_1 (id=?)",
    ], "the open ones once more, for those that one meeting serves together"
    assert "SEARCH contacts USING INDEX contacts_child_id_date (child_id=?)" in [
        step for steps in plans(database, UnseenList(), "contacts") for step in steps
    ]
