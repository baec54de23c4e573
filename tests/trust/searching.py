"""Looks for names in files as a stranger would: as text in several codings, in archives, streams and settings."""

import base64
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

LARGEST = 200_000_000
DEEPEST = 4
"""How many archives inside of archives are opened."""

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_LONG = re.compile(rb"[A-Za-z0-9+/=\r\n]{16,}")


def names_in(data: bytes, names: Iterable[str]) -> set[str]:
    """Which of these names a file's content holds, in whatever way."""
    forms = {name: _forms(name) for name in names}
    found: set[str] = set()
    for part in _parts(data, DEEPEST):
        low = part.lower()
        plain = low.replace(b"\\0", b"").replace(b"\\x", b"").replace(b"\0", b"")
        coded = [_unlined(some) for some in _LONG.findall(part)]
        for name, (texts, coded_texts) in forms.items():
            if any(text in low or text in plain for text in texts) or any(
                text in some for text in coded_texts for some in coded
            ):
                found.add(name)
    return found


def files_with(paths: Iterable[Path], names: Iterable[str], *, since: float = 0.0) -> Iterator[tuple[Path, set[str]]]:
    """Those of the files that hold a name in their content or in their own name, of those changed since."""
    wanted = tuple(names)
    for path in paths:
        told = {name for name in wanted if name.casefold() in path.name.casefold()}
        told |= names_in(_content(path, since), wanted)
        if told:
            yield path, told


def _content(path: Path, since: float) -> bytes:
    try:
        if path.is_symlink() or not path.is_file():
            return b""
        facts = path.stat()
        return path.read_bytes() if facts.st_mtime >= since and facts.st_size <= LARGEST else b""
    except OSError:  # another program's, or gone meanwhile
        return b""


def _forms(name: str) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """A name as text, and as it looks inside of base64 at each of three places, less the letters that its neighbours share."""
    low = name.lower()
    texts: tuple[bytes, ...] = (low.encode(), low.encode("utf-16-le"), low.encode("utf-16-be"))
    texts += tuple(written.encode().hex().encode() for written in (name, low, name.upper()))
    coded = []
    for written in (name, low, name.upper()):
        for coding in ("utf-8", "utf-16-le"):
            whole = written.encode(coding)
            for before in range(3):
                text = base64.b64encode(b"\0" * before + whole).rstrip(b"=")
                coded.append(text[(0, 2, 3)[before] : -1 if (before + len(whole)) % 3 else None])
    return texts, tuple(coded)


def _unlined(text: bytes) -> bytes:
    return text.replace(b"\n", b"").replace(b"\r", b"")


def _parts(data: bytes, deep: int) -> Iterator[bytes]:
    """The content, and what is packed inside of it."""
    yield data
    if deep and data[:2] == b"PK":
        yield from _members(data, deep)
    if data[:4] == b"%PDF" or b"endstream" in data:
        for stream in _STREAM.findall(data):
            yield from _unpacked(stream)
    if data[:2] == b"\x1f\x8b":
        yield from _unpacked(data, 31)


def _members(data: bytes, deep: int) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.namelist():
                yield member.encode()
                yield from _parts(archive.read(member), deep - 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error):
        return


def _unpacked(data: bytes, window: int = 15) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj(window).decompress(data)
    except zlib.error:
        return
