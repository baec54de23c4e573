"""Keeping what an IRO checks between two reviews: midway reviews, monitoring and audits, and the challenge raised from one."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from app.commands.checking import check_live, check_version, child_for_change
from app.domain.access import Right, Stamp
from app.domain.answers import ANSWERS
from app.domain.challenges.records import Challenge
from app.domain.checks import AUDIT, GRADES, KINDS_OF_CHECK, Answered, Check, CheckAnswer, Question, questions_of
from app.domain.children import Child
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.queries.service import setting
from app.store import Store


@dataclass(frozen=True)
class KeepCheck:
    """Record a check of a child's case, or correct one: the answers, who and when, what was found, an audit's grade."""

    child_id: str
    kind: str
    date: datetime.date
    answers: tuple[Answered, ...]
    officer_id: str | None = None
    grade: str | None = None
    found: str = ""
    check_id: str | None = None
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record a check"

    def run(self, store: Store, stamp: Stamp) -> Check:
        """The check; refuses what cannot be true, and a check that says nothing."""
        if self.kind not in KINDS_OF_CHECK:
            raise Refusal("There is no such check.", f"Choose one of: {', '.join(KINDS_OF_CHECK.values())}.")
        child = child_for_change(store, self.child_id)
        before = check_for_change(store, self.check_id, self.version) if self.check_id else None
        _check_day(child, self.date, stamp)
        _check_grade(self.kind, self.grade)
        _check_officer(store, self.officer_id)
        if not self.answers and not self.found.strip():
            raise Refusal("Nothing is answered yet.", "Answer at least one question: y, p, n or a.")
        old = before or Check(child_id=child.id, kind=self.kind, date=self.date)
        check = store.shelf(Check).keep(
            replace(
                old,
                date=self.date,
                officer_id=self.officer_id,
                grade=self.grade if self.kind == AUDIT else None,
                found=self.found.strip(),
            )
        )
        self._keep_answers(store, check)
        store.describe(f"{KINDS_OF_CHECK[self.kind]}, {long(self.date)}")
        return check

    def _keep_answers(self, store: Store, check: Check) -> None:
        """The answers as they are given now, each with the words that were asked when it was first answered."""
        shelf = store.shelf(CheckAnswer)
        kept = {one.question: one for one in shelf.find(check_id=check.id)}
        asked = {one.key: one for one in questions_of(setting(store, "checks.questions"), self.kind)}
        for gone in (one for key, one in kept.items() if key not in {given.question for given in self.answers}):
            shelf.void(gone, "Not answered")
        shelf.keep_all([_answer(check, given, kept, asked) for given in self.answers])


@dataclass(frozen=True)
class VoidCheck:
    """Say that a check was entered in error; it counts no longer."""

    check_id: str
    why: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Void a check"

    def run(self, store: Store, stamp: Stamp) -> Check:
        """Refuses without a reason; the answers go with it."""
        check = check_for_change(store, self.check_id)
        if not self.why.strip():
            raise Refusal("Say why the check is void.", "For example: entered twice.")
        for answer in store.shelf(CheckAnswer).find(check_id=check.id):
            store.shelf(CheckAnswer).void(answer, self.why.strip())
        return store.shelf(Check).void(check, self.why.strip())


@dataclass(frozen=True)
class RaisedFrom:
    """Say which challenge was raised from a check."""

    check_id: str
    challenge_id: str
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Link a check with its challenge"

    def run(self, store: Store, stamp: Stamp) -> Check:
        """The check as it is now."""
        return raised_from(store, self.check_id, store.shelf(Challenge).get(self.challenge_id))


def raised_from(store: Store, check_id: str, challenge: Challenge) -> Check:
    """Link a check with the challenge raised from it; good practice takes the place of no concern raised before."""
    check = check_for_change(store, check_id)
    if challenge.voided:
        raise Refusal("This challenge was voided.", "Undo that first, or raise it anew.")
    if challenge.child_id != check.child_id:
        raise Refusal("That challenge is about another child.", "Choose one about the child of the check.")
    there = store.shelf(Challenge).maybe(check.challenge_id)
    if challenge.positive and there and not there.voided and not there.positive:
        return check
    return store.shelf(Check).keep(replace(check, challenge_id=challenge.id))


def check_for_change(store: Store, check_id: str, version: int | None = None) -> Check:
    """The check as it is now; refuses a voided one and one that changed since a person read it."""
    check = store.shelf(Check).get(check_id)
    check_live(check)
    check_version(version, check.version, "check")
    return check


def _answer(
    check: Check, given: Answered, kept: Mapping[str, CheckAnswer], asked: Mapping[str, Question]
) -> CheckAnswer:
    if given.answer not in ANSWERS:
        raise Refusal(f'"{given.answer}" is no answer.', f"Choose one of: {', '.join(ANSWERS.values())}.")
    before, question = kept.get(given.question), asked.get(given.question)
    if before is not None:
        return replace(before, answer=given.answer, note=given.note.strip())
    if question is None:
        raise Refusal("This question is asked no longer.", "Open the form again.")
    return CheckAnswer(
        check_id=check.id,
        question=question.key,
        words=question.words,
        answer=given.answer,
        good=question.good,
        note=given.note.strip(),
    )


def answered(answers: Sequence[CheckAnswer]) -> tuple[Answered, ...]:
    """Kept answers as they are given to be kept again."""
    return tuple(Answered(one.question, one.answer, one.note) for one in answers)


def _check_day(child: Child, day: datetime.date, stamp: Stamp) -> None:
    if day > stamp.today:
        raise Refusal(f"{long(day)} lies in the future.", "Record the check once it is made, or check the year.")
    if child.date_of_birth and day < child.date_of_birth:
        raise Refusal(f"{long(day)} is before the child was born.", "Check the date, or the date of birth.")


def _check_grade(kind: str, grade: str | None) -> None:
    if kind == AUDIT and grade not in GRADES:
        raise Refusal("An audit has a grade.", f"Choose one of: {', '.join(GRADES.values())}.")


def _check_officer(store: Store, officer_id: str | None) -> None:
    if officer_id and store.shelf(Officer).get(officer_id).voided:
        raise Refusal("That officer was taken away.", "Choose another, or undo that first.")
