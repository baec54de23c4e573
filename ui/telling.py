"""Tells that something was saved, with its Undo and perhaps one more thing that may follow."""

from collections.abc import Callable
from typing import Any

from app.commands.undo import Undo, Undone
from app.desk import Command, Done
from ui.page import Tools

Also = tuple[str, Callable[[], None]]
"""One more press: its words, and what it does."""


def say_done(tools: Tools, words: str, done: Done[Any], also: Also | None = None) -> None:
    """Tell that something was saved, or that nothing was different."""
    say_entry(tools, words, done.entry, also)


def say_entry(tools: Tools, words: str, entry: int | None, also: Also | None = None) -> None:
    """The same by the number of its entry in the account; None when nothing was changed."""
    if entry is None:
        tools.notices.say("Nothing was different, so nothing was changed.")
        return
    number = entry

    def undo() -> None:
        command: Command[Undone] = Undo(number)
        tools.runner.do(command, lambda undone: tools.notices.say(f"Undone: {undone.result.words}."))

    tools.notices.say(words, "Undo", undo, also)
