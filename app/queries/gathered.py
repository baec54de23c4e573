"""The meetings between two days: one that serves several children once, with the review of each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from app.queries.review_columns import both_kinds
from app.store import Selection, Store, Where

PLANNED, HELD = "planned", "held"
TOOK_PLACE = {"adjourned": "opened, adjourned", "not-quorate": "not quorate", "abandoned": "abandoned"}
"""The other meetings that took place, in words: one of them opened a review, none was a whole one."""
OF_MEETING = ("meeting_id", "date", "time", "minutes", "place", "state", "invited_on", "minute_taker")
OF_REVIEW = ("id", "child_id", "child", "kind", "due", "held", "iro_now_id")
ORDER = (("date", False), ("time", False), ("reference", False))
NARROWING = frozenset({"iro_now_id", "meeting_id"})
"""Where one of these is given, few meetings are wanted: the database begins with them, not with everybody's of those days."""


@dataclass(frozen=True)
class Served:
    """One review that a meeting serves, and whose child it is."""

    review_id: str
    child_id: str
    child: str
    kind: str
    due: date | None
    held: date | None
    officer_id: str | None


@dataclass(frozen=True)
class GatheredMeeting:
    """One meeting, with the children whose reviews it serves; never without one."""

    meeting_id: str
    day: date
    at: time | None
    minutes: int | None
    place: str
    state: str
    invited_on: date | None
    minute_taker: str | None
    served: tuple[Served, ...] = ()

    @property
    def review_id(self) -> str:
        """The review of the first child."""
        return self.served[0].review_id

    @property
    def officer_id(self) -> str | None:
        """Who holds the first child now."""
        return self.served[0].officer_id

    @property
    def kind(self) -> str:
        """What is reviewed."""
        return self.served[0].kind

    def kinds_words(self, names: Mapping[str, str]) -> str:
        """What is reviewed, in words; of two kinds both."""
        found = list(dict.fromkeys(one.kind for one in self.served))
        return both_kinds(names, found[0], found[1] if len(found) > 1 else None)

    @property
    def children(self) -> str:
        """Their names; a child of whom two reviews are held at once is named once."""
        return ", ".join(dict.fromkeys(one.child for one in self.served))


def gatherings(
    store: Store, as_at: date, first: date, last: date, where: Iterable[Where] = ()
) -> list[GatheredMeeting]:
    """Meetings from the first day to the last in their order, those that are cancelled left out."""
    narrowing = tuple(where)
    by = "day" if NARROWING & {one.field for one in narrowing} else "date"
    between = (Where(by, "at least", first), Where(by, "at most", last))
    return gathered(store, as_at, *between, Where("state", "in", (PLANNED, HELD, *TOOK_PLACE)), *narrowing)


def gathered(store: Store, as_at: date, *where: Where) -> list[GatheredMeeting]:
    """Meetings that meet these conditions, whatever became of them."""
    found: dict[str, GatheredMeeting] = {}
    for row in store.rows(Selection("meetings", where, as_at), (*OF_MEETING, *OF_REVIEW), ORDER):
        meeting, review = row[: len(OF_MEETING)], Served(*row[len(OF_MEETING) :])
        known = found.get(meeting[0]) or GatheredMeeting(*meeting)
        found[known.meeting_id] = replace(known, served=(*known.served, review))
    return list(found.values())
