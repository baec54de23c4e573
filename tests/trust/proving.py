"""What must hold after anything has happened to a file: it opens, it is whole, nothing acknowledged is gone, nothing is readable."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.commands.unfinished import erase_unfinished
from app.domain.errors import Refusal
from db.checking import check
from db.database import Database
from db.troubles import HEADER, is_plain
from tests.builders import Service
from tests.locks import KEY, key_of
from tests.trust.acting import Said
from tests.trust.places import BACK, BROKE, CANARIES, OTHER_PASSPHRASE, Place, WritePath, save_once_more

SECRETS = (
    *(name.encode(alphabet) for name in CANARIES for alphabet in ("utf-8", "utf-16-le", "utf-16-be")),
    *(KEY.raw, KEY.raw.hex().encode(), KEY.raw.hex().upper().encode()),
)
"""What must be in no file that anybody can read: the children's names, and the key."""

ASKED_FOR = ("due.xlsx", "month.xlsx")
_MEMBER = re.compile(rb"PK\x03\x04.{22}(..)(..)", re.DOTALL)


def proved(path: WritePath, place: Place, facts: dict[str, Any], said: Said) -> Iterator[str]:
    """What does not hold, in words; nothing when all does."""
    if said.hung:
        yield "it hung"
    yield from (f"it broke: {words[-400:]}" for words in said.words(BROKE))
    if not path.plain:
        yield from leaks(
            place, but=place.out
        )  # what lies half-written beside an export's target goes at the next opening
    try:
        if path.finish is not None:
            path.finish(place, facts)
        yield from _file(path, place)
        yield from _steps(path.look(place, facts), said)
        if path.file(place).exists():
            _go_on(path.file(place))
    except Exception as error:  # noqa: BLE001  # whatever is raised here is what somebody would meet
        yield f"{type(error).__name__}: {error}"
    yield from leaks(place)


def _file(path: WritePath, place: Place) -> Iterator[str]:
    """Opens it as the program does, then reads every page and record."""
    file = path.file(place)
    if not file.exists():
        if not path.new:
            yield "the file is gone"
        return
    if is_plain(file):
        yield "the file is not encrypted"
    key = _key(file)
    with Database.open(file, key, patience=2) as database:
        erase_unfinished(Service(database).desk())
    yield from (f"check: {one.words}" for one in check(file, key, full=True) if not one.good)


def _key(file: Path) -> Any:
    try:
        return key_of(file)
    except Refusal:
        return key_of(file, OTHER_PASSPHRASE)


def _steps(there: tuple[bool | None, ...], said: Said) -> Iterator[str]:
    """Acknowledged: there; refused: not there; the one in hand when it died: either; later ones: not there."""
    for at, (is_there, was_saved) in enumerate(zip(there, said.steps, strict=False), start=1):
        if was_saved and is_there is False:
            yield f"step {at} was acknowledged and is lost"
        if not was_saved and is_there:
            yield f"step {at} was refused and is there: {said.words('refused')}"
    later = there[len(said.steps) + 1 :]
    if any(later):
        yield "a step is there that was not begun"


def _go_on(file: Path) -> None:
    with Database.open(file, _key(file), patience=2) as database:
        save_once_more(database)
        Service(database).count("children")


def survived(said: Said) -> Iterator[str]:
    """What must hold of whoever was not killed: it ended by itself, and saved again once the disk was well."""
    if said.code != 0 and not said.words(BROKE) and not said.hung:
        yield f"it died by itself ({said.code})"
    if said.code == 0 and not any(word == BACK for word, _ in said.lines):
        yield "it never saved again"


# ------------------------------------------------------------------------------------------------------------ readable


def leaks(place: Place, but: Path | None = None) -> Iterator[str]:
    """The files in which a name or the key can be read, but for the exports asked for and the files given."""
    for file in sorted(place.root.rglob("*")):
        if not file.is_file() or place.asked_for in file.parents or but in file.parents:
            continue
        if file.parent == place.out and file.name in ASKED_FOR:
            continue
        content = file.read_bytes()
        if content.startswith(HEADER) or any(
            secret in part for part in (content, *unpacked(content)) for secret in SECRETS
        ):
            yield f"{file.relative_to(place.root)} can be read by anybody"


def unpacked(content: bytes) -> Iterator[bytes]:
    """What lies packed in a file, also in one that was never finished."""
    for member in _MEMBER.finditer(content):
        begin = member.end() + sum(int.from_bytes(member[at], "little") for at in (1, 2))
        try:
            yield zlib.decompressobj(-zlib.MAX_WBITS).decompress(content[begin:])
        except zlib.error:
            continue
