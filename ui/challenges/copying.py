"""Puts the words of a challenge on the clipboard: for the child's record, or as a message that names nobody."""

from PySide6.QtGui import QGuiApplication

from ui.page import Tools


def copy_for_record(tools: Tools, words: str) -> None:
    """What a step says, dated and signed, to be pasted into the child's record."""
    QGuiApplication.clipboard().setText(words)
    tools.notices.say("Copied for the child's record. Paste it there, then press On the child's file.")


def copy_as_message(tools: Tools, words: str) -> None:
    """Reference and initials only."""
    QGuiApplication.clipboard().setText(words)
    tools.notices.say("Copied as a message: reference and initials only.")
