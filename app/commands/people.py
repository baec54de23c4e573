"""Say who may use the program, and as what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from app.commands.checking import check_live
from app.domain.access import Person, Right, Role, Stamp
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.store import Store


@dataclass(frozen=True)
class KeepPerson:
    """Say who may use the program: a login of the operating system, a name, a role, perhaps the officer they are."""

    login: str
    name: str
    role: str
    officer_id: str | None = None
    person_id: str | None = None
    right: ClassVar[Right] = Right.PEOPLE
    title: ClassVar[str] = "Change who uses the program"

    def run(self, store: Store, stamp: Stamp) -> Person:
        """Refuses a second person with one login, and to leave the service without a manager."""
        shelf = store.shelf(Person)
        if not self.login.strip() or self.role not in list(Role):
            raise Refusal("A person needs a login and a role.", "The login is the one of the computer.")
        others = [p for p in shelf.find() if p.id != self.person_id]
        if any(p.login.casefold() == self.login.strip().casefold() for p in others):
            raise Refusal("Somebody with that login is already here.", "Change that person instead.")
        old = shelf.maybe(self.person_id) or Person(login="")
        if self.role != Role.MANAGER:
            check_manager_among(others)
        elif old.login and old.login.casefold() != self.login.strip().casefold():
            check_login_is_sure(old, others)
        if self.officer_id:
            check_live(store.shelf(Officer).get(self.officer_id))
        check_live(old)
        changed = replace(
            old, login=self.login.strip(), name=self.name.strip(), role=self.role, officer_id=self.officer_id
        )
        return shelf.keep(changed)


@dataclass(frozen=True)
class RemovePerson:
    """Say that somebody uses the program no longer; what they did stays in the account under their login."""

    person_id: str
    why: str = "Left the service"
    right: ClassVar[Right] = Right.PEOPLE
    title: ClassVar[str] = "Remove who uses the program"

    def run(self, store: Store, stamp: Stamp) -> Person:
        """Refuses to leave the service without a manager."""
        shelf = store.shelf(Person)
        person = shelf.get(self.person_id)
        check_live(person)
        check_manager_among([p for p in shelf.find() if p.id != person.id])
        return shelf.void(person, self.why)


def check_login_is_sure(only: Person, others: Iterable[Person]) -> None:
    """Refuse another login to the only manager: mistyped, nobody could ever put it right."""
    if only.role == Role.MANAGER and not any(person.role == Role.MANAGER for person in others):
        raise Refusal(
            "This is the only manager: with a mistyped login nobody could sign in as one any more.",
            "Add a manager with the new login first, then remove this one.",
        )


def check_manager_among(people: Iterable[Person]) -> None:
    """Refuse to leave the service without a manager."""
    if not any(person.role == Role.MANAGER for person in people):
        raise Refusal("The service needs at least one manager.", "Make somebody else a manager first.")
