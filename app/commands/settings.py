"""Change what the service has set up: settings, holidays, lists, officers and posts, teams."""

import json
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count
from typing import Any, ClassVar

from app.commands.challenges.deciding import Teller
from app.commands.checking import check_live
from app.commands.enquiries import COUNTED, count_transfers_anew
from app.commands.scheduling import Rescheduler
from app.commands.values import check_value
from app.domain.access import Right, Stamp
from app.domain.challenges.ladder import KEYS as LADDER_KEYS
from app.domain.errors import Refusal
from app.domain.officers import POST_ROLES, Officer, Post, Team
from app.domain.records import fold
from app.domain.settings import DEFINITIONS, LISTS, Holiday, ListEntry, Setting
from app.queries.deciding import Decided
from app.store import Store


@dataclass(frozen=True)
class ChangeSetting:
    """Give a setting a value from a day on; what was counted before keeps the value it had."""

    key: str
    value: Any
    start: date | None = None
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change a setting"

    def run(self, store: Store, stamp: Stamp) -> Decided:
        """How many due dates and verdicts changed with it (none for most settings)."""
        if self.key not in DEFINITIONS:
            raise Refusal(f'There is no setting "{self.key}".', "Choose one from the Settings page.")
        check_value(store, self.key, self.value)
        start, value = self.start or stamp.today, json.dumps(self.value, ensure_ascii=False)
        same_day = store.shelf(Setting).find(key=self.key, start=start)
        if same_day:
            store.shelf(Setting).keep(replace(same_day[0], value=value))
        else:
            store.shelf(Setting).keep(Setting(key=self.key, start=start, value=value))
        store.describe(f"{DEFINITIONS[self.key].title}, from {start.isoformat()}")
        if self.key in LADDER_KEYS:
            Teller(store).waiting_on(start)
        if self.key == COUNTED:
            return count_transfers_anew(store)
        return Rescheduler(store).rules_changed(self.key)


@dataclass(frozen=True)
class KeepHoliday:
    """Add or correct a bank holiday; every due date that depends on it is decided again."""

    day: date
    name: str
    confirmed: bool = True
    holiday_id: str | None = None
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change a bank holiday"

    def run(self, store: Store, stamp: Stamp) -> Decided:
        """How many due dates and verdicts changed."""
        shelf = store.shelf(Holiday)
        if not self.name.strip():
            raise Refusal("A bank holiday needs a name.", "For example: Early May bank holiday.")
        check_live(shelf.maybe(self.holiday_id))
        if any(h.id != self.holiday_id for h in shelf.find(date=self.day)):
            raise Refusal("That day is a bank holiday already.", "Correct that one instead.")
        old = shelf.maybe(self.holiday_id) or Holiday(date=self.day, name="")
        shelf.keep(replace(old, date=self.day, name=self.name.strip(), confirmed=self.confirmed))
        if old.version and old.date == self.day:
            return Decided(0, 0)
        Teller(store).waiting_on(min(old.date, self.day))
        return Rescheduler(store).everyone()


@dataclass(frozen=True)
class VoidHoliday:
    """Take a bank holiday out of the calendar; every due date that depends on it is decided again."""

    holiday_id: str
    why: str = "Not a bank holiday"
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Remove a bank holiday"

    def run(self, store: Store, stamp: Stamp) -> Decided:
        """How many due dates and verdicts changed."""
        holiday = store.shelf(Holiday).get(self.holiday_id)
        check_live(holiday)
        store.shelf(Holiday).void(holiday, self.why)
        Teller(store).waiting_on(holiday.date)
        return Rescheduler(store).everyone()


@dataclass(frozen=True)
class KeepListEntry:
    """Add, rename or retire a value of a list. Records keep its code, so a retired value stays readable."""

    list: str
    label: str
    group: str = ""
    entry_id: str | None = None
    retired: bool = False
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change a list"

    def run(self, store: Store, stamp: Stamp) -> ListEntry:
        """Refuses an empty label and one that the list has already."""
        shelf = store.shelf(ListEntry)
        if self.list not in LISTS or not self.label.strip():
            raise Refusal("Give the words of the list value.", "For example: School holidays.")
        others = [e for e in shelf.find(list=self.list) if e.id != self.entry_id]
        if any(fold(e.label) == fold(self.label) for e in others):
            raise Refusal(f'The list has "{self.label.strip()}" already.', "Use that one.")
        last = max((e.position for e in others), default=0)
        code = _free_code(self.label, {e.code for e in shelf.find(list=self.list, voided=True)})
        old = shelf.maybe(self.entry_id) or ListEntry(list=self.list, code=code, label="", position=last + 1)
        check_live(old)
        return shelf.keep(replace(old, label=self.label.strip(), group=self.group.strip(), retired=self.retired))


def _free_code(label: str, taken: set[str]) -> str:
    """A code for a new value: its words, and a number when an older value, perhaps renamed since, has that code."""
    code = "-".join(fold(label).split())
    return next(c for c in chain((code,), (f"{code}-{n}" for n in count(2))) if c not in taken)


@dataclass(frozen=True)
class KeepOfficer:
    """Add an officer or correct a name and login."""

    name: str
    login: str = ""
    officer_id: str | None = None
    specialisms: str | None = None
    """Words between commas; None leaves them as they are."""
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change an officer"

    def run(self, store: Store, stamp: Stamp) -> Officer:
        """Refuses an empty name and one that another officer has."""
        shelf = store.shelf(Officer)
        if not self.name.strip():
            raise Refusal("An officer needs a name.", "Type it as it should be shown.")
        if any(fold(o.name) == fold(self.name) and o.id != self.officer_id for o in shelf.find()):
            raise Refusal(f"{self.name.strip()} is already here.", "Add the post to that officer instead.")
        old = shelf.maybe(self.officer_id) or Officer(name="")
        check_live(old)
        special = old.specialisms if self.specialisms is None else _listed(self.specialisms)
        return shelf.keep(replace(old, name=self.name.strip(), login=self.login.strip(), specialisms=special))


def _listed(words: str) -> str | None:
    """Words between commas, each once; None for none."""
    return ", ".join(dict.fromkeys(word.strip() for word in words.split(",") if word.strip())) or None


@dataclass(frozen=True)
class KeepPost:
    """Add or correct a post: who holds it (nobody: vacant), as what, full-time equivalent, agency, from and until."""

    officer_id: str | None
    role: str
    start: date
    end: date | None = None
    fte_hundredths: int = 100
    agency: bool = False
    post_id: str | None = None
    cla_percent: int | None = None
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change a post"

    def run(self, store: Store, stamp: Stamp) -> Post:
        """Refuses more than one full-time equivalent, an unknown role and an end before the start."""
        if self.role not in POST_ROLES:
            raise Refusal("Choose what the post is.", f"One of: {', '.join(POST_ROLES.values())}.")
        if not 0 < self.fte_hundredths <= 100:
            raise Refusal("A full-time equivalent lies between 0.01 and 1.", "Give a number such as 0.6.")
        if self.cla_percent is not None and not 0 <= self.cla_percent <= 100:
            raise Refusal("The share for children looked after lies between 0 and 100 per cent.", "Empty: all of it.")
        if self.end and self.end < self.start:
            raise Refusal("The end lies before the start.", "Check both dates.")
        if self.officer_id:
            check_live(store.shelf(Officer).get(self.officer_id))
        old = store.shelf(Post).maybe(self.post_id) or Post(start=self.start)
        check_live(old)
        changed = replace(
            old,
            officer_id=self.officer_id,
            role=self.role,
            start=self.start,
            end=self.end,
            fte_hundredths=self.fte_hundredths,
            agency=self.agency,
            cla_percent=self.cla_percent,
        )
        return store.shelf(Post).keep(changed)


@dataclass(frozen=True)
class PasteOfficers:
    """Add officers pasted from a sheet: one a line, the name first, then perhaps full-time equivalent and login."""

    text: str
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Add officers"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many are new; those already here stay as they are."""
        known = {fold(o.name) for o in store.shelf(Officer).find()}
        new = 0
        for pasted in officers_in(self.text):
            if fold(pasted.name) in known:
                continue
            known.add(fold(pasted.name))
            officer = store.shelf(Officer).keep(Officer(name=pasted.name, login=pasted.login))
            store.shelf(Post).keep(Post(officer_id=officer.id, start=stamp.today, fte_hundredths=pasted.fte_hundredths))
            new += 1
        return new


@dataclass(frozen=True)
class PastedOfficer:
    """One line of pasted text as it is understood."""

    name: str
    fte_hundredths: int
    login: str


def officers_in(text: str) -> tuple[PastedOfficer, ...]:
    """The officers that pasted lines name; blank lines and a line of headings are none."""
    pasted = (PastedOfficer(*_officer_cells(line)) for line in text.splitlines())
    return tuple(one for one in pasted if one.name and fold(one.name) not in ("name", "iro", "officer"))


def _officer_cells(line: str) -> tuple[str, int, str]:
    cells = [cell.strip() for cell in line.split("\t")]
    fte, login = 100, ""
    for cell in cells[1:]:
        number = cell.replace(",", ".").rstrip("%")
        if number.replace(".", "", 1).isdigit():
            value = float(number)
            fte = round(value * 100) if value <= 1 else min(100, round(value))
        elif cell:
            login = cell
    return cells[0], max(1, fte), login


@dataclass(frozen=True)
class KeepTeam:
    """Add a social-work team or correct its name."""

    name: str
    team_id: str | None = None
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change a team"

    def run(self, store: Store, stamp: Stamp) -> Team:
        """Refuses an empty name and one that another team has."""
        shelf = store.shelf(Team)
        if not self.name.strip():
            raise Refusal("A team needs a name.", "Type it as it should be shown.")
        if any(fold(t.name) == fold(self.name) and t.id != self.team_id for t in shelf.find()):
            raise Refusal(f"{self.name.strip()} is already here.", "Use that one.")
        return shelf.keep(replace(shelf.maybe(self.team_id) or Team(name=""), name=self.name.strip()))
