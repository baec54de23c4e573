"""What an IRO types into a return sheet by hand: participation, whether the child was seen, and values of the service's lists."""

import re
from collections.abc import Mapping

from app.domain.contacts import DECLINED, NO, NOT_APPROPRIATE, SEEN, SPOKEN
from app.domain.participation import CODES
from app.files.headings import normal
from app.files.layouts import words

UNCHANGED = frozenset(
    (
        *("", "tbc", "tba", "to be confirmed", "to come", "not recorded", "not known yet", "pending", "awaiting"),
        *("as before", "no change", "unchanged", "not yet", "not held yet", "not yet held"),
    )
)
"""What people write where they have nothing to say yet: it changes nothing, as an empty cell does."""

TICKS = frozenset("✓✔☑✅√🗸")
CROSSES = frozenset("✗✘❌☒")
"""Not read as seen or not seen: a cross in a box may mean either."""

_DIGIT = re.compile(r"(?:pn|code)?\s*([0-7])", re.IGNORECASE)
_PARTICIPATION = {
    "PN0": "under 4; under four; child under 4; too young",
    "PN1": "attended and spoke; attended spoke; attended and spoke for self; spoke for themselves; attended and contributed",
    "PN2": "attended with advocate; attended advocate spoke; attended and advocate spoke",
    "PN3": "attended non verbal; attended non verbally; attended and gave views non verbally",
    "PN4": "attended did not contribute; attended did not speak; attended but did not contribute; attended but did not speak",
    "PN5": "advocate attended; advocate only; did not attend advocate attended; advocate shared views",
    "PN6": "views sent; sent views; did not attend views sent; did not attend sent views; views shared",
    "PN7": "did not attend or share views; did not attend no views; no views; did not participate; no participation",
}
_BY_WORDS = {name.strip(): code for code, names in _PARTICIPATION.items() for name in names.split(";")}
_LEAST_OF_A_WORD = 4

_SEEN = {
    SEEN: "seen; seen in person; yes; y; visited; visit; saw; saw child; seen alone; met; face to face; x",
    SPOKEN: "spoken to; spoken; spoke; spoke to; phone; phone call; telephone; call; called; rang; video; video call; teams; "
    "spoken to by phone; by phone; online; virtual",
    DECLINED: "declined; the child declined; child declined; refused; child refused; did not want to; declined to be seen; declined contact",
    NOT_APPROPRIATE: "not appropriate; n a; na; not applicable; inappropriate; too young; baby",
    NO: "no; n; not seen; none; no contact; not done; was not seen",
}
_HOW = {name.strip(): how for how, names in _SEEN.items() for name in names.split(";")}
_MONTH = (
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}\s*[/.\-]\s*\d{1,2}(?:\s*[/.\-]\s*(?:\d{4}|\d{2}))?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s\-]+(?:of\s+)?{_MONTH}\.?(?:[\s,\-]*(?:\d{{4}}|\d{{2}})\b)?"
    rf"|{_MONTH}\.?\s*\d{{1,2}}(?:st|nd|rd|th)?(?:[\s,]+\d{{4}})?",
    re.IGNORECASE,
)


def says_nothing(text: str) -> bool:
    """Whether a cell is as good as empty; a tick or a cross is not, although it has no letters."""
    return normal(text) in UNCHANGED and not (TICKS | CROSSES).intersection(text)


def participation(text: str) -> str | None:
    """The code that is meant: PN1, pn 1, 1, or words that only one of the codes has; None where that is not clear."""
    digit = _DIGIT.fullmatch(text.strip())
    if digit:
        return f"PN{digit[1]}"
    said = normal(text)
    return words.participation(text) or _BY_WORDS.get(said) or chosen(text, CODES)


def seen(text: str) -> tuple[str, str] | None:
    """(how, the day as it was typed or ""): "yes", "seen 3/3/26", "spoke to on 12 Mar", "3.3. by phone"; None for other words."""
    day = _DAY.search(text)
    typed = day[0] if day else ""
    if CROSSES.intersection(text):
        return None
    rest = normal(text.replace(typed, " ", 1)) if day else normal(text)
    plain = " ".join(word for word in rest.split() if word not in ("on", "the", "at"))
    if not plain and (day or TICKS.intersection(text)):
        return SEEN, typed
    how = _HOW.get(plain) or _HOW.get(rest)
    return (how, typed) if how else None


def chosen(text: str, labels: Mapping[str, str]) -> str | None:
    """The code of a value of a list, by its code, its label, or the beginning of one label only."""
    said = _plain(text)
    by_words = {_plain(words): code for code, label in labels.items() for words in (code, label)}
    if said in by_words:
        return by_words[said]
    found = {code for code, label in labels.items() if len(said) >= _LEAST_OF_A_WORD and _plain(label).startswith(said)}
    return found.pop() if len(found) == 1 else None


def _plain(text: str) -> str:
    return normal(text.replace("&", " and "))
