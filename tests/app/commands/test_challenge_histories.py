"""Random histories of challenges: whatever the order, no event is lost or invented, and every count is that of the events."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands.challenges.correcting import VoidChallenge, VoidStep
from app.commands.challenges.log import LogChallenge
from app.commands.challenges.steps import (
    EndAction,
)
from app.commands.recorded import RECORDS
from app.commands.undo import RedoLatest, UndoLatest
from app.domain.calendar import add_months
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, LevelEntry
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.records import Record
from app.store import Selection, Tally
from db.database import Database
from tests.app.commands import challenge_model as model
from tests.app.commands.challenge_draws import DRAWS, STEPS, Draw
from tests.app.commands.challenge_model import Event, Told
from tests.builders import CALENDAR, TODAY, Service
from tests.locks import KEY

FIRST = date(2026, 9, 1)
Model = dict[str, Told]


@dataclass
class World:
    """The service as it is, and the model of it; the model knows what is undone as a pile of its former selves."""

    service: Service
    told: Model = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    before: list[Model] = field(default_factory=list)
    after: list[Model] = field(default_factory=list)
    day: date = FIRST
    order: int = 0

    def __post_init__(self) -> None:
        self.desk = self.service.desk()
        with self.service.read() as store:
            self.children = sorted(store.shelf(Child).find(), key=lambda child: child.reference)

    def find(self, of: Any, **equal: Any) -> Any:
        with self.service.read() as store:
            return store.shelf(of).find(**equal)

    def take(self, draw: Draw) -> None:
        """Do a step to both, and see that one refuses it when the other does."""
        self.day = min(TODAY, max(FIRST, self.day + timedelta(days=draw.days)))
        self.order += 1
        if draw.name in ("undo", "redo"):
            self._there_or_back(draw.name)
        elif draw.name == "log" or not self.told:
            self._log(draw)
        else:
            self._move(draw)
        self.check()

    def _there_or_back(self, name: str) -> None:
        source, target = (self.before, self.after) if name == "undo" else (self.after, self.before)
        if source:
            self.desk.do(UndoLatest() if name == "undo" else RedoLatest())
            target.append(self.told)
            self.told = source.pop()

    def _done(self, told: Model) -> None:
        self.before.append(self.told)
        self.after.clear()
        self.told = told

    def _log(self, draw: Draw) -> None:
        children = ((self.children[0],), tuple(self.children), (), (self.children[1],))[draw.number % 4]
        level = draw.which % 5 + 1
        reason = "urgent" if level > 2 else ""
        command = LogChallenge(
            tuple(c.id for c in children), "drift", "Late", level, self.day, status="CLA", bypass_reason=reason
        )
        made = self.desk.do(command).result
        steps = {step.challenge_id: step for step in self.find(ChallengeStep, challenge_id=tuple(c.id for c in made))}
        due = CALENDAR.add_working_days(self.day, 5)
        logged = {
            c.id: Told(
                c.id,
                c.child_id,
                c.child_id is not None,
                (Event(steps[c.id].id, "entered", self.day, self.order, level, due, reason),),
            )
            for c in made
        }
        self.groups |= {key: tuple(logged) for key in logged}
        self._done({**self.told, **logged})

    def _move(self, draw: Draw) -> None:
        chosen = sorted(self.told)[draw.which % len(self.told)]
        ids = tuple(key for key in self.groups[chosen] if key in self.told) if draw.together else (chosen,)
        if draw.name == "void challenge":
            self.desk.do(VoidChallenge(chosen, "Twice"))
            self._done({key: told for key, told in self.told.items() if key != chosen})
        elif draw.name == "void":
            self._void(self.told[chosen], draw.number)
        elif draw.name in ("done", "dropped"):
            self._end_action(self.told[chosen], draw)
        else:
            command, facts = STEPS[draw.name](ids, draw.number, self.day)
            self._step(command, dict.fromkeys(ids, facts))

    def _step(self, command: Any, facts: dict[str, Sequence[dict[str, Any]]]) -> None:
        """The events are those of the model, with the keys that the program gave its steps."""
        told = dict(self.told)
        for key, events in facts.items():
            for event in events:
                given = {"order": self.order, "day": self.day, **self._dues(told[key], event)}
                told[key] = replace(told[key], events=(*told[key].events, Event(id="", **given)))
        if not all(model.possible(told[key]) for key in facts):
            with pytest.raises(Refusal):
                self.desk.do(command)
            return
        self._done(self._named(told, self.desk.do(command).result))

    def _dues(self, told: Told, event: dict[str, Any]) -> dict[str, Any]:
        """Dates that the program fills in: the level's five working days, three months after a formal end."""
        five = CALENDAR.add_working_days(self.day, 5)
        due = {"entered": five, "reopened": five}.get(event["kind"])
        if event["kind"] == "closed" and model.level(told.events) > 1:
            due = add_months(self.day, 3)
        return {**event, "due": event.get("due") or due}

    def _named(self, told: Model, steps: Sequence[ChallengeStep]) -> Model:
        for step in steps:
            events = list(told[step.challenge_id].events)
            place = next(place for place, event in enumerate(events) if not event.id and event.kind == step.kind)
            actions = tuple((a.id, a.due) for a in self.find(ChallengeAction, step_id=step.id))
            events[place] = replace(events[place], id=step.id, actions=actions)
            told[step.challenge_id] = replace(told[step.challenge_id], events=tuple(events))
        return told

    def _void(self, told: Told, number: int) -> None:
        gone = told.events[number % len(told.events)]
        rest = replace(told, events=tuple(event for event in told.events if event is not gone))
        command = VoidStep(gone.id, "A mistake")
        if gone is told.sorted()[0] or not model.possible(rest):
            with pytest.raises(Refusal):
                self.desk.do(command)
            return
        self.desk.do(command)
        self._done({**self.told, told.id: rest})

    def _end_action(self, told: Told, draw: Draw) -> None:
        agreed = [action for event in told.events for action, _ in event.actions]
        if agreed:
            action = agreed[draw.number % len(agreed)]
            command = EndAction(action, draw.name == "done", "Said so", self.day)
            self._step(command, {told.id: [{"kind": f"action-{draw.name}", "action": action}]})

    # ------------------------------------------------------------------------------------------------- both are one

    def check(self) -> None:
        """The events, what is decided of them, and every count are those of the model."""
        kept = {challenge.id: challenge for challenge in self.find(Challenge)}
        steps, entries = self.find(ChallengeStep), self.find(LevelEntry)
        assert set(kept) == set(self.told)
        for key, told in self.told.items():
            theirs = [s for s in steps if s.challenge_id == key]
            assert {_of_step(s) for s in theirs} == {_of_event(e) for e in told.events}
            expected = model.decided(told, CALENDAR)
            assert {name: getattr(kept[key], name) for name in expected} == expected
            order = {e.id: place for place, e in enumerate(told.sorted())}
            rows = sorted((e for e in entries if e.challenge_id == key), key=lambda e: order[e.step_id])
            assert [_of_entry(e) for e in rows] == model.entries(told)
        self._check_counts()

    def _check_counts(self) -> None:
        expected = model.by_level(self.told.values())
        entered = Selection("entries", as_at=TODAY)
        raised = Selection("challenges", as_at=TODAY)
        numbers = {key[0]: of for key, (_, of, _) in self.service.tally(Tally(entered, ("level",))).items()}
        assert numbers == {level: number for level, (number, _) in expected.items()}
        children = self.service.tally(Tally(entered, ("level",), unit="child_id"))
        assert {key[0]: of for key, (_, of, _) in children.items() if of} == {
            level: len(of - {None}) for level, (_, of) in expected.items() if of - {None}
        }
        highest = {key[0]: of for key, (_, of, _) in self.service.tally(Tally(raised, ("highest",))).items()}
        assert highest == Counter(model.level(told.events) for told in self.told.values())


def _of_step(step: ChallengeStep) -> tuple[Any, ...]:
    return (step.id, step.kind, step.on, step.level, step.due, step.code, step.action_id)


def _of_event(event: Event) -> tuple[Any, ...]:
    return (event.id, event.kind, event.day, event.level, event.due, event.code, event.action)


def _of_entry(entry: LevelEntry) -> tuple[Any, ...]:
    dates = (entry.entered, entry.original_due, entry.response_due, entry.answered, entry.left)
    return (entry.level, *dates, entry.bypassed)


def facts(service: Service) -> dict[str, Record]:
    """Every live record as it is, whatever its version."""
    with service.read() as store:
        found = [record for kind in RECORDS.values() for record in store.shelf(kind).find()]
    return {record.id: replace(record, version=0) for record in found}


@pytest.fixture(scope="module")
def begun(fresh_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with two siblings, to be copied for each example."""
    path = tmp_path_factory.mktemp("challenges") / "service.db"
    path.write_bytes(fresh_database.read_bytes())
    with Database.open(path, KEY) as opened:
        service = Service(opened)
        for reference in ("1001", "1002"):
            service.child(reference, date_of_birth=date(2014, 5, 1), sibling_group="1")
    return path


@settings(max_examples=15)
@given(st.lists(DRAWS, min_size=12, max_size=18))
def test_no_order_loses_or_invents_an_event_and_counts_are_those_of_the_events(begun: Path, draws: list[Draw]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "service.db"
        path.write_bytes(begun.read_bytes())
        with Database.open(path, KEY) as opened:
            world = World(Service(opened))
            before = facts(world.service)
            for draw in draws:
                world.take(draw)
            for _ in world.before:
                world.desk.do(UndoLatest())
            assert facts(world.service) == before
