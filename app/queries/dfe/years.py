"""The years of the DfE's returns: 2026 is the year that ends on 31 March 2026."""

from app.domain.dates import Period, long
from app.domain.errors import Refusal

FIRST, LAST = 1991, 2199


def year_ending(year: int) -> Period:
    """1 April of the year before to 31 March of this one; refuses years of no return."""
    if not FIRST <= year <= LAST:
        raise Refusal(
            f"{year} is not a year of the return. Nothing was written.",
            "Give the year in which it ends: 2026 is the year from 1 April 2025 to 31 March 2026.",
        )
    return Period.financial_year(year - 1)


def year_words(year: Period) -> str:
    """The year as one says it: "the year ending 31 March 2026"."""
    return f"the year ending {long(year.last)}"
