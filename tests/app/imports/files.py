"""Small files for the tests of importing: SSDA903 returns as CSV, and sheets as a council might keep them."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADER = ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")
EPISODES = (
    *("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC"),
    *("REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"),
)
REVIEWS = ("CHILD", "DOB", "REVIEW", "REVIEW_CODE")


def episode(
    child: str, start: str, end: str = "", *, begins: str = "S", ends: str = "", status: str = "C2", place: str = "U1"
) -> tuple[str, ...]:
    """One row of episodes.csv."""
    return (child, start, begins, status, "N1", place, "PR1", end, ends, "", "", "", "")


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """A CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)
    return path


def write_903(
    folder: Path,
    header: Iterable[tuple[str, str]] | None = (),
    episodes: Iterable[Sequence[str]] | None = (),
    reviews: Iterable[Sequence[str]] | None = (),
) -> Path:
    """A folder with a return; None leaves a file out. header rows are (child, date of birth)."""
    folder.mkdir(parents=True, exist_ok=True)
    if header is not None:
        rows = [(child, "1", born, "WBRI", "UN1", "", "") for child, born in header]
        write_csv(folder / "header.csv", HEADER, rows)
    if episodes is not None:
        write_csv(folder / "episodes.csv", EPISODES, episodes)
    if reviews is not None:
        write_csv(folder / "reviews.csv", REVIEWS, reviews)
    return folder


def write_book(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook with these sheets."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def write_sheet(path: Path, *rows: Sequence[Any], name: str = "Sheet1") -> Path:
    """A workbook with one sheet."""
    return write_book(path, {name: rows})
