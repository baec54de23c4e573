"""What "in timescale" means: verdicts, and percentages rounded half up by whole numbers."""

from datetime import date

IN_TIME, LATE, NOT_JUDGED, OVERDUE, TO_COME, NEVER_HELD = (
    "in time",
    "late",
    "not judged",
    "overdue",
    "to come",
    "never held",
)


def verdict(due: date | None, held: date | None, as_at: date, closes: date | None = None) -> str:
    """What became of a review by a day: held on the due date is in time; without a due date it is not judged."""
    if held is not None:
        if due is None:
            return NOT_JUDGED
        return IN_TIME if held <= due else LATE
    if closes is not None and closes <= as_at:
        return NEVER_HELD
    return OVERDUE if due is not None and due < as_at else TO_COME


def percent(numerator: int, denominator: int, decimals: int = 1) -> str:
    """A share as printed, rounded half up: "94.2 %"; "-" where there is no denominator."""
    if denominator == 0:
        return "-"
    scale = 10**decimals
    whole = (numerator * 100 * scale * 2 + denominator) // (2 * denominator)
    if decimals == 0:
        return f"{whole} %"
    return f"{whole // scale}.{whole % scale:0{decimals}d} %"


def tenths(numerator: int, denominator: int) -> int:
    """A share in tenths of a per cent, rounded half up by whole numbers."""
    return (numerator * 2000 + denominator) // (2 * denominator)


def share(numerator: int, denominator: int) -> float | None:
    """The unrounded percentage, 0 to 100; None where there is no denominator."""
    return numerator * 100 / denominator if denominator else None
