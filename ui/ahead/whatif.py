"""The what-if of the page: its changes in words, kept as a draft, taken back one by one; no record knows of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.scenarios import Change, Joins, Leaves, MoreChildren, Moves, Scenario
from ui.preferences import DRAFT, Preferences

KEPT = "ahead.what-if"


@dataclass(frozen=True)
class Step:
    """One change, and whether the program proposed it."""

    change: Change
    suggested: bool = False

    @property
    def children(self) -> int:
        """How many children it moves."""
        return len(self.change.child_ids) if isinstance(self.change, Moves) else 0


class WhatIf(QObject):
    """The changes that are looked at together; `changed` when there are others."""

    changed = Signal()

    def __init__(self, preferences: Preferences, today: Callable[[], date]) -> None:
        super().__init__()
        self._preferences, self._today = preferences, today
        self._before: list[tuple[Step, ...]] = []
        self.steps: tuple[Step, ...] = ()
        self.seen: dict[str, str] = {}
        """Who held each child who moves when that was tried; nobody: empty."""
        self.note = ""
        """What the program said of its proposal, which was to move so many children."""
        self.noted = 0
        self.day = today()
        self._restore()

    @property
    def is_on(self) -> bool:
        """Whether anything is tried."""
        return bool(self.steps)

    @property
    def scenario(self) -> Scenario | None:
        """All of it, as questions take it; None where nothing is tried."""
        return Scenario(self.day, tuple(step.change for step in self.steps)) if self.steps else None

    @property
    def whole(self) -> Scenario:
        """All of it, also where nothing is tried."""
        return self.scenario or Scenario(self.day)

    @property
    def own(self) -> Scenario:
        """What the person tries, without what the program proposed."""
        return Scenario(self.day, tuple(step.change for step in self.steps if not step.suggested))

    @property
    def moving(self) -> int:
        """How many children move in the end."""
        return len(self.whole.moved)

    def joiners(self) -> list[Joins]:
        """Who joins in it."""
        return [*self.whole.joining]

    def add(self, steps: Iterable[Step], seen: Mapping[str, str]) -> None:
        """So many changes more, taken back together; seen says who holds the children now."""
        self.seen = {**seen, **self.seen}
        self._take((*self.steps, *steps))

    def suggest(self, moves: Iterable[Moves], seen: Mapping[str, str], note: str) -> None:
        """What the program proposes, instead of what it proposed before, and what it says of it."""
        self.seen, self.note = {**seen, **self.seen}, note
        moves = tuple(moves)
        self.noted = sum(len(move.child_ids) for move in moves)
        own = (step for step in self.steps if not step.suggested)
        self._take((*own, *(Step(move, suggested=True) for move in moves)))

    def take_out(self, steps: Iterable[Step]) -> None:
        """Without these; what goes to somebody who does not join any more goes nowhere."""
        gone = [*map(id, steps)]
        left = tuple(step for step in self.steps if id(step) not in gone)
        keys = {step.change.key for step in self.steps if isinstance(step.change, Joins)}
        stay = {step.change.key for step in left if isinstance(step.change, Joins)}
        lost = keys - stay
        self._take(tuple(s for s in left if not (isinstance(s.change, Moves) and s.change.officer_id in lost)))

    def leave_children(self, child_ids: Iterable[str]) -> None:
        """These children stay where they are."""
        ids = {*child_ids}
        steps = (_without(step, ids) for step in self.steps)
        self._take(tuple(step for step in steps if step is not None))

    def take_back(self) -> None:
        """As it was before the latest change; one from before the start of the program loses its last, or all that was suggested."""
        self.steps = self._before.pop() if self._before else _without_last(self.steps)
        self._tell()

    def set_day(self, day: date) -> None:
        """Moves take effect on this day."""
        if day != self.day:
            self.day = day
            self._tell()

    def discard(self) -> None:
        """Try nothing any more; it can be taken back."""
        if self.steps:
            self._take(())

    def forget(self) -> None:
        """It was applied: there is nothing to try and nothing to take back."""
        self._before.clear()
        self.steps, self.seen = (), {}
        self._tell()

    @property
    def can_take_back(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self.steps or self._before)

    def _take(self, steps: tuple[Step, ...]) -> None:
        self._before.append(self.steps)
        self.steps = steps
        self._tell()

    def _tell(self) -> None:
        steps, seen = [packed(step) for step in self.steps], {key: self.seen.get(key, "") for key in self.whole.moved}
        kept = (
            {"day": self.day.isoformat(), "steps": steps, "seen": seen, "note": self.note, "noted": self.noted}
            if steps
            else None
        )
        self._preferences.set(KEPT, kept, DRAFT)
        self.changed.emit()

    def _restore(self) -> None:
        """What was tried when the program was closed; a day that has passed since becomes today."""
        kept: dict[str, Any] = self._preferences.get(KEPT, {}, DRAFT)
        try:
            self.steps = tuple(unpacked(step) for step in kept.get("steps", ()))
            self.seen = {str(child): str(holder) for child, holder in kept.get("seen", {}).items()}
            self.note, self.noted = str(kept.get("note", "")), int(kept.get("noted", 0))
            self.day = max(date.fromisoformat(kept.get("day", "")), self._today()) if kept else self._today()
        except (KeyError, TypeError, ValueError, AttributeError):
            self.steps, self.seen, self.day = (), {}, self._today()


def _without_last(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """All that was suggested goes together."""
    return tuple(step for step in steps if not step.suggested) if steps and steps[-1].suggested else steps[:-1]


def _without(step: Step, ids: set[str]) -> Step | None:
    """The step without these children; None when nobody is left in it."""
    if not isinstance(step.change, Moves) or not ids.intersection(step.change.child_ids):
        return step
    left = tuple(child for child in step.change.child_ids if child not in ids)
    if not left:
        return None
    return replace(step, change=replace(step.change, child_ids=left))


def packed(step: Step) -> dict[str, Any]:
    """A step as JSON holds it."""
    said = {"suggested": step.suggested}
    match step.change:
        case Moves() as one:
            return {"what": "moves", "children": [*one.child_ids], "to": one.officer_id, "why": one.why, **said}
        case Joins() as one:
            more = {"fte": one.fte_hundredths, "cla": one.cla_percent}
            return {"what": "joins", "key": one.key, "name": one.name, "from": one.start.isoformat(), **more, **said}
        case Leaves() as one:
            return {"what": "leaves", "who": one.officer_id, "from": one.end.isoformat(), **said}
        case MoreChildren() as one:
            return {"what": "more", "number": one.number, "from": one.start.isoformat(), **said}


def unpacked(kept: dict[str, Any]) -> Step:
    """The step that was packed."""
    return Step(_change(kept), bool(kept["suggested"]))


def _change(kept: dict[str, Any]) -> Change:
    match kept["what"]:
        case "moves":
            return Moves(tuple(map(str, kept["children"])), str(kept["to"]), str(kept["why"]))
        case "joins":
            start = date.fromisoformat(kept["from"])
            return Joins(str(kept["key"]), str(kept["name"]), start, int(kept["fte"]), kept["cla"])
        case "leaves":
            return Leaves(str(kept["who"]), date.fromisoformat(kept["from"]))
        case "more":
            return MoreChildren(int(kept["number"]), date.fromisoformat(kept["from"]))
        case what:
            raise ValueError(what)
