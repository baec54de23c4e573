"""The empty workbook that a service can fill in and import: every field has its column, lists offer what may be chosen."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from app.domain.kinds import KINDS
from app.domain.participation import CODES
from app.files import template_words as words
from app.files.headings import Field
from app.files.layouts import challenge_fields
from app.files.layouts.fields import DATES, FIELDS
from app.files.writing.lists import Lists
from app.files.writing.saving import WORKBOOK, beside, move, path_of
from app.files.writing.text import LISTS

ROWS = 5_000
REVIEWS, CONFERENCES, CHALLENGES, INSTRUCTIONS = "Reviews", "Conferences", "Challenges", "How to fill this in"
DAYS = frozenset((*DATES, *challenge_fields.SURE_DATES))
WIDE = frozenset(("note", "concern", "asked", "response"))


def write_template(target: Path) -> Path:
    """Write the empty template; refuses in words where that is not possible."""
    target = path_of(target, WORKBOOK)
    with beside(target) as temporary:
        _save(_workbook(), temporary)
        move(temporary, target)
    return target


def _workbook() -> Workbook:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = REVIEWS
    lists, choices = Lists(), words.choices()
    _table(sheet, _filled_in(FIELDS, words.OF_REVIEWS), words.OF_REVIEWS, lists, choices)
    _table(
        book.create_sheet(CONFERENCES),
        _filled_in(FIELDS, words.OF_CONFERENCES),
        words.OF_CONFERENCES,
        lists,
        words.choices_of_conferences(),
    )
    _table(
        book.create_sheet(CHALLENGES),
        _filled_in(challenge_fields.FIELDS, words.OF_CHALLENGES),
        words.OF_CHALLENGES,
        lists,
        choices,
    )
    _instructions(book.create_sheet(INSTRUCTIONS))
    lists.write(book.create_sheet(LISTS))
    return book


def _filled_in(fields: Sequence[Field], told: Mapping[str, str]) -> list[Field]:
    """The fields that the template needs; others only other people's sheets have: one column for the name is enough."""
    return [one for one in fields if one.code in told]


def _table(
    sheet: Worksheet,
    fields: Sequence[Field],
    told: Mapping[str, str],
    lists: Lists,
    choices: Mapping[str, Sequence[str]],
) -> None:
    for place, one in enumerate(fields, start=1):
        letter = get_column_letter(place)
        head = sheet.cell(1, place, one.title)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="1D4F73")
        head.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[letter].width = 14 if one.code in DAYS else 40 if one.code in WIDE else 22
        if one.code in DAYS:
            sheet.column_dimensions[letter].number_format = "dd/mm/yyyy"
        values = choices.get(one.code)
        formula = lists.formula(f"List of {one.code}s", values) if values else None
        _offer(sheet, one.code, letter, told[one.code], formula)
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"


def _offer(sheet: Worksheet, code: str, letter: str, told: str, formula: str | None) -> None:
    """What may be chosen or typed in a column, with a hint; other words are still accepted where people need them."""
    rule: Any = None
    if formula is not None:
        rule = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=False)
    elif code in DAYS:
        rule = DataValidation(
            "date",
            operator="greaterThan",
            formula1="1",
            allow_blank=True,
            error="Type a date, for example 12/03/2026.",
            errorTitle="Not a date",
        )
        for (cell,) in sheet[f"{letter}2:{letter}200"]:
            cell.number_format = "dd/mm/yyyy"
    if rule is not None:
        rule.showInputMessage = True
        rule.prompt = told[:255]
        rule.add(f"{letter}2:{letter}{ROWS}")
        sheet.add_data_validation(rule)


_OF_REVIEWS = (
    f"How to fill in the sheet {REVIEWS}",
    "",
    "One row for each review. A child with five reviews has five rows, each with the child's reference.",
    "A child without a review yet has one row, with the columns of the review left empty.",
    "Dates as 12/03/2026. Other columns of your own may stay: the program shows what it made of each.",
    "Import the file as often as you like: what is there already is not entered twice.",
    "",
)
_OF_CONFERENCES = (
    "",
    f"How to fill in the sheet {CONFERENCES}",
    "",
    "One row for each child protection conference and child. Leave the sheet empty if your service chairs none.",
    "The row of an initial conference tells of the enquiry before it and of the plan that it made.",
    "",
)
_OF_CHALLENGES = (
    "",
    f"How to fill in the sheet {CHALLENGES}",
    "",
    "One row for each challenge. Leave the sheet empty if you keep no challenges.",
    "A challenge that went up has the date of each level on its one row. What changes later is filled in there.",
    "A child whom nobody knows yet needs no more than the reference.",
    "",
)
_TITLES = ("Column", "Participation", "Kinds of review", "Themes of challenges", "Outcomes of challenges")


def _instructions(sheet: Worksheet) -> None:
    rows = [
        *((line, "") for line in _OF_REVIEWS),
        *_columns(FIELDS, words.OF_REVIEWS),
        *((line, "") for line in _OF_CONFERENCES),
        *_columns(FIELDS, words.OF_CONFERENCES),
        *((line, "") for line in _OF_CHALLENGES),
        *_columns(challenge_fields.FIELDS, words.OF_CHALLENGES),
        *(("", ""), ("Participation", "")),
        *CODES.items(),
        *(("", ""), ("Kinds of review", "")),
        *((kind.title, f"Its clock starts with {kind.trigger}.") for kind in KINDS.values()),
        *(("", ""), ("Themes of challenges", "")),
        *((label, "") for label in words.labels("challenge-theme")),
        *(("", ""), ("Outcomes of challenges", "")),
        *((label, "") for label in words.labels("challenge-outcome")),
    ]
    for number, row in enumerate(rows, start=1):
        sheet.append(row)
        if row[0] in _TITLES or row[0].startswith("How to fill in"):
            sheet.cell(number, 1).font = Font(bold=True)
            sheet.cell(number, 2).font = Font(bold=True)
    sheet.column_dimensions["A"].width = 44
    sheet.column_dimensions["B"].width = 90


def _columns(fields: Sequence[Field], told: Mapping[str, str]) -> list[tuple[str, str]]:
    """What to write in each column of a sheet."""
    return [("Column", "What to write"), *((one.title, told[one.code]) for one in _filled_in(fields, told))]


def _save(book: Workbook, path: Path) -> None:
    """Save without a creator and with a date that says nothing."""
    book.properties.creator = None
    book.properties.created = book.properties.modified = datetime.combine(date(2000, 1, 1), time())
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
