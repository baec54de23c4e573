"""What can be done on the Reviews page: words, keys and icons, in the order of the menu."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.queries.review import ReviewSheet
from ui.page import Page
from ui.reviews.fitting import fitting
from ui.reviews.preparing import PREP


@dataclass(frozen=True)
class Deed:
    """One action: its code (that of its form), its words, its key, its icon, its words in the narrow pane.

    line says that a line stands above it in the menu.
    """

    code: str
    words: str
    keys: str
    icon: str = ""
    short: str = ""
    line: bool = False


DEEDS = (
    Deed("held", "&Record held", "Ctrl+H", "check"),
    Deed("meeting", "Record what ha&ppened at the meeting", "Ctrl+G", "users", "The meeting"),
    Deed("decided", "Record what the conference decided", "Ctrl+Shift+O", "check", "What was decided"),
    Deed("fill", "Fill down", "Ctrl+D", "list-checks"),
    Deed("contact", "Record &a contact with the child", "Ctrl+Shift+S", "user", "Record contact"),
    Deed("after", "Record what &followed", "Ctrl+Shift+T", "calendar-check", "After the review"),
    Deed("adjourn", "Ad&journ", "Ctrl+J", "calendar-clock", line=True),
    Deed("complete", "Mar&k as completed", "Ctrl+Shift+J", "check"),
    Deed("amend", "Correct the adjournment", "Ctrl+Shift+E", "pencil"),
    Deed("failed", "Not &quorate or abandoned", "Ctrl+Shift+Q", "calendar-x"),
    Deed("together", "One meeting for two reviews (&U)", "Ctrl+Shift+U", "users", "One meeting for two reviews"),
    Deed("apart", "Hold it b&y itself again", "Ctrl+Shift+Y", "arrow-right"),
    Deed("plan", "Book a &date", "Ctrl+P", "calendar-clock", "Book a date", line=True),
    Deed("move", "Request a &move", "Ctrl+M", "arrow-right", "Move"),
    Deed("booking", "Correct the &booking", "Ctrl+B", "pencil"),
    Deed("cancel", "&Cancel the meeting", "Ctrl+Shift+B", "calendar-x"),
    Deed("forward", "Bring for&ward", "Ctrl+Shift+F", "chevron-left"),
    Deed("reason", "Say why it is &late", "Ctrl+Shift+L", "triangle-alert", "Late reason", line=True),
    Deed("facts", "Add what was &to come", "Ctrl+T", "plus", "Add what is to come"),
    Deed("correct", "Correct what was r&ecorded", "Ctrl+E", "pencil", "Correct"),
    Deed("confirm", "Confirm the &number", "Ctrl+U", "circle-question-mark", "Confirm number"),
    Deed("void", "&Void this review", "Ctrl+Shift+Delete", "ban"),
    Deed("child", "&Open the child", "Ctrl+O", "user", line=True),
    Deed("challenge", "Lo&g a challenge", "", "messages-square", "Log a challenge"),
    Deed("prep", "Prep &sheet", "Ctrl+Shift+P", "download", "Prep sheet", line=True),
    Deed("prepbook", "Prep s&heet to Excel", "", "file-spreadsheet"),
    Deed("find", "F&ind in the list", "Ctrl+F", "search"),
)
FOR_SEVERAL = ("reason", "confirm", "held", "fill", *PREP)
"""What can be done with several reviews at once; recording several as held is filling down."""
BUTTONS = ("held", "fill")


class Deeds:
    """The actions of the page: made once, enabled as they fit, the same in the menu, the pane and the context menu."""

    def __init__(self, page: Page, begin: Callable[[str], None]) -> None:
        self._page = page
        self.actions: dict[str, QAction] = {}
        for deed in DEEDS:
            action = page.add_action(
                deed.words,
                partial(begin, deed.code),
                deed.keys,
                icon=deed.icon,
                primary=deed.code == "held",
                button=deed.code in BUTTONS,
            )
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            plain = action.text().replace("&", "")
            action.setToolTip(f"{plain} ({keys})" if keys else plain)
            action.setIconText(deed.short or deed.words.replace("&", ""))
            self.actions[deed.code] = action

    def allow(self, sheet: ReviewSheet | None, *, several: bool, filling: bool) -> None:
        """Enable what fits the chosen review, or what many can share; nothing while many are filled in."""
        fits = (*fitting(sheet), "fill", "child", "challenge", *PREP) if sheet else FOR_SEVERAL if several else ()
        for code, action in self.actions.items():
            action.setEnabled((code in fits or code == "find") and not filling)

    def is_allowed(self, code: str) -> bool:
        """Whether an action fits now."""
        return self.actions[code].isEnabled()

    def for_menu(self) -> list[QAction]:
        """All actions, with lines between their groups."""
        listed: list[QAction] = []
        for deed in DEEDS:
            if deed.line:
                listed.append(line(self._page))
            listed.append(self.actions[deed.code])
        return listed

    def show_context_menu(self, at: QPoint) -> None:
        """The actions that fit, at a place on the screen."""
        menu = QMenu(self._page)
        menu.addActions([action for code, action in self.actions.items() if self.is_allowed(code)])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


def line(page: QWidget) -> QAction:
    """A line between groups of a menu."""
    action = QAction(page)
    action.setSeparator(True)
    return action
