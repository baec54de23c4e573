"""What the words of files mean in child protection: categories of abuse, outcomes of conferences, yes and no."""

import re
from functools import lru_cache

from app.domain.conferences import CATEGORIES, CONTINUES, ENDS, NO_PLAN, OUTCOMES, PLAN, PLAN_MADE
from app.domain.kinds import ICPC, TRANSFER_IN
from app.files.facts import Line
from app.files.headings import normal

_LETTERED = re.compile(r"\s*[a-z]{1,2}\)\s*", re.IGNORECASE)
_CODED = re.compile(r"\s*(?:[a-z]{1,2}\)\s*)?([A-Z]{1,2}\d{1,2}[A-Z]?)\b")
_YES = frozenset(("yes", "y", "true", "1", "x"))
_NO = frozenset(("no", "n", "false", "0"))
_CATEGORY_WORDS = {"neglect": "NEG", "physical": "PHY", "sexual": "SAB", "emotional": "EMO", "multiple": "MUL"}
_OUTCOME_WORDS = {
    PLAN: "plan made; cp plan; child protection plan; plan; became subject to a plan; made subject to plan; registered; placed on plan; subject to cp plan; new plan",
    NO_PLAN: "no plan; no cp plan; not registered; no child protection plan required; cin plan; child in need plan; no further action; nfa",
    CONTINUES: "continue; continues; continued; plan continued; remain; remains; remains subject to plan; plan to continue; cp plan continues; cp plan continued",
    ENDS: "end; ended; ends; plan ended; plan end; ceased; cease; de registered; deregistered; plan discontinued; discontinued; removed; step down; stepped down; step down to cin",
}
_OUTCOMES = {normal(word): code for code, words in _OUTCOME_WORDS.items() for word in words.split(";")}
_OUTCOMES |= {normal(words): code for code, words in OUTCOMES.items()} | {normal(code): code for code in OUTCOMES}


def unlettered(text: str) -> str:
    """The text without the letter that a list put before it: "a) Yes" is "Yes"."""
    return _LETTERED.sub("", text, count=1) if _LETTERED.match(text) else text.strip()


def code_in(text: str) -> str:
    """The code that a text begins with: C2 in "C2: Full care order", U6 in "f) U6: Foster placement"; else ""."""
    found = _CODED.match(text)
    return found[1] if found else ""


@lru_cache(maxsize=1024)
def said(text: str) -> bool | None:
    """Yes, no, or neither: "a) Yes", "N", "1"."""
    word = normal(unlettered(text))
    return True if word in _YES else False if word in _NO else None


@lru_cache(maxsize=1024)
def category(text: str) -> str | None:
    """The category of abuse that words or a code mean; "" when blank, None when they mean none."""
    words = normal(unlettered(text))
    if not words or words in ("none", "n a", "not known", "unknown"):
        return ""
    if words.upper() in CATEGORIES:
        return words.upper()
    found = {code for word, code in _CATEGORY_WORDS.items() if word in words.split()}
    if "MUL" in found or len(found) > 1 or "more than one" in words:
        return "MUL"
    return found.pop() if found else None


@lru_cache(maxsize=1024)
def outcome(text: str) -> str | None:
    """What a conference decided; "" when blank, None when the words mean nothing known."""
    words = normal(unlettered(text))
    return _OUTCOMES.get(words) if words else ""


def concluded(line: Line) -> Line:
    """An initial conference that decided for or against a plan ends the enquiry that led to it."""
    told = line.protection
    if line.kind not in (ICPC, TRANSFER_IN) or line.held is None or line.end or told is None or not told.outcome:
        return line
    return line._replace(end=line.held, end_reason=PLAN_MADE if told.outcome == PLAN else NO_PLAN)
