"""Watches the file-system calls of a child by strace, and kills it or lets a call fail at the one that is named."""

import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WRITING = (
    *("pwrite64", "write", "pwritev", "writev", "sendfile", "copy_file_range", "ftruncate", "truncate", "fallocate"),
    *(
        "fsync",
        "fdatasync",
        "openat",
        "open",
        "rename",
        "renameat",
        "renameat2",
        "unlink",
        "unlinkat",
        "link",
        "linkat",
    ),
    *("mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "fchmodat", "utimensat", "close"),
)
"""The calls that change a folder, its files, or whether they outlast a power cut."""

READING = ("read", "pread64")
TOUCHING = (*WRITING, *READING)
"""All calls that are watched, so that their numbers are the same whatever is done at them."""

_CALL = re.compile(r"^(?P<process>\d+) +(?P<name>\w+)\((?P<rest>.*)$")


@cache
def is_here() -> bool:
    """Whether this computer can watch the calls of a program."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


@dataclass(frozen=True)
class Call:
    """The n-th call of a name in one process, as the trace tells it."""

    name: str
    number: int
    words: str

    def __str__(self) -> str:
        return f"{self.name} number {self.number}"


class Tracer:
    """One strace on one child: with what it does at which call (`kill_at`, `fail_at`), or only watching."""

    def __init__(self, out: Path, *options: str, names: Sequence[str] = TOUCHING, length: int = 0) -> None:
        self._out = out
        names_told = ",".join(f"?{name}" for name in names)
        self._words = ["-f", "-y", "-s", str(length), "-o", str(out), "-e", f"trace={names_told}", *options]
        self._running: subprocess.Popen[bytes] | None = None

    @contextmanager
    def watching(self, child: int) -> Iterator[Path]:
        """Watch a child from now on; its trace is in the file given once this is left."""
        with subprocess.Popen(["strace", *self._words, "-p", str(child)], stderr=subprocess.PIPE) as running:
            self._running = running
            if running.stderr is None or b"attached" not in (said := running.stderr.readline()):
                raise RuntimeError(f"the child cannot be watched: {said.decode() if running.stderr else ''}")
            try:
                yield self._out
            finally:
                self.let_go()

    def let_go(self) -> None:
        """Leave the child alone: from now on every call succeeds."""
        if self._running is not None and self._running.poll() is None:
            self._running.send_signal(signal.SIGINT)
        if self._running is not None:
            self._running.wait()


def kill_at(call: Call) -> tuple[str, ...]:
    """Options by which the child is killed as it makes this call, before anything of it is done."""
    return ("-e", f"inject={call.name}:signal=KILL:when={call.number}")


def fail_at(call: Call, error: str, *, for_good: bool) -> tuple[str, ...]:
    """Options by which this call fails, once, or from then on every call of its name until the tracer lets go."""
    return ("-e", f"inject={call.name}:error={error}:when={call.number}{'+' if for_good else ''}")


def calls(trace: str, folder: Path) -> list[Call]:
    """The calls of the first process of a trace that touch a folder, in their order."""
    counted: Counter[str] = Counter()
    found, first = [], ""
    for line in trace.splitlines():
        told = _CALL.match(line)
        if told is None:
            continue
        first = first or told["process"]
        if told["process"] == first:
            counted[told["name"]] += 1
            if str(folder) in told["rest"]:
                found.append(Call(told["name"], counted[told["name"]], told["rest"]))
    return found
