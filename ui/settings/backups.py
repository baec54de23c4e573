"""The section of Settings about where backups go."""

from ui.page import Tools
from ui.parts.folder import FolderField
from ui.settings.figures import Controls, Figures


def _controls(_tools: Tools) -> Controls:
    return (("backups.folder", "Folder for &backups", FolderField("Where backups go")),)


BACKUPS = Figures(
    "backups",
    "Backups",
    "history",
    "Where backups go. They make themselves: after half an hour of changes, at close, and before each import and update.",
    _controls,
    {},
    {
        "backups.folder": "Empty: a folder beside the file. Choose another disk or a network drive: a backup on the disk of "
        "the file is lost with it. Backups are encrypted, and each was opened and checked before it counts."
    },
    saved="Saved.",
)
