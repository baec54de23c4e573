"""Puts the words of a challenge on the clipboard as a message that names nobody."""

from ui.page import Tools
from ui.parts.clipboard import put_words


def copy_as_message(tools: Tools, words: str) -> None:
    """Reference and initials only."""
    put_words(words)
    tools.notices.say("Copied as a message: reference and initials only.")
