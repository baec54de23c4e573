"""What a meeting found of the child's plan: as many questions as this review asks."""

from dataclasses import replace
from typing import Any

from app.domain.answers import ANSWERS
from app.domain.asked import PERMANENCE, QUESTIONS
from app.domain.quality import Quality
from app.queries.practice import MeetingFacts
from ui.meetingform.fold import NOT_SAID, Answers


class Plan(Answers):
    """A choice for each question."""

    title = "&The plan"

    def __init__(self, facts: MeetingFacts) -> None:
        super().__init__()
        for field in facts.asked:
            known = facts.permanence if field == PERMANENCE else ANSWERS
            self.ask(field, QUESTIONS[field], (NOT_SAID, *known.items()))
            self.choices[field].set_value(getattr(facts.quality, field) or "")
        self.tell()

    def value(self) -> dict[str, Any]:
        """The answers by their fields."""
        return {key: one.value() for key, one in self.choices.items()}

    def set_value(self, value: dict[str, Any]) -> None:
        """What was chosen before."""
        for key, said in value.items():
            if key in self.choices:
                self.choices[key].set_value(said)

    def said(self, before: Quality) -> Quality:
        """The record as it is to be."""
        answers: dict[str, Any] = {key: said or None for key, said in self.value().items()}
        return replace(before, **answers)

    def summary(self) -> str:
        """How much is recorded."""
        return self.answered()
