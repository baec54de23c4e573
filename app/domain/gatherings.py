"""Meetings that no clock asks for, which are counted with the children concerned: pre-secure planning, disruption."""

import datetime
from dataclasses import dataclass

from app.domain.records import Record

PRE_SECURE, DISRUPTION = "pre-secure", "disruption"


@dataclass(frozen=True, kw_only=True)
class Gathering(Record):
    """A meeting of a kind (a code of the list "gathering-kind") that was held, or is booked for a day to come."""

    kind: str
    date: datetime.date
    chair_id: str | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class GatheringChild(Record):
    """That a gathering was about a child."""

    gathering_id: str
    child_id: str


@dataclass(frozen=True, kw_only=True)
class GatheringTheme(Record):
    """A theme of a gathering (a code of the list "disruption-theme")."""

    gathering_id: str
    theme: str
