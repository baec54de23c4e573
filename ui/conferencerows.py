"""The children of one conference, each with a tick, what was decided, the category, how the child took part, who disagreed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.commands.conferences import ConferenceRow
from app.domain.conferences import CATEGORIES, CONTINUES, ENDS, NO_PLAN, PLAN, PLAN_ENDED, outcomes_of
from app.domain.dates import short
from app.domain.participation import known_by_age
from app.domain.settings import ListEntry
from app.queries.conference import ConferenceOf
from ui.actform import NOT_CHOSEN, choice, entries
from ui.participationfield import codes_for
from ui.parts.composed import Composed
from ui.parts.field import Field
from ui.parts.fields import on_change, read, write
from ui.parts.filters import Choice
from ui.parts.offered import Line
from ui.theme import GRID, theme

LARGE = 150
"""From this size of text on, the fields of a child stand in one column."""
LETTERS = 4
"""How narrow a choice may be, so that two stand side by side in a pane; the list that opens is as wide as its words."""
SHORT_OUTCOMES = {PLAN: "Plan made", NO_PLAN: "No plan", CONTINUES: "Continues", ENDS: "Ends"}
FIELDS = ("outcome", "category", "reason", "participation", "dissent")


class ChildRow(QFrame):
    """One child of the family: the tick says whether the child was in the conference; without it nothing else is asked."""

    def __init__(self, of: ConferenceOf, day: date, reasons: Iterable[ListEntry], changed: Callable[[], None]) -> None:
        super().__init__()
        self.of = of
        self._held = True
        self._asked: Sequence[str] = ()
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3 // 2, GRID, GRID * 3 // 2, GRID * 3 // 2)
        column.setSpacing(GRID // 2)
        self.tick = QCheckBox()
        name = f"{of.child.shown_name} ({of.child.reference})"
        column.addWidget(Line(self.tick, name))
        due = f", due {short(of.review.due)}" if of.review.due else ""
        about = QLabel(f"{of.title.replace(' child protection', '')}{due}{_expected(of)}")
        about.setWordWrap(True)
        about.setProperty("quiet", True)
        about.setProperty("letters", "small")
        column.addWidget(about)
        if of.also:
            also = QLabel(f"The same meeting is recorded as held as the {of.also} too.")
            also.setWordWrap(True)
            column.addWidget(also)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID)
        column.addWidget(self._inside)
        self._make_fields(name, day, reasons)
        self.tick.toggled.connect(self._look)
        self.tick.toggled.connect(lambda _on: changed())
        for field in self.fields.values():
            on_change(field.control, self._look)
            on_change(field.control, changed)
        theme().changed.connect(self._place)
        self._look()

    def value(self) -> dict[str, Any]:
        """What stands in the row."""
        return {"in": self.tick.isChecked(), **{key: read(field.control) for key, field in self.fields.items()}}

    def set_value(self, value: Mapping[str, Any]) -> None:
        """Show this in the row."""
        self.tick.setChecked(bool(value.get("in")))
        for key, field in self.fields.items():
            if key in value:
                write(field.control, value[key])
        self._look()

    def offer_codes(self, day: date) -> None:
        """The codes that can be true at the child's age on the day."""
        self.participation.set_options(codes_for(self.of.child.date_of_birth, day, self.of.review.participation))
        code = self.of.review.participation or known_by_age(self.of.review.kind, self.of.child, day)
        if code and not self.participation.value():
            with QSignalBlocker(self.participation):
                self.participation.set_value(code)

    def row(self, day: date, late_reason: str | None) -> ConferenceRow:
        """What the command needs of the row."""
        value = self.value()
        return ConferenceRow(
            self.of.review.id,
            value["outcome"] or None,
            (value["category"] or None) if value["outcome"] in (PLAN, CONTINUES) else None,
            value["participation"] or None,
            value["dissent"],
            reason=value["reason"] or PLAN_ENDED,
            late_reason=late_reason if self.is_late(day) else None,
            version=self.of.review.version,
        )

    def is_late(self, day: date) -> bool:
        """Whether a conference on this day was late for the child."""
        return self.of.review.due is not None and day > self.of.review.due

    def show_decisions(self, shown: bool) -> None:
        """Ask what was decided, of a child who was in a conference that was held."""
        self._held = shown
        self._look()

    def _make_fields(self, name: str, day: date, reasons: Iterable[ListEntry]) -> None:
        outcomes = [(code, SHORT_OUTCOMES[code]) for code in outcomes_of(self.of.review.kind)]
        self.outcome = choice([NOT_CHOSEN, *outcomes])
        self.category = choice([NOT_CHOSEN, *CATEGORIES.items()])
        self.reason = choice(entries(reasons))
        self.participation = choice(codes_for(self.of.child.date_of_birth, day))
        self.dissent = QLineEdit()
        self.dissent.setMinimumWidth(GRID * 8)
        labels = ("Outcome", "Category", "Why it ended", "Child took part", "Who disagreed")
        controls = (self.outcome, self.category, self.reason, self.participation, self.dissent)
        self.fields = {key: Field(label, made, "") for key, label, made in zip(FIELDS, labels, controls, strict=True)}
        for field in self.fields.values():
            field.setParent(self._inside)  # shown without one it would be a window of its own
        for label, made in zip(labels, controls, strict=True):
            made.setAccessibleName(f"{label}: {name}")
            if isinstance(made, Choice):
                made.box.setMinimumContentsLength(LETTERS)
        self.category.set_value(self.of.category or "")
        self.reason.set_value(PLAN_ENDED)

    def _look(self) -> None:
        """A category is asked where there is a plan, a reason where it ends."""
        outcome = self.outcome.value()
        self._inside.setVisible(self.tick.isChecked() and self._held)
        left_out = {"category"} if outcome not in (PLAN, CONTINUES) else set()
        left_out |= {"reason"} if outcome != ENDS else set()
        self._asked = [key for key in FIELDS if key not in left_out]
        for key, field in self.fields.items():
            field.setVisible(key in self._asked)
        self._place()

    def _place(self) -> None:
        """Side by side as far as the text leaves room."""
        across = 2 if theme().factor < LARGE else 1
        for field in self.fields.values():
            self._grid.removeWidget(field)
        shown = [self.fields[key] for key in self._asked]
        for at, field in enumerate(shown):
            alone = at == len(shown) - 1 and at % across == 0
            self._grid.addWidget(field, at // across, at % across, 1, across if alone else 1, Qt.AlignmentFlag.AlignTop)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < across else 0)


def _expected(of: ConferenceOf) -> str:
    """Of a child not yet born, when the birth is expected."""
    expected = of.child.expected_on if of.child.date_of_birth is None else None
    return f"; birth expected {short(expected)}" if expected else ""


class ConferenceRows(Composed):
    """All children of the family; what is decided for the first is proposed for the others until one is changed by hand."""

    def __init__(self, conferences: Sequence[ConferenceOf], day: date, reasons: Sequence[ListEntry]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._following = False
        self._changed_by_hand: set[str] = set()
        self.rows: list[ChildRow] = []
        for one in conferences:
            row = ChildRow(one, day, reasons, partial(self._row_changed, one.review.id))
            self.rows.append(row)
            column.addWidget(row)
        for row in self.rows[:1]:
            self.setFocusProxy(row.tick)

    def value(self) -> dict[str, Any]:
        """By the conference of each child."""
        return {row.of.review.id: row.value() for row in self.rows}

    def set_value(self, value: Any) -> None:
        """Show these."""
        self._following = True
        for row in self.rows:
            if row.of.review.id in value:
                row.set_value(value[row.of.review.id])
        self._following = False

    def chosen(self) -> list[ChildRow]:
        """The children who are ticked."""
        return [row for row in self.rows if row.tick.isChecked()]

    def offer_codes(self, day: date) -> None:
        """The participation codes follow each child's age on the day."""
        for row in self.rows:
            row.offer_codes(day)

    def show_decisions(self, shown: bool) -> None:
        """A conference that was not held decided nothing."""
        for row in self.rows:
            row.show_decisions(shown)

    def _row_changed(self, review_id: str) -> None:
        if self._following:
            return
        first = next(iter(self.rows), None)
        if first is not None and review_id == first.of.review.id:
            self._follow(first)
        else:
            self._changed_by_hand.add(review_id)
        self.changed.emit()

    def _follow(self, first: ChildRow) -> None:
        """The others have the first one's outcome and category, as far as theirs is such a conference."""
        self._following = True
        for row in self.rows[1:]:
            if row.of.review.id not in self._changed_by_hand:
                row.outcome.set_value(first.outcome.value())
                if first.category.value():
                    row.category.set_value(first.category.value())
                row.show_decisions(True)
        self._following = False
