"""Tell challenges anew after one of their facts changed, and keep only what differs: the one place that does so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TypeVar

from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, LevelEntry
from app.domain.challenges.story import Story, tell
from app.domain.errors import Refusal
from app.queries.challenges.terms import terms_of
from app.store import Selection, Store, Where

Part = TypeVar("Part", ChallengeStep, ChallengeAction, LevelEntry)

AT_ONCE = 500
"""How many challenges are told in one go, so that a whole file needs little memory."""
NO_LONGER = "Its step does not count any more"


class Teller:
    """Decides challenges, their entries into levels and their actions from the steps, by the rules that hold."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._terms = terms_of(store)

    def challenges(self, challenge_ids: Iterable[str]) -> tuple[Challenge, ...]:
        """These challenges as they are now, voided ones left out; raises Refusal when their steps cannot be so."""
        found: list[Challenge] = []
        ids = iter(dict.fromkeys(challenge_ids))
        while some := tuple(islice(ids, AT_ONCE)):
            found += self._keep(self._stories(some))
        return tuple(found)

    def waiting_on(self, day: date) -> None:
        """Decide anew every challenge whose process takes in this day or begins later: a holiday or the ladder changed."""
        late_enough = Selection("challenges", (Where("process_due", "at least", day),), self._store.stamp.today)
        self.challenges(row[0] for row in self._store.rows(late_enough, ("id",)))

    def _stories(self, ids: tuple[str, ...]) -> Iterator[Story]:
        found = {challenge.id: challenge for challenge in self._store.shelf(Challenge).find(id=ids)}
        steps = _by_challenge(self._store.shelf(ChallengeStep).find(challenge_id=ids))
        actions = _by_challenge(self._store.shelf(ChallengeAction).find(challenge_id=ids))
        for one in (found[key] for key in ids if key in found):
            try:
                yield tell(one, steps[one.id], actions[one.id], self._terms)
            except Refusal as no:
                if len(ids) == 1:
                    raise
                raise Refusal(f"{one.reference}: {no.message} Nothing was recorded.", no.next_step) from no

    def _keep(self, stories: Iterator[Story]) -> tuple[Challenge, ...]:
        told = tuple(stories)
        self._store.shelf(ChallengeAction).keep_all(action for story in told for action in story.actions)
        self._keep_entries(told)
        return self._store.shelf(Challenge).keep_all(story.challenge for story in told)

    def _keep_entries(self, stories: Sequence[Story]) -> None:
        """An entry is known by its step: it keeps its key, whatever else is decided of it."""
        shelf = self._store.shelf(LevelEntry)
        there = {e.step_id: e for e in shelf.find(challenge_id=tuple(story.challenge.id for story in stories))}
        entries = [entry for story in stories for entry in story.entries]
        shelf.keep_all(_in_place_of(there.pop(entry.step_id, None), entry) for entry in entries)
        for gone in there.values():
            shelf.void(gone, NO_LONGER)


def _in_place_of(kept: LevelEntry | None, told: LevelEntry) -> LevelEntry:
    return replace(told, id=kept.id, version=kept.version, import_id=kept.import_id) if kept else told


def _by_challenge(parts: Iterable[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.challenge_id].append(part)
    return found


def take(
    store: Store, steps: Sequence[ChallengeStep], actions: Iterable[ChallengeAction] = ()
) -> tuple[ChallengeStep, ...]:
    """Add steps to the history of their challenges, which are decided anew: all are taken, or none."""
    shelf = store.shelf(ChallengeStep)
    ids = tuple(dict.fromkeys(step.challenge_id for step in steps))
    places: dict[str, int] = defaultdict(int)
    for step in shelf.find(voided=True, challenge_id=ids):
        places[step.challenge_id] = max(places[step.challenge_id], step.position + 1)
    numbered = []
    for step in steps:
        numbered.append(replace(step, position=places[step.challenge_id]))
        places[step.challenge_id] += 1
    kept = shelf.keep_all(numbered)
    store.shelf(ChallengeAction).keep_all(actions)
    Teller(store).challenges(ids)
    return kept
