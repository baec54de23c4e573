"""Puts the words of a challenge on the clipboard as a message that names nobody."""

from PySide6.QtGui import QGuiApplication

from ui.page import Tools


def copy_as_message(tools: Tools, words: str) -> None:
    """Reference and initials only."""
    QGuiApplication.clipboard().setText(words)
    tools.notices.say("Copied as a message: reference and initials only.")
