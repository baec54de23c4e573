"""The meetings once more, one row for each review that a meeting serves, with how it went and whose the review was."""

from db.populations import holders
from db.populations.meetings import POPULATION as MEETINGS
from db.populations.population import Make, Population, month, plain
from db.tables.reviews import meeting_reviews, meetings, reviews

_ON_THE_DAY = ("iro_id", "iro", "team_id", "team")


def _holder(name: str) -> Make:
    return lambda _: holders.on_day(reviews.c.child_id, reviews, meetings.c.date)[name]


_FIELDS: dict[str, Make] = {
    **MEETINGS.fields,
    "cancelled_why": plain(meetings.c.cancelled_why),
    "month": month(meetings.c.date),
    **{name: _holder(name) for name in _ON_THE_DAY},
}

POPULATION = Population(
    "sittings",
    meeting_reviews,
    meeting_reviews.c.id,
    {**_FIELDS, "id": plain(meeting_reviews.c.id), "review_id": plain(reviews.c.id)},
    MEETINGS.always,
    MEETINGS.joins,
    required=MEETINGS.required,
)
