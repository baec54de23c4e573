"""The DfE's returns as files: reviews.csv of the SSDA903, and the review dates of the children in need census."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import ClassVar

from app.commands.placing import Door, Exported, Written, placed, summary_of
from app.domain.access import Right, Stamp
from app.domain.audit import BEGUN
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.late import late
from app.queries.dfe.cin import CensusReviews, PlanReviews
from app.queries.dfe.ssda903 import Broken, Return, ReviewsReturn
from app.queries.dfe.written import WasWritten
from app.queries.dfe.years import year_ending, year_words
from app.store import Store

YEARS = range(2000, 2100)
"""The years of which an earlier return may stand in a folder."""
REVIEWS = "reviews.csv"
"""What the SSDA903 calls the file of reviews."""
CENSUS = "cin_review_dates.csv"
NO_FOLDERS = frozenset((".xlsx", ".xls", ".ods", ".pdf", ".txt", ".xml"))
"""Endings of other files, which nobody gives to a folder."""
REVIEW_HEADINGS = ("CHILD", "DOB", "REVIEW", "REVIEW_CODE")
CENSUS_HEADINGS = ("LAchildID", "PersonBirthDate", "CPPstartDate", "CPPendDate", "CPPreviewDate")


@dataclass(frozen=True)
class Returned(Exported):
    """A return that was written, its rows that break a rule (they stand in it all the same), and what was set aside."""

    broken: tuple[Broken, ...] = ()
    kept: Path | None = None

    @property
    def remarks(self) -> tuple[str, ...]:
        """Each rule that a row breaks: child, date, rule, words, fix; and the name of what was set aside."""
        aside = (
            f"A file of that name was there, which IRO Tracker did not write. It was kept as {self.kept.name}."
            if self.kept
            else ""
        )
        return (*(one.line for one in self.broken), *([aside] if aside else []))


@dataclass(frozen=True)
class MayGoOut:
    """See whether anything goes out of this file, before a folder is made for it: out of what is only read nothing does."""

    right: ClassVar[Right] = Right.EXPORT
    title: ClassVar[str] = BEGUN

    def run(self, store: Store, stamp: Stamp) -> None:
        """Nothing is written; what is only read refuses it by its title."""


def export_ssda903(desk: Door, year: int, folder: Path) -> Returned:
    """Write reviews.csv of the year that ends on 31 March of this one into a folder, which is made."""
    found: Return = desk.ask(ReviewsReturn(year))
    rows = [(row.reference, row.born, row.held, row.code) for row in found.rows]

    def make(path: Path) -> Written:
        write = late("app.files.writing.delimited").write_delimited
        return Written(_reviews_of(found.year), {REVIEWS: write(path, REVIEW_HEADINGS, rows, safe=False)})

    desk.do(MayGoOut())
    target = made_folder(folder) / REVIEWS
    kept = set_aside(desk, target, REVIEW_HEADINGS, _reviews_of)
    exported = placed(desk, target, make)
    return Returned(exported.path, exported.rows, exported.entry, found.broken, kept)


def export_cin(desk: Door, year: int, target: Path) -> Exported:
    """Write the review dates of child protection plans of a year to a CSV file, or into a folder, which is made."""
    found: PlanReviews = desk.ask(CensusReviews(year))

    def make(path: Path) -> Written:
        write = late("app.files.writing.delimited").write_delimited
        return Written(_census_of(found.year), {"CPPreviewDate": write(path, CENSUS_HEADINGS, found.rows)})

    if target.suffix.lower() in NO_FOLDERS:
        raise Refusal(
            f"{target.name} is not the name of a CSV file. Nothing was written.",
            "Choose a name that ends in .csv, or a folder.",
        )
    if target.suffix.lower() == ".csv":
        return placed(desk, target, make)
    desk.do(MayGoOut())
    whole = made_folder(target) / CENSUS
    kept = set_aside(desk, whole, CENSUS_HEADINGS, _census_of)
    exported = placed(desk, whole, make)
    return Returned(exported.path, exported.rows, exported.entry, kept=kept)


def _reviews_of(year: Period) -> str:
    return f"SSDA903 reviews of {year_words(year)}"


def _census_of(year: Period) -> str:
    return f"Child protection review dates of {year_words(year)}"


def set_aside(desk: Door, target: Path, headings: Sequence[str], titled: Callable[[Period], str]) -> Path | None:
    """Give a file of this name that was not written here (by its headings, its rows and the audit) another name; its path."""
    if not target.is_file():
        return None
    rows = late("app.files.writing.delimited").rows_under(target, headings)
    told = () if rows is None else tuple(summary_of(titled(year_ending(one)), rows, target) for one in YEARS)
    if told and desk.ask(WasWritten(told)):
        return None
    names = (target.with_name(f"{target.stem} (kept {number}){target.suffix}") for number in count(1))
    kept = next(name for name in names if not name.exists())
    try:
        return target.rename(kept)
    except OSError as problem:
        raise Refusal(
            f"There is a {target.name} in this folder that IRO Tracker did not write, and it could not be given another name.",
            "Move it, or choose another folder, then export again.",
        ) from problem


def made_folder(folder: Path) -> Path:
    """The folder, made with those above it where it is not there yet; refuses what cannot be one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as problem:
        raise Refusal(
            f"{folder.name} is a file, not a folder. Nothing was written.", "Choose the name of a folder."
        ) from problem
    except OSError as problem:
        raise Refusal(
            f"The folder {folder} could not be made ({problem.strerror or type(problem).__name__}). "
            "Nothing was lost: the records are as they were.",
            "Choose another folder, for example Documents, then export again.",
        ) from problem
    return folder
