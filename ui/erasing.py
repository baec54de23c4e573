"""What every place says and asks before something is erased for good, and what it tells when that is done."""

from collections.abc import Callable

from app.commands.retention import Erased
from app.domain.counting import counted
from app.domain.errors import Refusal
from ui.page import Tools

ERASE_WORD = "erase"
"""What is typed before something is erased for good, which no Undo brings back."""
WARNING = (
    "Erasing takes the records, what the account kept of them and all drafts, for good: there is no Undo. What is still open goes, "
    "too: end it first while the child is reviewed. The account keeps that it was done, when and by whom. Figures of past months count without them. Backups made before still hold them: "
    "Settings, Backups with what was erased, lists them. Restoring one brings the records back, and they must be erased again."
)


def check_typed(words: str) -> None:
    """Refuse unless the word was typed."""
    if words.strip().casefold() != ERASE_WORD:
        raise Refusal(f'Type the word "{ERASE_WORD}" to erase for good.', "Nothing was erased.")


def tell_erased(tools: Tools, erased: Erased, show_backups: Callable[[], None]) -> None:
    """Tell how much was erased, and where it still is; there is no Undo."""
    whom = counted(erased.children, "child or household", "children or households")
    tools.notices.say(
        f"Erased for good: {whom}, {counted(erased.records, 'record')}. Backups made before still hold them.",
        "Show these backups",
        show_backups,
    )
