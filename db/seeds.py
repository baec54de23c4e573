"""What a new database begins with: bank holidays, lists, and the person who made it as its manager."""

import csv
from dataclasses import replace

from app.domain.access import Person, Role
from app.domain.calendar import shipped_holidays
from app.domain.settings import Holiday, ListEntry
from app.store import Store
from resources import path


def seed(store: Store) -> None:
    """Keep everything that a new database begins with."""
    store.shelf(Person).keep(replace(store.stamp.person, role=Role.MANAGER, version=0))
    store.shelf(Holiday).keep_all(
        Holiday(date=day, name=name, confirmed=confirmed) for day, name, confirmed in shipped_holidays()
    )
    store.shelf(ListEntry).keep_all(shipped_lists())


def shipped_lists() -> tuple[ListEntry, ...]:
    """The values of the lists that ship with the program, in their order."""
    with path("lists/lists.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            ListEntry(list=row["list"], code=row["code"], label=row["label"], group=row["group"], position=position)
            for position, row in enumerate(csv.DictReader(file))
        )
