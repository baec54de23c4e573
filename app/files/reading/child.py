"""The child process that opens files for the program: whatever a file does to it, the program goes on.

It is asked on stdin (one line of JSON: jobs and limits) and answers on stdout, a JSON list a line:
["jobs", [[path, member], ...]]  what there is to read, zip archives opened, in this order
["book", job, file, container, content], ["sheet", name, hidden, formulas, from 1904], ["rows", count, columns],
["end", first_row, left_out] of a sheet, ["read"] of a book, ["done"];
["refusal", message, next step] ends it early. A child that ends without ["done"] or a refusal was brought down by the file.
"""

import gc
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.domain.errors import Refusal
from app.files.reading.archives import Archive
from app.files.reading.books import Limits, refused
from app.files.reading.contents import (
    Content,
    check_name,
    is_readable_name,
    not_opened,
    outer_kind,
    protected,
    zip_kind,
)
from app.files.reading.delimited import rows_of
from app.files.reading.extent import send_rows
from app.files.reading.formulas import counts_from_1904, survey
from app.files.reading.lines import line


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet as a reader of workbooks gives it; a blank cell is '' and rows begin with row 1 and column A."""

    name: str
    hidden: bool
    rows: Iterator[list[object]]


@dataclass(frozen=True, slots=True)
class File:
    """One file in memory with what it turned out to be; `archive` is there when it is a zip of any kind."""

    name: str
    container: str
    data: bytes
    content: Content
    archive: Archive | None


WorkbookReader = Callable[[bytes, Content, str, Limits], Iterator[Page]]


def serve(pages: WorkbookReader) -> None:
    """Answer one request. Nothing is looked at for garbage: what is made here is sent and gone, and so is the process."""
    gc.disable()
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    try:
        jobs = list(_jobs(request["jobs"], limits))
        _send(line("jobs", jobs))
        for index, (path, member) in enumerate(jobs):
            _read(index, _file(path, member, limits), limits, pages)
        _send(line("done"))
    except Refusal as refusal:
        _send(line("refusal", refusal.message, refusal.next_step))


def _send(words: bytes) -> None:
    sys.stdout.buffer.write(words)
    sys.stdout.buffer.flush()


def _jobs(asked: list[list[str]], limits: Limits) -> Iterator[tuple[str, str]]:
    """What there is to read: a zip archive becomes its readable members."""
    for path, member in asked:
        file = _file(path, "", limits) if Path(path).suffix.lower() == ".zip" and not member else None
        if file and file.content == "zip" and file.archive:
            yield from ((path, inner) for inner in _members(file.name, file.archive))
        else:
            yield path, member


def _members(name: str, archive: Archive) -> list[str]:
    names = [m for m in archive.members if not m.endswith("/") and not m.startswith("__MACOSX/")]
    if any(PurePosixPath(member).suffix.lower() == ".zip" for member in names):
        raise refused(f"{name} holds another zip archive.", "Unpack it, then choose the files inside.")
    readable = sorted(member for member in names if is_readable_name(PurePosixPath(member).name))
    if not readable:
        raise refused(f"{name} holds no CSV file or workbook.", "Choose the file that holds the rows.")
    return readable


def _file(path: str, member: str, limits: Limits) -> File:
    name, container = Path(path).name, ""
    data = _bytes(Path(path), limits)
    if member:
        data = Archive(data, name, limits).content(member)
        name, container = PurePosixPath(member).name, name
    kind = outer_kind(data, name)
    if kind != "zip":
        content: Content = "csv" if kind == "text" else kind
        return File(name, container, data, content, None)
    archive = Archive(data, name, limits)
    mimetype = b"".join(archive.pieces("mimetype")) if "mimetype" in archive.members else b""
    return File(name, container, data, zip_kind(set(archive.members), mimetype, name), archive)


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.file + 1)
    except OSError as problem:
        raise not_opened(path.name, problem) from problem
    if len(data) > limits.file:
        size = f"{limits.file // 2**20:,} MB" if limits.file >= 2**20 else f"{limits.file:,} bytes"
        raise refused(
            f"{path.name} is larger than {size}, which is more than the program reads.", "Split it into smaller files."
        )
    return data


def _read(index: int, file: File, limits: Limits, pages: WorkbookReader) -> None:
    check_name(file.content, file.name)
    _send(line("book", index, file.name, file.container, file.content))
    if file.content == "csv":
        _send(line("sheet", Path(file.name).stem, False, 0, False))
        _send_sheet(rows_of(file.data, file.name, limits), file.name, limits)
    else:
        _read_workbook(file, limits, pages)
    _send(line("read"))


def _read_workbook(file: File, limits: Limits, pages: WorkbookReader) -> None:
    if file.archive and _is_locked(file.archive):
        raise protected(file.name)
    formulas = survey(file.archive) if file.archive else []
    from_1904 = counts_from_1904(file.archive) if file.archive else False
    seen = 0
    for seen, page in enumerate(pages(file.data, file.content, file.name, limits), start=1):
        unvalued = formulas[seen - 1] if seen <= len(formulas) else 0
        _send(line("sheet", page.name, page.hidden, unvalued, from_1904))
        _send_sheet(page.rows, f"Sheet {page.name} of {file.name}", limits)
    if not seen:
        raise refused(
            f"{file.name} has no sheets.", "Open it in Excel, put the rows on a sheet, save it, then try again."
        )


def _is_locked(archive: Archive) -> bool:
    """An OpenDocument sheet with a password says so in its list of parts."""
    manifest = "META-INF/manifest.xml"
    return manifest in archive.members and b"encryption-data" in archive.content(manifest)


def _send_sheet(rows: Iterator[list[object]] | Iterator[list[str]], where: str, limits: Limits) -> None:
    extent = send_rows(rows, where, limits, _send)
    _send(line("end", extent.first_row, extent.left_out))
