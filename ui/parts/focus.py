"""Where the keyboard is: whether a part of the window has it, and giving it to the first control that takes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def contains_focus(part: QWidget) -> bool:
    """Whether the focus is in this part."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is part or part.isAncestorOf(focus))


def focus_first(part: QWidget) -> bool:
    """Give the focus to the first control of this part that Tab would reach; False when there is none.

    Not by nextInFocusChain: PySide takes what that gives for a child of the widget that was asked, and when that widget
    goes, the other one, which may be the menu bar, cannot be used from Python any more.
    """
    for widget in (part, *part.findChildren(QWidget)):
        if takes_tab(widget):
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False


def walk(panes: Sequence[QWidget], step: int) -> None:
    """F6: give the focus to the next pane that can take it, or with -1 to the one before."""
    at = next((i for i, pane in enumerate(panes) if contains_focus(pane)), -1 if step > 0 else 0)
    for turn in range(1, len(panes) + 1):
        if focus_first(panes[(at + step * turn) % len(panes)]):
            return


def copy_from_focus() -> None:
    """Copy what is selected in the table or field that has the focus."""
    copy = getattr(QApplication.focusWidget(), "copy", None)
    if callable(copy):
        copy()


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops here now."""
    policy = widget.focusPolicy()
    return widget.isVisible() and widget.isEnabled() and bool(policy & Qt.FocusPolicy.TabFocus)
