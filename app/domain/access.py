"""Who may do what: the people who use the program, their roles, and the one table of rights."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.errors import Refusal
from app.domain.records import Record


class Role(StrEnum):
    """What a person is to the service."""

    MANAGER = "manager"
    IRO = "iro"
    BUSINESS_SUPPORT = "business-support"
    READER = "reader"


ROLE_TITLES = {
    Role.MANAGER: "IRO team manager",
    Role.IRO: "Independent Reviewing Officer",
    Role.BUSINESS_SUPPORT: "Business support",
    Role.READER: "Reader",
}


class Right(StrEnum):
    """What a command or query may need; the words complete the sentence "may ..."."""

    SEE = "see children, reviews and figures"
    RECORD = "record reviews and children"
    CHALLENGE = "log challenges and move them"
    ALLOCATE = "allocate children"
    IMPORT = "import files"
    EXPORT = "export to files"
    SET_UP = "change settings, officers and lists"
    PEOPLE = "change who uses the program"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.MANAGER: frozenset(Right),
    Role.IRO: frozenset({Right.SEE, Right.RECORD, Right.CHALLENGE, Right.EXPORT}),
    Role.BUSINESS_SUPPORT: frozenset(
        {Right.SEE, Right.RECORD, Right.CHALLENGE, Right.ALLOCATE, Right.IMPORT, Right.EXPORT}
    ),
    Role.READER: frozenset({Right.SEE}),
}


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """Somebody who uses the program, known by the operating system's login; perhaps one of the officers."""

    login: str
    name: str = ""
    role: str = Role.READER
    officer_id: str | None = None

    def may(self, right: Right) -> bool:
        """Whether this person's role has the right."""
        return right in RIGHTS[Role(self.role)]


def without_right(person: Person, right: Right) -> Refusal:
    """The answer to somebody whose role may not do what they asked for."""
    role = ROLE_TITLES[Role(person.role)]
    return Refusal(f"Your role ({role}) may not {right}.", "Ask an IRO team manager to do it or to change your role.")


@dataclass(frozen=True)
class Stamp:
    """Who and when: the moment (aware, UTC), today in London (or the as-of date asked for), and the person."""

    at: datetime
    today: date
    person: Person
