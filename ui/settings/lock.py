"""The section of Settings about the lock and the clipboard."""

from ui.page import Tools
from ui.parts.steady import Number
from ui.settings.figures import Controls, Figures


def _controls(_tools: Tools) -> Controls:
    return (
        ("lock.minutes", "&Minutes until the program locks by itself", Number(1, 60)),
        ("clipboard.seconds", "Secon&ds until a copy is taken off the clipboard", Number(0, 600)),
    )


LOCK = Figures(
    "lock",
    "Lock and clipboard",
    "lock",
    "When the program locks by itself, and how long a copy stays on the clipboard.",
    _controls,
    saved="Saved.",
)
