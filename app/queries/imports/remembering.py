"""What logs have said of each challenge, and which challenge here a row is: by its reference, or by child, day, theme and level."""

import json
from collections.abc import Iterator, Mapping

from app.domain.challenges.records import Challenge
from app.domain.records import fold
from app.queries.imports.logged import Logged
from app.queries.imports.saying import ChallengeSaid, Key
from app.queries.imports.settling import Said


def said_now(said: ChallengeSaid, made: Mapping[str, Said], before: Said | None) -> Said:
    """What is remembered: what the log says now over what it said of other things before."""
    earlier = before or {}
    return {
        "key": list(said.key),
        "loose": list(said.loose),
        "own": said.own,
        "fields": {**earlier.get("fields", {}), **said.fields},
        "slots": {**earlier.get("slots", {}), **made},
    }


def remembered(said: Said) -> str:
    """The same as it is kept."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class Found:
    """The challenges here by what files last said of them, else by their own reference, or child, day, theme and level."""

    def __init__(self, logged: Logged, child_ids: Mapping[str, str]) -> None:
        self._logged = logged
        self._child_ids = child_ids
        self._exact: dict[Key, Challenge] = {}
        self._loose: dict[Key, list[Challenge]] = {}
        self._answers: dict[int, Challenge | None] = {}
        keys = {child_id: key for key, child_id in child_ids.items()}
        for child_id, challenges in logged.challenges.items():
            for challenge in sorted(challenges, key=lambda one: (one.voided, one.reference)):
                self._learn(challenge, keys.get(child_id, ""))

    def in_turn(self, sayings: list[ChallengeSaid]) -> Iterator[ChallengeSaid]:
        """The challenges of the files, each with its answer ready: what matches wholly goes before what matches loosely."""
        taken: set[str] = set()
        for said in sayings:
            found = self._exact.get(said.key)
            if found is not None and found.id not in taken:
                self._answers[id(said)] = found
                taken.add(found.id)
        for said in sayings:
            if id(said) not in self._answers:
                free = [one for one in self._loose.get(said.loose, ()) if one.id not in taken and self._may(said, one)]
                if len(free) == 1:
                    self._answers[id(said)] = free[0]
                    taken.add(free[0].id)
        yield from sayings

    def of(self, said: ChallengeSaid) -> Challenge | None:
        """The challenge here that this one is; a voided one stays out."""
        return self._answers.get(id(said))

    def _learn(self, challenge: Challenge, key: str) -> None:
        before = self._logged.said.get(challenge.id)
        if before is not None:
            self._exact.setdefault(tuple(before["key"]), challenge)
            self._loose.setdefault(tuple(before["loose"]), []).append(challenge)
        elif not challenge.voided:
            day = challenge.raised_on.isoformat()
            self._exact.setdefault(("own", key, fold(challenge.reference)), challenge)
            for level in {challenge.first_level, challenge.highest}:
                words = "" if challenge.child_id else fold(challenge.concern)
                self._exact.setdefault(("row", key, day, challenge.theme, f"{level or ''}", words), challenge)

    def _may(self, said: ChallengeSaid, challenge: Challenge) -> bool:
        """Whether a challenge with another level can be the same: not when the log has other references for both."""
        own = self._logged.said[challenge.id].get("own", "")
        return (not own or not said.own or own == said.own) and not said.line.service
