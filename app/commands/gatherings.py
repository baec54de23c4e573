"""Record meetings that no clock asks for: pre-secure planning and disruption meetings, with the children concerned."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from app.commands.checking import check_live, check_version, child_for_change
from app.domain.access import Right, Stamp
from app.domain.calendar import add_months
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.gatherings import DISRUPTION, Gathering, GatheringChild, GatheringTheme
from app.domain.officers import Officer
from app.domain.settings import ListEntry
from app.store import Store

MOST_MONTHS = 12
NOT_SO = "Not so"


@dataclass(frozen=True)
class KeepGathering:
    """Record, or correct, a meeting with the children concerned and, of a disruption meeting, its themes."""

    kind: str
    date: datetime.date
    child_ids: tuple[str, ...]
    themes: tuple[str, ...] = ()
    chair_id: str | None = None
    note: str = ""
    gathering_id: str | None = None
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record another meeting"

    def run(self, store: Store, stamp: Stamp) -> Gathering:
        """Refuses a meeting about nobody, too far ahead, or with themes where there are none."""
        old = store.shelf(Gathering).maybe(self.gathering_id)
        check_live(old)
        if old is not None:
            check_version(self.version, old.version, "meeting")
        self._check(store, stamp.today)
        blank = old or Gathering(kind=self.kind, date=self.date)
        made = store.shelf(Gathering).keep(
            replace(blank, kind=self.kind, date=self.date, chair_id=self.chair_id or None, note=self.note.strip())
        )
        self._keep_children(store, made)
        self._keep_themes(store, made)
        return made

    def _check(self, store: Store, today: datetime.date) -> None:
        _check_word(store, "gathering-kind", self.kind, "a kind of meeting")
        for theme in self.themes:
            _check_word(store, "disruption-theme", theme, "a theme of disruption meetings")
        if self.themes and self.kind != DISRUPTION:
            raise Refusal("Only disruption meetings have themes.", "Take the themes away, or change the kind.")
        if not self.child_ids:
            raise Refusal("No child is chosen.", "Choose the children whom the meeting is about.")
        if self.date > add_months(today, MOST_MONTHS):
            raise Refusal(f"{long(self.date)} is more than a year ahead.", "Check the year.")
        for child_id in self.child_ids:
            if child_for_change(store, child_id).is_household:
                raise Refusal("A foster household is no child.", "Choose the children whom the meeting is about.")
        if self.chair_id:
            check_live(store.shelf(Officer).get(self.chair_id))

    def _keep_children(self, store: Store, made: Gathering) -> None:
        shelf = store.shelf(GatheringChild)
        there = {one.child_id: one for one in shelf.find(gathering_id=made.id)}
        for child_id in _more(self.child_ids, there):
            shelf.keep(GatheringChild(gathering_id=made.id, child_id=child_id))
        for child_id, one in there.items():
            if child_id not in self.child_ids:
                shelf.void(one, NOT_SO)

    def _keep_themes(self, store: Store, made: Gathering) -> None:
        shelf = store.shelf(GatheringTheme)
        there = {one.theme: one for one in shelf.find(gathering_id=made.id)}
        for theme in _more(self.themes, there):
            shelf.keep(GatheringTheme(gathering_id=made.id, theme=theme))
        for theme, one in there.items():
            if theme not in self.themes:
                shelf.void(one, NOT_SO)


def _more(wanted: Iterable[str], there: Iterable[str]) -> list[str]:
    known = set(there)
    return [one for one in dict.fromkeys(wanted) if one not in known]


def _check_word(store: Store, list_name: str, code: str, what: str) -> None:
    if not store.shelf(ListEntry).find(list=list_name, code=code):
        raise Refusal(f'"{code}" is not {what}.', "Choose one of the list, or add it in Settings.")


@dataclass(frozen=True)
class VoidGathering:
    """Say that a meeting was entered in error; it stays in the account of what was done."""

    gathering_id: str
    why: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Void another meeting"

    def run(self, store: Store, stamp: Stamp) -> Gathering:
        """Refuses without a reason."""
        if not self.why.strip():
            raise Refusal("Say why the meeting is void.", "For example: entered twice.")
        gathering = store.shelf(Gathering).get(self.gathering_id)
        check_live(gathering)
        for child in store.shelf(GatheringChild).find(gathering_id=gathering.id):
            store.shelf(GatheringChild).void(child, self.why.strip())
        for theme in store.shelf(GatheringTheme).find(gathering_id=gathering.id):
            store.shelf(GatheringTheme).void(theme, self.why.strip())
        return store.shelf(Gathering).void(gathering, self.why.strip())
