"""Two whole numbers, from and to, such as the ends of a band."""

from PySide6.QtWidgets import QHBoxLayout, QLabel

from ui.parts.composed import Composed
from ui.parts.steady import Number
from ui.theme import GRID


class Between(Composed):
    """A smaller and a larger number beside each other."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.low, self.high = Number(least, most), Number(least, most)
        row.addWidget(self.low, 1)
        row.addWidget(QLabel("to"))
        row.addWidget(self.high, 1)
        for end in (self.low, self.high):
            end.lineEdit().setTextMargins(GRID, 0, 0, 0)  # style sheets do not reach inside
            end.valueChanged.connect(lambda _value: self.changed.emit())
        self.setFocusProxy(self.low)

    def value(self) -> list[int]:
        """Both ends."""
        return [self.low.value(), self.high.value()]

    def set_value(self, value: tuple[int, int]) -> None:
        """Show these ends."""
        self.low.setValue(value[0])
        self.high.setValue(value[1])

    def setAccessibleName(self, name: str) -> None:
        """Each end says which it is."""
        super().setAccessibleName(name)
        self.low.setAccessibleName(f"{name}, from")
        self.high.setAccessibleName(f"{name}, to")
