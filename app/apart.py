"""Runs a part of the program in a process of its own, watches its memory and time while it answers, and ends it when it must."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import psutil

FROZEN_ARGUMENT = "--run-apart"  # a frozen program takes no -c: its main runs (runpy) the module named after this word
BETWEEN_LOOKS = 0.02  # seconds
PIECE = 1 << 20

_START = (
    "import json, runpy, sys; sys.path[:] = json.loads(sys.argv[2]); runpy.run_module(sys.argv[1], run_name='__main__')"
)


class Ending(Enum):
    """Why a child was ended; NONE if it ended by itself, UNBEGUN if the computer had no room to start it."""

    NONE = "none"
    CANCELLED = "cancelled"
    TIME = "time"
    MEMORY = "memory"
    UNBEGUN = "unbegun"


@dataclass(frozen=True, slots=True)
class Watched:
    """What the parent does meanwhile: `receive` takes each line of the answer, `cancelled` is asked about fifty times a second.

    The child may use so many bytes of memory, and take so many seconds.
    """

    receive: Callable[[list[Any]], None]
    cancelled: Callable[[], bool]
    memory: int
    seconds: float


def command(module: str) -> list[str]:
    """How the child is started: by this Python alone, with this program's own search path and nothing of the folder it is in."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_ARGUMENT, module]
    house = str(Path(__file__).parents[1])
    path = [house, *(entry for entry in sys.path if entry and entry != house)]
    # On Windows the Python of a virtual environment only starts the real one, which could then not be watched.
    python = getattr(sys, "_base_executable", sys.executable) if sys.platform == "win32" else sys.executable
    return [python, "-I", "-c", _START, module, json.dumps(path)]


def converse(module: str, request: object, watched: Watched) -> Ending:
    """Start a module as the child, send it the request as a line of JSON, and hand over its answer line by line until it ends."""
    try:
        with asyncio.Runner() as runner:
            runner.get_loop()  # which may fail: no work is begun then that nobody waits for
            return runner.run(_converse(module, request, watched))
    except OSError:  # too many processes or files, too little memory: the child itself says all else
        return Ending.UNBEGUN


async def _converse(module: str, request: object, watched: Watched) -> Ending:
    child = await asyncio.create_subprocess_exec(
        *command(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it may speak of what is in a file
        limit=4 * PIECE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    guard = asyncio.create_task(_guard(child, watched))
    try:
        await _ask(child, json.dumps(request).encode("ascii") + b"\n")
        await _listen(child, watched)
    finally:
        if child.returncode is None:
            _end(child)
        await _drain(child)
        await child.wait()
        guard.cancel()
        (ending,) = await asyncio.gather(guard, return_exceptions=True)
    if isinstance(ending, Exception):
        raise ending
    return ending if isinstance(ending, Ending) else Ending.NONE


async def _ask(child: asyncio.subprocess.Process, request: bytes) -> None:
    assert child.stdin
    try:
        child.stdin.write(request)
        await child.stdin.drain()
        child.stdin.close()
    except (BrokenPipeError, ConnectionResetError):
        return  # it has ended already; what it said, or did not say, tells why


async def _listen(child: asyncio.subprocess.Process, watched: Watched) -> None:
    assert child.stdout
    waiting: list[bytes] = []
    while piece := await child.stdout.read(PIECE):
        *whole, rest = piece.split(b"\n")
        for end in whole:
            watched.receive(json.loads(b"".join([*waiting, end])))
            waiting.clear()
        waiting.append(rest)
    await child.wait()


async def _drain(child: asyncio.subprocess.Process) -> None:
    assert child.stdout
    while await child.stdout.read(PIECE):
        pass


async def _guard(child: asyncio.subprocess.Process, watched: Watched) -> Ending:
    """Look again and again; end the child for the first reason met."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    try:
        # There is nothing to wait for: memory and time only ever say when they are asked.
        while (ending := _reason(child.pid, loop.time() - begun, watched)) is Ending.NONE:  # noqa: ASYNC110 - see above
            await asyncio.sleep(BETWEEN_LOOKS)
        return ending
    finally:
        _end(child)


def _reason(pid: int, seconds: float, watched: Watched) -> Ending:
    if watched.cancelled():
        return Ending.CANCELLED
    if seconds >= watched.seconds:
        return Ending.TIME
    try:
        memory: int = psutil.Process(pid).memory_info().rss
    except psutil.Error:
        return Ending.NONE  # it has just ended
    return Ending.MEMORY if memory > watched.memory else Ending.NONE


def _end(child: asyncio.subprocess.Process) -> None:
    try:
        child.kill()
    except ProcessLookupError:
        return
