"""Reads files and tells which layout they have by their content: the one way from paths to facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Refusal
from app.files.facts import Facts
from app.files.layouts import annex_a, return_sheet, ssd, ssda903, workbook
from app.files.layouts.matching import Options
from app.files.reading import DEFAULT, Book, Limits, read
from app.files.uncollected import uncollected

USUAL = Options()


@dataclass(frozen=True)
class Form:
    """A layout that files of others have: how it is told, what it needs when it is named, how it is read, and what to say of a file that is none of it."""

    tells: Callable[[Sequence[Book]], object]
    holds: Callable[[Sequence[Book]], object]
    parse: Callable[[Sequence[Book], Options], Facts]
    what: str
    headings: str


FORMS: Mapping[str, Form] = {
    ssda903.NAME: Form(
        ssda903.parts_of,
        ssda903.parts_of,
        lambda books, _: ssda903.parse(books),
        "is part of an SSDA903 return",
        "Its headings are CHILD, REVIEW and REVIEW_CODE (reviews), CHILD, DECOM, RNE, LS, DEC and REC (episodes), or "
        "CHILD, DOB and ETHNIC (header).",
    ),
    ssd.NAME: Form(
        ssd.is_ssd,
        ssd.is_ssd,
        ssd.parse,
        "is a table of the Standard Safeguarding Dataset",
        "Its headings are those of the dataset, for example clar_cla_person_id and clar_cla_review_date.",
    ),
    annex_a.NAME: Form(
        annex_a.is_annex_a,
        annex_a.recognised,
        annex_a.parse,
        "is list 5, 7, 8 or 9 of Annex A",
        "Its headings are Ofsted's, for example Child Unique ID and Date Started to be Looked After (list 8).",
    ),
}
"""The layouts with headings of their own, in the order in which they are looked for."""
LAYOUTS = (*FORMS, workbook.NAME, return_sheet.NAME)


def read_facts(
    paths: Sequence[Path],
    layout: str | None = None,
    options: Options = USUAL,
    limits: Limits = DEFAULT,
    progress: Callable[[str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Facts:
    """Everything that the files say. layout is the NAME of one of LAYOUTS, or None to tell by the headings."""
    with uncollected():
        return facts_of(read(paths, limits, progress, cancelled), layout, options)


def facts_of(books: Sequence[Book], layout: str | None = None, options: Options = USUAL) -> Facts:
    """The same of files that were read already, e.g. after a column was matched otherwise."""
    if layout not in (None, *LAYOUTS):
        raise Refusal(f'"{layout}" is not a layout.', f"Use {', '.join(LAYOUTS[:-1])} or {LAYOUTS[-1]}.")
    if layout == return_sheet.NAME or (layout is None and any(map(return_sheet.is_return, books))):
        return return_sheet.parse_returns(books, options)
    if layout is None:
        return_sheet.check_whole(books)
    for name, known in FORMS.items():
        if (layout is None and known.tells(books)) or (layout == name and known.holds(books)):
            return known.parse(books, options)
    if layout is not None and layout in FORMS:
        names = ", ".join(book.file for book in books)
        raise Refusal(f"No sheet of {names} {FORMS[layout].what}. Nothing has been written.", FORMS[layout].headings)
    return workbook.parse(books, options)
