"""Columns that a person fills in: coloured cells, lists of what may be chosen, and a hint where one types."""

from collections.abc import Callable
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from app.files.writing.cells import DATE_FORMAT
from app.files.writing.lists import Lists
from app.table import Column, Kind

FILL = PatternFill("solid", fgColor="FFF8E1")
HEAD_FILL = PatternFill("solid", fgColor="FBE3A6")
_LINE = Side("thin", color="D6C58F")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
LONGEST_HINT = 255
"""How many characters Excel takes for a hint."""


def blanks(sheet: Any, column: Column) -> Callable[[Any], Any]:
    """What makes the cells of a column to fill in: empty, coloured, and showing a date that is typed with its month in letters."""
    cell = WriteOnlyCell(sheet)
    cell.fill, cell.border = FILL, BORDER
    cell.alignment = Alignment(horizontal="left")
    if column.kind is Kind.DATE:
        cell.number_format = DATE_FORMAT
    return lambda _value: cell


def offer(sheet: Any, column: Column, place: int, rows: tuple[int, int], lists: Lists) -> None:
    """What may be chosen in a column and a hint; other words can be typed, the import says what it makes of them."""
    rule = DataValidation(allow_blank=True, showErrorMessage=False)
    if column.choices:
        rule.type, rule.formula1 = "list", lists.formula(column.title, column.choices)
    if column.help:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = column.title[:32], column.help[:LONGEST_HINT]
    letter = get_column_letter(place)
    rule.add(f"{letter}{rows[0]}:{letter}{rows[1]}")
    sheet.data_validations.append(rule)
