"""A child in our care or on a plan (or a foster household, which stands in a child's place), and the dated facts about them: legal status, social worker, team and home."""

from dataclasses import dataclass
from datetime import date

from app.domain.calendar import add_months, birthday
from app.domain.errors import Refusal
from app.domain.records import Record, fold

MONTHS_EXPECTED = 10
"""An expected date of birth lies no further ahead."""


@dataclass(frozen=True, kw_only=True)
class Child(Record):
    """A child, known by the reference of the case system. Everything but the reference may be unknown.

    expected_on is the expected date of birth of an unborn child. household is what foster carers are approved for, and
    None for a child: a foster household has reviews as a child has, and is never counted among the children.
    """

    reference: str
    name: str = ""
    known_as: str = ""
    date_of_birth: date | None = None
    sex: str = ""
    sibling_group: str | None = None
    expected_on: date | None = None
    household: str | None = None

    @property
    def is_household(self) -> bool:
        """Whether this is a foster household, and no child."""
        return self.household is not None

    @property
    def is_unborn(self) -> bool:
        """Whether the child is expected and not yet born, as far as we know."""
        return self.date_of_birth is None and self.expected_on is not None

    @property
    def shown_name(self) -> str:
        """The name they like to be called, else their name, else the reference."""
        return self.known_as or self.name or self.reference

    @property
    def eighteenth_birthday(self) -> date | None:
        """The day on which every clock, plan and allocation of the child ends."""
        return birthday(self.date_of_birth, 18) if self.date_of_birth else None


@dataclass(frozen=True, kw_only=True)
class ChildReference(Record):
    """Another number by which a source knows the child, e.g. a previous case system's."""

    child_id: str
    source: str
    value: str


@dataclass(frozen=True, kw_only=True)
class LegalStatus(Record):
    """The child's legal status from a day until the day the next one starts (SSDA903 LS codes, e.g. C2)."""

    child_id: str
    code: str
    start: date
    end: date | None = None


@dataclass(frozen=True, kw_only=True)
class SocialWorker(Record):
    """The child's social worker from a day."""

    child_id: str
    name: str
    start: date
    end: date | None = None


@dataclass(frozen=True, kw_only=True)
class ChildTeam(Record):
    """The social-work team that holds the child from a day."""

    child_id: str
    team_id: str
    start: date
    end: date | None = None


@dataclass(frozen=True, kw_only=True)
class Placement(Record):
    """Where the child lives from a day (SSDA903 PLACE code and provider)."""

    child_id: str
    code: str
    provider: str = ""
    start: date
    end: date | None = None


def age(child: Child, today: date) -> str:
    """12 years old; under 2, in months."""
    born = child.date_of_birth
    if born is None or born > today:
        return ""
    years = today.year - born.year
    years -= birthday(born, years) > today
    if years >= 2:
        return f"{years} years old"
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return "1 month old" if months == 1 else f"{months} months old"


RECORD_OF = "Record of {}"
"""The title of a child's whole record, by reference: the account is searched by it for who took it out."""


def reference_key(reference: str) -> str:
    """How references are compared: trimmed and case-blind; leading zeros are kept."""
    return fold(reference)


def check_child(child: Child, today: date) -> None:
    """Refuse a child without a reference or born in the future."""
    if not child.reference.strip():
        raise Refusal("A child needs a reference.", "Type the number that the case system gives the child.")
    if child.date_of_birth and child.date_of_birth > today:
        raise Refusal("The date of birth lies in the future.", "Check the year, or give the expected date of birth.")
    if child.is_unborn and child.expected_on and child.expected_on > add_months(today, MONTHS_EXPECTED):
        raise Refusal(
            f"The expected date of birth is more than {MONTHS_EXPECTED} months away.", "Check the year of that date."
        )
