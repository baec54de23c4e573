"""What can be done on the Challenges page: words, keys and icons in the order of the menu, and where a card may go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.challenges.ladder import skipped
from app.domain.counting import counted
from ui.challenges.cards import Card
from ui.challenges.columns import Verdict
from ui.page import Page


@dataclass(frozen=True)
class Deed:
    """One action: its code (that of its move), its words, its key, its icon; line says that a line stands above it.

    On the board the underlined letter alone does it.
    """

    code: str
    words: str
    keys: str = ""
    icon: str = ""
    line: bool = False


DEEDS = (
    Deed("chase", "&Chase the response", "Ctrl+H", "bell"),
    Deed("response", "&Record the response", "Ctrl+R", "message-square-reply"),
    Deed("view", "The IRO's &view of the response", "Ctrl+Shift+R", "eye"),
    Deed("actions", "&Agree actions", "Ctrl+Shift+A", "list-checks"),
    Deed("meeting", "Resolution &meeting held", "Ctrl+M", "users"),
    Deed("next-level", "&Escalate to the next level", "Ctrl+Right", "trending-up", line=True),
    Deed("escalate", "Escalate &to another level", "Ctrl+Shift+Right"),
    Deed("extend", "&Give more time", "Ctrl+T", "calendar-clock"),
    Deed("cafcass", "As&k Cafcass", "Ctrl+Shift+K", "scale"),
    Deed("child-informed", "Tell the chil&d", "Ctrl+D", "user", line=True),
    Deed("advocate", "&Offer an advocate", "Ctrl+Shift+D"),
    Deed("close", "C&lose", "Ctrl+Shift+L", "check", line=True),
    Deed("withdraw", "&Withdraw", "Ctrl+Shift+W", "x"),
    Deed("reopen", "Reo&pen", "Ctrl+P", "undo-2"),
    Deed("impact", "Record the &impact", "Ctrl+I", "circle-question-mark"),
    Deed("correct", "Correct the &facts", "Ctrl+E", "pencil", line=True),
    Deed("void", "Void the c&hallenge", "Ctrl+Shift+Delete", "ban"),
    Deed("join", "&Join the chosen challenges", "Ctrl+J", line=True),
    Deed("part", "Take it o&ut of its group", "Ctrl+Shift+J"),
    Deed("child", "Ope&n the child", "Ctrl+O", "user", line=True),
    Deed("find", "Find in the li&st", "Ctrl+F", "search"),
)
MOVE = {"next-level": "escalate"}
"""The moves that actions make when their codes differ."""
FOR_SEVERAL = frozenset({"chase", "response", "meeting", "escalate", "extend", "cafcass", "child-informed", "join"})
"""What can be done with several challenges at once."""
ALWAYS = frozenset({"find"})


@dataclass(frozen=True)
class Fitting:
    """What the actions go by: why each move is not possible now ("" when it is), and what the challenge belongs to."""

    moves: Mapping[str, str]
    has_child: bool
    is_joined: bool


class Deeds:
    """The actions of the page: made once, enabled as they fit, the same in menu, context menu and by letter.

    Qt lets the key of an action that cannot be done go by in silence: that key then calls for explain instead.
    """

    def __init__(self, page: Page, begin: Callable[[str], None], explain: Callable[[str], None]) -> None:
        self._page = page
        self.actions: dict[str, QAction] = {}
        self.keys: dict[str, QShortcut] = {}
        self.why: dict[str, str] = {}
        """Why each action cannot be done now; empty when it can."""
        for deed in DEEDS:
            does = partial(begin, deed.code)
            self.actions[deed.code] = page.add_action(deed.words, does, deed.keys, icon=deed.icon, button=False)
            self.keys[deed.code] = QShortcut(QKeySequence(deed.keys), page, partial(explain, deed.code))

    def allow(self, fits: Fitting | None, *, several: bool = False) -> None:
        """Enable what fits the chosen challenge, or what several can share; the others say under the mouse why not."""
        for code, action in self.actions.items():
            why = self.why[code] = _why_not(code, fits, several=several)
            action.setEnabled(not why)
            self.keys[code].setEnabled(bool(why))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            plain = action.text().replace("&", "")
            action.setToolTip(why or (f"{plain} ({keys})" if keys else plain))

    def by_letter(self, letter: str) -> str:
        """The code of the action whose underlined letter this is; empty when none has it."""
        return next((deed.code for deed in DEEDS if f"&{letter}".lower() in deed.words.lower()), "")

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
        menu.addActions([action for code, action in self.actions.items() if action.isEnabled() and code not in ALWAYS])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


def _why_not(code: str, fits: Fitting | None, *, several: bool) -> str:
    """Why an action cannot be done now; empty when it can."""
    if code in ALWAYS or (several and code in FOR_SEVERAL):
        return ""
    if several:
        return "This is done for one challenge at a time."
    if fits is None:
        return "Choose a challenge on the board or in the table first."
    beside = {
        "join": "Choose two or more challenges in the table.",
        "part": "" if fits.is_joined else "It is not joined to another challenge.",
        "child": "" if fits.has_child else "A service concern has no child.",
    }
    return beside[code] if code in beside else fits.moves.get(MOVE.get(code, code), "")


def judge(card: Card, level: int) -> Verdict:
    """Whether a card may be dropped on a level, and what that asks for or why not, in few words."""
    if level == card.level:
        return Verdict(allowed=False, words="It is here")
    if level < card.level:
        return Verdict(allowed=False, words="It never goes down")
    passed = skipped(card.level, level)
    if not passed:
        return Verdict(allowed=True, words="Escalate here")
    return Verdict(allowed=True, words=f"Skips {counted(passed, 'level')}: say why")


def line(page: QWidget) -> QAction:
    """A line between groups of a menu."""
    action = QAction(page)
    action.setSeparator(True)
    return action
