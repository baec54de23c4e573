"""The child process that reads workbooks with python-calamine, which is fast; a crafted workbook can make it abort."""

from collections.abc import Iterator
from io import BytesIO

import python_calamine as calamine

from app.files.reading.books import Limits
from app.files.reading.child import Page, serve
from app.files.reading.contents import Content, protected


def pages(data: bytes, _content: Content, name: str, _limits: Limits) -> Iterator[Page]:
    """The worksheets in the workbook's order; a sheet that is only a chart has no rows."""
    try:
        with calamine.load_workbook(BytesIO(data)) as book:
            for index, about in enumerate(book.sheets_metadata):
                hidden = about.visible != calamine.SheetVisibleEnum.Visible
                if about.typ == calamine.SheetTypeEnum.WorkSheet:
                    yield Page(about.name, hidden, _rows(book.get_sheet_by_index(index)))
                else:
                    yield Page(about.name, hidden, iter(()))
    except calamine.PasswordError as problem:
        raise protected(name) from problem


def _rows(sheet: calamine.CalamineSheet) -> Iterator[list[object]]:
    """Rows come from row 1 on, but their cells from the first used column on."""
    if sheet.start is None:
        return iter(())
    left: list[object] = [""] * sheet.start[1]
    return (left + row for row in sheet.iter_rows())


if __name__ == "__main__":
    serve(pages)
