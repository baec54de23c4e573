"""How challenges are grouped in figures: by level, theme, status, IRO, month, outcome or impact, with the lines that must appear."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.challenges.records import LOOKED, NEITHER, STATUSES
from app.domain.dates import Period, short
from app.domain.officers import Officer
from app.domain.settings import ListEntry
from app.queries.challenges.terms import terms_of
from app.queries.service import labels, setting
from app.store import Store

FIELDS = {
    "level": {"challenges": "highest", "entries": "level", "steps": "level"},
    "theme": {},
    "status": {},
    "iro": {"challenges": "raised_by_id", "entries": "raised_by_id"},
    "month": {},
    "outcome": {},
    "impact": {"challenges": "looked", "entries": "looked"},
}
"""Which field of a population groups it, where the field is not called like the grouping."""
TITLES = {
    "": "Service",
    "level": "Level",
    "theme": "Main theme",
    "status": "Status",
    "iro": "IRO who raised it",
    "month": "Month",
    "outcome": "Outcome",
    "impact": "Impact",
}
NO_STATUS, NO_IRO, NOT_CLOSED = "No status", "Nobody named", "Not closed yet"
STATUS_WORDS = {**STATUSES, NEITHER: NO_STATUS}


@dataclass(frozen=True)
class Groups:
    """The lines of a table: those that always appear, in order, and words for any other key that is found."""

    by: str
    title: str
    fixed: Mapping[Any, str] = field(default_factory=dict)
    name: Callable[[Any], str] = str

    def lines(self, found: Iterable[Any]) -> dict[Any, str]:
        """Every key with its words: the fixed ones, then the others by their words, nobody last."""
        others = {key: self.name(key) for key in found if key not in self.fixed}
        ordered = sorted(others, key=lambda key: (not key, others[key].casefold(), str(key)))
        return {**self.fixed, **{key: others[key] for key in ordered}}


def field_of(by: str, population: str) -> str:
    """The field by which a population is grouped."""
    return FIELDS[by].get(population, by)


def groups_of(store: Store, by: str, period: Period) -> Groups:
    """The lines of one grouping as the service has them today: levels, themes and outcomes in their order."""
    return Groups(by, TITLES[by], *_MAKERS[by](store, period))


def _levels(store: Store, period: Period) -> tuple[Mapping[Any, str], Callable[[Any], str]]:
    ladder = terms_of(store).ladders(min(period.last, store.stamp.today))
    return {rung.level: rung.title for rung in ladder.rungs}, lambda level: ladder.name(level or 0)


def ladder_words(store: Store, day: date) -> list[tuple[str, str]]:
    """The levels that held on a day, each with who answers and in how many working days."""
    ladder = terms_of(store).ladders(day)
    rungs = [(rung.title, f"{rung.addressee}: within {rung.days} working days.") for rung in ladder.rungs]
    return [*rungs, ("Whole formal process", f"{ladder.total_days} working days (IRO Handbook 6.2: at most 20).")]


def _themes(store: Store, _: Period) -> tuple[Mapping[Any, str], Callable[[Any], str]]:
    positive = set(setting(store, "challenges.positive-themes"))
    return _listed(store, "challenge-theme", lambda code: code not in positive)


def positive_themes(store: Store) -> Groups:
    """The themes that are good practice."""
    positive = set(setting(store, "challenges.positive-themes"))
    return Groups("theme", "Good practice", *_listed(store, "challenge-theme", lambda code: code in positive))


def listed(store: Store, name: str) -> tuple[Mapping[Any, str], Callable[[Any], str]]:
    """The values of a list that are offered today, and words for any value."""
    return _listed(store, name, lambda _: True)


def _listed(store: Store, name: str, shown: Callable[[str], bool]) -> tuple[Mapping[Any, str], Callable[[Any], str]]:
    words = labels(store, name)
    retired = {entry.code for entry in store.shelf(ListEntry).find(list=name, retired=True)}
    fixed = {code: words[code] for code in words if code not in retired and shown(code)}
    return fixed, lambda code: words.get(code, str(code))


def _statuses(_: Store, __: Period) -> tuple[Mapping[Any, str], Callable[[Any], str]]:
    return STATUS_WORDS, str


def _iros(store: Store, _: Period) -> tuple[Mapping[Any, str], Callable[[Any], str]]:
    return {}, iro_names(store)


def iro_names(store: Store) -> Callable[[Any], str]:
    """The name of any officer by id, also of one that has left."""
    names = {officer.id: officer.name for officer in store.shelf(Officer).find(voided=True)}
    names.update((officer.id, officer.name) for officer in store.shelf(Officer).find())
    return lambda officer_id: names.get(officer_id, NO_IRO)


def _months(_: Store, period: Period) -> tuple[Mapping[Any, str], Callable[[Any], str]]:
    return {m.first.isoformat()[:7]: short(m.first).partition(" ")[2] for m in period.months()}, str


def _outcomes(store: Store, _: Period) -> tuple[Mapping[Any, str], Callable[[Any], str]]:
    fixed, name = listed(store, "challenge-outcome")
    return {**fixed, "": NOT_CLOSED}, name


def _impacts(_: Store, __: Period) -> tuple[Mapping[Any, str], Callable[[Any], str]]:
    return LOOKED, str


_MAKERS: dict[str, Callable[[Store, Period], tuple[Mapping[Any, str], Callable[[Any], str]]]] = {
    "": lambda _, __: ({}, str),
    "level": _levels,
    "theme": _themes,
    "status": _statuses,
    "iro": _iros,
    "month": _months,
    "outcome": _outcomes,
    "impact": _impacts,
}
