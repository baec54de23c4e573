"""Where the keyboard is: whether a part of the window has it, and giving it to the first control that takes it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def contains_focus(part: QWidget) -> bool:
    """Whether the focus is in this part."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is part or part.isAncestorOf(focus))


def focus_first(part: QWidget) -> bool:
    """Give the focus to the first control of this part that Tab would reach; False when there is none."""
    widget: QWidget | None = part
    while widget is not None:
        if takes_tab(widget) and (widget is part or part.isAncestorOf(widget)):
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        widget = widget.nextInFocusChain()
        if widget is part:
            break
    return False


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops here now."""
    policy = widget.focusPolicy()
    return widget.isVisible() and widget.isEnabled() and bool(policy & Qt.FocusPolicy.TabFocus)
