"""New dates on a return sheet: a booking where nothing was booked, else a move that says who asked and why."""

from datetime import date
from typing import Any

import pytest

from app.domain.reviews import Meeting, Rearrangement, Review
from tests.app.imports.conftest import Importing
from tests.app.imports.returns import Sheet, reasons, told
from tests.builders import Service


def test_a_new_date_books_a_review_that_was_not_booked(sheet: Sheet, importing: Importing, waiting: Review) -> None:
    plan = sheet.fill(waiting, new_date="3/12/26", asked="Child").imported()
    (meeting,) = importing.all(Meeting)
    assert (meeting.date, told(plan)) == (date(2026, 12, 3), [("Booked for", "nothing", "3 Dec 2026")])
    assert importing.all(Rearrangement) == ()
    (unused,) = plan.not_used
    assert (unused.column, unused.reason) == (
        "Who asked",
        "No meeting was booked, so this is a booking and not a move.",
    )


def test_a_new_date_moves_what_was_booked_when_it_is_said_who_asked_and_why(
    sheet: Sheet, service: Service, importing: Importing, waiting: Review
) -> None:
    meeting = service.planned(waiting, date(2026, 11, 26))
    plan = sheet.fill(waiting, new_date="3 Dec 2026", asked="social worker", why="Report not ready").imported()
    assert service.now(meeting).date == date(2026, 12, 3)
    (move,) = importing.all(Rearrangement)
    assert (move.requested_by, move.reason, move.old_date, move.new_date) == (
        "social-worker", "report-not-ready", date(2026, 11, 26), date(2026, 12, 3),
    )  # fmt: skip
    assert told(plan) == [
        ("Moved", "26 Nov 2026", "3 Dec 2026 (Report not ready, asked by: Social worker)"),
    ]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (
            {"new_date": "3/12/26"},
            "New date",
            "A meeting is booked for 26 November 2026. To move it, fill in Who asked",
        ),
        ({"new_date": "3/12/26", "asked": "Child"}, "New date", "A meeting is booked for 26 November 2026."),
        ({"new_date": "2/11/26", "asked": "Child", "why": "Illness"}, "New date", "2 November 2026 is past."),
        ({"asked": "Child", "why": "Illness"}, "Who asked", "There is no new date."),
        ({"new_date": "3/12/26", "asked": "The dog", "why": "Illness"}, "Who asked", '"The dog" is not in the list.'),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_all_of_its_row(
    sheet: Sheet, service: Service, importing: Importing, waiting: Review, cells: Any, column: str, reason: str
) -> None:
    meeting = service.planned(waiting, date(2026, 11, 26))
    ((where, words),) = reasons(sheet.fill(waiting, note="Hello", **cells).imported())
    assert (where, words.startswith(reason)) == (column, True)
    assert (service.now(meeting).date, service.now(waiting).held, service.now(waiting).note) == (meeting.date, None, "")


def test_a_review_that_was_held_has_no_new_date_and_the_rest_of_its_row_is_used(
    sheet: Sheet, service: Service, importing: Importing, waiting: Review
) -> None:
    plan = sheet.fill(waiting, held="12/11/26", new_date="3/12/26").imported()
    (unused,) = plan.not_used
    assert (unused.column, unused.reason) == (
        "New date",
        "This review was held on 12 November 2026, so it has no new date.",
    )
    assert service.now(waiting).held == date(2026, 11, 12)
    assert importing.all(Meeting) == ()
