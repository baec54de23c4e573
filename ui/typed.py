"""What is typed as an argument of the command line: dates, months, names of files, whole numbers; wrong ones say why."""

import argparse
import re
from datetime import date
from pathlib import Path

from app.domain.dates import Period


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None


def iso_date(text: str) -> date:
    """A date as 2026-09-30; anything else is wrong usage."""
    found = _iso(text)
    if found is None:
        raise argparse.ArgumentTypeError(f'"{text}" is not a date: write for example 2026-09-30')
    return found


def iso_day(text: str) -> date:
    """A date of these times, from which weeks and years can be counted; anything else is wrong usage."""
    found = iso_date(text)
    if not 1900 <= found.year <= 2199:
        raise argparse.ArgumentTypeError(f'"{text}" does not lie between 1900 and 2199')
    return found


def iso_month(text: str) -> Period:
    """A month as 2026-09, of these times; anything else is wrong usage."""
    first = _iso(f"{text}-01")
    if first is None or not 1900 <= first.year <= 2199:
        raise argparse.ArgumentTypeError(f'"{text}" is not a month: write for example 2026-09')
    return Period.month(first.year, first.month)


def file_path(text: str) -> Path:
    """The path of a file or folder; an empty one is wrong usage, for it would mean the folder one happens to be in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the file is empty")
    return Path(text)


def file_or_input(text: str) -> Path | None:
    """The path of a file, or None for a hyphen: standard input."""
    return None if text == "-" else file_path(text)


def file_only(text: str) -> Path:
    """The path of a file; a hyphen would be taken for one of that name."""
    if text == "-":
        raise argparse.ArgumentTypeError("a file is needed here: - is no file")
    return file_path(text)


def name(text: str) -> str:
    """The name of a team; an empty one is wrong usage, for it would mean all of them."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def positive(text: str) -> int:
    """A whole number from 1 up; anything else is wrong usage."""
    if not re.fullmatch("0*[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a whole number from 1 up')
    return int(text)


def ending_year(text: str) -> int:
    """The year in which a year of the DfE's ends, as 2026; anything else is wrong usage."""
    if not re.fullmatch("[0-9]{4}", text) or not 1991 <= int(text) <= 2199:
        raise argparse.ArgumentTypeError(f'"{text}" is not a year: write 2026 for 1 April 2025 to 31 March 2026')
    return int(text)
