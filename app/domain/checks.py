"""What the IRO checks between two reviews, and audits of practice: the questions, the answers, the grade."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.answers import ANSWERS, NO, PARTLY, YES
from app.domain.calendar import add_days
from app.domain.errors import Refusal
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
HALF, NEVER = "half", "never"
"""What the setting "checks.midway" may be."""
MOST_QUESTIONS, LONGEST_QUESTION = 20, 160


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


@dataclass(frozen=True)
class Question:
    """One question of a sort of check: its key, its words, whether it asks for good practice, the theme of a challenge about it."""

    key: str
    words: str
    good: bool = False
    theme: str = ""
    retired: bool = False

    def as_kept(self) -> dict[str, Any]:
        """As the setting "checks.questions" holds it."""
        more = {"retired": True} if self.retired else {}
        return {"key": self.key, "words": self.words, "good": self.good, "theme": self.theme, **more}


@dataclass(frozen=True)
class Answered:
    """What was answered to the question with this key."""

    question: str
    answer: str
    note: str = ""


THEMES = {
    "decisions": "plan-not-implemented",
    "seen": "procedures",
    "plan": "plan-not-implemented",
    "permanence": "permanence-delay",
    "health": "health",
    "education": "education",
    "home": "placement",
    "voice": "participation",
    "recorded": "recording-quality",
    "visits": "procedures",
    "supervision": "practice-quality",
    "agencies": "plan-not-implemented",
    "preparation": "social-worker-or-report",
    "child": "participation",
    "analysis": "recording-quality",
    "recommendations": "recording-quality",
}
"""The theme of a challenge about each of the usual questions, where one fits; a question may name another."""


def questions_of(value: Mapping[str, Sequence[Mapping[str, Any]]], kind: str) -> tuple[Question, ...]:
    """The questions of one sort of check, in their order, retired ones too, from the setting "checks.questions"."""
    return tuple(
        Question(
            key=str(one["key"]),
            words=str(one["words"]),
            good=bool(one.get("good")),
            theme=str(one.get("theme", THEMES.get(one["key"], ""))),
            retired=bool(one.get("retired")),
        )
        for one in value.get(kind, ())
    )


def check_questions(value: Any) -> None:
    """Refuse questions that cannot be asked: no words, the same twice, none left of a sort, too many."""
    if not isinstance(value, dict) or value.keys() != KINDS_OF_CHECK.keys():
        raise Refusal("These are not the questions of all sorts of check.", "Change them on the Settings page.")
    for kind, listed in value.items():
        try:
            asked = questions_of({kind: listed}, kind)
        except (KeyError, TypeError, AttributeError) as error:
            raise Refusal("These are not questions.", "Change them on the Settings page.") from error
        _check_asked(KINDS_OF_CHECK[kind], asked)


def _check_asked(title: str, asked: Sequence[Question]) -> None:
    offered = [one for one in asked if not one.retired]
    if any(not one.words.strip() or not one.key for one in asked):
        raise Refusal("A question needs words.", "For example: Is the care plan up to date?")
    if any(len(one.words) > LONGEST_QUESTION for one in asked):
        raise Refusal(f"A question has at most {LONGEST_QUESTION} letters.", "Say it in one short sentence.")
    if len({one.key for one in asked}) < len(asked):
        raise Refusal("Two questions have the same key.", "Give each a key of its own.")
    if len({one.words.strip().casefold() for one in offered}) < len(offered):
        raise Refusal(f"{title}: this question is asked already.", "Change that one instead.")
    if not 1 <= len(offered) <= MOST_QUESTIONS:
        raise Refusal(f"{title}: between 1 and {MOST_QUESTIONS} questions are asked.", "Retire or add some.")


def midway_due(held: datetime.date | None, next_due: datetime.date | None) -> datetime.date | None:
    """Half way from the last review held to the next one due; None where one of the two is not known, or nothing lies between."""
    if held is None or next_due is None or (next_due - held).days < 2:
        return None
    return add_days(held, (next_due - held).days // 2)


def is_midway_of(check_date: datetime.date, held: datetime.date, next_held: datetime.date | None = None) -> bool:
    """Whether a midway review of a day lies between two reviews, of which the second may still be to come."""
    return held < check_date and (next_held is None or check_date < next_held)


def concerns(answers: Iterable[CheckAnswer]) -> tuple[CheckAnswer, ...]:
    """What was answered no, then what was answered partly; a question that asks for good practice is no concern."""
    asked = [one for one in answers if not one.good]
    return (*(one for one in asked if one.answer == NO), *(one for one in asked if one.answer == PARTLY))


def worth_telling(answers: Iterable[CheckAnswer]) -> tuple[CheckAnswer, ...]:
    """The good practice that was found."""
    return tuple(one for one in answers if one.good and one.answer == YES)


def found_words(answers: Iterable[CheckAnswer], found: str) -> str:
    """What was found, as a challenge says it: each question with its answer and note, a line each, and then the words."""
    lines = [f"{one.words} {ANSWERS[one.answer]}{f': {one.note}' if one.note else '.'}" for one in answers]
    return "\n".join([*lines, *([found] if found else [])])


def theme_for(answers: Iterable[CheckAnswer], questions: Iterable[Question]) -> str:
    """The theme of a challenge about these answers: that of the first question that has one, else none."""
    themes = {one.key: one.theme for one in questions}
    return next((themes[one.question] for one in answers if themes.get(one.question)), "")
