"""The kinds of review and meeting, and the clock that the law gives each: the one table to read or to add to."""

from dataclasses import dataclass
from datetime import date

from app.domain.calendar import Calendar, add_days, add_months
from app.domain.errors import Refusal

CARE_PLANNING = "Care Planning, Placement and Case Review (England) Regulations 2010"
WORKING_TOGETHER = "Working Together to Safeguard Children"
ADOPTION = "Adoption Agencies Regulations 2005"
SECURE = "Children (Secure Accommodation) Regulations 1991"
FOSTERING = "Fostering Services (England) Regulations 2011"
CARE_LEAVERS = "Care Leavers (England) Regulations 2010"


CHILD, HOUSEHOLD = "child", "household"
"""Whom a review is about: a child (perhaps not yet born), or a foster household."""


@dataclass(frozen=True)
class Interval:
    """A length of time as a rule states it: a number of working days, days or months."""

    number: int
    unit: str

    def after(self, start: date, calendar: Calendar) -> date:
        """The last day on which a meeting is in time; the start is day 0."""
        if self.unit == "working days":
            return calendar.add_working_days(start, self.number)
        if self.unit == "days":
            return add_days(start, self.number)
        return add_months(start, self.number)

    @property
    def words(self) -> str:
        """The interval as one reads it: "20 working days", "1 month"."""
        return f"{self.number} {self.unit[:-1] if self.number == 1 else self.unit}"

    @classmethod
    def parse(cls, words: str) -> "Interval":
        """An interval from words such as "28 days", "12 weeks" or "15 working days"; refuses anything else."""
        number, _, unit = words.strip().lower().partition(" ")
        unit = unit.strip() if unit.strip().endswith("s") else unit.strip() + "s"
        if not number.isdigit() or not 1 <= int(number) <= 1000:
            raise Refusal(f'"{words}" is not a length of time.', "Write for example: 28 days, 12 weeks, 3 months.")
        if unit == "weeks":
            return cls(int(number) * 7, "days")
        if unit == "years":
            return cls(int(number) * 12, "months")
        if unit not in ("working days", "days", "months"):
            raise Refusal(f'"{words}" is not a length of time.', "Write for example: 28 days, 12 weeks, 3 months.")
        return cls(int(number), unit)


@dataclass(frozen=True)
class Step:
    """One step of a clock: within this interval of what, by which rule."""

    interval: Interval
    since: str
    rule: str


@dataclass(frozen=True)
class Kind:
    """A kind of review: its words, what starts its clock, and its steps (the last one repeats unless it is held once)."""

    code: str
    title: str
    plural: str
    period: str
    trigger: str
    steps: tuple[Step, ...]
    noun: str = "review"
    once: bool = False
    ends_at_18: bool = True
    subject: str = CHILD

    def step(self, number: int) -> Step | None:
        """The step that leads to the review of this sequence number, or None where none follows."""
        if not self.steps or (self.once and number > len(self.steps)):
            return None
        return self.steps[min(number, len(self.steps)) - 1]

    def ambiguous(self, number: int) -> bool:
        """Whether "number or later" leaves open which step applies."""
        return bool(self.steps) and self.step(number) is not self.steps[-1]


def _months(number: int, since: str, rule: str) -> Step:
    return Step(Interval(number, "months"), since, rule)


def _working_days(number: int, since: str, rule: str) -> Step:
    return Step(Interval(number, "working days"), since, rule)


FIRST, PREVIOUS = "the first review", "the previous review"

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "looked-after",
            "Looked-after review",
            "Looked-after reviews",
            "Period of care",
            "becoming looked after",
            (
                _working_days(20, "becoming looked after", f"{CARE_PLANNING}, reg 33(1)"),
                _months(3, FIRST, f"{CARE_PLANNING}, reg 33(2)"),
                _months(6, PREVIOUS, f"{CARE_PLANNING}, reg 33(2)"),
            ),
        ),
        Kind(
            "icpc",
            "Initial child protection conference",
            "Initial child protection conferences",
            "Child protection enquiry",
            "the strategy discussion",
            (_working_days(15, "the strategy discussion", f"{WORKING_TOGETHER}: 15 working days"),),
            noun="conference",
            once=True,
        ),
        Kind(
            "rcpc",
            "Review child protection conference",
            "Review child protection conferences",
            "Child protection plan",
            "the initial conference",
            (
                _months(3, "the initial conference", f"{WORKING_TOGETHER}: 3 months"),
                _months(6, "the previous conference", f"{WORKING_TOGETHER}: 6 months"),
            ),
            noun="conference",
        ),
        Kind(
            "transfer-in",
            "Transfer-in conference",
            "Transfer-in conferences",
            "Transfer of a child protection plan",
            "the transfer",
            (_working_days(15, "the transfer", f"{WORKING_TOGETHER}: 15 working days"),),
            noun="conference",
            once=True,
        ),
        Kind(
            "short-breaks",
            "Short-breaks review",
            "Short-breaks reviews",
            "Short-breaks series",
            "the first short break",
            (
                _months(3, "the first short break", f"{CARE_PLANNING}, reg 48"),
                _months(6, PREVIOUS, f"{CARE_PLANNING}, reg 48"),
            ),
        ),
        Kind(
            "adoption-authorised",
            "Adoption review (authorised, not yet placed)",
            "Adoption reviews (authorised, not yet placed)",
            "Authority to place",
            "the authority to place for adoption",
            (
                _months(3, "the authority to place for adoption", f"{ADOPTION}, reg 36(1)"),
                _months(6, PREVIOUS, f"{ADOPTION}, reg 36(1)"),
            ),
        ),
        Kind(
            "adoption-placed",
            "Adoption review (placed)",
            "Adoption reviews (placed)",
            "Placement for adoption",
            "placement for adoption",
            (
                Step(Interval(28, "days"), "placement for adoption", f"{ADOPTION}, reg 36(3)"),
                _months(3, FIRST, f"{ADOPTION}, reg 36(3)"),
                _months(6, PREVIOUS, f"{ADOPTION}, reg 36(3)"),
            ),
        ),
        Kind(
            "secure",
            "Secure accommodation review",
            "Secure accommodation reviews",
            "Secure placement",
            "the start of the secure placement",
            (
                _months(1, "the start of the secure placement", f"{SECURE}, reg 15"),
                _months(3, PREVIOUS, f"{SECURE}, reg 15"),
            ),
        ),
        Kind(
            "foster-carer",
            "Foster carer review",
            "Foster carer reviews",
            "Approval",
            "approval",
            (
                _months(12, "approval", f"{FOSTERING}, reg 28"),
                _months(12, PREVIOUS, f"{FOSTERING}, reg 28"),
            ),
            ends_at_18=False,
            subject=HOUSEHOLD,
        ),
        Kind(
            "private-fostering",
            "Private fostering review",
            "Private fostering reviews",
            "Private fostering arrangement",
            "notification",
            (
                _months(12, "notification", "Local standard: 1 year"),
                _months(12, PREVIOUS, "Local standard: 1 year"),
            ),
        ),
        Kind(
            "pathway",
            "Pathway plan review",
            "Pathway plan reviews",
            "Pathway plan",
            "the pathway plan",
            (
                _months(6, "the pathway plan", f"{CARE_LEAVERS}, reg 7"),
                _months(6, PREVIOUS, f"{CARE_LEAVERS}, reg 7"),
            ),
            ends_at_18=False,
        ),
    )
}

LOOKED_AFTER, ICPC, RCPC = "looked-after", "icpc", "rcpc"
ADOPTION_AUTHORISED, ADOPTION_PLACED, SHORT_BREAKS = "adoption-authorised", "adoption-placed", "short-breaks"
TRANSFER_IN, SECURE_REVIEW, FOSTER_CARER = "transfer-in", "secure", "foster-carer"
PRIVATE_FOSTERING, PATHWAY = "private-fostering", "pathway"
USUAL_KINDS = (LOOKED_AFTER, ICPC, RCPC)


def kind_of(code: str) -> Kind:
    """The kind with this code; refuses an unknown one, naming those that exist."""
    if code not in KINDS:
        raise Refusal(f'"{code}" is not a kind of review.', f"Use one of: {', '.join(KINDS)}.")
    return KINDS[code]
