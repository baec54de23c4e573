"""The words that people write in their own sheets: kinds of review, first and second, participation, what became of it."""

import re
from collections.abc import Mapping
from functools import lru_cache

from app.domain.kinds import ICPC, KINDS, LOOKED_AFTER, RCPC
from app.domain.participation import CODES
from app.files.headings import normal

CONFERENCE = "conference"
"""A conference of which it is not yet said whether it is the initial one."""

_SYNONYMS = {
    LOOKED_AFTER: "looked after; looked after child; looked after children; lac; cla; cic; clar; lacr; child in care; children in care; child looked after; in care; "
    "looked after child review; statutory; statutory review; stat review; child in our care; children we look after; lac r; child s; care; iro review; lac cla",
    ICPC: "icpc; initial conference; initial cp conference; initial case conference; initial child protection; icpc conference; initial child protection case conference; transfer in conference; initial cpc; cp initial; initial cp",
    RCPC: "rcpc; review conference; review cp conference; review case conference; review child protection; rcpc conference; child protection review conference; child protection review; cp review; review cpc; cpr; cp rev; review cp",
    CONFERENCE: "conference; cp; cpc; cpp; cp conference; child protection; child protection conference; case conference; child protection case conference; cp plan; child protection plan",
    "short-breaks": "short break; short breaks; short breaks review; short break review; respite; short break care; v3; v4; v3 v4",
    "adoption-authorised": "adoption; adoption review; adoption authorised; placement order",
    "adoption-placed": "adoption placed; placed for adoption; adoption placement; adoption placed review; pre adoption",
    "secure": "secure; secure accommodation; secure review; secure accommodation review; secure panel",
    "foster-carer": "foster carer; foster carer review; fostering review; annual foster carer review; foster carers; carer review; annual review of foster carer",
    "private-fostering": "private fostering; private fostering review; pf review; pf; privately fostered",
    "pathway": "pathway; pathway plan; pathway plan review; pathway review; pp review; ppr; care leaver; care leaver review",
}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth"),
)
_NUMBERS = {word: number for number, word in enumerate(_ORDINALS, start=1)} | {
    "initial": 1,
    "inital": 1,
    "one": 1,
    "two": 2,
    "three": 3,
}
_NUMBERED = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?")
_OPEN_ENDED = frozenset(("later", "subsequent", "plus", "onwards", "over", "more"))
_FILLERS = frozenset(("review", "reviews", "meeting", "meetings", "number", "no"))
_PARTICIPATION = re.compile(r"PN\s*([0-9])(?![0-9])", re.IGNORECASE)

BLANKS = frozenset(
    (
        "",
        "n a",
        "na",
        "tbc",
        "tba",
        "to be confirmed",
        "to be arranged",
        "none",
        "nil",
        "not known",
        "unknown",
        "not recorded",
        "to come",
        "awaiting",
        "pending",
        "not yet held",
        "not held yet",
        "no",
        "null",
    )
)
CANCELLED = frozenset(
    (
        "cancelled",
        "canceled",
        "cancel",
        "cancelled meeting",
        "not held",
        "did not take place",
        "did not go ahead",
        "postponed",
        "rearranged",
        "abandoned",
        "duplicate",
        "stood down",
        "withdrawn",
        "aborted",
        "did not happen",
        "void",
        "no",
    )
)
PLANNED = frozenset(
    ("planned", "booked", "scheduled", "arranged", "upcoming", "to be held", "provisional", "invited", "invites sent")
)
_YES = frozenset(("y", "yes", "true", "1", "x", "cancelled", "canceled"))


class KindWords:
    """What kind of review some words mean, with the service's own names before any others."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self._known: dict[str, str] = {}
        for code, names in _SYNONYMS.items():
            self._known |= {normal(name): code for name in names.split(";")}
        for code, kind in KINDS.items():
            self._known |= {normal(words): code for words in (code, kind.title, kind.plural, kind.period)}
        self._known |= {normal(name): code for code, name in own.items() if code in KINDS and name.strip()}
        self._answers: dict[tuple[str, str], tuple[str, int | None] | None] = {}

    def of(self, text: str, default: str) -> tuple[str, int | None] | None:
        """(kind, number if the words tell it); None for words that mean no kind. Empty words mean the default."""
        key = (text, default)
        if key not in self._answers:
            self._answers[key] = self._of(normal(text), default)
        return self._answers[key]

    def _of(self, words: str, default: str) -> tuple[str, int | None] | None:
        if words in BLANKS:
            return default, None
        if words in self._known:
            return self._known[words], None
        parts = words.split()
        number = next((found for part in parts if (found := _number(part))), None)
        rest = [part for part in parts if not _number(part) and part not in _OPEN_ENDED and part not in _FILLERS]
        kind = self._known.get(" ".join(rest)) or self._known.get(" ".join([*rest, "review"])) if rest else default
        return (kind, None if _OPEN_ENDED & set(parts) else number) if kind else None

    def of_sheet(self, name: str) -> str:
        """The kind that the name of a sheet or file says; looked-after reviews unless it says otherwise."""
        parts = set(normal(name).split())
        if (
            "icpc" in parts
            or "icpcs" in parts
            or {"initial", "conferences"} <= parts
            or {"initial", "conference"} <= parts
        ):
            return ICPC
        if parts & {"rcpc", "rcpcs"} or (parts & {"review"} and parts & {"conference", "conferences"}):
            return RCPC
        if parts & {"conference", "conferences", "cp", "cpp", "cpc", "cpcs"} or {"child", "protection"} <= parts:
            return CONFERENCE if not parts & {"lac", "cla", "cic"} else LOOKED_AFTER
        return next((self._known[words] for words in (normal(name),) if words in self._known), LOOKED_AFTER)


def settle_kind(kind: str, number: int | None) -> str:
    """A conference is the initial one when its number says so, else a review conference."""
    if kind != CONFERENCE:
        return kind
    return ICPC if number == 1 else RCPC


@lru_cache(maxsize=1024)
def sequence(text: str) -> int | None:
    """The number that words give: 1st, First, 2, Initial; None for "subsequent", "3+" and anything else."""
    if "+" in text:
        return None
    parts = normal(text).split()
    if _OPEN_ENDED & set(parts):
        return None
    return next((found for part in parts if (found := _number(part))), None)


def is_initial(text: str) -> bool:
    """Whether a sequence says that this is the initial conference, not a first review."""
    return "initial" in normal(text).split()


def _number(word: str) -> int | None:
    if word in _NUMBERS:
        return _NUMBERS[word]
    found = _NUMBERED.fullmatch(word)
    return int(found[1]) if found and 1 <= int(found[1]) <= 200 else None


_BY_WORDS = {normal(words): code for code, words in CODES.items()}


@lru_cache(maxsize=1024)
def participation(text: str) -> str | None:
    """The participation code in a cell, with or without words; "" when it is blank, None when it is no code."""
    words = normal(text)
    if words in BLANKS:
        return ""
    found = {f"PN{digit}" for digit in _PARTICIPATION.findall(text)}
    if len(found) == 1 and found <= CODES.keys():
        return found.pop()
    return _BY_WORDS.get(words)


@lru_cache(maxsize=1024)
def says_cancelled(text: str) -> bool:
    """Whether a status says that the meeting was not held."""
    return normal(text) in CANCELLED


@lru_cache(maxsize=1024)
def says_planned(text: str) -> bool:
    """Whether a status says that the meeting is still to come."""
    return normal(text) in PLANNED


@lru_cache(maxsize=1024)
def says_yes(text: str) -> bool:
    """Whether a column of yes and no says yes."""
    return normal(text) in _YES
