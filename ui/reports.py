"""What is written down or printed of an error: where it happened, never its words or values, which may name a child."""

import sys
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from app import VERSION


def report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """What a crash report holds, one line for each step, the oldest first, and what it came from."""
    lines = [f"IRO Tracker {VERSION}, Python {sys.version_info.major}.{sys.version_info.minor}", _name(kind)]
    lines += _steps(trace)
    seen = {id(error)}
    cause = _cause(error)
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += [f"from {_name(type(cause))}", *_steps(cause.__traceback__)]
        cause = _cause(cause)
    return "\n".join(lines)


def _steps(trace: TracebackType | None) -> Iterator[str]:
    for frame, line in walk_tb(trace):
        yield f"  {_place(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"


def _place(file: str) -> str:
    """A file by its last folders: where the program lies may hold the person's name."""
    return "/".join(Path(file).parts[-3:])


def _name(kind: type[BaseException]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _cause(error: BaseException | None) -> BaseException | None:
    return error and (error.__cause__ or error.__context__)
