"""The field for how the child took part, which follows the child's age on the day of the meeting."""

from datetime import date

from app.domain.kinds import CHILD, kind_of
from app.domain.participation import CODES, breaks_rule_440, breaks_rule_441, known_by_age
from ui.parts.dates import DateField
from ui.reviewform import ReviewForm

TO_COME = "To come"


def codes_for(born: date | None, held: date, kept: str | None = None) -> list[tuple[str, str]]:
    """The participation codes that can be true of a child of this age, and the one recorded; "to come" first."""
    possible = [
        code
        for code in CODES
        if born is None or code == kept or not (breaks_rule_440(code, born, held) or breaks_rule_441(code, born, held))
    ]
    return [("", TO_COME), *((code, f"{code}: {CODES[code]}") for code in possible)]


class ParticipationFields(ReviewForm):
    """A form of a day and of how the child took part on it, at reviews and at conferences."""

    @property
    def takes_participation(self) -> bool:
        """Not where the review is about a household."""
        return kind_of(self.given.one.review.kind).subject == CHILD

    def add_participation(self, day: DateField) -> None:
        """The codes that are possible on this day, anew whenever it changes."""
        if not self.takes_participation:
            return
        self.participation = self.add_choice("participation", "Ho&w the child took part", self._codes(day))
        self.watch("participation")
        day.changed.connect(lambda: self._take_day(day))

    def _take_day(self, day: DateField) -> None:
        """Of a child under 4 on the day there is one code, which is filled in."""
        self.participation.set_options(self._codes(day))
        held, one = day.value(), self.given.one
        code = known_by_age(one.review.kind, one.child, held) if held else None
        if code and not self.participation.value():
            self.propose({"participation": code})

    def _codes(self, day: DateField) -> list[tuple[str, str]]:
        known = day.value() or self.given.one.review.held or self.tools.today()
        return codes_for(self.given.one.child.date_of_birth, known)
