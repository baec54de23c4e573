"""The tables of clocks, reviews, meetings and moves."""

from sqlalchemy import Boolean, Column, Index, Integer, Time
from sqlalchemy import text as sql

from app.domain.participation import ASKED
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from db.tables.columns import Kept, maybe_day, maybe_of, maybe_text, of, record_table, text
from db.tables.columns import day as a_day

# In the words in which the population of reviews asks for it: an index of so few reviews serves no others.
_SILENT = f"kind IN ({', '.join(repr(kind) for kind in ASKED)}) AND participation IS NULL"
_UNEXPLAINED = "held > due AND late_reason IS NULL"
_FACTS_TO_COME = f"({_SILENT} OR {_UNEXPLAINED})"
_LIVE = "voided_at IS NULL"
_OPEN = f"held IS NULL AND {_LIVE}"
_HELD = f"held IS NOT NULL AND {_LIVE}"
_PLACED = f"series_id IS NOT NULL AND {_LIVE}"
_UNPLACED = f"series_id IS NULL AND {_LIVE}"
_ADJOURNED = f"adjourned_on IS NOT NULL AND {_LIVE}"
_TO_COME = f"{_HELD} AND {_FACTS_TO_COME}"

# Everything that a figure or a list reads of a review to count it, so that its rows need not be fetched one by one.
# Figures name their kinds and are most often grouped by them, so kind stands first; lists of open reviews go by due date.
# placed says that a review is in a period and has a row of its own in lists: one that is served with another has not.
# Only figures by due date ask for placed reviews in the words of _PLACED, so that no list is tempted by their index.
_COUNTED = ("placed", "child_id", "voided_at")
_COUNTED_BY_HELD = ("kind", "held", "due", *_COUNTED)
_COUNTED_BY_DUE = ("kind", "due", "held", "series_id", *_COUNTED)
_COUNTED_OPEN = ("due", "kind", "held", "series_id", "to_confirm", "id", *_COUNTED)
_COUNTED_TO_COME = ("kind", "held", "due", "participation", "late_reason", *_COUNTED)
_COUNTED_ADJOURNED = ("adjourned_on", "completed_on", "kind", *_COUNTED)

series = record_table(
    "series",
    of("child_id", "children"),
    text("kind"),
    maybe_day("start"),
    Column("start_known", Boolean, nullable=False),
    maybe_day("end"),
    text("end_reason"),
    Column("history_complete", Boolean, nullable=False),
    maybe_day("closes"),
    Index(None, "child_id"),
    Index(None, "closes"),
)

reviews = record_table(
    "reviews",
    of("child_id", "children"),
    maybe_of("series_id", "series"),
    text("kind"),
    Column("number", Integer, nullable=False),
    text("number_basis"),
    maybe_day("due"),
    text("due_basis"),
    Column("to_confirm", Boolean, nullable=False),
    maybe_day("counted_from"),
    maybe_day("source_due"),
    maybe_day("local_due"),
    maybe_day("held"),
    maybe_text("participation"),
    maybe_text("late_reason"),
    maybe_of("chair_id", "officers"),
    Column("without_meeting", Boolean, nullable=False),
    text("brought_forward_by"),
    text("brought_forward_why"),
    text("note"),
    maybe_day("decisions_on"),
    maybe_day("answered_on"),
    maybe_day("record_on"),
    maybe_day("sent_on"),
    maybe_day("adjourned_on"),
    maybe_text("adjourned_why"),
    maybe_day("completed_on"),
    maybe_text("served_with"),
    maybe_day("panel_on"),
    Column("placed", Boolean, nullable=False),
    Index(None, "child_id"),
    Index(None, "series_id"),
    Index("reviews_held", *_COUNTED_BY_HELD, sqlite_where=sql(_HELD)),
    Index("reviews_due", *_COUNTED_BY_DUE, sqlite_where=sql(_PLACED)),
    Index("reviews_open", "child_id", "due", sqlite_where=sql(_OPEN)),
    Index("reviews_open_due", *_COUNTED_OPEN, sqlite_where=sql(_OPEN)),
    Index("reviews_to_come", *_COUNTED_TO_COME, sqlite_where=sql(_TO_COME)),
    Index("reviews_adjourned", *_COUNTED_ADJOURNED, sqlite_where=sql(_ADJOURNED)),
    Index("reviews_unplaced", "child_id", sqlite_where=sql(_UNPLACED)),
)

meetings = record_table(
    "meetings",
    a_day("date"),
    Column("time", Time),
    Column("minutes", Integer),
    text("place"),
    text("state"),
    text("cancelled_why"),
    maybe_day("invited_on"),
    maybe_text("minute_taker"),
    Index(None, "date"),
)

meeting_reviews = record_table(
    "meeting_reviews",
    of("meeting_id", "meetings"),
    of("review_id", "reviews"),
    Index(None, "meeting_id"),
    Index(None, "review_id"),
)

rearrangements = record_table(
    "rearrangements",
    of("meeting_id", "meetings"),
    of("review_id", "reviews"),
    text("requested_by"),
    a_day("requested_on"),
    text("reason"),
    text("decision"),
    text("decided_by"),
    a_day("old_date"),
    maybe_day("new_date"),
    Index(None, "meeting_id"),
    Index(None, "review_id"),
    Index(None, "requested_on"),
)

KEPT = (
    Kept(Series, series),
    Kept(Review, reviews, {"placed": lambda review: review.series_id is not None and review.served_with is None}),
    Kept(Meeting, meetings),
    Kept(MeetingReview, meeting_reviews),
    Kept(Rearrangement, rearrangements),
)
