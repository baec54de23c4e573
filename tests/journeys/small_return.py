"""The files of a first day: a small SSDA903 return and the service's own sheet, whose counts are known by construction.

As at 20 November 2026 five children became looked after on 14 September (first review due on 12 October), two on
12 October (due on 9 November: overdue), one on 2 November (due on 30 November), and one on 1 July, first reviewed on
20 July and again, in time, on 15 October. Four of the first five were reviewed in time and one two days late, so
October's timeliness is 5 of 6. The sheet names the IRO of all but one child.
"""

from datetime import date
from pathlib import Path

from tests.app.imports.files import episode, write_903, write_sheet

OCTOBER = {
    "500001": "05/10/2026",
    "500002": "06/10/2026",
    "500003": "09/10/2026",
    "500004": "12/10/2026",
    "500005": "14/10/2026",
}
OVERDUE = ("500006", "500007")
TO_COME = ("500008",)
LONGER = "500009"
CHILDREN = (*OCTOBER, *OVERDUE, *TO_COME, LONGER)
LATE = ("500005",)
BORN = date(2014, 5, 6)
IROS = {"Alison Wright": (*OCTOBER,), "Ben Cole": (*OVERDUE, LONGER)}
NAMES = {reference: f"Child {reference[-1]}" for reference in CHILDREN}
STARTS = {
    **dict.fromkeys(OCTOBER, date(2026, 9, 14)),
    **dict.fromkeys(OVERDUE, date(2026, 10, 12)),
    **dict.fromkeys(TO_COME, date(2026, 11, 2)),
    LONGER: date(2026, 7, 1),
}
REVIEWS = (*OCTOBER.items(), (LONGER, "20/07/2026"), (LONGER, "15/10/2026"))


def write_return(folder: Path) -> Path:
    """header.csv, episodes.csv and reviews.csv in a folder."""
    born = f"{BORN:%d/%m/%Y}"
    return write_903(
        folder,
        [(reference, born) for reference in CHILDREN],
        [episode(reference, f"{STARTS[reference]:%d/%m/%Y}") for reference in CHILDREN],
        [(reference, born, held, "PN1") for reference, held in REVIEWS],
    )


def write_own_sheet(path: Path) -> Path:
    """A workbook with the names of the children and of their IROs, below a title."""
    named = {reference: name for name, given in IROS.items() for reference in given}
    rows = [(r, NAMES[r], STARTS[r], "Riverside", named.get(r)) for r in CHILDREN]
    headings = ("Child ID", "Child's name", "Became looked after", "Team", "IRO")
    return write_sheet(path, ("Our children, November 2026",), (), headings, *rows)
