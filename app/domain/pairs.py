"""Which two open reviews of a child one meeting serves, and every series of a child decided together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.domain.kinds import ADOPTION_AUTHORISED, KINDS, LOOKED_AFTER
from app.domain.records import revised
from app.domain.reviews import Review, Series
from app.domain.schedule import Schedule, Terms, schedule

OF_ADOPTION = (LOOKED_AFTER, ADOPTION_AUTHORISED)
"""One meeting serves both while a child may be placed for adoption and is not (Adoption Agencies Regulations, reg 36)."""
_ORDER = tuple(KINDS)
Pair = tuple[Review, Review]


def schedules(
    series: Sequence[Series], reviews: Mapping[str | None, Sequence[Review]], terms: Terms
) -> tuple[Schedule, ...]:
    """Every series of one child decided, and which two open reviews one meeting serves.

    The review that is due later carries the key of the other in served_with, and lists show both as the row of that
    other. A pair lasts until one of the two is held or no longer due.
    """
    decided = tuple(schedule(one, reviews.get(one.id, ()), terms) for one in series)
    served = {later.id: first.id for first, later in (_in_order(pair, terms) for pair in _pairs(decided, terms))}
    if not served and not any(review.served_with for result in decided for review in result.reviews):
        return decided
    return tuple(replace(result, reviews=tuple(_told(result.reviews, served))) for result in decided)


def _told(reviews: Sequence[Review], served: Mapping[str, str]) -> Iterator[Review]:
    for review in reviews:
        other = served.get(review.id)
        yield review if review.served_with == other else revised(review, served_with=other)


def _pairs(decided: Sequence[Schedule], terms: Terms) -> Iterator[Pair]:
    """The pair of an adoption, then those that a person made; no review is in two."""
    waiting = {result.next.id: result.next for result in decided if result.next and _runs(result.series, terms)}
    taken: set[str] = set()
    of_adoption = {review.kind: review for review in waiting.values() if review.kind in OF_ADOPTION}
    if len(of_adoption) == len(OF_ADOPTION):
        taken |= {review.id for review in of_adoption.values()}
        yield of_adoption[LOOKED_AFTER], of_adoption[ADOPTION_AUTHORISED]
    for review in waiting.values():
        other = waiting.get(review.served_with or "")
        made_by_law = other and {review.kind, other.kind} == set(OF_ADOPTION)
        if other and not made_by_law and not taken & {review.id, other.id}:
            taken |= {review.id, other.id}
            yield review, other


def _runs(series: Series, terms: Terms) -> bool:
    """Whether the clock runs, as far as anything but the 18th birthday could have ended it."""
    return series.closes is None or series.closes == terms.eighteenth


def _in_order(pair: Pair, terms: Terms) -> Pair:
    """The one due first in front; one of a kind that the service does not chair never, as no list would show it."""
    first, later = sorted(pair, key=lambda r: (bool(terms.chaired) and r.kind not in terms.chaired, *_when(r)))
    return first, later


def _when(review: Review) -> tuple[date, int]:
    return review.due or date.max, _ORDER.index(review.kind)
