"""The checks of children's cases: what a form asks, what one found, the midway reviews that are due, and the lists."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.answers import ANSWERS, NO, PARTLY, YES
from app.domain.challenges.records import Challenge
from app.domain.checks import (
    KINDS_OF_CHECK,
    MIDWAY,
    Check,
    CheckAnswer,
    Question,
    concerns,
    found_words,
    questions_of,
    theme_for,
    worth_telling,
)
from app.domain.children import Child
from app.domain.officers import Officer
from app.queries.contacts import contact_about
from app.queries.service import setting
from app.store import Store


@dataclass(frozen=True)
class CheckAbout:
    """What the form of a check needs: the child (None: to be chosen), the questions, who may have made it, and one that is corrected."""

    kind: str
    questions: tuple[Question, ...]
    officers: tuple[Officer, ...]
    officer_id: str
    child: Child | None = None
    check: Check | None = None
    answers: tuple[CheckAnswer, ...] = ()


@dataclass(frozen=True)
class AskCheckAbout:
    """Ask for what the form needs: a new check of this sort, of this child if one is chosen; or one to be corrected."""

    kind: str = MIDWAY
    child_id: str = ""
    check_id: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> CheckAbout:
        """Retired questions are asked no longer; of a check that is corrected those it answered, in the words of then."""
        check = store.shelf(Check).get(self.check_id) if self.check_id else None
        answers = _answers_of(store, (check.id,))[check.id] if check else ()
        kind = check.kind if check else self.kind
        child_id = check.child_id if check else self.child_id
        child = store.shelf(Child).get(child_id) if child_id else None
        about = contact_about(store, stamp, child) if child else None
        officers = about.officers if about else _by_name(store)
        likely = about.officer_id if about else stamp.person.officer_id or ""
        asked = questions_of(setting(store, "checks.questions"), kind)
        return CheckAbout(kind, _asked_of(asked, answers), officers, likely, child, check, tuple(answers))


def _asked_of(asked: Sequence[Question], answers: Sequence[CheckAnswer]) -> tuple[Question, ...]:
    """The questions of today, those answered already in their own words, and those that are asked no longer but were answered."""
    kept = {one.question: Question(one.question, one.words, one.good) for one in answers}
    now = [kept.get(one.key, one) for one in asked if one.key in kept or not one.retired]
    return (*now, *(one for key, one in kept.items() if key not in {each.key for each in asked}))


@dataclass(frozen=True)
class Raising:
    """What a challenge raised from a check begins with."""

    child_ids: tuple[str, ...]
    check_id: str
    concern: str
    theme: str

    def given(self) -> dict[str, Any]:
        """As the Challenges page takes it."""
        return {
            "child_ids": self.child_ids,
            "check_id": self.check_id,
            "concern": self.concern,
            "theme": self.theme,
        }


@dataclass(frozen=True)
class CheckSheet:
    """One check as it is shown: its answers in the order asked, and what can be raised from it."""

    check: Check
    child: Child
    officer: str
    answers: tuple[CheckAnswer, ...]
    challenge: str
    """The reference of the challenge raised from it; "" for none."""
    concern: Raising | None
    """None where nothing was found that a challenge would be about."""
    practice: Raising | None
    """None where no good practice was found."""

    @property
    def title(self) -> str:
        """Which sort of check."""
        return KINDS_OF_CHECK[self.check.kind]

    @property
    def summary(self) -> str:
        """How many of each answer, in words: "5 yes, 1 partly, 2 no"."""
        return answers_words(self.answers)


@dataclass(frozen=True)
class AskCheck:
    """Ask for one check."""

    check_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> CheckSheet:
        """With what a challenge about it would say."""
        return check_sheets(store, (store.shelf(Check).get(self.check_id),))[0]


@dataclass(frozen=True)
class ChecksOf:
    """Ask for all checks of one child."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[CheckSheet, ...]:
        """Newest first."""
        found = store.shelf(Check).find(child_id=self.child_id)
        return check_sheets(store, sorted(found, key=lambda one: (one.date, one.id), reverse=True))


def check_sheets(store: Store, checks: Sequence[Check]) -> tuple[CheckSheet, ...]:
    """Checks as they are shown, in the order given."""
    answers = _answers_of(store, tuple(one.id for one in checks))
    asked = setting(store, "checks.questions")
    children = {one.id: one for one in store.shelf(Child).find(voided=True, id=tuple(c.child_id for c in checks))}
    officers = _names(store, checks)
    challenges = _challenges(store, checks)
    positive = next(iter(setting(store, "challenges.positive-themes")), "")
    return tuple(
        CheckSheet(
            check=one,
            child=children[one.child_id],
            officer=officers.get(one.officer_id or "", ""),
            answers=_in_order(answers[one.id], questions_of(asked, one.kind)),
            challenge=challenges.get(one.challenge_id or "", ""),
            concern=_concern(one, answers[one.id], questions_of(asked, one.kind)),
            practice=_practice(one, answers[one.id], positive),
        )
        for one in checks
    )


def _in_order(answers: Sequence[CheckAnswer], asked: Sequence[Question]) -> tuple[CheckAnswer, ...]:
    places = {one.key: at for at, one in enumerate(asked)}
    return tuple(sorted(answers, key=lambda one: places.get(one.question, len(places))))


def _concern(check: Check, answers: Sequence[CheckAnswer], asked: Sequence[Question]) -> Raising | None:
    found = concerns(_in_order(answers, asked))
    if not found and not check.found:
        return None
    return Raising((check.child_id,), check.id, found_words(found, check.found), theme_for(found, asked))


def _practice(check: Check, answers: Sequence[CheckAnswer], theme: str) -> Raising | None:
    found = worth_telling(answers)
    return Raising((check.child_id,), check.id, found_words(found, ""), theme) if found and theme else None


def answers_words(answers: Iterable[CheckAnswer]) -> str:
    """How many of each answer to the questions that ask for no good practice."""
    given = [one.answer for one in answers if not one.good]
    parts = (f"{given.count(code)} {ANSWERS[code].lower()}" for code in (NO, PARTLY, YES) if code in given)
    return ", ".join(parts)


def has_text(text: str, *words: str) -> bool:
    """Whether a text to search for stands in one of these words."""
    return not text.strip() or any(text.strip().casefold() in one.casefold() for one in words)


def _answers_of(store: Store, check_ids: Sequence[str]) -> dict[str, list[CheckAnswer]]:
    found: dict[str, list[CheckAnswer]] = defaultdict(list)
    for one in store.shelf(CheckAnswer).find(check_id=tuple(check_ids)) if check_ids else ():
        found[one.check_id].append(one)
    return found


def _names(store: Store, checks: Iterable[Check]) -> dict[str, str]:
    ids = {one.officer_id for one in checks if one.officer_id}
    return {one.id: one.name for one in store.shelf(Officer).find(voided=True, id=tuple(ids))} if ids else {}


def _challenges(store: Store, checks: Iterable[Check]) -> dict[str, str]:
    ids = {one.challenge_id for one in checks if one.challenge_id}
    return {one.id: one.reference for one in store.shelf(Challenge).find(id=tuple(ids))} if ids else {}


def _by_name(store: Store) -> tuple[Officer, ...]:
    return tuple(sorted(store.shelf(Officer).find(), key=lambda one: one.name.casefold()))
