"""Random steps of challenges for the tests: the command that takes each, and the events that it should leave."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from app.commands.challenges.closing import Close, RecordImpact, Reopen, Withdraw
from app.commands.challenges.steps import (
    AgreeActions,
    AskCafcass,
    Chase,
    Escalate,
    Extend,
    HoldMeeting,
    RecordResponse,
    RecordView,
    TellChild,
)


@dataclass(frozen=True)
class Draw:
    """One random step: what, which challenge (alone or with those joined to it), a number, and how the day moves."""

    name: str
    which: int
    together: bool
    number: int
    days: int


Made = tuple[Any, list[dict[str, Any]]]
Ids = tuple[str, ...]


def _response(ids: Ids, number: int, day: date) -> Made:
    view = (None, "accepted", "not-accepted")[number % 3]
    events: list[dict[str, Any]] = [{"kind": "response"}]
    events += [{"kind": "view", "code": view}] if view else []
    return RecordResponse(ids, "We shall see", "Tom", view, on=day), events


def _actions(ids: Ids, number: int, day: date) -> Made:
    agreed = tuple((f"Action {n}", "Tom", day + timedelta(days=n)) for n in range(number % 3 + 1))
    to_be_named = tuple((what, due) for what, _, due in agreed)
    return AgreeActions(ids, agreed, on=day), [{"kind": "actions-agreed", "actions": to_be_named}]


def _escalate(ids: Ids, number: int, day: date) -> Made:
    level = number % 4 + 2
    made = Escalate(ids, level, bypass_reason="law", on=day)
    return made, [{"kind": "entered", "level": level, "code": "law"}]


def _extend(ids: Ids, number: int, day: date) -> Made:
    due = day + timedelta(days=number)
    return Extend(ids, due, "court", on=day), [{"kind": "extended", "due": due, "code": "court"}]


def _impact(ids: Ids, number: int, day: date) -> Made:
    code = ("too-early", "evidenced", "compliance")[number % 3]
    due = day + timedelta(days=30) if code == "too-early" else None
    made = RecordImpact(ids, code, "service", "Seen", due, day, "iro-left")
    return made, [{"kind": "impact", "code": code, "due": due}]


def _view(ids: Ids, number: int, day: date) -> Made:
    code = ("accepted", "partly", "not-accepted")[number % 3]
    return RecordView(ids, code, on=day), [{"kind": "view", "code": code}]


def _cafcass(ids: Ids, number: int, day: date) -> Made:
    kind = ("cafcass-consulted", "cafcass-referred")[number % 2]
    return AskCafcass(ids, bool(number % 2), on=day), [{"kind": kind}]


def _tell(ids: Ids, number: int, day: date) -> Made:
    kind, code = ("child-informed", "advocate")[number % 2], ("yes", "not-appropriate")[number // 2 % 2]
    return TellChild(ids, bool(number % 2), code, on=day), [{"kind": kind, "code": code}]


STEPS: dict[str, Callable[[Ids, int, date], Made]] = {
    "chase": lambda ids, _, day: (Chase(ids, "email", "Bella", on=day), [{"kind": "chased", "code": "email"}]),
    "respond": _response,
    "view": _view,
    "act": _actions,
    "meet": lambda ids, _, day: (HoldMeeting(ids, 3, "All", on=day), [{"kind": "meeting", "level": 3}]),
    "escalate": _escalate,
    "extend": _extend,
    "cafcass": _cafcass,
    "tell": _tell,
    "withdraw": lambda ids, _, day: (Withdraw(ids, "Why", day, "iro-left"), [{"kind": "withdrawn"}]),
    "close": lambda ids, _, day: (
        Close(ids, "plan-changed", on=day, on_behalf="iro-left"),
        [{"kind": "closed", "code": "plan-changed"}],
    ),
    "reopen": lambda ids, _, day: (Reopen(ids, "Why", on=day), [{"kind": "reopened"}]),
    "impact": _impact,
}
OFTEN = ("respond", "view", "act", "escalate", "close", "reopen", "impact", "impact", "done", "done", "void", "undo")
NAMES = (*STEPS, *OFTEN, "log", "dropped", "void", "void challenge", "undo", "redo")
DRAWS = st.builds(
    Draw,
    st.sampled_from(NAMES),
    st.integers(0, 20),
    st.booleans(),
    st.integers(0, 20),
    st.sampled_from((0, 0, 1, 2, 3, 7, -2)),
)
