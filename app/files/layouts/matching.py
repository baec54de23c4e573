"""Which column of a sheet is which field: by its heading, by what was remembered, or as a person says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.errors import Refusal
from app.files.headings import Found, find_table, normal
from app.files.layouts.fields import CODES, FIELDS
from app.files.reading import Sheet


@dataclass(frozen=True)
class Options:
    """How files are to be read: what a person said, and what was remembered.

    dates settles every undecided column of dates ("day-first" or "month-first"), date_columns single ones by heading.
    match gives headings their field, or "" to leave a column out; matches are those remembered, by signature.
    """

    dates: str | None = None
    date_columns: Mapping[str, str] = field(default_factory=dict)
    match: Mapping[str, str] = field(default_factory=dict)
    matches: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kind_names: Mapping[str, str] = field(default_factory=dict)


def signature(found: Found) -> str:
    """What a match is remembered under: the headings of the table, whatever their case and spaces."""
    return "|".join(normal(heading) for heading in found.headings)


def table(sheet: Sheet, options: Options) -> Found | None:
    """The table on a sheet, with its columns matched; None where none has a column for the child's reference."""
    found = find_table(sheet, FIELDS, 1, options.match)
    if options.match:
        return found if found and not found.missing else None
    if found and (told := options.matches.get(signature(found))) is not None:
        return find_table(sheet, FIELDS, 1, told)
    if found and not found.missing:
        return found
    for key, told in options.matches.items():
        other = find_table(sheet, FIELDS, 1, told)
        if other and not other.missing and signature(other) == key:
            return other
    return None


def check_match(match: Mapping[str, str]) -> None:
    """Refuse a match that names a field nobody knows."""
    unknown = sorted({code for code in match.values() if code and code not in CODES})
    if unknown:
        known = ", ".join(one.code for one in FIELDS)
        raise Refusal(
            f'"{unknown[0]}" is not a field that a column can be. Nothing has been written.', f"Use one of: {known}."
        )
