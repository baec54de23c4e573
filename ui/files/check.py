"""The preview of an import, and after it the same as a list of what to do: counts above, everything to look at below."""

from collections.abc import Callable, Mapping, Sequence, Sized
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.commands.allocations import Allocate
from app.commands.undo import Undo
from app.domain.counting import counted
from app.domain.officers import Officer
from app.queries.imports.history import RefusalsTable
from app.queries.imports.outcome import Choices, ImportPlan
from app.table import Row, Table
from ui.files import tables
from ui.files.counts import Counts
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.filters import Choice
from ui.parts.scrolled import Scrolled
from ui.parts.tables import TableView
from ui.theme import GRID, set_icon

TABS_HEIGHT = 280
NAMED = ("children", "reviews", "challenges")
TITLES = {
    "told": "Filled in",
    "since": "Since the last file",
    "conflicts": "Conflicts",
    "refused": "Left out",
    "unplaced": "In no period",
    "rules": "Warnings",
    "ignored": "Cells not used",
    "added": "New IROs, teams and themes",
    "sheets": "How it was read",
}


class Part(QWidget):
    """One tab: a table, and above it what can be done with its rows."""

    def __init__(self, tools: Tools, key: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        self.bar = Bar()
        self.bar.hide()
        self.table = TableView(tools.runner, tools.preferences, f"files.{key}", TITLES[key])
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)

    def button(self, words: str, do: Callable[[], None], icon: str) -> QPushButton:
        """Something to do with the rows."""
        made = QPushButton(words)
        set_icon(made, icon)
        made.clicked.connect(lambda _checked=False: do())
        self.bar.add(made)
        self.bar.show()
        return made


class CheckStage(QWidget):
    """Shows a plan. Before the import conflicts can be decided; after it, children can be allocated and opened."""

    child_wanted = Signal(str)
    sheet_wanted = Signal()
    """The rows left out are wanted as a sheet."""

    def __init__(self, tools: Tools, decided: Callable[[], None]) -> None:
        super().__init__()
        self.tools = tools
        self._decided = decided
        self.plan: ImportPlan | None = None
        self.imported = False
        self._names: Mapping[str, str] = {}
        self._accepted: set[str] = set()
        self._done: dict[int, str] = {}
        self.counts = Counts()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName("What to look at")
        self.parts = {key: Part(tools, key) for key in TITLES}
        for key, part in self.parts.items():
            self.tabs.addTab(part, TITLES[key])
        self._make_bars()
        inside = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 3 // 2)
        column.addWidget(self.counts)
        column.addWidget(self.tabs, 1)
        self.tabs.setMinimumHeight(TABS_HEIGHT)

    def show_plan(self, plan: ImportPlan, names: Mapping[str, str], *, imported: bool) -> None:
        """A plan before it is carried out, or after it was."""
        if not imported:
            self._accepted, self._done = set(), {}
        self.plan, self._names, self.imported = plan, names, imported
        self.counts.show_plan(plan, imported=imported)
        for key in TITLES:
            self._show(key)
        self.iro.setVisible(imported)
        self.allocate.setVisible(imported)
        self.parts["since"].bar.setVisible(imported)
        self.parts["conflicts"].bar.setVisible(not imported)
        first = next(at for at in range(self.tabs.count()) if self.tabs.isTabVisible(at))
        self.tabs.setCurrentIndex(first)

    def choices(self) -> Choices:
        """What was decided about conflicts."""
        return Choices(frozenset(self._accepted))

    def offer(self, officers: tuple[Officer, ...]) -> None:
        """The officers whom a child can be allocated to."""
        self.iro.set_options([("", "Choose an IRO"), *((one.id, one.name) for one in officers)])

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_bars(self) -> None:
        since, conflicts = self.parts["since"], self.parts["conflicts"]
        self.iro = Choice("Allocate t&o", [("", "Choose an IRO")], everything=False)
        since.bar.add(self.iro)
        self.allocate = since.button("&Allocate the chosen children from today", self._allocate_chosen, "user")
        self.take = conflicts.button("&Take the file's value", partial(self._decide, True), "check")
        self.keep = conflicts.button("&Keep ours", partial(self._decide, False), "undo-2")
        self.save = self.parts["refused"].button("Save as a &sheet", self.sheet_wanted.emit, "file-spreadsheet")
        since.table.opened.connect(self._act)
        since.table.activated_row.connect(lambda row: self._act(int(row.id)))
        conflicts.table.opened.connect(self._turn)
        conflicts.table.activated_row.connect(lambda row: self._turn(row.id))
        for key in ("told", "unplaced"):
            self.parts[key].table.opened.connect(self.child_wanted.emit)

    def _show(self, key: str) -> None:
        assert self.plan is not None
        number = self._number(key)
        at = list(TITLES).index(key)
        self.tabs.setTabVisible(at, number > 0)
        self.tabs.setTabText(at, TITLES[key] if key == "sheets" else f"{TITLES[key]} ({number:,})")
        if key == "refused":
            asked = RefusalsTable(tuple(self.plan.refused))
            self.tools.runner.ask(asked, self.parts[key].table.show_table, ticket=(self, key))
        elif number:
            self.parts[key].table.show_table(self._table(key))

    def _number(self, key: str) -> int:
        assert self.plan is not None
        plan = self.plan
        sizes: dict[str, Sized] = {
            "told": plan.told,
            "since": plan.since,
            "conflicts": plan.conflicts,
            "refused": plan.refused,
            "unplaced": plan.unplaced,
            "rules": plan.warnings,
            "ignored": plan.facts.ignored,
            "added": plan.added,
            "sheets": plan.facts.sheets,
        }
        return len(sizes[key])

    def _table(self, key: str) -> Table:
        assert self.plan is not None
        plan, imported = self.plan, self.imported
        makers: dict[str, Callable[[], Table]] = {
            "told": lambda: tables.told_table(plan.told),
            "since": lambda: tables.since_table(plan, self._done, self._names, imported=imported),
            "conflicts": lambda: tables.conflicts_table(plan.conflicts, self._accepted, imported=imported),
            "unplaced": lambda: tables.unplaced_table(plan, imported=imported),
            "rules": lambda: tables.rules_table(plan),
            "ignored": lambda: tables.ignored_table(plan),
            "added": lambda: tables.added_table(plan),
            "sheets": lambda: tables.sheets_table(plan),
        }
        return makers[key]()

    # ------------------------------------------------------------------------------------------------------ acts

    def _act(self, place: Any) -> None:
        """The link of one row: allocate the child, or open it."""
        assert self.plan is not None
        if self.plan.since[place].act == "allocate" and self.imported:
            self._allocate([place])
        else:
            self._open(self.plan.since[place].child_id)

    def _open(self, child_id: str) -> None:
        assert self.plan is not None
        if self.imported or child_id not in tables.new_children(self.plan):
            self.child_wanted.emit(child_id)

    def _allocate_chosen(self) -> None:
        self.parts["since"].table.with_selected(lambda rows: self._allocate([int(row.id) for row in rows]))

    def _allocate(self, places: list[int]) -> None:
        assert self.plan is not None
        wanted = [at for at in places if self.plan.since[at].act == "allocate" and at not in self._done]
        officer, name = self.iro.value(), self.iro.box.currentText()
        if not officer:
            self.iro.box.setFocus()
            self.tools.notices.inform("Choose first, above the list, which IRO the child is allocated to.")
        elif wanted:
            children = tuple(self.plan.since[at].child_id for at in wanted)
            command = Allocate(children, officer, self.tools.today())
            self.tools.runner.do(command, lambda done: self._allocated(wanted, name, done.entry))

    def _allocated(self, places: list[int], name: str, entry: int | None) -> None:
        self._done |= dict.fromkeys(places, f"Allocated to {name}")
        self._show("since")
        words = f"Allocated {counted(len(places), 'child', 'children')} to {name}."
        self.tools.notices.say(words, "Undo", lambda: self._take_back(places, entry))

    def _take_back(self, places: list[int], entry: int | None) -> None:
        def undone(_done: Any) -> None:
            self._done = {at: words for at, words in self._done.items() if at not in places}
            self._show("since")

        if entry is not None:
            self.tools.runner.do(Undo(entry), undone)

    def _turn(self, key: Any) -> None:
        if not self.imported:
            self._accepted ^= {str(key)}
            self._show("conflicts")
            self._decided()

    def _decide(self, theirs: bool) -> None:
        def take(rows: Sequence[Row]) -> None:
            keys = {row.id for row in rows}
            self._accepted = self._accepted | keys if theirs else self._accepted - keys
            self._show("conflicts")
            self._decided()

        self.parts["conflicts"].table.with_selected(take)


def records_in(plan: ImportPlan) -> int:
    """How many records an import writes."""
    return sum(len(records) for records in plan.keep.values())


def words_of(plan: ImportPlan) -> str:
    """What was imported, in one sentence: "54 children and 162 reviews new, 1 row left out"."""
    parts = []
    for state, counts in (("new", plan.new), ("changed", plan.changed)):
        named = (
            counted(counts["children"], "child", "children"),
            counted(counts["reviews"], "review"),
            counted(counts["challenges"], "challenge"),
        )
        shown = [words for words, kind in zip(named, NAMED, strict=True) if counts[kind]]
        others = sum(counts.values()) - sum(counts[kind] for kind in NAMED)
        parts.append(f"{_joined(shown)} {state}" if shown else f"{counted(others, 'record')} {state}" if others else "")
    parts.append(f"{counted(len(plan.refused), 'row')} left out" if plan.refused else "")
    return ", ".join(part for part in parts if part) or "nothing new"


def _joined(words: Sequence[str]) -> str:
    """The words as one says them: "1 child, 2 reviews and 3 challenges"."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
