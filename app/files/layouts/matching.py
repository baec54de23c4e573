"""Which column of a sheet is which field: by its heading, by what was remembered, or as a person says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.errors import Refusal
from app.files.headings import Field, Found, find_table, normal
from app.files.layouts import challenge_fields
from app.files.layouts.challenge_words import child_status, is_state
from app.files.layouts.fields import CODES, FIELDS
from app.files.reading import Sheet

_NAMED = re.compile(r"challenge|escalation|dispute|\bdrps?\b|\birps?\b|issues? resolution|\balerts?\b")
"""What the name of a sheet or file of challenges says."""


@dataclass(frozen=True)
class Options:
    """How files are to be read: what a person said, and what was remembered.

    dates settles every undecided column of dates ("day-first" or "month-first"), date_columns single ones by heading.
    match gives headings their field, or "" to leave a column out; matches are those remembered, by signature. kind_names
    and level_names are the service's own names for kinds of review and levels of challenge.
    """

    dates: str | None = None
    date_columns: Mapping[str, str] = field(default_factory=dict)
    match: Mapping[str, str] = field(default_factory=dict)
    matches: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kind_names: Mapping[str, str] = field(default_factory=dict)
    level_names: Mapping[str, int] = field(default_factory=dict)


def signature(found: Found) -> str:
    """What a match is remembered under: the headings of the table, whatever their case and spaces."""
    return "|".join(normal(heading) for heading in found.headings)


def table(sheet: Sheet, options: Options, file: str = "") -> Found | None:
    """The table on a sheet, of reviews or of challenges; None where none has a column for the child's reference."""
    reviews = _table(sheet, FIELDS, options)
    challenges = _table(sheet, challenge_fields.FIELDS, options)
    return challenges if challenges and _is_log(challenges, reviews, options, f"{file} {sheet.name}") else reviews


def is_log(found: Found) -> bool:
    """Whether a table is a log of challenges: a column of its own tells it from a list of reviews."""
    return not challenge_fields.OWN.isdisjoint(found.columns)


def _is_log(challenges: Found, reviews: Found | None, options: Options, name: str) -> bool:
    signs = challenge_fields.SIGNS & challenges.columns.keys()
    if not signs:
        return False
    if reviews is None or _is_told(options.match) or _is_told(options.matches.get(signature(challenges), {})):
        return True
    more = len(challenges.columns) - len(reviews.columns)
    return more >= 0 if _NAMED.search(normal(name)) else more > 0 and len(signs) > 1


def _is_told(match: Mapping[str, str]) -> bool:
    """Whether a match says that a sheet is a log of challenges."""
    return not challenge_fields.OWN.isdisjoint(match.values())


def _table(sheet: Sheet, fields: Sequence[Field], options: Options) -> Found | None:
    log = fields is not FIELDS
    found = find_table(sheet, fields, 1, options.match)
    if options.match:
        return found if found and not found.missing else None
    if found and (told := options.matches.get(signature(found))) is not None:
        return find_table(sheet, fields, 1, told) if _is_told(told) == log else None
    if found and not found.missing:
        return _by_values(sheet, found) if log else found
    for key, told in options.matches.items():
        other = find_table(sheet, fields, 1, told) if _is_told(told) == log else None
        if other and not other.missing and signature(other) == key:
            return other
    return None


def _by_values(sheet: Sheet, found: Found) -> Found:
    """A column "Status" may be the child's or the challenge's: its cells say which."""
    columns = dict(found.columns)
    for code, other in (("child_status", "state"), ("state", "child_status")):
        column = columns.get(code)
        if column is None or other in columns:
            continue
        texts = {cell for row in sheet.rows[found.row + 1 :] if isinstance(cell := row[column], str) and cell.strip()}
        of_state = sum(1 for text in texts if is_state(text))
        of_child = sum(1 for text in texts if child_status(text))
        if (of_state > of_child) if other == "state" else (of_child > of_state):
            columns[other] = columns.pop(code)
            return replace(found, columns=columns)
    return found


def check_match(match: Mapping[str, str]) -> None:
    """Refuse a match that names a field nobody knows."""
    codes = CODES | challenge_fields.CODES
    unknown = sorted({code for code in match.values() if code and code not in codes})
    if unknown:
        known = ", ".join(dict.fromkeys(one.code for one in (*FIELDS, *challenge_fields.FIELDS)))
        raise Refusal(
            f'"{unknown[0]}" is not a field that a column can be. Nothing has been written.', f"Use one of: {known}."
        )
