"""The child process that reads workbooks row by row with openpyxl: slow, but it survives what python-calamine does not."""

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from app.files.reading.books import Limits
from app.files.reading.child import Page, serve
from app.files.reading.contents import Content

_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")


def pages(data: bytes, _content: Content, _name: str, _limits: Limits) -> Iterator[Page]:
    """The worksheets in the workbook's order."""
    warnings.simplefilter("ignore")  # what openpyxl does not keep (styles, validation) is not read here anyway
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    for title in book.sheetnames:
        sheet: Any = book[title]  # the library's types do not tell a sheet of a read-only book, nor a chart
        is_table = isinstance(sheet, ReadOnlyWorksheet)
        yield Page(title, sheet.sheet_state != "visible", _rows(sheet) if is_table else iter(()))


def _rows(sheet: Any) -> Iterator[list[object]]:
    """What the sheet claims to be its size is not believed: each row is as long as its last cell."""
    sheet.reset_dimensions()
    return (list(map(_cell, row)) for row in sheet.iter_rows(values_only=True))


def _cell(value: Any) -> Any:
    return "" if value is None or (isinstance(value, str) and _ERROR.fullmatch(value)) else value


if __name__ == "__main__":
    serve(pages)
