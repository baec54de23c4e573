"""How the child was heard at a meeting: how they took part, chairing, consultation, advocate, visitor, letter."""

from dataclasses import replace
from typing import Any

from app.domain.dates import short
from app.domain.participation import by_age
from app.domain.voice import CHAIRED, CHAIRING, CO_CHAIRED, CONSULTATIONS, VISITORS, Voice
from app.queries.practice import MeetingFacts
from ui.meetingform.fold import NOT_SAID, TRUTH, WORDS_OF_TRUTH, YES_OR_NO, Answers
from ui.page import Tools
from ui.participationfield import codes_for
from ui.parts.dates import DateField
from ui.parts.filters import Choice

PARTICIPATION, LETTER = "participation", "letter_on"
OFFERED = ("advocate_offered", "advocate_used")


class Hearing(Answers):
    """How the child took part, which is the review's own, then five answers and a day."""

    title = "How the chil&d was heard"

    def __init__(self, tools: Tools, facts: MeetingFacts) -> None:
        super().__init__()
        voice, review = facts.voice, facts.review
        day = review.held or review.adjourned_on or tools.today()
        self.ask(PARTICIPATION, "How the child took part", codes_for(facts.born, day, review.participation))
        self.ask("chaired", "Chairing", (NOT_SAID, *CHAIRING.items()))
        self.ask("consultation", "Consultation before it", (NOT_SAID, *CONSULTATIONS.items()))
        self.ask("advocate_offered", "Advocate offered", YES_OR_NO)
        self.ask("advocate_used", "Advocate used", YES_OR_NO)
        self.ask("visitor", "Independent visitor", (NOT_SAID, *VISITORS.items()))
        self.letter = DateField(tools.today, tools.calendar)
        self.place("Letter to the child", self.letter)
        self.letter.changed.connect(self.changed)
        self.letter.line.textEdited.connect(lambda _text: self.changed.emit())
        self.choices[PARTICIPATION].set_value(review.participation or by_age(facts.born, day) or "")
        for key, one in self._of_voice():
            said = getattr(voice, key)
            one.set_value(WORDS_OF_TRUTH[said] if key in OFFERED else said or "")
        self.letter.set_value(voice.letter_on)
        self.tell()

    def value(self) -> dict[str, Any]:
        """As typed."""
        return {**{key: one.value() for key, one in self.choices.items()}, LETTER: self.letter.text()}

    def set_value(self, value: dict[str, Any]) -> None:
        """What was typed before."""
        for key, said in value.items():
            if key in self.choices:
                self.choices[key].set_value(said)
        self.letter.set_text(value.get(LETTER, ""))

    def said(self, before: Voice) -> Voice:
        """The record as it is to be."""
        chosen = {key: one.value() for key, one in self._of_voice()}
        answers: dict[str, Any] = {key: TRUTH[said] if key in OFFERED else said or None for key, said in chosen.items()}
        return replace(before, **answers, letter_on=self.letter.value())

    def participation(self) -> str:
        """The code that is chosen; "" while it is to come."""
        return str(self.choices[PARTICIPATION].value() or "")

    def _of_voice(self) -> list[tuple[str, Choice]]:
        return [(key, one) for key, one in self.choices.items() if key != PARTICIPATION]

    def summary(self) -> str:
        """Who chaired, and how much is recorded."""
        chaired = self.choices["chaired"].value()
        who = f"{CHAIRING[chaired]}. " if chaired in (CHAIRED, CO_CHAIRED) else ""
        letter = self.letter.value()
        sent = f", letter {short(letter)}" if letter else ""
        return f"{who}{self.answered()}{sent}"
