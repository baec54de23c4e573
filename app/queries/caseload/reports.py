"""Every report on caseloads: its name, its sheet in the export, its title, what it says, and its query for a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.calendar import add_months
from app.domain.dates import Period
from app.queries.caseload.held import MeetingsHeld
from app.queries.caseload.months import CaseloadMonths, months_before
from app.queries.caseload.on import CaseloadOn
from app.queries.caseload.posts import PostList, Posts
from app.queries.caseload.teams import TeamsCaseload
from app.queries.caseload.told import ToldAndAppointed, ToldList


@dataclass(frozen=True)
class CaseloadReport:
    """One report: query makes, for a day, a query whose answer is a Table."""

    id: str
    sheet: str
    title: str
    help: str
    query: Callable[[date], Any]


def year_to(day: date) -> Period:
    """The month of a day until that day, and the eleven months before it."""
    return Period(add_months(day.replace(day=1), -months_before(day, 11)), day)


REPORTS = tuple(
    CaseloadReport(*line)
    for line in (
        ("caseload", "Caseload", "Caseloads on a day", "One line an IRO, against the band.", CaseloadOn),
        ("caseload-by-month", "By month", "Caseload by month", "The service at each month's end for five years.", CaseloadMonths),
        ("caseload-by-team", "Teams", "Caseloads by social-work team", "One line a team.", TeamsCaseload),
        ("reviews-held", "Reviews held", "Reviews held by month", "One line an IRO, the last twelve months.", lambda day: MeetingsHeld(year_to(day))),
        ("told-and-appointed", "Told and appointed", "IRO told and appointed", "In time, the last twelve months.", lambda day: ToldAndAppointed(year_to(day))),
        ("told-list", "Told and appointed, list", "IRO told and appointed, children", "The children behind it.", lambda day: ToldList(year_to(day))),
        ("posts", "Posts", "Posts", "Established, vacant, filled, agency.", Posts),
        ("post-list", "Posts, list", "Posts, one line each", "Who holds which post.", PostList),
    )
)  # fmt: skip
