"""The settings of the lock and of the clipboard."""

from app.domain.definitions.definition import Definition

LOCK = (
    Definition(
        "lock.minutes",
        "Minutes until the program locks by itself",
        "After the last key and the last movement of the mouse in it, from 1 to 60. Ctrl+L locks at once.",
        10,
    ),
    Definition(
        "clipboard.seconds",
        "Seconds until a copy is taken off the clipboard",
        "Only if it is still what was copied here. 0: it stays until the program locks or is closed.",
        30,
    ),
)
