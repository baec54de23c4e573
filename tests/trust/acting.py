"""Does one piece of work in a child process that can be watched, killed or starved; `python -m tests.trust.acting NAME FOLDER` alone."""

import os
import socket
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.trust.paths import BY_NAME
from tests.trust.places import BROKE, REFUSED, SAVED, Place, Voice, WritePath, start_anew
from tests.trust.tracing import Tracer

PATIENCE = 60.0
"""Seconds after which a child that says nothing counts as one that hangs."""

Planted = Callable[[], None]
"""Puts a fault into the program, in the child only."""


@dataclass(frozen=True)
class Said:
    """How a piece of work went: what it said, and how it ended (0 by itself, -9 killed)."""

    lines: tuple[tuple[str, str], ...]
    code: int
    trace: str
    hung: bool = False

    @property
    def steps(self) -> tuple[bool, ...]:
        """Whether each step that was taken so far was acknowledged."""
        return tuple(word == SAVED for word, _ in self.lines if word in (SAVED, REFUSED))

    @property
    def was_killed(self) -> bool:
        """Whether it died."""
        return self.code == -9

    def words(self, word: str) -> list[str]:
        """What was said with a word."""
        return [more for said, more in self.lines if said == word]


def perform(
    path: WritePath,
    place: Place,
    facts: dict[str, Any],
    tracer: Tracer,
    *,
    wait: bool = False,
    planted: Planted | None = None,
) -> Said:
    """Do it in a child that the tracer watches from its first instant; with wait, once more after the tracer has let go."""
    ours, theirs = socket.socketpair()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no thread of this process has anything to do meanwhile
        child = os.fork()
    if child == 0:
        ours.close()
        _live(path, place, facts, theirs, wait, planted)
    theirs.close()
    with closing(ours):
        ours.settimeout(PATIENCE)
        ours.recv(1)  # from here on everything the child does is its work
        with tracer.watching(child) as trace:
            ours.sendall(b"g")
            lines, hung = _heard(ours, tracer)
            if hung:
                os.kill(child, 9)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return Said(lines, code, trace.read_text(encoding="utf-8", errors="replace"), hung)


def heard(lines: bytes) -> tuple[tuple[str, str], ...]:
    """Whole lines as they were said: a word, and more."""
    whole = [line.decode().partition(" ") for line in lines.split(b"\n")[:-1]]
    return tuple((word, more) for word, _, more in whole)


def _heard(ours: socket.socket, tracer: Tracer) -> tuple[tuple[tuple[str, str], ...], bool]:
    lines: list[tuple[str, str]] = []
    try:
        for line in _lines(ours):
            word, _, more = line.partition(" ")
            lines.append((word, more))
            if word == "waiting":
                tracer.let_go()
                ours.sendall(b"g")
    except TimeoutError:
        return tuple(lines), True
    return tuple(lines), False


def _lines(ours: socket.socket) -> Iterator[str]:
    held = b""
    while part := _received(ours):
        *whole, held = (held + part).split(b"\n")
        yield from (line.decode() for line in whole)


def _received(ours: socket.socket) -> bytes:
    try:
        return ours.recv(65536)
    except ConnectionError:
        return b""


def _live(
    path: WritePath, place: Place, facts: dict[str, Any], theirs: socket.socket, wait: bool, planted: Planted | None
) -> None:
    """The child's whole life; it never returns."""
    code = 1
    voice = Voice(theirs.sendall, (lambda: _await(theirs)) if wait else None)
    try:
        with _quiet():
            place.live_here()
            start_anew()
            theirs.sendall(b"r")
            _await(theirs)
            if planted is not None:
                planted()
            path.act(place, facts, voice)
        code = 0
    except BaseException:  # noqa: BLE001  # what nobody foresaw is what is looked for
        voice.say(BROKE, traceback.format_exc(limit=-6))
    finally:
        os._exit(code)


def _await(theirs: socket.socket) -> None:
    theirs.recv(1)


@contextmanager
def _quiet() -> Iterator[None]:
    """What libraries would print goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    yield


def main(arguments: list[str]) -> int:
    """Prepare and do one piece of work in an empty folder, and say on standard output how it goes."""
    if len(arguments) != 2 or arguments[0] not in BY_NAME:
        print(f"usage: python -m tests.trust.acting NAME FOLDER, where NAME is one of {', '.join(BY_NAME)}")
        return 2
    path, place = BY_NAME[arguments[0]], Place(Path(arguments[1]).resolve() / "place")
    facts = path.prepare(place)
    path.act(place, facts, Voice(lambda line: os.write(1, line)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
