"""The DfE's returns as files: reviews.csv of the SSDA903, and the review dates of the children in need census."""

from dataclasses import dataclass
from pathlib import Path

from app.commands.placing import Door, Exported, Written, placed
from app.domain.errors import Refusal
from app.late import late
from app.queries.dfe.cin import CensusReviews, PlanReviews
from app.queries.dfe.ssda903 import Broken, Return, ReviewsReturn
from app.queries.dfe.years import year_words

REVIEWS = "reviews.csv"
"""What the SSDA903 calls the file of reviews."""
CENSUS = "cin_review_dates.csv"
NO_FOLDERS = frozenset((".xlsx", ".xls", ".ods", ".pdf", ".txt", ".xml"))
"""Endings of other files, which nobody gives to a folder."""
REVIEW_HEADINGS = ("CHILD", "DOB", "REVIEW", "REVIEW_CODE")
CENSUS_HEADINGS = ("LAchildID", "PersonBirthDate", "CPPstartDate", "CPPendDate", "CPPreviewDate")


@dataclass(frozen=True)
class Returned(Exported):
    """A return that was written, and its rows that break a rule: they stand in it all the same."""

    broken: tuple[Broken, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """Each rule that a row breaks: child, date, rule, words, fix."""
        return tuple(one.line for one in self.broken)


def export_ssda903(desk: Door, year: int, folder: Path) -> Returned:
    """Write reviews.csv of the year that ends on 31 March of this one into a folder, which is made."""
    found: Return = desk.ask(ReviewsReturn(year))
    rows = [(row.reference, row.born, row.held, row.code) for row in found.rows]

    def make(path: Path) -> Written:
        write = late("app.files.writing.delimited").write_delimited
        title = f"SSDA903 reviews of {year_words(found.year)}"
        return Written(title, {REVIEWS: write(path, REVIEW_HEADINGS, rows, safe=False)})

    exported = placed(desk, made_folder(folder) / REVIEWS, make)
    return Returned(exported.path, exported.rows, exported.entry, found.broken)


def export_cin(desk: Door, year: int, target: Path) -> Exported:
    """Write the review dates of child protection plans of a year to a CSV file, or into a folder, which is made."""
    found: PlanReviews = desk.ask(CensusReviews(year))

    def make(path: Path) -> Written:
        write = late("app.files.writing.delimited").write_delimited
        title = f"Child protection review dates of {year_words(found.year)}"
        return Written(title, {"CPPreviewDate": write(path, CENSUS_HEADINGS, found.rows)})

    if target.suffix.lower() in NO_FOLDERS:
        raise Refusal(
            f"{target.name} is not the name of a CSV file. Nothing was written.",
            "Choose a name that ends in .csv, or a folder.",
        )
    whole = target if target.suffix.lower() == ".csv" else made_folder(target) / CENSUS
    return placed(desk, whole, make)


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
