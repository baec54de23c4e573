"""Reads files and tells which layout they have by their content: the one way from paths to facts."""

from collections.abc import Callable, Sequence
from pathlib import Path

from app.domain.errors import Refusal
from app.files.facts import Facts
from app.files.layouts import return_sheet, ssda903, workbook
from app.files.layouts.matching import Options
from app.files.reading import DEFAULT, Book, Limits, read
from app.files.uncollected import uncollected

USUAL = Options()


def read_facts(
    paths: Sequence[Path],
    layout: str | None = None,
    options: Options = USUAL,
    limits: Limits = DEFAULT,
    progress: Callable[[str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Facts:
    """Everything that the files say. layout is "ssda903", "workbook", "return", or None to tell by the headings."""
    with uncollected():
        return facts_of(read(paths, limits, progress, cancelled), layout, options)


def facts_of(books: Sequence[Book], layout: str | None = None, options: Options = USUAL) -> Facts:
    """The same of files that were read already, e.g. after a column was matched otherwise."""
    if layout not in (None, ssda903.NAME, workbook.NAME, return_sheet.NAME):
        raise Refusal(f'"{layout}" is not a layout.', f"Use {ssda903.NAME}, {workbook.NAME} or {return_sheet.NAME}.")
    if layout == return_sheet.NAME or (layout is None and any(map(return_sheet.is_return, books))):
        return return_sheet.parse_returns(books, options)
    if layout is None:
        return_sheet.check_whole(books)
    if layout == workbook.NAME:
        return workbook.parse(books, options)
    if ssda903.parts_of(books):
        return ssda903.parse(books)
    if layout == ssda903.NAME:
        raise Refusal(
            f"No sheet of {', '.join(book.file for book in books)} is part of an SSDA903 return. Nothing has been written.",
            "Its headings are CHILD, REVIEW and REVIEW_CODE (reviews), CHILD, DECOM, RNE, LS, DEC and REC (episodes), or "
            "CHILD, DOB and ETHNIC (header).",
        )
    return workbook.parse(books, options)
