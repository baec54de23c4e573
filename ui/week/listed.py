"""The lists of My week that no other place has: what their rows are called, and what a press does with one."""

from app.domain.counting import counted
from app.queries.week.meetings import MeetingsList
from app.queries.week.records import RecordsList
from app.queries.week.unseen import UnseenList

Listed = MeetingsList | UnseenList | RecordsList


def press_words(listed: Listed) -> str:
    """What is done with the chosen row."""
    if isinstance(listed, MeetingsList):
        return "&Open the review"
    return "&Record a contact…" if isinstance(listed, UnseenList) else "&Record what followed…"


def count_words(listed: Listed, count: int) -> str:
    """How many rows there are, by what they are."""
    if isinstance(listed, UnseenList):
        return counted(count, "child", "children")
    return counted(count, "meeting" if isinstance(listed, MeetingsList) else "record")
