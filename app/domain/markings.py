"""What goes out of the program: its security marking, names of files that every system takes, and small numbers held back."""

import re
import unicodedata
from enum import StrEnum

MARKING = "OFFICIAL-SENSITIVE"
"""Stands in the header and the footer of everything that goes out (government security classifications)."""
LONGEST = 120
"""Characters of a file's name, with its ending: folders before it need room within the 260 of older Windows."""
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {
        f"{port}{number}"
        for port in ("com", "lpt")
        for number in (*"0123456789", *"\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}")
    }
)
"""What Windows takes for a device, whatever its ending."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
SMALL = 5
"""Numbers of people below this are held back in what is published."""
HELD_BACK = "c"
"""What stands in place of a number that is held back, as in the statistics of the Department for Education."""


class Naming(StrEnum):
    """How children stand in what goes out."""

    INITIALS = "initials"
    REFERENCES = "references"
    NAMES = "names"
    PUBLICATION = "publication"


NAMINGS = {
    Naming.INITIALS: "Initials and reference",
    Naming.REFERENCES: "Reference only",
    Naming.NAMES: "Full names",
    Naming.PUBLICATION: "For publication: nobody can be told",
}
"""The same in the words of the account."""
EXPLAINED = {
    Naming.INITIALS: "Children by initials. What people typed into notes goes out as they typed it: read it through.",
    Naming.REFERENCES: "Children by reference. What people typed into notes goes out as they typed it: read it through.",
    Naming.NAMES: "It names children: keep it as their records are kept.",
    Naming.PUBLICATION: "Nobody can be told from it: numbers under 5 are held back, lists lose references, names, notes and "
    "days, and two such files cannot be joined.",
}
"""The same in a sentence for the person who sends it out."""


def safe_name(name: str) -> str:
    """A name of a file that every system takes: no device, no sign that is not allowed, unseen or turns the writing round."""
    seen = "".join(one if unicodedata.category(one)[0] != "C" else "" for one in unicodedata.normalize("NFC", name))
    plain = " ".join(_FORBIDDEN.sub(" ", seen).split()).rstrip(". ")
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        stem, suffix = plain, ""
    stem = stem.rstrip(". ")
    if not stem or stem.partition(".")[0].rstrip().casefold() in RESERVED:
        stem = f"IRO Tracker {stem}".rstrip()
    return f"{stem[: LONGEST - len(suffix) - 1].rstrip('. ')}{dot}{suffix}"


def visible(name: str) -> str:
    """A name as it may be shown: signs that cannot be seen, or that turn the writing round, as question marks."""
    return "".join("?" if unicodedata.category(one)[0] == "C" else one for one in name)
