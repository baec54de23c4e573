"""Builds challenges for tests: each function keeps what it names through the store and has the story decide the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.challenges import records
from app.domain.challenges.ladder import Ladder, Ladders, ladders_of
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, ChallengeTheme, LevelEntry
from app.domain.challenges.story import Story, Terms, tell
from app.domain.children import Child
from app.domain.records import Record
from app.domain.settings import Setting
from app.store import Store
from tests.builders import CALENDAR, Service

UNTOUCHED = ("id", "version", "import_id")


def challenge(
    service: Service,
    child: Child | None = None,
    level: int = 2,
    raised_on: date | None = None,
    theme: str = "drift",
    other_themes: Iterable[str] = (),
    first: dict[str, Any] | None = None,
    **facts: Any,
) -> Challenge:
    """A challenge (without a child a service concern) as it is once raised.

    facts are those of the challenge (status, concern, raised_by_id, ...); first are those of its first step (to, due, code).
    Good practice is known by its theme. The addressee and the response due come from the ladder.
    """
    with service.change() as store:
        number = len(store.shelf(Challenge).find(voided=True)) + 1
        facts = {"reference": f"CH{number:04}", "concern": "Nothing has happened", "status": records.CLA, **facts}
        positive = facts.setdefault("positive", theme == "good-practice")
        day = raised_on or service.today
        child_id = child.id if child else None
        made = store.shelf(Challenge).keep(Challenge(child_id=child_id, raised_on=day, theme=theme, **facts))
        store.shelf(ChallengeTheme).keep_all(ChallengeTheme(challenge_id=made.id, theme=one) for one in other_themes)
        given = {"level": 0 if positive else level, **(first or {})}
        step_facts = given if positive else _entry(ladders(store)(day), day, given)
        store.shelf(ChallengeStep).keep(
            ChallengeStep(challenge_id=made.id, kind=records.ENTERED, on=day, position=0, **step_facts)
        )
        return decided(store, made.id)


def step(
    service: Service,
    of: Challenge,
    kind: str,
    on: date | None = None,
    actions: Sequence[tuple[str, str, date]] = (),
    **facts: Any,
) -> Challenge:
    """One more step of a challenge, and the challenge as it is then; refuses an impossible one as the program does.

    An escalation needs its level only. actions (what, owner, due) are those agreed; a step that ends an action takes the
    one that waits, unless action_id says which.
    """
    day = on or service.today
    with service.change() as store:
        position = len(store.shelf(ChallengeStep).find(voided=True, challenge_id=of.id))
        if kind == records.ENTERED:
            facts = _entry(ladders(store)(day), day, facts)
        if kind in (records.ACTION_DONE, records.ACTION_DROPPED) and "action_id" not in facts:
            waiting = [one for one in store.shelf(ChallengeAction).find(challenge_id=of.id) if one.waiting]
            facts["action_id"] = waiting[0].id if waiting else None
        taken = store.shelf(ChallengeStep).keep(
            ChallengeStep(challenge_id=of.id, kind=kind, on=day, position=position, **facts)
        )
        store.shelf(ChallengeAction).keep_all(
            ChallengeAction(challenge_id=of.id, step_id=taken.id, what=what, owner=owner, due=due)
            for what, owner, due in actions
        )
        return decided(store, of.id)


def answered(service: Service, of: Challenge, on: date | None = None, view: str = records.ACCEPTED) -> Challenge:
    """The challenge with a response, and on the same day what the IRO thinks of it."""
    step(service, of, records.RESPONSE, on, words="We have looked at it", by="The team manager")
    return step(service, of, records.VIEW, on, code=view)


def closed(service: Service, of: Challenge, on: date | None = None, outcome: str = "plan-changed") -> Challenge:
    """The challenge closed without a follow-up."""
    return step(service, of, records.CLOSING, on, code=outcome)


def void_step(service: Service, taken: ChallengeStep) -> Challenge:
    """The challenge without one of its steps."""
    with service.change() as store:
        store.shelf(ChallengeStep).void(taken, "A mistake")
        return decided(store, taken.challenge_id)


def void_challenge(service: Service, of: Challenge) -> None:
    """The challenge entered in error."""
    with service.change() as store:
        store.shelf(Challenge).void(store.shelf(Challenge).get(of.id), "A mistake")


def steps_of(service: Service, of: Challenge) -> tuple[ChallengeStep, ...]:
    """The steps that count, in the order in which they were recorded."""
    with service.read() as store:
        return tuple(sorted(store.shelf(ChallengeStep).find(challenge_id=of.id), key=lambda one: one.position))


def ladders(store: Store) -> Ladders:
    """The ladder that the service had on each day."""
    return ladders_of(store.shelf(Setting).find())


def decided(store: Store, challenge_id: str) -> Challenge:
    """The challenge, its entries and its actions told anew from its steps; only what differs is written."""
    steps = store.shelf(ChallengeStep).find(challenge_id=challenge_id)
    actions = store.shelf(ChallengeAction).find(challenge_id=challenge_id)
    told = tell(store.shelf(Challenge).get(challenge_id), steps, actions, Terms(ladders(store), CALENDAR))
    store.shelf(ChallengeAction).keep_all(told.actions)
    agreed = {one.id for one in told.actions}
    for one in actions:
        if one.id not in agreed:
            store.shelf(ChallengeAction).void(one, "Its step does not count any more")
    _keep_entries(store, told)
    return store.shelf(Challenge).keep(told.challenge)


def _keep_entries(store: Store, told: Story) -> None:
    shelf = store.shelf(LevelEntry)
    there = {one.step_id: one for one in shelf.find(challenge_id=told.challenge.id)}
    shelf.keep_all(_as(there.pop(one.step_id), one) if one.step_id in there else one for one in told.entries)
    for one in there.values():
        shelf.void(one, "Its step does not count any more")


def _as(kept: Record, told: Record) -> Any:
    return replace(told, **{name: getattr(kept, name) for name in UNTOUCHED})


def _entry(ladder: Ladder, day: date, facts: dict[str, Any]) -> dict[str, Any]:
    rung = ladder.rung(facts["level"])
    return {"to": rung.addressee, "due": ladder.response_due(rung.level, day, CALENDAR), **facts}
