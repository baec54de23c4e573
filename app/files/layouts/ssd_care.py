"""Periods of care, homes and legal statuses as the tables of the Standard Safeguarding Dataset (SSD) tell them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from app.domain.kinds import LOOKED_AFTER, SHORT_BREAKS
from app.domain.statuses import SHORT_BREAK_STATUSES
from app.files.facts import DatedFact, Line, PeriodFact
from app.files.layouts.chains import END_REASONS
from app.files.layouts.columns import BAD
from app.files.layouts.one_table import NO_CHILD, NO_DATE, Table
from app.files.layouts.protection_words import code_in

NOBODY = ("", "")


class Part(NamedTuple):
    """One episode: a part of a period of care. entered is since when the child is looked after, where the row says so."""

    key: str
    period: str
    start: date
    end: date | None
    entered: date | None
    begins: str
    ends: str
    sheet: int
    row: int


class Care:
    """What the tables of care say; children are those with an episode."""

    def __init__(self, of: Callable[[str], Iterator[Table]]) -> None:
        self.lines: list[Line] = []
        self.children: set[str] = set()
        self._of = of
        self._owners: dict[str, tuple[str, str]] = {}
        self._statuses: dict[str, list[DatedFact]] = defaultdict(list)

    def read(self) -> tuple[list[PeriodFact], list[DatedFact]]:
        """The periods of all children, and their legal statuses and homes."""
        self._read_statuses()
        parts = list(self._parts())
        periods = [self._period(chain) for chain in _chains(parts)]
        homes = list(self._homes())
        return periods, [*(fact for facts in self._statuses.values() for fact in facts), *homes]

    def children_of(self, table: Table, code: str) -> list[tuple[str, str]]:
        """Whose period of care each row names; ("", "") where nobody knows."""
        return [self._owners.get(key, NOBODY) if key else NOBODY for key in table.ids(code)]

    def _read_statuses(self) -> None:
        for table in self._of("ssd_legal_status"):
            people, codes = table.people("lega_person_id"), table.texts("lega_legal_status")
            began = table.dates("lega_legal_status_start_date", needed=True)
            ended = table.dates("lega_legal_status_end_date")
            for place, (_, key) in enumerate(people):
                start, code = began[place], code_in(codes[place])
                if not key:
                    table.refuse(place, "lega_person_id", NO_CHILD)
                elif start is BAD or start is None:
                    table.refuse(place, "lega_legal_status_start_date", NO_DATE)
                elif not code:
                    table.refuse(place, "lega_legal_status", "This is not a legal status of the SSDA903.")
                else:
                    end = table.ended(place, "lega_legal_status_end_date", start, ended[place])
                    self._statuses[key].append(DatedFact("status", key, code, "", start, end))

    def _parts(self) -> Iterator[Part]:
        for table in self._of("ssd_cla_episodes"):
            people, periods = table.people("clae_person_id"), table.ids("clae_cla_id")
            began = table.dates("clae_cla_episode_start_date", needed=True)
            ended, entered = table.dates("clae_cla_episode_ceased_date"), table.dates("clae_entered_care_date")
            begins, ends = table.texts("clae_cla_episode_start_reason"), table.texts("clae_cla_episode_ceased_reason")
            for place, (written, key) in enumerate(people):
                start = began[place]
                if not key:
                    table.refuse(place, "clae_person_id", NO_CHILD)
                elif start is BAD or start is None:
                    table.refuse(place, "clae_cla_episode_start_date", NO_DATE)
                else:
                    self.children.add(key)
                    self._owners.setdefault(periods[place], (written, key))
                    end = table.ended(place, "clae_cla_episode_ceased_date", start, ended[place])
                    number = table.numbers[place]
                    self.lines.append(Line(table.at, number, written, key))
                    yield Part(
                        key, periods[place], start, end, entered[place], begins[place], ends[place], table.at, number
                    )

    def _period(self, chain: Sequence[Part]) -> PeriodFact:
        first = chain[0]
        entered = min((part.entered for part in chain if part.entered), default=None)
        start = min(entered or first.start, first.start)
        goes_on = any(part.end is None for part in chain)
        last = max(chain, key=lambda part: (part.end or date.max, part.start))
        end = None if goes_on else last.end
        return PeriodFact(
            sheet=first.sheet,
            row=first.row,
            key=first.key,
            kind=SHORT_BREAKS if self._is_short(first.key, start, end) else LOOKED_AFTER,
            start=start,
            start_known=entered is not None or first.begins.strip().upper()[:1] == "S" or not first.begins.strip(),
            end=end,
            end_reason=_reason(last.ends) if end else "",
        )

    def _is_short(self, key: str, start: date, end: date | None) -> bool:
        """Whether every legal status of the period is one of short breaks."""
        codes = {
            fact.code
            for fact in self._statuses.get(key, ())
            if fact.start <= (end or date.max) and (fact.end or date.max) > start
        }
        return bool(codes) and codes <= set(SHORT_BREAK_STATUSES)

    def _homes(self) -> Iterator[DatedFact]:
        for table in self._of("ssd_cla_placement"):
            people = table.people("clap_person_id")
            began = table.dates("clap_cla_placement_start_date", needed=True)
            ended = table.dates("clap_cla_placement_end_date")
            kinds, providers = table.texts("clap_cla_placement_type"), table.texts("clap_cla_placement_provider")
            owners = self.children_of(table, "clap_cla_id")
            for place, (_, key) in enumerate(people):
                start, code = began[place], code_in(kinds[place])
                key = key or owners[place][1]
                if not key:
                    table.refuse(place, "clap_person_id", NO_CHILD)
                elif start is BAD or start is None:
                    table.refuse(place, "clap_cla_placement_start_date", NO_DATE)
                elif code:
                    end = table.ended(place, "clap_cla_placement_end_date", start, ended[place])
                    yield DatedFact("placement", key, code, code_in(providers[place]), start, end)


def _chains(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The episodes of one period together: by its key, else those that follow each other from day to day."""
    keyed: dict[tuple[str, str], list[Part]] = defaultdict(list)
    loose: dict[str, list[Part]] = defaultdict(list)
    for part in sorted(parts, key=lambda one: (one.start, one.end or date.max)):
        if part.period:
            keyed[part.key, part.period].append(part)
        else:
            loose[part.key].append(part)
    yield from keyed.values()
    for of_child in loose.values():
        chain = of_child[:1]
        for part in of_child[1:]:
            if chain[-1].end != part.start:
                yield chain
                chain = []
            chain.append(part)
        yield chain


def _reason(text: str) -> str:
    """Why a period ended: by the code of the SSDA903, else as the words are."""
    code = code_in(text)
    return END_REASONS.get(code, "other") if code else text
