"""How large a synthetic service is, and for how many years back its history reaches."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.errors import Refusal

CHILDREN_PER_IRO = 78
REVIEWS_PER_DENSE_YEAR = 4.45
"""How many reviews a year a child has who is looked after and on a child protection plan at once."""


@dataclass(frozen=True)
class Size:
    """Children, IROs (0: as many as the children need), years of history.

    reviews_per_child makes a service to measure with instead of one to look at: every child is looked after and on a
    plan at once, for as long as it takes to have about so many reviews. At 40 and ten years 50,000 children have
    about 2,000,000 reviews.
    """

    children: int = 1100
    iros: int = 0
    years: int = 10
    reviews_per_child: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.children <= 100_000 or not 1 <= self.years <= 30 or not 0 <= self.iros <= 2_000:
            raise Refusal(
                "A demonstration has 1 to 100,000 children and 1 to 30 years of history.", "Choose other numbers."
            )

    @property
    def dense(self) -> bool:
        """Whether the service is one to measure with."""
        return self.reviews_per_child > 0

    @property
    def officers(self) -> int:
        """How many IROs are in post."""
        return self.iros or max(2, round(self.children / CHILDREN_PER_IRO))

    @property
    def dense_start_days(self) -> int:
        """Over how many days from the beginning the children of a dense service come."""
        return max(30, int((self.years - self.reviews_per_child / REVIEWS_PER_DENSE_YEAR) * 2 * 365.25))

    def first_day(self, today: date) -> date:
        """The day on which the history begins."""
        return today - timedelta(days=round(self.years * 365.25))


DENSE = 40
"""Reviews a child in the services that benchmarks measure with."""
