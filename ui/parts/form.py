"""A form in a pane or a sheet: labelled fields, refusals under them, Save and Cancel, and a draft that nothing loses."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import Refusal
from ui.parts.bar import Bar
from ui.parts.dates import DateField
from ui.parts.field import Field
from ui.parts.fields import on_change, read, typed_in, write
from ui.preferences import DRAFT, TYPING, Preferences
from ui.theme import GRID, set_icon

PAUSE = 500
"""How long after typing stops the draft is kept, in milliseconds."""


def _is_stop(widget: QWidget, form: QWidget) -> bool:
    """Whether Tab stops here, whatever is shown now; lists that open are windows of their own."""
    tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabs and widget.focusProxy() is None and widget.window() is form.window()


class Form(QWidget):
    """Fields under each other. `saved` asks the page to do its command; the page calls `done` when it went well."""

    width_wanted: ClassVar[int] = 0
    """How wide a pane the form wants, in pixels at 100 %; 0 for any."""
    saved = Signal()
    cancelled = Signal()

    def __init__(
        self, save_words: str = "&Save", preferences: Preferences | None = None, draft_key: str = "", heading: str = ""
    ) -> None:
        super().__init__()
        self._preferences, self._draft_key = preferences, draft_key
        self._fields: dict[str, Field] = {}
        self._saving = self._forbidden = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.setObjectName(TYPING)
        self._pause.timeout.connect(self.keep_draft)
        self._make(save_words, heading)
        self._listen(self)

    def add(self, key: str, label: str, control: QWidget, hint: str = "") -> QWidget:
        """A field; Alt and the letter after & go to it. Gives back the control."""
        field = Field(label, control, hint)
        self._fields[key] = field
        self._rows.addWidget(field)
        self._put_buttons_last()
        on_change(control, self._note)
        return control

    def section(self, words: str) -> None:
        """A heading above the fields that follow."""
        label = QLabel(words)
        label.setProperty("letters", "heading")
        self._rows.addWidget(label)

    def text(self, words: str) -> QLabel:
        """A paragraph between the fields."""
        label = QLabel(words)
        label.setProperty("quiet", True)
        label.setWordWrap(True)
        self._rows.addWidget(label)
        return label

    def call_field(self, key: str, label: str) -> None:
        """Give a field another label."""
        field = self._fields[key]
        field.label.setText(label)
        field.control.setAccessibleName(label.replace("&", ""))

    def show_field(self, key: str, shown: bool) -> None:
        """Show a field or hide it."""
        self._fields[key].setVisible(shown)

    def values(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {key: read(field.control) for key, field in self._fields.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put values into the fields, and over them what was typed here and not saved; call it once the fields are there."""
        for key, value in values.items():
            write(self._fields[key].control, value)
        self._pause.stop()
        draft = self._preferences.get(self._draft_key, {}, DRAFT) if self._preferences and self._draft_key else {}
        for key, value in draft.items():
            if key in self._fields:
                write(self._fields[key].control, value)
        self._restored.setVisible(bool(draft))

    def focus(self) -> None:
        """Put the keyboard into the first field; a day that stands there is replaced by the one that is typed."""
        for field in self._fields.values():
            if not field.isHidden():
                is_day = isinstance(field.control, DateField)
                reason = Qt.FocusReason.ShortcutFocusReason if is_day else Qt.FocusReason.OtherFocusReason
                field.control.setFocus(reason)
                return

    def put_in_order(self) -> None:
        """Let Tab go as one reads, also through controls that were made later than those below them."""
        inside = [(field.control, *field.control.findChildren(QWidget)) for field in self._fields.values()]
        stops = [widget for widgets in inside for widget in widgets if _is_stop(widget, self)]
        for before, after in pairwise([*stops, *self._foot.findChildren(QPushButton)]):
            QWidget.setTabOrder(before, after)

    def refuse(self, refusal: Refusal, key: str = "") -> None:
        """Say why it was not saved, under the field that is to blame or above Save; what was typed stays."""
        self.busy(False)
        if key in self._fields:
            self._fields[key].refuse(str(refusal))
            self._fields[key].control.setFocus()
            self._bring_into_sight(self._fields[key])
            return
        self._refused.setText(str(refusal))
        self._refused.show()
        QTimer.singleShot(0, self._refused, lambda: self._bring_into_sight(self._refused))

    def clear_refusals(self) -> None:
        """Say nothing is wrong."""
        self._refused.hide()
        for field in self._fields.values():
            field.refuse("")

    def busy(self, busy: bool) -> None:
        """While it is being saved, Save cannot be pressed again."""
        self._saving = busy
        self.save.setEnabled(not busy and not self._forbidden)

    def forbid(self, no: Refusal) -> None:
        """It is only to be read, as is said at its head: nothing is saved from it."""
        self._forbidden = True
        self._rows.insertWidget(0, self.text(str(no)))
        self.busy(False)

    def done(self) -> None:
        """It was saved: the draft is no longer needed."""
        self.busy(False)
        self.clear_refusals()
        self.forget_draft()

    def keep_draft(self) -> None:
        """Keep what has been typed so far."""
        if self._preferences and self._draft_key:
            self._preferences.set(self._draft_key, {k: typed_in(f.control) for k, f in self._fields.items()}, DRAFT)

    def forget_draft(self) -> None:
        """Forget what was typed."""
        self._pause.stop()
        self._restored.hide()
        if self._preferences and self._draft_key:
            self._preferences.set(self._draft_key, None, DRAFT)

    def escape(self) -> None:
        """Esc: leave as by Cancel."""
        self.cancel()

    def cancel(self) -> None:
        """Leave without saving."""
        self.forget_draft()
        self.clear_refusals()
        self.cancelled.emit()

    def _make(self, save_words: str, heading: str) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID * 3 // 2)
        if heading:
            title = QLabel(heading)
            title.setProperty("letters", "heading")
            title.setWordWrap(True)
            column.addWidget(title)
        self._restored = QLabel("What you typed before is here again. Cancel clears it.")
        self._restored.setProperty("tone", "information")
        self._restored.setWordWrap(True)
        self._restored.hide()
        column.addWidget(self._restored)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GRID * 3 // 2)
        column.addLayout(self._rows)
        self._refused = QLabel()
        self._refused.setProperty("tone", "late")
        self._refused.setWordWrap(True)
        self._refused.hide()
        column.addWidget(self._refused)
        self._foot = self._make_buttons(save_words)
        column.addWidget(self._foot)
        column.addStretch(1)

    def take_foot(self) -> QWidget:
        """What stays in sight below a form that scrolls: why it was not saved, and its buttons."""
        below = QFrame()
        below.setObjectName("foot")
        column = QVBoxLayout(below)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID * 3 // 2)
        for part in (self._refused, self._foot):
            self._column.removeWidget(part)
            column.addWidget(part)
        self._column = column
        self._listen(below)
        return below

    def _make_buttons(self, save_words: str) -> QWidget:
        foot = Bar()  # with large text Cancel goes below
        self.save = QPushButton(save_words)
        self.save.setProperty("primary", True)
        self.save.setToolTip("Ctrl+Enter")
        set_icon(self.save, "check", "accent_text")
        self.save.clicked.connect(self._save)
        leave = QPushButton("Cance&l")
        leave.setToolTip("Esc")
        leave.clicked.connect(self.cancel)
        foot.add(self.save)
        foot.add(leave)
        return foot

    def _put_buttons_last(self) -> None:
        """Tab goes as one reads: through the fields, then to the buttons; what is placed last comes last."""
        at = self._column.indexOf(self._foot)
        self._column.removeWidget(self._foot)
        self._foot.setParent(None)
        self._column.insertWidget(at, self._foot)

    def _listen(self, part: QWidget) -> None:
        """The keys that save and leave, wherever in this part the keyboard stands."""
        for keys, do in (("Ctrl+Return", self._save), ("Ctrl+Enter", self._save), ("Esc", self.escape)):
            shortcut = QShortcut(QKeySequence(keys), part, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _bring_into_sight(self, field: QWidget) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(field)

    def _note(self) -> None:
        self._pause.start()

    def _save(self) -> None:
        if self._saving or self._forbidden:
            return
        self.clear_refusals()
        for key, field in self._fields.items():
            check = getattr(field.control, "check", None)
            if callable(check) and not field.isHidden():
                try:
                    check()
                except Refusal as refusal:
                    self.refuse(refusal, key)
                    return
        self.saved.emit()
