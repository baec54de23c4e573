"""The form of a meeting on a child's page: of any review or conference that was held, however long ago."""

from app.domain.dates import long
from app.queries.practice import MeetingFacts
from ui.children.task import Kit, Task
from ui.meetingform.form import BLAME, MeetingForm
from ui.page import Tools


class ChildMeetingForm(MeetingForm):
    """The meeting of one review of the child whose sheet is shown; contacts stand on the sheet itself."""

    leads_to_contact = False

    def __init__(self, tools: Tools, facts: MeetingFacts) -> None:
        self._facts = facts
        day = facts.review.held or facts.review.adjourned_on
        about = f"{facts.review.kind_title}{f', held {long(day)}' if day else ''}."
        super().__init__(tools, f"children.meeting.{facts.review.id}", about)

    @property
    def facts(self) -> MeetingFacts:
        """As they were asked for."""
        return self._facts


def record_meeting(facts: MeetingFacts, kit: Kit) -> Task:
    """All that is said of a meeting; ask MeetingInFull(review_id)."""
    form = ChildMeetingForm(kit.tools, facts)
    keys = {said: key for said, key in BLAME.items() if key in form.sections}
    return Task(form, lambda _values: form.command(), "Saved: what happened at the meeting.", keys)
