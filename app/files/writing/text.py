"""Text that a workbook can hold: never a formula, never too long, never a character that breaks the file."""

import re
from dataclasses import dataclass

LONGEST = 32_767
LISTS = "Lists"
"""The sheet with what may be chosen elsewhere in a workbook; it is passed over when the workbook is read."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff]")


@dataclass
class Repairs:
    """How many texts of a sheet had to be cut or repaired, so that the sheet can say so."""

    cut: int = 0
    replaced: int = 0

    def notes(self) -> tuple[str, ...]:
        """One sentence for each kind of repair that was needed."""
        cut = f"{_texts(self.cut)} longer than the {LONGEST:,} characters that a cell can hold: the end was cut off."
        replaced = f"{_texts(self.replaced)} written with characters that a workbook cannot hold: each is shown as {_REPLACEMENT}."
        return (*((cut,) if self.cut else ()), *((replaced,) if self.replaced else ()))


def is_plain(text: str) -> bool:
    """Whether a text can be written as it is; quick, because nearly every text is."""
    return text.isprintable() and len(text) <= LONGEST and not could_be_more(text)


def could_be_more(text: str) -> bool:
    """Whether a program for sheets could take the text for a formula or an error."""
    return text[:1] in _STARTS


def writable(text: str, repairs: Repairs) -> str:
    """The text with unwritable characters replaced and, where it is too long, cut with a note of how long it was."""
    clean, number = _UNWRITABLE.subn(_REPLACEMENT, text)
    repairs.replaced += number > 0
    if len(clean) <= LONGEST:
        return clean
    repairs.cut += 1
    note = f" [cut: {len(clean):,} characters]"
    return clean[: LONGEST - len(note)] + note


def one_line(text: str) -> str:
    """Text for a heading or a footer: writable, on one line."""
    return " ".join(_UNWRITABLE.sub(_REPLACEMENT, text).split())


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have: 31 characters, none of []:*?/\\, no apostrophe at an end, unlike any taken one."""
    plain = " ".join(_FORBIDDEN_IN_NAMES.sub(" ", wanted).split()).strip("'") or "Sheet"
    if plain.casefold() == "history":
        plain = "History list"
    name, number = plain[:31].rstrip(" '"), 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = plain[: 31 - len(ending)].rstrip(" '") + ending
    taken.add(name.casefold())
    return name


def unique_headings(headings: list[str]) -> list[str]:
    """Headings of a table in a sheet: writable, never empty, and no two alike whatever their case."""
    taken: set[str] = set()
    unique = []
    for wanted in headings:
        plain = one_line(wanted)[:200] or "Column"
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain} ({number})"
        taken.add(name.casefold())
        unique.append(name)
    return unique


_STARTS = frozenset({"=", "+", "-", "@", "\t", "\r", "#"})
"""With these a program for sheets could take a text for a formula or an error (#N/A)."""


def _texts(number: int) -> str:
    return "1 text is" if number == 1 else f"{number:,} texts are"
