"""The form of what follows a review: when the decisions were recorded and answered, and the record complete and sent."""

from collections.abc import Sequence
from typing import Any

from app.commands.afterwards import RecordAfterwards
from app.desk import Command
from app.domain.afterwards import ANSWERED, DECISIONS, RECORD, SENT, STAGES, done_on, stages_for
from app.domain.errors import Refusal
from app.domain.reviews import Review
from app.queries.afterwards import StageWords
from ui.actform import ActForm

LABELS = {
    DECISIONS: "&Decisions recorded",
    ANSWERED: "Ma&nager answered",
    RECORD: "F&ull record complete",
    SENT: "Record sent to ever&yone",
}
BLAME = {
    "manager answer": ANSWERED,
    "record that was sent": RECORD,
    "record was sent": SENT,
    **{words.lower(): stage for stage, words in STAGES.items()},
}


class AfterForm(ActForm):
    """Four days, each of which may still be to come."""

    code, title, save_words = "after", "After the review", "&Save"

    @property
    def review(self) -> Review:
        """The review that was held."""
        raise AssertionError

    @property
    def stages(self) -> Sequence[StageWords]:
        """How each stage stands."""
        raise AssertionError

    def build(self) -> None:
        """A day for each stage; below one that is owed, until when."""
        stands = {one.stage: one.words for one in self.stages if done_on(self.review, one.stage) is None}
        for stage in stages_for(self.review.kind):
            self.add_date(stage, LABELS[stage], stands.get(stage, ""), optional=True)

    def starting(self) -> dict[str, Any]:
        """What is recorded."""
        return {stage: done_on(self.review, stage) for stage in stages_for(self.review.kind)}

    def command(self) -> Command[Any]:
        """RecordAfterwards with the version that was read."""
        values, review = self.values(), self.review
        return RecordAfterwards(
            review.id, values[DECISIONS], values.get(ANSWERED), values[RECORD], values[SENT], review.version
        )

    def blame(self, refusal: Refusal) -> str:
        """The stage that the refusal names."""
        words = refusal.message.casefold()
        return next((stage for said, stage in BLAME.items() if said in words), "")

    def focus(self) -> None:
        """Into the first day that is still to come."""
        empty = next((stage for stage, day in self.values().items() if day is None), DECISIONS)
        self._fields[empty].control.setFocus()
