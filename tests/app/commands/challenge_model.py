"""Challenges told a second time, for the tests: a plain list of events each, and plain rules over the list, nothing shared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.calendar import Calendar

ANY_TIME = ("cafcass-consulted", "cafcass-referred", "child-informed", "advocate")
ENDS = ("closed", "withdrawn")
BEGINS = ("entered", "reopened")


@dataclass(frozen=True)
class Event:
    """One thing that happened: what, when, as which in the order of recording, and what belongs to it."""

    id: str
    kind: str
    day: date
    order: int
    level: int | None = None
    due: date | None = None
    code: str = ""
    actions: tuple[tuple[str, date], ...] = ()
    action: str | None = None


@dataclass(frozen=True)
class Told:
    """A challenge of the model: whose it is, whether Cafcass may be asked, and its events in whatever order they came."""

    id: str
    child: str | None
    in_care: bool
    events: tuple[Event, ...] = field(default=())

    def sorted(self) -> list[Event]:
        """As it happened: by day, then as recorded."""
        return sorted(self.events, key=lambda e: (e.day, e.order))


def places(events: Sequence[Event], *kinds: str) -> list[int]:
    """Where events of these kinds stand."""
    return [place for place, event in enumerate(events) if event.kind in kinds]


def since(events: Sequence[Event], *kinds: str) -> Sequence[Event]:
    """What came after the last event of these kinds."""
    found = places(events, *kinds)
    return events[found[-1] + 1 :] if found else events


def closed(events: Sequence[Event]) -> bool:
    """Whether the last end was not followed by a reopening."""
    ends, again = places(events, *ENDS), places(events, "reopened")
    return bool(ends) and (not again or again[-1] < ends[-1])


def level(events: Sequence[Event]) -> int:
    """The level entered last."""
    return max((e.level or 0 for e in events if e.kind == "entered"), default=0)


def answers(events: Sequence[Event]) -> list[Event]:
    """Responses, and agreed actions, which are a response too."""
    return [e for e in events if e.kind in ("response", "actions-agreed")]


def waiting(events: Sequence[Event]) -> list[tuple[str, date]]:
    """Actions agreed and not ended."""
    ended = {e.action for e in events if e.kind in ("action-done", "action-dropped")}
    return [action for e in events for action in e.actions if action[0] not in ended]


def state(events: Sequence[Event]) -> str:
    """Where the challenge stands."""
    now = since(events, *BEGINS)
    if closed(events):
        return "closed"
    if any(e.kind == "actions-agreed" for e in now):
        return "agreed" if waiting(events) else "done"
    return "answered" if answers(now) else "awaiting"


def response_due(events: Sequence[Event]) -> date | None:
    """The date that holds: of the last level entered or reopening, or of an extension since."""
    dated = [e.due for e in events if e.kind in (*BEGINS, "extended")]
    return dated[-1] if dated else None


def process(events: Sequence[Event], calendar: Calendar) -> tuple[date | None, date | None]:
    """When the whole process must have ended: with extensions, and without."""
    formal = [p for p in places(events, "entered") if (events[p].level or 0) > 1][:1]
    again = [p for p in places(events, "reopened") if level(events[:p]) > 1]
    if not formal:
        return None, None
    start = max(formal + again)
    original = calendar.add_working_days(events[start].day, 20)
    return max([original, *(e.due for e in events[start:] if e.kind == "extended" and e.due)]), original


def accepted(events: Sequence[Event]) -> date | None:
    """When the response was accepted: by the last view of it, or by agreeing actions."""
    found = None
    for event in since(events, *BEGINS):
        if event.kind == "view":
            found = event.day if event.code == "accepted" else None
        elif event.kind == "actions-agreed":
            found = found or event.day
    return found


def done(events: Sequence[Event]) -> date | None:
    """When the last action ended that was agreed, while the response stood; nothing was agreed since."""
    begun, found = places(events, *BEGINS)[-1], None
    for place in range(begun + 1, len(events)):
        if events[place].kind == "actions-agreed":
            found = None
        elif events[place].action and not waiting(events[: place + 1]):
            found = events[place].day if state(events[:place]) in ("agreed", "answered") else None
    return found


def possible(told: Told) -> bool:
    """Whether the events can have come in this order."""
    events = told.sorted()
    return bool(events) and all(_may_come(told, events[:place], event) for place, event in enumerate(events))


def _may_come(told: Told, before: Sequence[Event], event: Event) -> bool:
    if not before:
        return event.kind == "entered"
    if event.kind in ANY_TIME:
        return told.in_care if event.kind.startswith("cafcass") else told.child is not None
    if closed(before) != (event.kind in ("reopened", "impact")):
        return False
    rules = {
        "entered": lambda: (event.level or 0) > level(before),
        "view": lambda: bool(answers(since(before, *BEGINS))),
        "extended": lambda: (
            state(before) == "awaiting" and (event.due or date.min) > (response_due(before) or date.max)
        ),
        "action-done": lambda: event.action in {key for key, _ in waiting(before)},
        "action-dropped": lambda: event.action in {key for key, _ in waiting(before)},
        "closed": lambda: not waiting(before),
        "impact": lambda: before[places(before, *ENDS)[-1]].kind == "closed",
    }
    return rules.get(event.kind, lambda: True)()


def entries(told: Told) -> list[tuple[object, ...]]:
    """Each level entered: level, day, due originally and in the end, answered, left, levels gone past."""
    events = told.sorted()
    found: list[tuple[object, ...]] = []
    starts = places(events, "entered")
    for place, after in zip(starts, [*starts[1:], None], strict=True):
        own, event = events[place:after], events[place]
        before = level(events[:place]) or 1
        left = events[after].day if after else events[places(events, *ENDS)[-1]].day if closed(events) else None
        extended = [e.due for e in own if e.kind == "extended"]
        answered = next((e.day for e in answers(own)), None)
        passed = max(0, (event.level or 0) - before - 1)
        found.append((event.level, event.day, event.due, (extended or [event.due])[-1], answered, left, passed))
    return found


def decided(told: Told, calendar: Calendar) -> dict[str, object]:
    """What a challenge must say of itself."""
    events, is_closed = told.sorted(), closed(told.sorted())
    end = events[places(events, *ENDS)[-1]] if is_closed else None
    impacts = [e for e in since(events, *ENDS) if e.kind == "impact"] if is_closed else []
    looks = impacts[-1] if impacts else end
    steps, response = entries(told), response_due(events)
    actions = None if is_closed else min((due for _, due in waiting(events)), default=None)
    follow_up = looks.due if looks else None
    waits_for = {"awaiting": response, "agreed": actions, "closed": follow_up}
    due, original = process(events, calendar)
    rest = None if accepted(events) or is_closed else due
    return {
        "state": state(events),
        "level": level(events),
        "highest": level(events),
        "first_level": events[0].level,
        "bypasses": sum(int(str(entry[6])) for entry in steps),
        "response_due": response,
        "extended": any(e.kind == "extended" for e in since(events, *BEGINS)),
        "answered_on": next((e.day for e in answers(since(events, *BEGINS))), None),
        "process_due": due,
        "process_original": original,
        "actions_due": actions,
        "accepted_on": accepted(events),
        "done_on": done(events),
        "last_moved": [e.day for e in events if e.kind not in ("chased", *ANY_TIME)][-1],
        "next_due": min((day for day in (waits_for.get(state(events)), rest) if day), default=None),
        "closed_on": end.day if end else None,
        "outcome": "" if end is None else "withdrawn" if end.kind == "withdrawn" else end.code,
        "impact": impacts[-1].code if impacts else "",
        "follow_up_due": follow_up,
        "consulted": any(e.kind == "cafcass-consulted" for e in events),
        "referred": any(e.kind == "cafcass-referred" for e in events),
        "child_informed": next((e.code for e in reversed(events) if e.kind == "child-informed"), ""),
    }


def by_level(all_told: Iterable[Told]) -> dict[int, tuple[int, set[str | None]]]:
    """For each level: entries into it, and the children they are about."""
    found: dict[int, tuple[int, set[str | None]]] = {}
    for told in all_told:
        for event in (e for e in told.events if e.kind == "entered"):
            number, children = found.get(event.level or 0, (0, set()))
            found[event.level or 0] = (number + 1, children | {told.child})
    return found
