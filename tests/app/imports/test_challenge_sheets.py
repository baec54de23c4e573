"""A log of challenges is known by its columns among other sheets, its levels by their words; the template holds one."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from app.domain.challenges.records import Challenge
from app.files.headings import find_table
from app.files.layouts.challenge_fields import FIELDS
from app.files.reading import Sheet
from app.files.template import write_template
from tests.app.imports.conftest import Importing
from tests.app.imports.results import counts

DAY = date(2026, 9, 1)
HEADINGS = ("Child ID", "Date raised", "Level", "Theme", "Issue")


def challenges(importing: Importing) -> list[Challenge]:
    """The challenges, oldest first."""
    return sorted(importing.all(Challenge), key=lambda one: (one.raised_on, one.reference))


def levels(importing: Importing, *cells: Any) -> list[int]:
    """The levels that these cells of a level column give, each for a challenge of its own."""
    rows = [(f"{place}", DAY + timedelta(place), cell, "Health", "") for place, cell in enumerate(cells)]
    importing.rows(HEADINGS, *rows)
    return [one.level for one in challenges(importing)]


def test_levels_are_understood_in_the_words_that_councils_write(importing: Importing) -> None:
    cells = (
        "L3",
        "Level 3",
        "Stage 2",
        "DRP 4",
        "3",
        3,
        2.0,
        "Informal",
        "Formal stage 2",
        "Stage II",
        "level two",
    )
    assert levels(importing, *cells) == [3, 3, 2, 4, 3, 3, 2, 1, 2, 2, 2]


def test_the_services_own_names_of_levels_are_understood(importing: Importing, sheets: Any) -> None:
    names = ("Head of Service", "team manager", "L4 - Strategic Manager")
    rows = [(f"{place}", DAY + timedelta(place), name, "Health", "") for place, name in enumerate(names)]
    importing.files(sheets({"Log": [HEADINGS, *rows]}))
    assert [one.level for one in challenges(importing)] == [5, 2, 4]


def test_where_formal_stages_begin_with_one_the_first_is_level_two(importing: Importing) -> None:
    assert levels(importing, "Informal", "Formal stage 1", "Formal stage 2") == [1, 2, 3]


def test_several_or_unknown_levels_refuse_the_row(importing: Importing) -> None:
    planned = importing.rows(
        HEADINGS,
        ("1", DAY, "Stage 2 and 3", "Health", ""),
        ("2", DAY, "High", "Health", ""),
        ("3", DAY, "7", "Health", ""),
        ("4", DAY, None, "Health", ""),
    )
    assert [(r.row, r.column) for r in planned.refused] == [(2, "Level"), (3, "Level"), (4, "Level"), (5, "Level")]
    assert not planned.usable
    assert not planned.writes


def test_a_column_called_status_is_the_childs_or_the_challenges_as_its_cells_say(importing: Importing) -> None:
    importing.rows((*HEADINGS, "Status"), ("1", DAY, 2, "Health", "", "LAC"), ("2", DAY, 2, "Health", "", "CP and CLA"))
    assert {one.status for one in challenges(importing)} == {"CLA", "both"}
    importing.rows((*HEADINGS, "Status"), ("8", DAY, 2, "Health", "", "Open"), ("9", DAY, 2, "Health", "", "Closed"))
    assert [one.closed_on for one in challenges(importing) if one.state == "closed"] == [DAY]


def test_a_column_called_status_that_mixes_the_childs_and_the_challenges_loses_neither(importing: Importing) -> None:
    def rows(first: int, *told: str) -> list[tuple[Any, ...]]:
        return [(f"{first + at}", DAY, 2, "Health", "", words) for at, words in enumerate(told)]

    planned = importing.rows((*HEADINGS, "Status"), *rows(1, "CLA", "Open", "Closed", "Ongoing", "n/a"))
    assert not planned.not_used
    assert sorted((one.status, one.state) for one in challenges(importing)) == [
        ("CLA", "awaiting"), *[("neither", "awaiting")] * 3, ("neither", "closed"),
    ]  # fmt: skip
    planned = importing.rows((*HEADINGS, "Status"), *rows(11, "CLA", "LAC", "CP", "Closed", "Banana"))
    assert [one.value for one in planned.not_used] == ["Banana"]
    mixed = [one for one in challenges(importing) if one.reference > "CH0005"]
    assert sorted(one.status for one in mixed) == ["CLA", "CLA", "CP", "neither", "neither"]
    assert [one.status for one in mixed if one.state == "closed"] == ["neither"]


def test_reviews_and_challenges_of_one_workbook_are_both_read(importing: Importing, sheets: Any) -> None:
    reviews = [("Child ID", "LAC start", "IRO", "Review date"), ("1", date(2026, 1, 5), "Ira Orr", date(2026, 1, 30))]
    log = [HEADINGS, ("1", DAY, 2, "Health", ""), ("2", DAY, "Informal", "Health", "")]
    planned = importing.files(sheets({"Reviews": reviews, "Challenges": log}))
    assert counts(planned) == {"children": 2, "periods": 1, "reviews": 1, "allocations": 1, "iros": 1, "challenges": 2}
    assert {one.raised_by_id is not None for one in challenges(importing)} == {True, False}


def test_a_list_of_reviews_is_no_log_of_challenges(importing: Importing) -> None:
    planned = importing.rows(
        ("Child ID", "Name", "Type", "Stage", "Review date", "Due date", "Status", "Outcome", "Notes"),
        ("1", "Ann", "LAC review", "1st", date(2026, 1, 30), date(2026, 2, 2), "Held", "Fine", "None"),
    )
    assert counts(planned) == {"children": 1, "periods": 1, "reviews": 1}


def test_the_sheet_of_the_template_is_importable_as_filled_in(importing: Importing, tmp_path: Path) -> None:
    path = write_template(tmp_path / "template.xlsx")
    assert counts(importing.files(path)) == {}
    book = load_workbook(path)
    sheet = book["Challenges"]
    heads = [str(cell.value) for cell in sheet[1]]
    filled: dict[str, Any] = {
        "Child reference": "T1", "Date raised": DAY, "Level": "Level 2", "Level 3 date": date(2026, 9, 12), "Theme": "Health",
        "Child's status": "CLA", "Raised by": "Ann Orr", "What is wrong": "Late", "Date closed": date(2026, 9, 20),
        "Outcome": "Plan changed", "Referred to Cafcass": "Yes", "Impact": "Compliance only",
    }  # fmt: skip
    for head, value in filled.items():
        sheet.cell(2, heads.index(head) + 1, value)
    book.save(path)
    planned = importing.files(path)
    assert counts(planned) == {"children": 1, "iros": 1, "challenges": 1}
    assert (planned.refused, planned.facts.ignored) == ([], ())
    (one,) = challenges(importing)
    assert (one.highest, one.first_level, one.outcome, one.referred, one.impact) == (
        3,
        2,
        "plan-changed",
        True,
        "compliance",
    )


def test_every_column_of_the_template_for_challenges_is_understood(tmp_path: Path) -> None:
    sheet = load_workbook(write_template(tmp_path / "template.xlsx"))["Challenges"]
    found = find_table(Sheet("Challenges", 1, (tuple(str(cell.value) for cell in sheet[1]),)), FIELDS)
    assert found is not None
    assert (found.unmatched, found.missing) == ((), ())
    assert {one.code: found.headings[found.columns[one.code]] for one in FIELDS if one.code in found.columns} == {
        one.code: one.title for one in FIELDS if one.code in found.columns
    }
