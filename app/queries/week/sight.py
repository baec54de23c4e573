"""Whose week is looked at, on which day, with the words and the calendar that every section needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.access import Role, Stamp
from app.domain.calendar import Calendar
from app.domain.lateness import days_left
from app.domain.officers import Officer
from app.domain.settings import Holiday
from app.queries.service import chaired_kinds, kind_names
from app.store import Store, Where

NO_IRO = "No IRO"


@dataclass(frozen=True)
class Sight:
    """What every section is told."""

    today: date
    calendar: Calendar
    holidays: Mapping[date, str]
    """The names of the bank holidays."""
    officer_id: str | None
    officers: Mapping[str, str]
    """Everybody's name, in the order of names."""
    chaired: tuple[str, ...]
    kinds: Mapping[str, str]
    supports: bool
    """Whether the one who looks is business support: they book, invite and minute."""

    @classmethod
    def of(cls, store: Store, stamp: Stamp, officer_id: str | None) -> "Sight":
        """As the service is today."""
        officers = sorted(store.shelf(Officer).find(), key=lambda officer: officer.name.casefold())
        holidays = store.shelf(Holiday).find()
        return cls(
            stamp.today,
            Calendar.from_rows((one.date, one.name, one.confirmed) for one in holidays),
            {one.date: one.name for one in holidays},
            officer_id,
            {officer.id: officer.name for officer in officers},
            chaired_kinds(store),
            kind_names(store),
            stamp.person.role == Role.BUSINESS_SUPPORT,
        )

    @property
    def theirs(self) -> tuple[Where, ...]:
        """The condition that narrows to the IRO whose week it is; none for the team."""
        return (Where("iro_now_id", "is", self.officer_id),) if self.officer_id else ()

    def left(self, due: date) -> str:
        """How much time is left, in words."""
        return days_left(due, self.today, self.calendar)

    def holder(self, officer_id: str | None) -> str:
        """Whose it is, where everybody's are shown."""
        return "" if self.officer_id else self.officers.get(officer_id or "", NO_IRO)


def joined(*words: str) -> str:
    """Facts beside each other; those that are empty are left out."""
    return " · ".join(word for word in words if word)
