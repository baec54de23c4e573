"""What an import would do, in numbers: new, changed and unchanged of each kind of record."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLabel, QVBoxLayout

from app.domain.counting import counted
from app.files.layouts.return_sheet import NAME as RETURN
from app.queries.imports.outcome import ImportPlan
from ui.theme import GRID, theme

KINDS = {
    "children": "Children",
    "periods": "Periods",
    "reviews": "Reviews",
    "allocations": "Allocations",
    "iros": "IROs",
    "teams": "Teams",
    "challenges": "Challenges",
    "enquiries": "Enquiries",
    "plans": "Plans",
    "outcomes": "Outcomes",
    "contacts": "Contacts",
}
SELDOM = ("enquiries", "plans", "outcomes", "contacts")
"""What stands there only when a file tells of it."""
NARROW = 800
STATES = {"new": "New", "changed": "Changed", "unchanged": "Unchanged"}


class Counts(QFrame):
    """A small table of figures at the left, and sentences about the rest at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("What the import does")
        self._across = across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        across.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID * 3 // 2)
        across.setSpacing(GRID * 2)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 3)
        grid.setVerticalSpacing(GRID // 2)
        self.figures: dict[tuple[str, str], QLabel] = {}
        self._heads: dict[str, QLabel] = {}
        for at, (kind, words) in enumerate(KINDS.items(), start=1):
            self._heads[kind] = _head(words)
            grid.addWidget(self._heads[kind], 0, at, Qt.AlignmentFlag.AlignRight)
        for row, (state, words) in enumerate(STATES.items(), start=1):
            grid.addWidget(QLabel(words), row, 0)
            for at, (kind, title) in enumerate(KINDS.items(), start=1):
                label = self.figures[state, kind] = QLabel()
                label.setAccessibleName(f"{title}, {words.lower()}")
                grid.addWidget(label, row, at, Qt.AlignmentFlag.AlignRight)
        across.addLayout(grid)
        across.addSpacing(GRID * 2)
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(GRID // 2)
        across.addLayout(self._sentences, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentences stand at the right, or below where there is no room."""
        super().resizeEvent(event)
        narrow = self.width() < theme().pixels(NARROW)
        self._across.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def show_plan(self, plan: ImportPlan, *, imported: bool) -> None:
        """The figures of a plan, before or after it was carried out."""
        for (state, kind), label in self.figures.items():
            number = getattr(plan, state)[kind]
            label.setText(f"{number:,}")
            label.setProperty("quiet", number == 0)
            label.style().polish(label)
            label.setVisible(kind not in SELDOM or _tells(plan, kind))
        for kind in SELDOM:
            self._heads[kind].setVisible(_tells(plan, kind))
        while self._sentences.count():
            item = self._sentences.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.deleteLater()
        for words in sentences(plan, imported=imported):
            label = QLabel(words)
            label.setWordWrap(True)
            self._sentences.addWidget(label)
        self._sentences.addStretch(1)


def _tells(plan: ImportPlan, kind: str) -> bool:
    return any(getattr(plan, state)[kind] for state in STATES)


def sentences(plan: ImportPlan, *, imported: bool) -> list[str]:
    """What else there is to know, most important first."""
    said = []
    if not plan.usable:
        said.append("Nothing in these files could be used. The reasons stand below.")
    elif not plan.writes and not imported:
        said.append("Everything in these files is here already. There is nothing to import.")
    if plan.refused:
        verb = ("row was", "rows were") if imported else ("row is", "rows are")
        said.append(f"{counted(len(plan.refused), *verb)} left out, with the reason below.")
    if plan.conflicts:
        here = ("value is recorded otherwise here", "values are recorded otherwise here")
        words = here if plan.facts.layout == RETURN else ("value typed here since the last import", "")
        said.append(f"{counted(len(plan.conflicts), *words)}: yours stay unless you choose the file's.")
    if plan.not_judged:
        said.append(
            f"{counted(plan.not_judged, 'review is', 'reviews are')} not judged: the review before is not recorded, so no due date is known."
        )
    if plan.unplaced:
        said.append(
            f"{counted(len(plan.unplaced), 'held review lies', 'held reviews lie')} in no period: kept with the child, in no figure until placed."
        )
    return said


def _head(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("letters", "small")
    return label
