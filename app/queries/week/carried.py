"""Who carries what: the numbers of every IRO side by side, each of which opens its list."""

from collections.abc import Sequence

from app.queries.challenges.listing import ChallengeFilter
from app.queries.reviews import DueFilter
from app.queries.week.challenges import CHALLENGES, Followed
from app.queries.week.reviews import MONTH, REVIEWS, WEEK, Parts, Waiting
from app.queries.week.shapes import HERE, Opens
from app.queries.week.sight import Sight
from app.table import Column, Fixed, Kind, Row, Table, Tone

COLUMNS = (
    Column("iro", "IRO", width=16),
    Column("overdue", "Overdue", Kind.NUMBER, 6),
    Column("week", "Due in 7", Kind.NUMBER, 6),
    Column("month", "Due in 28", Kind.NUMBER, 6),
    Column("not-booked", "No date", Kind.NUMBER, 6),
    Column("challenges", "Late challenges", Kind.NUMBER, 6),
    Column("actions", "Late actions", Kind.NUMBER, 6),
)


def carried(sight: Sight, reviews: Sequence[Waiting], challenges: Sequence[Followed]) -> Table:
    """One row for each IRO who has a review to hold or an open challenge, by name."""
    of_reviews: dict[str, list[Waiting]] = {}
    for review in reviews:
        of_reviews.setdefault(review.officer_id or "", []).append(review)
    of_challenges: dict[str, list[Followed]] = {}
    for challenge in challenges:
        for officer_id in challenge.officers:
            of_challenges.setdefault(officer_id, []).append(challenge)
    rows = tuple(
        _row(sight, officer_id, name, of_reviews.get(officer_id, []), of_challenges.get(officer_id, []))
        for officer_id, name in sight.officers.items()
        if officer_id in of_reviews or officer_id in of_challenges
    )
    line = "Enter on a name shows that week; on a number, its list."
    return Table("Who carries what", COLUMNS, Fixed(rows, tuple(column.key for column in COLUMNS)), line)


def _row(sight: Sight, officer_id: str, name: str, reviews: Sequence[Waiting], challenges: Sequence[Followed]) -> Row:
    parts = Parts(reviews, sight.today)
    counts = {
        "overdue": len(parts.overdue()),
        "week": len(parts.within(WEEK)),
        "month": len(parts.within(MONTH)),
        "not-booked": len(parts.not_booked()),
        "challenges": sum(bool(one.values["overdue"]) for one in challenges),
        "actions": sum(bool(one.values["actions_late"]) for one in challenges),
    }
    late = {key: Tone.LATE for key in ("overdue", "challenges", "actions") if counts[key]}
    opens = {key: _opens(key, officer_id) for key, count in counts.items() if count}
    return Row(officer_id, (name, *counts.values()), tones=late, opens={"iro": Opens(HERE, officer_id), **opens})


def _opens(key: str, officer_id: str) -> Opens:
    parts = {"challenges": "overdue", "actions": "actions-late"}
    if key in parts:
        return Opens(CHALLENGES, ChallengeFilter(parts[key], officer_id=officer_id))
    return Opens(REVIEWS, DueFilter(key, officer_id))
