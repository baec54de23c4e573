"""The recommendations or decisions of a review, and what had become of them at the next one."""

from dataclasses import dataclass
from datetime import date

from app.domain.records import Record

DONE, PARTLY, NOT_DONE, NO_LONGER = "done", "partly", "not-done", "no-longer"
PROGRESS = {DONE: "Done", PARTLY: "Partly done", NOT_DONE: "Not done", NO_LONGER: "No longer needed"}


@dataclass(frozen=True, kw_only=True)
class Recommendation(Record):
    """One recommendation of a review: its words, who is to do it and by when; and its progress, said at which review and when."""

    child_id: str
    review_id: str
    words: str
    owner: str = ""
    due: date | None = None
    progress: str | None = None
    progress_on: date | None = None
    progress_review_id: str | None = None
