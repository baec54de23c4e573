"""The empty workbook that a service can fill in and import: every field has its column, lists offer what may be chosen."""

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
from app.files.layouts.fields import DATES, FIELDS
from app.files.writing.saving import WORKBOOK, beside, move, path_of

ROWS = 5_000
LEFT_OUT = ("forename", "surname", "cancelled")
"""Fields that other people's sheets have and the template does not need: one column for the name, one for the status."""
HELP = {
    "reference": "Required: the number that your case system gives the child. Everything else may stay empty.",
    "born": "The date of birth.",
    "name": "The child's name, forename first.",
    "known_as": "The name the child likes to be called.",
    "sex": "As your service records it.",
    "kind": "The kind of review; empty means a looked-after review.",
    "sequence": "1, 2, 3 within the period of care or plan; empty if you do not know.",
    "start": "When the period of care or the plan began; empty if you do not know.",
    "strategy": "For an initial conference: the date of the strategy discussion.",
    "end": "When the period of care or the plan ended; empty while it goes on.",
    "end_reason": "Why it ended.",
    "iro": "Who chairs this review. The same name on every row of a period: that person is allocated to the child.",
    "team": "The social-work team that holds the child.",
    "worker": "The child's social worker.",
    "due": "The due date as your records have it. The program works out its own where it can.",
    "planned": "The date that is booked, for a review that has not been held yet.",
    "held": "The date on which the review was held; empty on a row for the child and period alone.",
    "next_due": "When the next review is due, on the row of the latest review.",
    "next_planned": "When the next review is booked, on the row of the latest review.",
    "status": "Held, Planned or Cancelled; empty means held when there is a date.",
    "participation": "PN0 to PN7; empty while you do not know.",
    "late": "Why the review was late.",
    "note": "Anything else.",
}
"""What each column is for, in words for whoever fills it in."""


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
    sheet.title = "Reviews"
    _reviews(sheet)
    _instructions(book.create_sheet("How to fill this in"))
    return book


def _reviews(sheet: Worksheet) -> None:
    fields = [one for one in FIELDS if one.code not in LEFT_OUT]
    for place, one in enumerate(fields, start=1):
        letter = get_column_letter(place)
        head = sheet.cell(1, place, one.title)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="1D4F73")
        head.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[letter].width = 14 if one.code in DATES else 40 if one.code == "note" else 22
        if one.code in DATES:
            sheet.column_dimensions[letter].number_format = "dd/mm/yyyy"
        _offer(sheet, one.code, letter)
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"


def _offer(sheet: Worksheet, code: str, letter: str) -> None:
    """What may be chosen or typed in a column, with a hint; other words are still accepted where people need them."""
    lists = {
        "participation": tuple(CODES),
        "status": ("Held", "Planned", "Cancelled"),
        "kind": tuple(_kind_words()),
    }
    cells = f"{letter}2:{letter}{ROWS}"
    rule: Any = None
    if code in lists:
        rule = DataValidation("list", formula1=f'"{",".join(lists[code])}"', allow_blank=True, showErrorMessage=False)
    elif code in DATES:
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
        rule.prompt = HELP[code][:255]
        rule.add(cells)
        sheet.add_data_validation(rule)


def _kind_words() -> list[str]:
    """Words for the usual kinds that fit into Excel's 255 characters for a list."""
    return [
        "Looked-after review",
        "ICPC",
        "RCPC",
        "Short-breaks review",
        "Secure accommodation review",
        "Pathway plan review",
    ]


def _instructions(sheet: Worksheet) -> None:
    rows = [
        ("How to fill in the sheet Reviews", ""),
        ("", ""),
        ("One row for each review. A child with five reviews has five rows, each with the child's reference.", ""),
        ("A child without a review yet has one row, with the columns of the review left empty.", ""),
        ("Dates as 12/03/2026. Other columns of your own may stay: the program shows what it made of each.", ""),
        ("Import the file as often as you like: what is there already is not entered twice.", ""),
        ("", ""),
        ("Column", "What to write"),
        *((one.title, HELP[one.code]) for one in FIELDS if one.code not in LEFT_OUT),
        ("", ""),
        ("Participation", ""),
        *CODES.items(),
        ("", ""),
        ("Kinds of review", ""),
        *((kind.title, f"Its clock starts with {kind.trigger}.") for kind in KINDS.values()),
    ]
    for row in rows:
        sheet.append(row)
    for place in [1, *(number for number, row in enumerate(rows, 1) if row[0] in ("Column", "Kinds of review"))]:
        sheet.cell(place, 1).font = Font(bold=True)
        sheet.cell(place, 2).font = Font(bold=True)
    sheet.column_dimensions["A"].width = 44
    sheet.column_dimensions["B"].width = 90


def _save(book: Workbook, path: Path) -> None:
    """Save without a creator and with a date that says nothing."""
    book.properties.creator = None
    book.properties.created = book.properties.modified = datetime.combine(date(2000, 1, 1), time())
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
