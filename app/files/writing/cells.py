"""Turns the cells of a Table into cells of a sheet: real dates, shares as numbers, and text that stays text."""

from collections.abc import Callable
from datetime import date
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from app.files.writing.text import Repairs, could_be_more, is_plain, writable
from app.table import Column, Kind, Ratio

DATE_FORMAT, PERCENT_FORMAT = "d mmm yyyy", "0.0%"
FONT = "Calibri"
_EXCEL_DAY_0 = date(1899, 12, 30).toordinal()
_FIRST_EXCEL_DAY = date(1900, 3, 1)
_NO_SHARE = "-"
Cellmaker = Callable[[Any], Any]


class Cells:
    """Makes the cells of one sheet; each date or share column uses one cell again and again, written before its next value."""

    def __init__(self, sheet: Any, repairs: Repairs) -> None:
        self._sheet = sheet
        self._repairs = repairs

    def maker(self, column: Column, *, drawn: bool = False, wrapped: bool = False) -> Cellmaker:
        """What makes this column's cells; in a drawn column a share without a denominator is empty, for "-" would be 0."""
        if column.kind is Kind.DATE:
            return self._dates()
        if column.kind is Kind.PERCENT:
            return self._shares(None if drawn else _NO_SHARE)
        if column.kind is Kind.NUMBER:
            return self._numbers()
        return self._wrapped() if wrapped else self.cell

    def cell(self, value: Any) -> Any:
        """A text or a number as it stands; a text that could be taken for something else is marked as text."""
        if type(value) is not str:
            return _plain(value)
        if is_plain(value):
            return value
        return self._text(WriteOnlyCell(self._sheet), value)

    def bold(self, text: str, size: int = 11) -> Any:
        """A heading."""
        cell = WriteOnlyCell(self._sheet)
        cell.font = Font(name=FONT, bold=True, size=size)
        return self._text(cell, text)

    def _text(self, cell: Any, text: str) -> Any:
        cell.value = writable(text, self._repairs)
        cell.data_type = "s"
        cell.quotePrefix = could_be_more(text)
        return cell

    def _dates(self) -> Cellmaker:
        cell = WriteOnlyCell(self._sheet)
        cell.number_format = DATE_FORMAT
        cell.alignment = Alignment(horizontal="left")

        def make(value: Any) -> Any:
            if not isinstance(value, date):
                return self.cell(value)
            if value < _FIRST_EXCEL_DAY:
                return value.isoformat()
            cell.value = value.toordinal() - _EXCEL_DAY_0
            return cell

        return make

    def _numbers(self) -> Cellmaker:
        cell = WriteOnlyCell(self._sheet)
        cell.alignment = Alignment(horizontal="right", indent=1)

        def make(value: Any) -> Any:
            if type(value) is not int and type(value) is not float:
                return self.cell(value)
            cell.value = value
            return cell

        return make

    def _wrapped(self) -> Cellmaker:
        cell = WriteOnlyCell(self._sheet)
        cell.alignment = Alignment(wrap_text=True, vertical="top")

        def make(value: Any) -> Any:
            if type(value) is not str or not is_plain(value):
                return self.cell(value)
            cell.value = value
            return cell

        return make

    def _shares(self, empty: str | None) -> Cellmaker:
        cell = WriteOnlyCell(self._sheet)
        cell.number_format = PERCENT_FORMAT
        cell.alignment = Alignment(horizontal="right", indent=1)

        def make(value: Any) -> Any:
            if not isinstance(value, Ratio):
                return self.cell(value)
            if not value.denominator:
                return self.cell(empty)
            cell.value = value.numerator / value.denominator
            return cell

        return make


def _plain(value: Any) -> Any:
    if value is True or value is False:
        return "Yes" if value else "No"
    if isinstance(value, Ratio):
        return f"{value.numerator} of {value.denominator}"
    return value
