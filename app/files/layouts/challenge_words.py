"""The words that people write in a log of challenges: levels, what the child is, open and closed, Cafcass, the whole service."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from app.domain.challenges import records
from app.domain.challenges.records import BOTH, CLA, CP, INFORMAL, NEITHER
from app.files.headings import normal
from app.files.layouts.words import BLANKS, says_yes

FORMAL = 2
OPEN, CLOSED = "open", "closed"
REFERRED, CONSULTED = "referred", "consulted"

_LEVEL = re.compile(r"\b(?:level|lvl|lev|stage|stg|step|tier|drp|drps|irp|l|s|formal)\s*(?:no\s*|number\s*)?([0-9])\b")
_ALONE = re.compile(r"\b[1-9]\b")
_NUMBER = re.compile(r"([0-9])(?:st|nd|rd|th)?(?: 0)?(?: (?:level|stage|formal|step))*")
_WORDS = {
    **dict.fromkeys(("one", "first", "i"), "1"),
    **dict.fromkeys(("two", "second", "ii"), "2"),
    **dict.fromkeys(("three", "third", "iii"), "3"),
    **dict.fromkeys(("four", "fourth", "iv"), "4"),
    **dict.fromkeys(("five", "fifth", "v"), "5"),
    "six": "6",
    "vi": "6",
}
_INFORMAL = re.compile(r"\b(informal|informally|pre drp|pre formal|preformal|low level|alert|early alert)\b")
_CLA_WORDS = re.compile(
    r"\b(cla|lac|cic|looked after|in care|in our care|child looked after|children looked after|full care order|interim care order|ico|fco"
    r"|care order|section 20|s20|accommodated)\b"
)
_CP_WORDS = re.compile(r"\b(cp|cpp|child protection|protection plan)\b")
_NEITHER_WORDS = re.compile(
    r"\b(neither|cin|child in need|care leaver|early help|other|none|na|n a|not open|private fostering|pf)\b"
)
_BOTH_WORDS = re.compile(r"\b(both|dual)\b")
_CLOSED_WORDS = re.compile(
    r"\b(closed|close|resolved|complete|completed|concluded|ended|finished|signed off|done|yes|y|withdrawn|agreed and closed|achieved)\b"
)
_OPEN_WORDS = re.compile(
    r"\b(open|ongoing|on going|on-going|live|active|current|outstanding|unresolved|not resolved|in progress|awaiting|awaited|pending"
    r"|no|n|escalated|not closed|not yet|still|reopened|re opened|new|tbc|continuing|continues|monitoring|red|amber|overdue)\b"
)
_SERVICE = frozenset(
    normal(words)
    for words in (
        *(
            "service",
            "whole service",
            "the whole service",
            "service wide",
            "service-wide",
            "service concern",
            "service issue",
        ),
        *(
            "systemic",
            "system",
            "general",
            "all",
            "all children",
            "whole system",
            "generic",
            "n/a - service",
            "service level",
        ),
        *("service (no child)", "no child", "team", "whole team", "cohort", "strategic"),
    )
)
_IMPACTS = {
    **{normal(words): code for code, title in records.IMPACTS.items() for words in (code, title)},
    **dict.fromkeys(
        ("positive", "positive change", "positive impact", "evidenced", "impact evidenced"), records.EVIDENCED
    ),
    **dict.fromkeys(("not yet evidenced", "agreed", "change agreed"), records.NOT_YET),
    **dict.fromkeys(("compliance", "compliance only"), records.COMPLIANCE),
    **dict.fromkeys(("none", "no", "no impact", "no change"), records.NO_CHANGE),
    **dict.fromkeys(("too early", "too soon", "too early to say", "too soon to say"), records.TOO_EARLY),
}

SEVERAL: Final = -1
"""What stands for a cell that names more than one level."""


class LevelWords:
    """Which level some words mean, with the service's own names of levels.

    Where a log says "Formal stage 1", its formal stages are counted apart from the informal one, so that stage 1 is level 2.
    """

    def __init__(self, own: Mapping[str, int], cells: Iterable[str] = ()) -> None:
        self._own = {normal(name): level for name, level in own.items() if normal(name)}
        self.formal_from_one = any(_formal_one(normal(text)) for text in cells)

    def of(self, text: str) -> int | None:
        """The level; None for words that mean none, SEVERAL for more than one, 0 for a blank."""
        words = normal(text)
        if words in BLANKS or words in self._own:
            return self._own.get(words, 0)
        plain = " ".join(_WORDS.get(word, word) for word in words.split())
        whole = _NUMBER.fullmatch(plain)
        found = {int(number) for number in (*_LEVEL.findall(plain), *(whole.groups() if whole else ()))}
        if found:
            found |= {int(number) for number in _ALONE.findall(plain)}
        if found:
            return SEVERAL if len(found) > 1 else self._numbered(found.pop(), plain)
        return self._worded(plain)

    def _worded(self, plain: str) -> int | None:
        if _INFORMAL.search(plain):
            return INFORMAL
        if plain in ("formal", "formal drp", "formal challenge", "formal drp raised", "formal escalation"):
            return FORMAL
        return self._named(plain)

    def of_title(self, title: str) -> int | None:
        """The level that the name of a sheet gives to all its rows."""
        words = normal(title)
        found = set(_LEVEL.findall(words))
        if len(found) == 1:
            return int(found.pop()) or None
        return INFORMAL if not found and "informal" in words.split() else None

    def _numbered(self, number: int, plain: str) -> int | None:
        if self.formal_from_one and re.search(r"\bformal\b", plain):
            number += 1
        return number or None

    def _named(self, plain: str) -> int | None:
        """By the service's own name of a level within more words; None where two names fit."""
        inside = {level for name, level in self._own.items() if re.search(rf"\b{re.escape(name)}\b", plain)}
        return inside.pop() if len(inside) == 1 else SEVERAL if inside else None


def _formal_one(words: str) -> bool:
    plain = " ".join(_WORDS.get(word, word) for word in words.split())
    return bool(re.search(r"\bformal\b", plain)) and _LEVEL.findall(plain) == ["1"]


def child_status(text: str) -> str | None:
    """What the child is; "" for a blank, None for words that mean nothing here."""
    words = normal(text)
    if words in BLANKS and words not in ("none", "n a", "na"):
        return ""
    cla, cp = bool(_CLA_WORDS.search(words)), bool(_CP_WORDS.search(words))
    if (cla and cp) or _BOTH_WORDS.search(words):
        return BOTH
    if cla or cp:
        return CLA if cla else CP
    return NEITHER if _NEITHER_WORDS.search(words) else None


def state(text: str) -> str:
    """OPEN or CLOSED as the words say; "" where they say neither."""
    words = normal(text)
    if _OPEN_WORDS.search(words):
        return OPEN
    return CLOSED if _CLOSED_WORDS.search(words) else ""


def is_state(text: str) -> bool:
    """Whether words are plainly about a challenge, not about a child."""
    return bool(state(text)) and not child_status(text)


def cafcass(text: str, usual: str) -> str:
    """REFERRED or CONSULTED; usual is what a mere yes means."""
    words = normal(text)
    if re.search(r"\b(not|no|n)\b", words) or words in BLANKS:
        return ""
    if re.search(r"\b(refer|referred|referral)\b", words):
        return REFERRED
    if re.search(r"\b(consult|consulted|consultation|advice|informed|notified|discussed)\b", words):
        return CONSULTED
    return usual if says_yes(text) or words.startswith("yes") else ""


def says_service(text: str) -> bool:
    """Whether words say that the concern is about the whole service, not about a child."""
    return normal(text) in _SERVICE or normal(text).startswith(("whole service", "service wide", "service concern"))


def impact(text: str) -> str:
    """The code of an impact; "" for other words."""
    return _IMPACTS.get(normal(text), "")


def says_withdrawn(text: str) -> bool:
    """Whether an outcome says that the challenge was withdrawn."""
    return normal(text).startswith(("withdrawn", "challenge withdrawn", "drp withdrawn", "withdrew"))


def says_only_closed(text: str) -> bool:
    """Whether an outcome says no more than that the challenge is closed: no outcome of its own."""
    return normal(text) in (
        "closed",
        "resolved",
        "complete",
        "completed",
        "concluded",
        "ended",
        "yes",
        "done",
        "challenge closed",
    )
