"""A disk as a power cut leaves it: what a child wrote is replayed from its trace, and what was not made fast may be lost.

Names keep their order, as on a disk with a journal: of the changes of names since the last fsync, only the later ones are
lost. The content of a file is what it was at its own last fsync; of what was written since, any sector may be there or not.
"""

import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
NAMES = (
    *(
        "pwrite64",
        "write",
        "sendfile",
        "copy_file_range",
        "lseek",
        "ftruncate",
        "fsync",
        "fdatasync",
        "sendto",
        "close",
    ),
    *("openat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "link", "linkat", "mkdir", "mkdirat", "rmdir"),
)
"""The calls that such a trace holds."""

LONGEST = 1 << 22
"""So many bytes of a call are in the trace: all that anybody writes at once here."""

_LINE = re.compile(r"^\d+ +(?P<name>\w+)\((?P<words>.*)\) += (?P<result>-?\d+)")
_WORD = re.compile(
    r'"(?P<text>(?:\\x[0-9a-f]{2})*)"|(?P<number>-?\d+)(?:<(?P<path>[^>]*)>)?|[A-Z][A-Z_|0-9]*(?:<[^>]*>)?'
)


@dataclass(frozen=True)
class Event:
    """One call that succeeded: its name, the words of it, and its result."""

    name: str
    words: tuple[str | int | bytes, ...]
    result: int


@dataclass
class Content:
    """One file: as the program sees it, as it surely lies on the disk, and what was written in between."""

    seen: bytearray = field(default_factory=bytearray)
    fast: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    """What was written at which place; None where the file was cut to this length."""

    def write(self, at: int, data: bytes) -> None:
        """Bytes at a place."""
        self.seen = _written(self.seen, at, data)
        self.since.append((at, data))

    def cut(self, length: int) -> None:
        """Another length."""
        self.seen = _cut(self.seen, length)
        self.since.append((length, None))

    def settle(self) -> None:
        """All of it lies on the disk now."""
        self.fast, self.since = bytes(self.seen), []

    def after(self, chance: random.Random, kept: float) -> bytes:
        """As it may lie on the disk after a power cut; with kept 0 nothing since the last fsync does."""
        left = bytearray(self.fast)
        for at, data in self.since:
            if data is None:
                left = _cut(left, at) if chance.random() < kept else left
                continue
            for begin in range(0, len(data), SECTOR):
                if chance.random() < kept:
                    left = _written(left, at + begin, data[begin : begin + SECTOR])
        return bytes(left)


Names = dict[str, Content | None]
"""What has which name; a folder has no content."""


class Disk:
    """A folder while a trace is replayed on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.said = b""
        self._names: Names = {str(folder): None}
        for each in folder.rglob("*"):
            content = each.read_bytes() if each.is_file() else b""
            self._names[str(each)] = Content(bytearray(content), content) if each.is_file() else None
        self._fast_names: Names = dict(self._names)
        self._since: list[Callable[[Names], None]] = []
        self._open: dict[int, tuple[str, int]] = {}
        self._held: dict[int, Content | None] = {}

    def replay(self, event: Event) -> None:
        """One more call."""
        does = getattr(self, f"_{event.name}", None)
        if does is not None:
            does(event)

    def cut_power(self, chance: random.Random, kept: float) -> None:
        """Put on the real disk what is left: with kept 0 only what was made fast, with 1 everything."""
        names = dict(self._fast_names)
        certain = round(len(self._since) * kept) if kept in (0, 1) else chance.randrange(len(self._since) + 1)
        for change in self._since[:certain]:
            change(names)
        for path in sorted(path for path, content in names.items() if content is None):
            Path(path).mkdir(parents=True, exist_ok=True)
        for path, content in names.items():
            if content is not None and not path.endswith("-shm"):  # lives in memory
                Path(path).write_bytes(content.after(chance, kept))

    # ---------------------------------------------------------------------------------------------------------- names

    def _change(self, change: Callable[[Names], None]) -> None:
        change(self._names)
        self._since.append(change)

    def _ours(self, path: str) -> bool:
        return path.startswith(self.folder)

    def _openat(self, event: Event) -> None:
        path, flags = _path(event.words[:2]), str(event.words[2])
        if not self._ours(path):
            return
        if "O_CREAT" in flags and path not in self._names:
            made = Content()
            self._change(lambda names: names.__setitem__(path, made))
        content = self._names.get(path)
        if content is not None and "O_TRUNC" in flags and content.seen:
            content.cut(0)
        self._held[event.result] = content
        self._open[event.result] = (path, 0)

    def _close(self, event: Event) -> None:
        self._held.pop(_number(event.words[0]), None)
        self._open.pop(_number(event.words[0]), None)

    def _rename(self, event: Event) -> None:
        old, new = (str(word) for word in event.words if isinstance(word, str) and word.startswith("/"))
        if self._ours(old):
            self._change(lambda names: _renamed(names, old, new))

    _renameat = _renameat2 = _rename

    def _link(self, event: Event) -> None:
        old, new = (str(word) for word in event.words if isinstance(word, str) and word.startswith("/"))
        if self._ours(old):
            content = self._names[old]
            self._change(lambda names: names.__setitem__(new, content))

    _linkat = _link

    def _unlink(self, event: Event) -> None:
        self._gone(_path(event.words))

    _rmdir = _unlinkat = _unlink

    def _gone(self, path: str) -> None:
        if self._ours(path):
            self._change(lambda names: _without(names, path))

    def _mkdir(self, event: Event) -> None:
        path = _path(event.words)
        if self._ours(path):
            self._change(lambda names: names.__setitem__(path, None))

    _mkdirat = _mkdir

    # -------------------------------------------------------------------------------------------------------- content

    def _fsync(self, event: Event) -> None:
        handle = _number(event.words[0])
        if handle in self._open:
            content = self._held[handle]
            if content is not None:
                content.settle()
            self._fast_names, self._since = dict(self._names), []

    _fdatasync = _fsync

    def _pwrite64(self, event: Event) -> None:
        content = self._held.get(_number(event.words[0]))
        if content is not None:
            content.write(_number(event.words[3]), _bytes(event.words[1])[: event.result])

    def _write(self, event: Event) -> None:
        self._append(_number(event.words[0]), _bytes(event.words[1])[: event.result])

    def _sendfile(self, event: Event) -> None:
        """From the place that is told, or from where the source is read."""
        to, source = _number(event.words[0]), self._held.get(_number(event.words[1]))
        begin = _number(event.words[2]) if isinstance(event.words[2], int) else 0
        if source is not None:
            self._append(to, bytes(source.seen[begin : begin + event.result]))

    def _append(self, handle: int, data: bytes) -> None:
        content = self._held.get(handle)
        if content is not None:
            path, at = self._open[handle]
            content.write(at, data)
            self._open[handle] = (path, at + len(data))

    def _lseek(self, event: Event) -> None:
        handle = _number(event.words[0])
        if handle in self._open:
            self._open[handle] = (self._open[handle][0], event.result)

    def _ftruncate(self, event: Event) -> None:
        content = self._held.get(_number(event.words[0]))
        if content is not None:
            content.cut(_number(event.words[1]))

    def _sendto(self, event: Event) -> None:
        self.said += _bytes(event.words[1])


def events(trace: str) -> Iterator[Event]:
    """The calls of a trace that succeeded, in their order."""
    for line in trace.splitlines():
        told = _LINE.match(line)
        if told is not None and int(told["result"]) >= 0:
            yield Event(told["name"], tuple(_words(told["words"])), int(told["result"]))


def _words(text: str) -> Iterator[str | int | bytes]:
    for word in _WORD.finditer(text):
        if word["text"] is not None:
            data = bytes.fromhex(word["text"].replace("\\x", ""))
            yield os.fsdecode(data) if data.startswith(b"/") and b"\0" not in data and len(data) < 4096 else data
        elif word["number"] is not None:
            yield int(word["number"])
        else:
            yield word[0]


def _path(words: tuple[str | int | bytes, ...]) -> str:
    """The path among these words; every path here is whole."""
    return next((word for word in words if isinstance(word, str) and word.startswith("/")), "")


def _number(word: str | int | bytes) -> int:
    if not isinstance(word, int):
        raise TypeError(f"a number was expected, not {word!r}")
    return word


def _bytes(word: str | int | bytes) -> bytes:
    return os.fsencode(word) if isinstance(word, str) else bytes(word) if isinstance(word, bytes) else b""


def _renamed(names: Names, old: str, new: str) -> None:
    for path in [path for path in names if path == old or path.startswith(f"{old}/")]:
        names[new + path[len(old) :]] = names.pop(path)


def _written(content: bytearray, at: int, data: bytes) -> bytearray:
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data
    return content


def _cut(content: bytearray, length: int) -> bytearray:
    return content[:length] + bytes(max(0, length - len(content)))


def _without(names: Names, path: str) -> None:
    names.pop(path, None)
