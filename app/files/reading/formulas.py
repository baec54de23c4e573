"""What an .xlsx workbook says that its readers do not: formulas saved without results, and from when it counts days."""

import html
import posixpath
import re

from app.files.reading.archives import Archive
from app.files.reading.contents import damaged

_WITHOUT_VALUE = re.compile(
    rb"<c\b[^<>]*>\s*<f\b(?:[^<>]*/>|(?:[^<>]*[^/<>])?>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>",
)
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NOWHERE = re.compile(rb'<c r="[A-Z]{1,3}0')
"""A cell in a row 0, which is in no sheet: the fast reader would put it over another one."""
_FROM_1904 = re.compile(rb"""<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*["'](?:1|true)["']""")
_LONGEST_CELL = 64 * 1024  # bytes kept from one piece to the next, so that a cell cut in two is still seen


def survey(archive: Archive) -> list[int]:
    """Unpack every member, which proves its real size, and count on the way; one number per sheet, in the workbook's order."""
    counts = {member: _count(archive, member) for member in archive.members}
    return [counts.get(part, 0) for part in _parts(archive)]


def counts_from_1904(archive: Archive) -> bool:
    """Whether the numbers of its days count from 1904, as older Excel for Mac had it."""
    return any(
        _FROM_1904.search(archive.content(one)) for one in archive.members if re.fullmatch(r"xl/workbook\d*\.xml", one)
    )


def _count(archive: Archive, member: str) -> int:
    is_sheet = member.startswith("xl/worksheets/") and member.endswith(".xml")
    found, rest = 0, b""
    for piece in archive.pieces(member):
        if not is_sheet:
            continue
        text = rest + piece
        if _NOWHERE.search(text):
            raise damaged(archive.name)
        found += len(_WITHOUT_VALUE.findall(text)) if b"<f" in text else 0
        rest = text.rpartition(b"</c>")[2][-_LONGEST_CELL:]
    return found


def _parts(archive: Archive) -> list[str]:
    book = next((m for m in archive.members if re.fullmatch(r"xl/workbook\d*\.xml", m)), "")
    links = f"xl/_rels/{posixpath.basename(book)}.rels"
    if not book or links not in archive.members:
        return []
    targets = {a.get("Id", ""): a.get("Target", "") for a in _attributes(_RELATION, archive, links)}
    order = [next((v for k, v in a.items() if k.endswith(":id")), "") for a in _attributes(_SHEET, archive, book)]
    return [posixpath.normpath(posixpath.join("/xl", targets.get(one, ""))).lstrip("/") for one in order]


def _attributes(tag: re.Pattern[str], archive: Archive, member: str) -> list[dict[str, str]]:
    text = archive.content(member).decode("utf-8", errors="replace")
    return [
        {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(inside)}
        for inside in tag.findall(text)
    ]
