"""The whole record of a child on the child's sheet: its parts to tick, and the two ways it can be saved."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QPushButton

from app.queries.record.sheets import PARTS, THIRD_PARTIES, VOIDED
from ui.children.sections import LARGE, label, link, padded
from ui.parts.bar import Bar
from ui.theme import GRID, set_icon, theme

Save = Callable[[tuple[str, ...], str], None]
"""What saves these parts of the record with an ending, pdf or xlsx."""


class RecordCard(QFrame):
    """Every part is ticked until somebody leaves one out."""

    def __init__(self, save: Save) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("The whole record")
        self._save = save
        column = padded(self)
        column.addWidget(label("The whole record, for a subject access request", letters="heading"))
        column.addWidget(label(f"{THIRD_PARTIES} {VOIDED}"))
        self.ticks = {key: QCheckBox(words) for key, (words, _) in PARTS.items()}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID * 3)
        self._grid.setVerticalSpacing(GRID // 2)
        for tick in self.ticks.values():
            tick.setChecked(True)
            tick.toggled.connect(self._follow)
        column.addLayout(self._grid)
        choices = Bar()
        choices.add(link("Tick all", lambda: self.tick_all(on=True)))
        choices.add(link("Tick none", lambda: self.tick_all(on=False)))
        column.addWidget(choices)
        buttons = Bar()
        self.pdf, self.excel = QPushButton("Save as &PDF"), QPushButton("Save as E&xcel")
        for button, icon, suffix in ((self.pdf, "download", "pdf"), (self.excel, "file-spreadsheet", "xlsx")):
            set_icon(button, icon)
            button.clicked.connect(lambda _on=False, ending=suffix: self._save(self.parts(), ending))
            buttons.add(button)
        column.addWidget(buttons)
        theme().changed.connect(self._place)
        self._place()

    def parts(self) -> tuple[str, ...]:
        """The parts that are ticked."""
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked())

    def tick_all(self, *, on: bool) -> None:
        """Tick every part, or none."""
        for tick in self.ticks.values():
            tick.setChecked(on)

    def take_focus(self) -> None:
        """Put the keyboard on the first part."""
        next(iter(self.ticks.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """Two columns, read down; one where the text is large."""
        across = 1 if theme().factor >= LARGE else 2
        down = -(-len(self.ticks) // across)
        for at, tick in enumerate(self.ticks.values()):
            self._grid.addWidget(tick, at % down, at // down)

    def _follow(self) -> None:
        for button in (self.pdf, self.excel):
            button.setEnabled(bool(self.parts()))
