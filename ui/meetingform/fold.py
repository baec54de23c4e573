"""A section of a long form: its heading folds and unfolds it, and one line says how it stands."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.domain.errors import Refusal
from ui.actform import choice
from ui.parts.composed import Composed
from ui.parts.dates import DateField
from ui.parts.filters import Choice
from ui.theme import GRID, set_icon

NOT_SAID = ("", "Not recorded")
YES_OR_NO = (NOT_SAID, ("yes", "Yes"), ("no", "No"))
TRUTH = {"yes": True, "no": False, "": None}
WORDS_OF_TRUTH = {True: "yes", False: "no", None: ""}


class Fold(Composed):
    """Its controls stand in `body`; Space or Enter on the heading shows or hides them."""

    title: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fold")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        self.head = QToolButton()
        self.head.setText(self.title)
        self.head.setCheckable(True)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a press, or Alt and its letter, brings the keyboard here
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setStyleSheet("font-weight: 600")
        self.head.toggled.connect(self._unfold)
        self.state = QLabel()
        self.state.setProperty("quiet", True)
        self.state.setWordWrap(True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self.head)
        top.addWidget(self.state, 1)
        self.body = QWidget()
        self.rows = QVBoxLayout(self.body)
        self.rows.setContentsMargins(GRID * 3, 0, 0, GRID)
        self.rows.setSpacing(GRID)
        column.addLayout(top)
        column.addWidget(self.body)
        self.setFocusProxy(self.head)
        self.changed.connect(self.tell)
        self._unfold(False)

    def unfold(self, shown: bool = True) -> None:
        """Show what stands below the heading, or hide it."""
        self.head.setChecked(shown)

    def summary(self) -> str:
        """How it stands, in one line."""
        raise AssertionError

    def tell(self) -> None:
        """Say anew how it stands."""
        said = self.summary()
        self.state.setText(said)
        self.head.setAccessibleDescription(said)

    def check(self) -> None:
        """Refuse a date that cannot be read; it is shown then."""
        for field in self.findChildren(DateField):
            try:
                field.check()
            except Refusal:
                self.unfold()
                raise

    def _unfold(self, shown: bool) -> None:
        self.body.setVisible(shown)
        set_icon(self.head, "chevron-down" if shown else "chevron-right", "quiet")
        self.head.setAccessibleName(f"{self.title.replace('&', '')}, {'shown' if shown else 'folded'}")


class Answers(Fold):
    """Questions with a label at the left of each control."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(GRID)
        self.grid.setVerticalSpacing(GRID // 2)
        self.grid.setColumnStretch(0, 2)
        self.grid.setColumnStretch(1, 3)
        self.rows.addLayout(self.grid)
        self.choices: dict[str, Choice] = {}

    def ask(self, key: str, words: str, options: Sequence[tuple[str, str]]) -> Choice:
        """One of several answers."""
        made = choice(options)
        made.label.hide()
        self.choices[key] = made
        self.place(words, made)
        made.changed.connect(self.changed)
        return made

    def place(self, words: str, control: QWidget) -> None:
        """A control with its label."""
        label = QLabel(words)
        label.setWordWrap(True)
        label.setBuddy(control.focusProxy() or control)
        control.setAccessibleName(words)
        at = self.grid.rowCount()
        self.grid.addWidget(label, at, 0)
        self.grid.addWidget(control, at, 1)

    def answered(self) -> str:
        """ "3 of 6 recorded"."""
        said = sum(bool(one.value()) for one in self.choices.values())
        return f"{said} of {len(self.choices)} recorded" if said else "Nothing is recorded"
