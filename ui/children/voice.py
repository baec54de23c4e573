"""How a child's participation has changed: a strip of reviews and one of conferences, with the chosen meeting in words."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.domain.counting import counted
from app.domain.timeliness import percent
from app.queries.voice import ParticipationStrip, Took
from ui.children.sections import Act, flush, label, link, padded
from ui.children.strip import MEANINGS, SHAPE, Strip, draw_shape, shape_of
from ui.page import Tools
from ui.parts.bar import Bar
from ui.theme import GRID, theme

NONE = "No review and no conference was held yet."
CHAIRED = "C: the child chaired or co-chaired"


class VoiceCard(QFrame):
    """Asks for the child's participation itself; reviews and conferences stand apart, as their figures do."""

    def __init__(self, tools: Tools, act: Act) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("How the child took part")
        self._tools = tools
        column = padded(self)
        column.addWidget(label("How the child took part", letters="heading"))
        self._none = label(NONE, quiet=True)
        column.addWidget(self._none)
        self.reviews = OneStrip("Reviews", "review", act)
        self.conferences = OneStrip("Conferences", "conference", act)
        for one in (self.reviews, self.conferences):
            column.addWidget(one)
        self._legend = Bar()
        self._keys: list[QWidget] = []
        column.addWidget(self._legend)

    def show_child(self, child_id: str) -> None:
        """The participation of this child, or of the same one anew."""
        self._tools.runner.ask(ParticipationStrip(child_id), self._show, ticket=(self, "voice"))

    def _show(self, found: Sequence[Took]) -> None:
        self._none.setVisible(not found)
        self.reviews.show_all([one for one in found if not one.is_conference])
        self.conferences.show_all([one for one in found if one.is_conference])
        self._show_legend(found)

    def _show_legend(self, found: Sequence[Took]) -> None:
        """What the shapes that are here mean."""
        for old in self._keys:
            self._legend.flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        here = {shape_of(one) for one in found}
        self._keys = [Key(shape, words) for shape, words in MEANINGS.items() if shape in here]
        if any(one.chaired for one in found):
            self._keys.append(_short(CHAIRED))
        for key in self._keys:
            self._legend.add(key)
        self._legend.setVisible(bool(self._keys))


class OneStrip(QWidget):
    """A strip with its share above and the chosen meeting in words below."""

    def __init__(self, title: str, noun: str, act: Act) -> None:
        super().__init__()
        self._noun, self._act = noun, act
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        top = Bar()
        name = _short(title, quiet=False)
        name.setStyleSheet("font-weight: 600")
        top.add(name)
        self.share = _short("")
        top.add(self.share)
        column.addWidget(top)
        self.strip = Strip(f"Participation in {title.lower()}")
        column.addWidget(self.strip)
        self.told = label("")
        column.addWidget(self.told)
        self._open = flush(link("The meeting", self._open_now))
        column.addWidget(self._open)
        self.strip.chosen.connect(self._tell)
        self.strip.opened.connect(partial(act, "record-meeting"))

    def show_all(self, took: Sequence[Took]) -> None:
        """These meetings; without any the strip is not there."""
        self.setVisible(bool(took))
        self.share.setText(share_words(took, self._noun))
        self.strip.show_all(took)

    def _tell(self, took: Took) -> None:
        self.told.setText(took.told)

    def _open_now(self) -> None:
        now = self.strip.now()
        if now is not None:
            self._act("record-meeting", now.review_id)


class Key(QWidget):
    """One shape of the legend with its words."""

    def __init__(self, shape: str, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(_Shape(shape))
        row.addWidget(_short(words))


class _Shape(QWidget):
    """The shape itself; its colour says nothing here."""

    def __init__(self, shape: str) -> None:
        super().__init__()
        self._shape = shape
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As large as in the strip."""
        side = theme().pixels(SHAPE) + 4
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        side = theme().pixels(SHAPE)
        draw_shape(painter, self._shape, theme().color("quiet"), QRectF(2, 2, side, side))
        painter.end()


def _short(words: str, *, quiet: bool = True) -> QLabel:
    """Words on one line."""
    made = label(words, quiet=quiet, letters="small")
    made.setWordWrap(False)
    return made


def share_words(took: Sequence[Took], noun: str) -> str:
    """ "Took part in 9 of 11 reviews (82 %); 1 under 4, 2 not recorded"."""
    judged = [one.took_part for one in took if one.took_part is not None]
    young = sum(one.took_part is None and one.code is not None for one in took)
    unknown = sum(one.code is None for one in took)
    parts = [f"{young:,} under 4" if young else "", f"{unknown:,} not recorded" if unknown else ""]
    beside = ", ".join(part for part in parts if part)
    if not judged:
        return beside
    said = f"Took part in {sum(judged):,} of {counted(len(judged), noun)} ({percent(sum(judged), len(judged))})"
    return f"{said}; {beside}" if beside else said
