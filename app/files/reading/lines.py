"""How rows travel from the child process to the program: lines of JSON, each with a batch of rows by columns."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any, TypeAlias

from app.files.reading.books import Cell, Row

BATCH = 500  # rows
EXACT = 2**53  # above this a float no longer holds every whole number

Encoded: TypeAlias = list[Any]

_PLAIN = {str, int, bool}
_READERS: dict[str, Callable[[str], Cell]] = {
    "d": date.fromisoformat,
    "s": datetime.fromisoformat,
    "t": time.fromisoformat,
}


def encode(rows: Sequence[Sequence[Any]]) -> bytes:
    """One line. A blank cell is '' here and null in the line; types are told by column, so that most cells cost nothing."""
    columns = [_column(values) for values in zip_longest(*rows, fillvalue="")]
    return line("rows", len(rows), columns)


def line(*words: Any) -> bytes:
    return json.dumps(words, separators=(",", ":")).encode("ascii") + b"\n"


def decode(count: int, columns: list[Encoded]) -> list[Row]:
    """The rows of one line."""
    if not columns:
        return [()] * count
    return list(zip(*(_values(tag, values, count) for tag, values in columns), strict=True))


def _column(values: tuple[Any, ...]) -> Encoded:
    kinds = set(map(type, values))
    if "" in values:
        kinds.discard(str)
        if not kinds and values.count("") == len(values):
            return ["-", None]
        kinds.update(type(value) for value in values if value != "")
    if kinds == {date}:
        return ["d", [value.isoformat() if value != "" else None for value in values]]
    if kinds == {datetime}:
        return ["s", [value.isoformat() if value != "" else None for value in values]]
    if kinds <= _PLAIN:
        return ["p", [None if value == "" else value for value in values] if "" in values else values]
    return ["m", [_tagged(value) for value in values]] if kinds - _PLAIN - {float} else ["p", list(map(_plain, values))]


def _plain(value: Any) -> Any:
    """Excel keeps every number as a float; a whole one is what the person typed and sees as a whole number."""
    if type(value) is float:
        return int(value) if value.is_integer() and abs(value) < EXACT else value
    return None if value == "" else value


def _tagged(value: Any) -> Any:
    kind = type(value)
    if kind is datetime:
        return ["s", value.isoformat()]
    if kind is date:
        return ["d", value.isoformat()]
    if kind is time:
        return ["t", value.isoformat()]
    if kind is timedelta:
        return _hours(value)
    return _plain(value)


def _hours(length: timedelta) -> str:
    """A length of time as Excel shows it: 30:00:00."""
    seconds = int(length.total_seconds())
    return f"{'-' if seconds < 0 else ''}{abs(seconds) // 3600}:{abs(seconds) // 60 % 60:02}:{abs(seconds) % 60:02}"


def _values(tag: str, values: Any, count: int) -> Sequence[Cell]:
    if tag == "-":
        return (None,) * count
    if tag == "p":
        plain: list[Cell] = values
        return plain
    if tag == "m":
        return [_READERS[value[0]](value[1]) if type(value) is list else value for value in values]
    read = _READERS[tag]
    return [None if value is None else read(value) for value in values]
