"""Forms of the settings page that change several settings or records at once, in one transaction each."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.commands.settings import ChangeSetting, KeepOfficer, KeepPost
from app.domain.access import Right, Stamp
from app.domain.errors import Refusal
from app.domain.kinds import kind_of
from app.domain.settings import DEFINITIONS, Setting, value_at
from app.queries.service import chaired_kinds, setting
from app.store import Store


@dataclass(frozen=True)
class ChangeSettings:
    """Give several settings their values from a day on; those that stay the same are left alone."""

    values: dict[str, Any]
    start: date | None = None
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change settings"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many changed."""
        changed = {key: value for key, value in self.values.items() if setting(store, key) != value}
        for key, value in changed.items():
            ChangeSetting(key, value, self.start).run(store, stamp)
        store.describe(", ".join(DEFINITIONS[key].title for key in changed))
        return len(changed)


@dataclass(frozen=True)
class ChangeKind:
    """Set up one kind of review: whether it is chaired, its own name, local time limits, who may agree to a move."""

    code: str
    chaired: bool
    name: str = ""
    local: str = ""
    approver: str = ""
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Set up a kind of review"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many settings changed; the local limits are words such as "28 days, 12 weeks"."""
        kind_of(self.code)
        chosen = {*chaired_kinds(store), self.code} if self.chaired else {*chaired_kinds(store)} - {self.code}
        steps = [words.strip() for words in self.local.split(",") if words.strip()]
        values = {
            "kinds.chaired": sorted(chosen),
            "kinds.names": _with(setting(store, "kinds.names"), self.code, self.name.strip()),
            "timeliness.local": _with(setting(store, "timeliness.local"), self.code, steps),
            "moves.approver": _with(setting(store, "moves.approver"), self.code, self.approver.strip()),
        }
        if set(values["kinds.chaired"]) == set(setting(store, "kinds.chaired")):
            del values["kinds.chaired"]
        return ChangeSettings(values).run(store, stamp)


def _with(values: dict[str, Any], code: str, value: Any) -> dict[str, Any]:
    changed = {**values, code: value}
    return {key: kept for key, kept in changed.items() if kept}


@dataclass(frozen=True)
class KeepStaff:
    """Keep an officer and their post together; without a name the post is vacant."""

    name: str
    login: str
    role: str
    start: date
    end: date | None
    fte_hundredths: int
    agency: bool
    officer_id: str | None = None
    post_id: str | None = None
    cla_percent: int | None = None
    specialisms: str | None = None
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change an officer and post"

    def run(self, store: Store, stamp: Stamp) -> str | None:
        """The officer's key, if the post is not vacant."""
        officer_id = self.officer_id
        if self.name.strip() or officer_id:
            officer_id = KeepOfficer(self.name, self.login, officer_id, self.specialisms).run(store, stamp).id
        KeepPost(
            officer_id, self.role, self.start, self.end, self.fte_hundredths, self.agency, self.post_id, self.cla_percent
        ).run(store, stamp)  # fmt: skip
        return officer_id


@dataclass(frozen=True)
class KeepLevel:
    """Set up one level of challenge from a day on, add one above the highest (level None), or take the highest away."""

    level: int | None
    name: str
    addressee: str
    days: int
    start: date | None = None
    remove: bool = False
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Set up a level of challenge"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many levels there are then. What was entered before keeps the level it had."""
        found = store.shelf(Setting).find(key="challenges.ladder")
        rungs = [dict(one) for one in value_at(found, "challenges.ladder", self.start or stamp.today)]
        level = self.level or len(rungs) + 1
        if self.remove and level != len(rungs):
            raise Refusal("Only the highest level can be taken away.", "Change the name of this one instead.")
        kept = [one for one in rungs if one["level"] != level]
        mine = {"level": level, "name": self.name.strip(), "addressee": self.addressee.strip(), "days": self.days}
        changed = kept if self.remove else sorted([*kept, mine], key=lambda one: int(one["level"]))
        ChangeSetting("challenges.ladder", changed, self.start).run(store, stamp)
        return len(changed)


@dataclass(frozen=True)
class KeepThemeLevel:
    """Set up where challenges of a theme usually begin (None: nowhere in particular), and whether it is good practice."""

    theme: str
    level: int | None
    positive: bool = False
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Set up a theme of challenges"

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many settings changed; good practice has no level."""
        if self.positive and self.level:
            raise Refusal("Good practice asks for no answer, so it has no level.", "Choose one of the two.")
        positive = [one for one in setting(store, "challenges.positive-themes") if one != self.theme]
        values = {
            "challenges.entry-levels": _with(setting(store, "challenges.entry-levels"), self.theme, self.level),
            "challenges.positive-themes": [*positive, *([self.theme] if self.positive else [])],
        }
        return ChangeSettings(values).run(store, stamp)
