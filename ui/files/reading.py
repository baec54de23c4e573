"""Reads files for the page, off its thread: first as they are, then again as a person matched their columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.commands.imports import PreviewImport
from app.desk import Desk
from app.domain.counting import counted
from app.domain.errors import Refusal
from app.files.facts import Facts
from app.files.layouts import return_sheet, workbook
from app.files.layouts.matched import MatchedSheet, matched
from app.files.layouts.matching import Options
from app.files.layouts.recognise import facts_of
from app.files.reading import Book, Cancelled, read
from app.queries.imports.outcome import Choices, ImportPlan
from app.queries.imports.preview import Remembered, RememberedMatches
from ui.runner import Progress


@dataclass(frozen=True)
class Reading:
    """Files that were read: what they say, or, while no column is the child's reference, why they say nothing yet."""

    books: tuple[Book, ...]
    options: Options
    sheets: tuple[MatchedSheet, ...]
    facts: Facts | None = None
    refusal: Refusal | None = None

    @property
    def files(self) -> str:
        """The names of the files."""
        return ", ".join(book.file for book in self.books)

    @property
    def has_match(self) -> bool:
        """Whether there are columns to match: those of all layouts but the service's own sheets are known."""
        return bool(self.sheets)

    @property
    def asks(self) -> bool:
        """Whether a person has to look at the columns: they are new, undecided, or do not say who the child is."""
        if self.facts is None or self.facts.questions:
            return True
        used = {(sheet.file, sheet.sheet) for sheet in self.facts.sheets}
        return any(not sheet.remembered for sheet in self.sheets if (sheet.file, sheet.sheet) in used)

    def used(self, sheet: MatchedSheet) -> bool:
        """Whether anything of a sheet is read."""
        return self.facts is not None and any((s.file, s.sheet) == (sheet.file, sheet.sheet) for s in self.facts.sheets)


@dataclass(frozen=True)
class Previewed:
    """What was read, and what importing it would do."""

    reading: Reading
    plan: ImportPlan


def read_files(desk: Desk, paths: Sequence[Path], progress: Progress[Any]) -> Reading:
    """Read files, folders and zip archives."""
    progress("Looking at the files")
    remembered = desk.ask(RememberedMatches())
    try:
        books = read(paths, progress=progress, cancelled=progress.cancelled)
    except Cancelled:
        progress.check()
        raise
    progress("Finding the columns")
    return understood(books, _options(remembered))


def _options(remembered: Remembered) -> Options:
    return Options(matches=remembered.matches, kind_names=remembered.kind_names, level_names=remembered.level_names)


def understood(books: tuple[Book, ...], options: Options) -> Reading:
    """What the files say with these options; where nobody can be named yet, their columns to match."""
    try:
        facts = facts_of(books, None, options)
    except Refusal as no:
        if any(map(return_sheet.is_return, books)):
            raise
        sheets = matched(books, options)
        if not sheets:
            raise
        return Reading(books, options, sheets, None, no)
    known = facts.layout != workbook.NAME
    return Reading(books, options, () if known else matched(books, options), facts)


def matched_again(
    reading: Reading, matches: Mapping[str, Mapping[str, str]], dates: Mapping[str, str], progress: Progress[Any]
) -> Reading:
    """The same files with the columns as a person matched them, and the order of dates they chose."""
    progress("Reading the columns as you matched them")
    options = replace(reading.options, matches={**reading.options.matches, **matches}, date_columns=dates)
    again = understood(reading.books, options)
    progress.check()
    return again


def previewed(desk: Desk, reading: Reading, choices: Choices, progress: Progress[Any]) -> Previewed:
    """What an import would write; nothing is written."""
    assert reading.facts is not None
    facts = reading.facts
    rows = len(facts.lines) + len(facts.challenges) + len(facts.returns)
    progress(f"Comparing {counted(rows, 'row')} with what is here")
    planned = desk.ask(PreviewImport(reading.facts, choices))
    progress.check()
    return Previewed(reading, planned)
