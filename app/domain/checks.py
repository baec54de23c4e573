"""What the IRO checks between two reviews, and audits of practice: the questions, the answers, the grade."""

import datetime
from dataclasses import dataclass

from app.domain.records import Record

MIDWAY, MONITORING, AUDIT = "midway", "monitoring", "audit"
KINDS_OF_CHECK = {MIDWAY: "Midway review", MONITORING: "Monitoring tool", AUDIT: "Peer audit"}
GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires-improvement": "Requires improvement",
    "inadequate": "Inadequate",
}
"""The grades of an audit, best first."""


@dataclass(frozen=True, kw_only=True)
class Check(Record):
    """One check of a child's case on a day: which sort, by whom, what was found; the grade of an audit; the challenge raised from it."""

    child_id: str
    kind: str
    date: datetime.date
    officer_id: str | None = None
    grade: str | None = None
    found: str = ""
    challenge_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class CheckAnswer(Record):
    """The answer (app.domain.answers) to one question of a check, with the words that were asked then.

    good says that the question asks for good practice: "yes" is worth telling, "no" is no concern.
    """

    check_id: str
    question: str
    words: str
    answer: str
    good: bool = False
    note: str = ""
