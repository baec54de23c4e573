"""What a file is, told by its content and never by its name, and whether its name agrees."""

import re
from pathlib import PurePath
from typing import Literal, TypeAlias

from app.domain.errors import Refusal
from app.files.reading.books import refused

Content: TypeAlias = Literal["csv", "xlsx", "xls", "ods", "zip"]

TEXTS = frozenset({".csv", ".txt", ".tsv"})
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
READABLE = frozenset({".csv"}) | WORKBOOKS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHERS = {
    b"%PDF": "a PDF document",
    b"{\\rtf": "a Rich Text document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"Rar!": "an archive that this program does not open",
    b"7z\xbc\xaf": "an archive that this program does not open",
    b"\x1f\x8b": "an archive that this program does not open",
    b"SQLite format 3\x00": "a database",
}
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta|div)\b", re.IGNORECASE)
_SAVE_AS = "Open it in Excel, choose File, Save As, Excel Workbook (.xlsx), then try again with that file."
_PASSWORD_STEP = "Open it in Excel, choose File, Info, Protect Workbook, remove the password, save, then try again."  # noqa: S105 - words


def outer_kind(data: bytes, name: str) -> Literal["text", "zip", "xls"]:
    """Text, a zip of some kind, or an old Excel workbook; anything else is refused in words."""
    if not data:
        raise refused(f"{name} is empty (0 bytes).", "Save or download it again, then try again.")
    for magic, words in _OTHERS.items():
        if data.startswith(magic):
            raise refused(f"{name} is {words}, not a spreadsheet.", "Choose an Excel workbook or a CSV file.")
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        return _compound(data, name)
    if _HTML.search(data[:4096].replace(b"\x00", b"")):
        raise refused(f"{name} is a web page, whatever its name says.", _SAVE_AS)
    if b"schemas-microsoft-com:office:spreadsheet" in data[:4096]:
        raise refused(f"{name} is a spreadsheet in an old XML form that this program does not read.", _SAVE_AS)
    return "text"


def zip_kind(names: set[str], mimetype: bytes, name: str) -> Content:
    """Which kind of zip: a workbook is one too, and so are other documents."""
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if mimetype.startswith(b"application/vnd.oasis.opendocument") or "word/document.xml" in names:
        raise refused(f"{name} is a document, not a spreadsheet.", "Choose an Excel workbook or a CSV file.")
    if any(member.startswith("ppt/") for member in names):
        raise refused(f"{name} is a presentation, not a spreadsheet.", "Choose an Excel workbook or a CSV file.")
    if "xl/workbook.bin" in names:
        raise refused(f"{name} is a binary workbook (.xlsb), which this program does not read.", _SAVE_AS)
    return "xlsx" if any(member.startswith("xl/") for member in names) else "zip"


def check_name(content: Content, name: str) -> None:
    """Refuse a file whose name says one thing and whose content says another; any workbook may bear any workbook's name."""
    suffix = PurePath(name).suffix.lower()
    agree = TEXTS if content == "csv" else {".zip"} if content == "zip" else WORKBOOKS
    if suffix in agree:
        return
    if content == "csv":
        raise refused(
            f"{name} is a text file, not a workbook.", "If it is a CSV file, give it the ending .csv, then try again."
        )
    if content == "zip":
        raise refused(
            f"{name} is a zip archive, not a spreadsheet.", "Unpack it, or give it the ending .zip, then try again."
        )
    raise refused(
        f"{name} is a workbook, although its name says otherwise.", f"Give it the ending .{content}, then try again."
    )


def is_readable_name(name: str) -> bool:
    """Whether a file of a folder or an archive is meant to be read; Excel leaves ~$ files beside open workbooks."""
    return PurePath(name).suffix.lower() in READABLE and not name.startswith(("~$", "."))


def not_opened(name: str, problem: OSError) -> Refusal:
    if isinstance(problem, FileNotFoundError):
        return refused(f"{name} is not there.", "Check the name and the folder, then try again.")
    return refused(
        f"{name} cannot be opened: another program holds it, or you may not read it.",
        "Close it in the other program, or copy it to your own folder, then try again.",
    )


def protected(name: str) -> Refusal:
    return refused(f"{name} is protected with a password, so it cannot be read.", _PASSWORD_STEP)


def damaged(name: str) -> Refusal:
    return refused(
        f"{name} is damaged, or only part of it arrived.",
        "Download or copy it again, or open it in Excel and save it, then try again.",
    )


def _compound(data: bytes, name: str) -> Literal["xls"]:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise protected(name)
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook\0", "Book\0")):
        return "xls"
    raise refused(f"{name} is not a spreadsheet.", "Choose an Excel workbook or a CSV file.")
