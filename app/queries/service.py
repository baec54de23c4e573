"""What the service has set up: its settings, holidays, lists, names for kinds, officers and teams."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Person, Right, Stamp
from app.domain.calendar import Calendar
from app.domain.challenges.ladder import Ladder, ladders_of
from app.domain.definitions.definition import Definition
from app.domain.errors import Refusal
from app.domain.kinds import KINDS, Interval
from app.domain.officers import Officer, Team
from app.domain.rules import Dated, Rules
from app.domain.settings import (
    DEFINITIONS,
    LISTS,
    Holiday,
    ListEntry,
    Setting,
    local_targets,
    value_at,
)
from app.store import Store


def setting(store: Store, key: str) -> Any:
    """The value that a setting has today; one that was damaged in the file is refused in words."""
    return setting_at(store.shelf(Setting).find(key=key), key, store.stamp.today)


def setting_at(settings: Iterable[Setting], key: str, day: date) -> Any:
    """The value that a setting has on a day, from records already read."""
    definition = DEFINITIONS[key]
    try:
        value = value_at(settings, key, day)
    except (ValueError, RecursionError) as problem:
        raise damaged(definition) from problem
    if not _is_like(value, definition.default):
        raise damaged(definition)
    return value


def _is_like(value: Any, default: Any) -> bool:
    """Whether a value is of the sort that its setting holds; a list holds what its usual value holds."""
    if isinstance(default, list):
        sorts = {type(one) for one in default}
        return isinstance(value, list) and all(type(one) in sorts for one in value)
    if isinstance(default, int) and not isinstance(default, bool):
        return type(value) in (int, float)
    return type(value) is type(default)


def damaged(definition: Definition) -> Refusal:
    """The answer to a setting whose value cannot be read."""
    return Refusal(
        f'The setting "{definition.title}" is damaged in this file: its value cannot be read. Nothing has been changed.',
        "Take the latest copy of the file in which it still could be read.",
    )


def calendar_of(store: Store) -> Calendar:
    """The working calendar with the service's own bank holidays."""
    return Calendar.from_rows((h.date, h.name, h.confirmed) for h in store.shelf(Holiday).find())


def local_targets_of(store: Store) -> Mapping[str, tuple[Interval, ...]]:
    """The local time limits that hold today, by kind."""
    try:
        return local_targets(setting(store, "timeliness.local"))
    except (TypeError, AttributeError) as problem:
        raise damaged(DEFINITIONS["timeliness.local"]) from problem


def rules_of(store: Store) -> Rules:
    """What the service has chosen that clocks depend on: some as it holds today, some as it stood on the day that counts."""
    return Rules(
        local_targets_of(store),
        _dated(store, "reviews.adjourned"),
        _dated(store, "adoption.supersedes"),
        int(setting(store, "conferences.unborn-weeks")),
        frozenset(chaired_kinds(store)),
    )


def _dated(store: Store, key: str) -> Dated:
    """Every value that a setting has had, with the day from which it had it."""
    kept = store.shelf(Setting).find(key=key)
    return Dated(DEFINITIONS[key].default, tuple((one.start, setting_at(kept, key, one.start)) for one in kept))


def chaired_kinds(store: Store) -> tuple[str, ...]:
    """The kinds of review that the service chairs, in the order of the table of kinds."""
    chosen = set(setting(store, "kinds.chaired"))
    return tuple(code for code in KINDS if code in chosen)


def kind_names(store: Store) -> dict[str, str]:
    """What the service calls each kind, or its standard title."""
    own = setting(store, "kinds.names")
    return {code: own.get(code) or kind.title for code, kind in KINDS.items()}


def labels(store: Store, list_name: str, *, retired: bool = True) -> dict[str, str]:
    """The labels of a list by code, in their order; with those that are offered no longer, unless only the others are asked for."""
    asked = {} if retired else {"retired": False}
    entries = sorted(store.shelf(ListEntry).find(list=list_name, **asked), key=lambda e: (e.position, e.label))
    return {entry.code: entry.label for entry in entries}


@dataclass(frozen=True)
class SettingValue:
    """Ask for the value that one setting has today."""

    key: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Any:
        """The value, or its default."""
        return setting(store, self.key)


@dataclass(frozen=True)
class FirstSteps:
    """Ask whether the first steps of a new service are still to be done."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> bool:
        """Not once they were finished or skipped, and never in a demonstration."""
        return not (setting(store, "setup.done") or setting(store, "service.demonstration"))


@dataclass(frozen=True)
class WorkingCalendar:
    """Ask for the working calendar with the service's own bank holidays."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Calendar:
        """As it is today."""
        return calendar_of(store)


@dataclass(frozen=True)
class Choices:
    """What forms offer: codes and words, in order."""

    kinds: Mapping[str, str]
    lists: Mapping[str, tuple[ListEntry, ...]]
    officers: tuple[Officer, ...]
    teams: tuple[Team, ...]
    people: tuple[Person, ...]
    service: str
    calendar: Calendar
    ladder: Ladder


@dataclass(frozen=True)
class ServiceChoices:
    """Ask for everything that forms and filters offer."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Choices:
        """The chaired kinds in the service's words, the lists without retired values, officers, teams and people."""
        names = kind_names(store)
        entries = sorted(store.shelf(ListEntry).find(retired=False), key=lambda e: (e.position, e.label))
        return Choices(
            kinds={code: names[code] for code in chaired_kinds(store)},
            lists={name: tuple(e for e in entries if e.list == name) for name in LISTS},
            officers=tuple(sorted(store.shelf(Officer).find(), key=lambda o: o.name.casefold())),
            teams=tuple(sorted(store.shelf(Team).find(), key=lambda t: t.name.casefold())),
            people=tuple(sorted(store.shelf(Person).find(), key=lambda p: p.name.casefold())),
            service=setting(store, "service.name"),
            calendar=calendar_of(store),
            ladder=ladders_of(store.shelf(Setting).find())(stamp.today),
        )
