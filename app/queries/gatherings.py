"""The meetings that no clock asks for, with the children concerned: the list, and one of them for its form."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import Period, full
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from app.domain.officers import Officer
from app.queries.service import labels
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table

COLUMNS = (
    Column("date", "Date", Kind.DATE, 13),
    Column("kind", "Meeting", width=28),
    Column("number", "Children", Kind.NUMBER, 9),
    Column("children", "About", width=40),
    Column("themes", "Themes", width=36),
    Column("chair", "Chaired by", width=20),
    Column("note", "Note", width=36),
)


@dataclass(frozen=True)
class Gatherings:
    """Ask for the other meetings, of one kind or of all, of a period or ever."""

    kind: str = ""
    period: Period | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The latest first, each with the children concerned by name."""
        asked: dict[str, Any] = {"kind": self.kind} if self.kind else {}
        found = [one for one in store.shelf(Gathering).find(**asked) if self.period is None or one.date in self.period]
        found.sort(key=lambda one: (one.date, one.id), reverse=True)
        words = _Words.of(store, found)
        rows = tuple(words.row(one) for one in found)
        children = len({child for one in found for child in words.children[one.id]})
        line = f"{counted(len(found), 'meeting')} about {counted(children, 'child', 'children')}, as at {full(stamp.today)}"
        notes = ("A meeting about several children counts once as a meeting, and each child once.",)
        return Table("Other meetings", COLUMNS, Fixed(rows, tuple(column.key for column in COLUMNS)), line, notes)


@dataclass(frozen=True)
class _Words:
    """What turns meetings into rows: names, and the labels of lists."""

    kinds: Mapping[str, str]
    labels: Mapping[str, str]
    officers: Mapping[str, str]
    names: Mapping[str, str]
    children: Mapping[str, list[str]]
    themes: Mapping[str, list[str]]

    @classmethod
    def of(cls, store: Store, found: Iterable[Gathering]) -> "_Words":
        """All in a few questions, however many meetings there are."""
        ids = tuple(one.id for one in found)
        children: dict[str, list[str]] = defaultdict(list)
        themes: dict[str, list[str]] = defaultdict(list)
        for child in store.shelf(GatheringChild).find(gathering_id=ids) if ids else ():
            children[child.gathering_id].append(child.child_id)
        for theme in store.shelf(GatheringTheme).find(gathering_id=ids) if ids else ():
            themes[theme.gathering_id].append(theme.theme)
        wanted = tuple({child_id for some in children.values() for child_id in some})
        names = {one.id: one.shown_name for one in store.shelf(Child).find(id=wanted)} if wanted else {}
        officers = {one.id: one.name for one in store.shelf(Officer).find()}
        kinds, words = labels(store, "gathering-kind"), labels(store, "disruption-theme")
        return cls(kinds, words, officers, names, children, themes)

    def row(self, one: Gathering) -> Row:
        """One meeting."""
        about = sorted(self.names[child_id] for child_id in self.children[one.id] if child_id in self.names)
        themes = [self.labels.get(code, code) for code in self.themes[one.id]]
        cells = (
            *(one.date, self.kinds.get(one.kind, one.kind), len(about), ", ".join(about), ", ".join(themes) or None),
            *(self.officers.get(one.chair_id or ""), one.note or None),
        )
        return Row(one.id, cells)


@dataclass(frozen=True)
class GatheringInFull:
    """One meeting with the children concerned, by name, and its themes."""

    gathering: Gathering
    children: tuple[Child, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True)
class AskGathering:
    """Ask for one meeting."""

    gathering_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> GatheringInFull:
        """As it is now."""
        gathering = store.shelf(Gathering).get(self.gathering_id)
        ids = tuple(one.child_id for one in store.shelf(GatheringChild).find(gathering_id=gathering.id))
        children = sorted(store.shelf(Child).find(id=ids), key=lambda child: child.shown_name.casefold()) if ids else ()
        themes = tuple(one.theme for one in store.shelf(GatheringTheme).find(gathering_id=gathering.id))
        return GatheringInFull(gathering, tuple(children), themes)
