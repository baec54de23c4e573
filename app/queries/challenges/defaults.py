"""What a form about a challenge is filled in with: level, whose it is, the child's status, addressee and due dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Person, Right, Role, Stamp
from app.domain.calendar import add_months
from app.domain.challenges import records
from app.domain.challenges.ladder import Ladder, skipped
from app.domain.challenges.raising import status_on
from app.domain.challenges.records import Challenge, RungHolder
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.reviews import Review, Series
from app.domain.settings import Setting, value_at
from app.queries.challenges.terms import terms_of
from app.store import Selection, Store, Where

THEME_REASON = "theme"
"""The code of the list "bypass-reason" that an entry at the theme's usual level bears."""


@dataclass(frozen=True)
class Defaults:
    """What a new challenge has unless somebody says otherwise; siblings are the others of the sibling groups."""

    level: int
    raised_by_id: str | None
    raised_by: str
    status: str
    to: str
    response_due: date | None
    siblings: tuple[tuple[str, str], ...]
    reason_needed: bool
    entry_level: int | None
    positive: bool = False
    already: tuple[str, ...] = ()
    """The references of what is open on this theme about the child already."""


@dataclass(frozen=True)
class AskDefaults:
    """Ask what a new challenge would be filled in with; of several children the first one's facts are taken."""

    child_ids: tuple[str, ...] = ()
    theme: str = ""
    level: int | None = None
    raised_on: date | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Defaults:
        """Refuses a level that the ladder has not."""
        child_id = self.child_ids[0] if self.child_ids else None
        return defaults_for(store, child_id, self.theme, self.level, self.raised_on, siblings_beside=self.child_ids)


def defaults_for(
    store: Store,
    child_id: str | None,
    theme: str,
    level: int | None = None,
    raised_on: date | None = None,
    siblings_beside: Iterable[str] = (),
) -> Defaults:
    """What a challenge about one child (None: a service concern) is filled in with."""
    day, person = raised_on or store.stamp.today, store.stamp.person
    terms = terms_of(store)
    ladder, positive = terms.ladders(day), is_positive(store, theme, day)
    entry = entry_level(store, theme, day, ladder)
    chosen = records.GOOD_PRACTICE if positive else level or entry or usual_level(person)
    officer_id = raised_by(store, child_id, day)
    officer = store.shelf(Officer).maybe(officer_id)
    return Defaults(
        level=chosen,
        raised_by_id=officer_id,
        raised_by=officer.name if officer else "",
        status=_status(store, child_id, day),
        to="" if positive else addressee(store, child_id, chosen, day),
        response_due=None if positive else ladder.response_due(chosen, day, terms.calendar),
        siblings=siblings(store, tuple(siblings_beside)),
        reason_needed=not positive and skipped(None, chosen) > 0 and chosen != entry,
        entry_level=entry,
        positive=positive,
        already=open_on(store, child_id, theme),
    )


def open_on(store: Store, child_id: str | None, theme: str) -> tuple[str, ...]:
    """The references of a child's open challenges with this main theme."""
    if child_id is None or not theme:
        return ()
    found = store.shelf(Challenge).find(child_id=child_id, theme=theme)
    return tuple(sorted(challenge.reference for challenge in found if challenge.open))


def usual_level(person: Person) -> int:
    """Where a challenge begins: with an IRO informally, with everybody else at the first formal level."""
    return records.INFORMAL if person.role == Role.IRO else records.INFORMAL + 1


def entry_level(store: Store, theme: str, day: date, ladder: Ladder) -> int | None:
    """The level at which a theme usually begins, or the highest that the ladder has; None for most themes."""
    usual = setting_on(store, "challenges.entry-levels", day).get(theme)
    return min(int(usual), ladder.top) if usual else None


def is_positive(store: Store, theme: str, day: date) -> bool:
    """Whether a theme is good practice, which asks for no answer."""
    return theme in setting_on(store, "challenges.positive-themes", day)


def setting_on(store: Store, key: str, day: date) -> Any:
    """The value that a setting had on a day."""
    return value_at(store.shelf(Setting).find(key=key), key, day)


def raised_by(store: Store, child_id: str | None, day: date) -> str | None:
    """Whose challenge it is: the child's IRO on the day, else the one now, else the officer who is asking."""
    for as_at in (day, store.stamp.today):
        found = iros(store, (child_id,) if child_id else (), as_at)
        if found.get(child_id or ""):
            return found[child_id or ""]
    return store.stamp.person.officer_id


def iros(store: Store, child_ids: Iterable[str], as_at: date) -> dict[str, str | None]:
    """Who holds each child as IRO on a day."""
    ids = tuple(child_ids)
    asked = Selection("children", (Where("id", "in", ids),), as_at)
    return {row[0]: row[1] for row in store.rows(asked, ("id", "iro_now_id"))} if ids else {}


def _status(store: Store, child_id: str | None, day: date) -> str:
    return status_on(store.shelf(Series).find(child_id=child_id), day) if child_id else records.NEITHER


def addressee(store: Store, child_id: str | None, level: int, day: date) -> str:
    """Who answers at a level on a day: the holder for the child's team, else for the service, else the role's name."""
    held = [h for h in store.shelf(RungHolder).find(level=level) if h.start <= day and (h.end is None or h.end > day)]
    teams = Selection("children", (Where("id", "is", child_id),), day)
    team_id = next((row[0] for row in store.rows(teams, ("team_now_id",))), None) if child_id else None
    for wanted in dict.fromkeys((team_id, None)):
        name = next((holder.name for holder in held if holder.team_id == wanted), "")
        if name:
            return name
    return terms_of(store).ladders(day).rung(level).addressee


def siblings(store: Store, child_ids: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The other children of these children's sibling groups, with their names and references."""
    chosen = store.shelf(Child).find(id=child_ids) if child_ids else ()
    groups = {child.sibling_group for child in chosen if child.sibling_group}
    others = [child for group in sorted(groups) for child in store.shelf(Child).find(sibling_group=group)]
    named = sorted((c for c in others if c.id not in child_ids), key=lambda c: (c.shown_name.casefold(), c.reference))
    return tuple(
        (c.id, c.reference if c.shown_name == c.reference else f"{c.shown_name}, {c.reference}") for c in named
    )


def response_due(store: Store, challenge: Challenge, level: int, day: date) -> date:
    """When a response is due at a level entered (or entered again by reopening) on a day.

    A level that the ladder has no longer keeps the days it had when the challenge entered it.
    """
    terms = terms_of(store)
    ladder = terms.ladders(day)
    if level > ladder.top and challenge.entered:
        ladder = terms.ladders(challenge.entered)
    return ladder.response_due(level, day, terms.calendar)


def follow_up(store: Store, stamp: Stamp, challenge: Challenge, on: date) -> date:
    """When somebody looks again after a challenge was closed: the child's next review or some months on, whichever is first.

    A review that is overdue already says nothing of when it will be held, so it is passed over.
    """
    latest = add_months(on, int(setting_on(store, "challenges.follow-up-months", stamp.today)))
    if challenge.child_id is None:
        return latest
    to_be_held = store.shelf(Review).find(child_id=challenge.child_id, held=None)
    return min([latest, *(review.due for review in to_be_held if review.due and review.due > on)])


def check_theme_level(positive: bool, level: int | None) -> None:
    """Refuse a level of good practice, and no level of anything else."""
    if positive and level:
        raise Refusal("Good practice has no level.", "Leave the level empty, or choose another theme.")
    if not positive and level is not None and level < records.INFORMAL:
        raise Refusal("A challenge begins at level 1 or above.", "Choose a level; good practice is a theme.")
