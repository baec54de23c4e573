"""Log a challenge: one record for each child concerned, joined; without a child, a concern about the service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.commands.challenges.checking import check_due, check_listed, day_of, describe, needed
from app.commands.challenges.deciding import take
from app.commands.challenges.steps import check_bypasses
from app.commands.checking import child_for_change, review_for_change
from app.commands.checks import raised_from
from app.commands.clinics import link_to_clinic
from app.domain.access import Right, Stamp
from app.domain.challenges import records
from app.domain.challenges.ladder import skipped
from app.domain.challenges.records import Challenge, ChallengeStep, ChallengeTheme
from app.domain.checks import Check
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.records import new_id
from app.domain.reviews import Review
from app.queries.challenges.defaults import THEME_REASON, Defaults, check_theme_level, defaults_for
from app.store import Selection, Store, Where

PREFIX = "CH"
LOOKED_AT = 100
"""How many numbers are looked at in one go for the next free one."""


@dataclass(frozen=True)
class LogChallenge:
    """Log a challenge; what is not given is filled in from the child, the theme, the ladder and who answers there."""

    child_ids: tuple[str, ...] = ()
    theme: str = ""
    concern: str = ""
    level: int | None = None
    raised_on: date | None = None
    raised_by_id: str | None = None
    status: str | None = None
    to: str | None = None
    response_due: date | None = None
    asked: str = ""
    other_themes: tuple[str, ...] = ()
    review_id: str | None = None
    bypass_reason: str = ""
    check_id: str = ""
    """The check of the child's case that it is raised from."""
    clinic_child_id: str = ""
    """The child at a clinic whom it is raised about."""
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Log a challenge"

    def run(self, store: Store, stamp: Stamp) -> tuple[Challenge, ...]:
        """The challenges, one a child; refuses a level gone past without a reason, unless the theme usually begins there."""
        on = day_of(stamp, self.raised_on)
        self._check(store, on)
        children: tuple[str | None, ...] = tuple(dict.fromkeys(self.child_ids)) or (None,)
        defaults = {one: defaults_for(store, one, self.theme, self.level, on) for one in children}
        check_theme_level(defaults[children[0]].positive, self.level)
        group = new_id() if len(children) > 1 else None
        references = next_references(store, len(children))
        kept = store.shelf(Challenge).keep_all(
            self._challenge(store, child_id, defaults[child_id], on, reference, group)
            for child_id, reference in zip(children, references, strict=True)
        )
        keep_themes(store, kept, self.other_themes)
        describe(store, kept, _level_words(defaults[children[0]]))
        steps = take(store, [self._step(one, defaults[one.child_id], on) for one in kept])
        check_bypasses(store, steps, steps[0].code)
        if self.check_id:
            self._link(store, kept)
        if self.clinic_child_id:
            link_to_clinic(store, self.clinic_child_id, kept)
        return tuple(store.shelf(Challenge).get(one.id) for one in kept)

    def _check(self, store: Store, on: date) -> None:
        check_themes(store, self.theme, self.other_themes)
        needed(self.concern, "Say what is wrong.", "One sentence is enough.")
        check_status(self.status)
        check_raised_by(store, self.raised_by_id)
        check_due(self.response_due, on)
        for child_id in self.child_ids:
            child = child_for_change(store, child_id)
            if child.is_household:
                raise Refusal("A foster household is no child.", "Log it about a child who lives there, or about none.")
            born = child.date_of_birth
            if born and on < born:
                raise Refusal(f"{long(on)} is before the child was born.", "Check the date, or the date of birth.")
        if self.review_id and review_for_change(store, self.review_id).child_id not in self.child_ids:
            raise Refusal("That review is not one of this child's.", "Choose another, or none.")

    def _link(self, store: Store, kept: Iterable[Challenge]) -> None:
        """The check knows the challenge about its child."""
        child_id = store.shelf(Check).get(self.check_id).child_id
        for challenge in (one for one in kept if one.child_id == child_id):
            raised_from(store, self.check_id, challenge)

    def _challenge(
        self, store: Store, child_id: str | None, found: Defaults, on: date, reference: str, group: str | None
    ) -> Challenge:
        review = store.shelf(Review).maybe(self.review_id)
        return Challenge(
            reference=reference,
            child_id=child_id,
            group_id=group,
            review_id=review.id if review and review.child_id == child_id else None,
            raised_on=on,
            raised_by_id=self.raised_by_id or found.raised_by_id,
            status=(self.status or found.status) if child_id else records.NEITHER,
            theme=self.theme,
            positive=found.positive,
            concern=self.concern.strip(),
            asked=self.asked.strip(),
        )

    def _step(self, challenge: Challenge, found: Defaults, on: date) -> ChallengeStep:
        usual = found.level == found.entry_level and skipped(None, found.level) > 0
        return ChallengeStep(
            challenge_id=challenge.id,
            kind=records.ENTERED,
            on=on,
            position=0,
            level=found.level,
            to=(self.to or "").strip() or found.to,
            due=None if found.positive else self.response_due or found.response_due,
            code=self.bypass_reason or (THEME_REASON if usual else ""),
        )


def _level_words(found: Defaults) -> str:
    return "good practice recorded" if found.positive else f"logged at level {found.level}"


def next_references(store: Store, number: int) -> tuple[str, ...]:
    """The next free references: CH0001, CH0002 and so on; one that was taken back is never given again."""
    numbered = (Where("reference", "at least", f"{PREFIX}0"), Where("reference", "below", f"{PREFIX}:"))
    first = store.count(Selection("challenges", numbered, store.stamp.today)) + 1
    while True:
        some = {f"{PREFIX}{one:04}": one for one in range(first, first + max(number, LOOKED_AT))}
        taken = [some[c.reference] for c in store.shelf(Challenge).find(voided=True, reference=tuple(some))]
        if not taken:
            return tuple(some)[:number]
        first = max(taken) + 1


def check_themes(store: Store, theme: str, others: Iterable[str]) -> None:
    """Refuse no main theme, and themes that the list has not."""
    for code in (theme, *others):
        check_listed(store, "challenge-theme", code, "Choose what the challenge is about: its theme.")


def check_status(status: str | None) -> None:
    """Refuse a status that is none of the four."""
    if status is not None and status not in records.STATUSES:
        raise Refusal("Choose what the child was.", f"One of: {', '.join(records.STATUSES.values())}.")


def check_raised_by(store: Store, officer_id: str | None) -> None:
    """Refuse an officer who was taken away."""
    if officer_id and store.shelf(Officer).get(officer_id).voided:
        raise Refusal("That officer was taken away.", "Choose another, or undo that first.")


def keep_themes(store: Store, challenges: Iterable[Challenge], others: Iterable[str]) -> None:
    """Keep the other themes of challenges as they are said now; the main one is none of them."""
    shelf = store.shelf(ChallengeTheme)
    for challenge in challenges:
        wanted = [code for code in dict.fromkeys(others) if code != challenge.theme]
        there = {kept.theme: kept for kept in shelf.find(challenge_id=challenge.id)}
        for gone in (kept for code, kept in there.items() if code not in wanted):
            shelf.void(gone, "Not a theme of this challenge")
        new = (ChallengeTheme(challenge_id=challenge.id, theme=code) for code in wanted if code not in there)
        shelf.keep_all(new)
