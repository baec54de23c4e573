"""Who holds a child as the tables of the Standard Safeguarding Dataset (SSD) tell it: IROs, social workers and teams."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from app.files.facts import HolderFact, Line
from app.files.headings import normal
from app.files.layouts.columns import BAD
from app.files.layouts.one_table import NO_CHILD, NO_DATE, Table

_WORKER_CODES = frozenset(("sw", "cw", "asw", "kw"))


def holders(of: Callable[[str], Iterator[Table]]) -> tuple[list[Line], list[HolderFact]]:
    """The children whom an IRO holds, and who holds whom from when until when."""
    reading = _Holders(of)
    reading.involvements()
    return reading.lines, reading.holders


@dataclass
class _Holders:
    """The tables while they are read."""

    of: Callable[[str], Iterator[Table]]
    lines: list[Line] = field(default_factory=list)
    holders: list[HolderFact] = field(default_factory=list)

    def involvements(self) -> None:
        names = self._names("ssd_professionals", "prof_professional_id", "prof_professional_name")
        teams = self._names("ssd_department", "dept_team_id", "dept_team_name")
        for table in self.of("ssd_involvements"):
            people, who = table.people("invo_person_id"), table.ids("invo_professional_id")
            roles, of_team = table.texts("invo_professional_role_id"), table.ids("invo_professional_team")
            began = table.dates("invo_involvement_start_date", needed=True)
            ended, aside = table.dates("invo_involvement_end_date"), Counter[str]()
            for place, (written, key) in enumerate(people):
                start, sort = began[place], _sort(roles[place])
                if not key:
                    table.refuse(place, "invo_person_id", NO_CHILD)
                elif not sort:
                    aside[roles[place] or "no role"] += 1
                elif start is BAD or start is None:
                    table.refuse(place, "invo_involvement_start_date", NO_DATE)
                else:
                    end = table.ended(place, "invo_involvement_end_date", start, ended[place])
                    holds = {sort: names.get(who[place], "")}
                    if sort == "worker":
                        holds["team"] = teams.get(of_team[place], of_team[place])
                    self._hold(table, place, (written, key), holds, (start, end))
            table.notes += [
                f"Roles not used: {', '.join(f'{role} ({number:,})' for role, number in aside.items())}."
            ] * bool(aside)

    def _hold(
        self, table: Table, place: int, child: tuple[str, str], holds: dict[str, str], days: tuple[date, date | None]
    ) -> None:
        number = table.numbers[place]
        if "iro" in holds:
            self.lines.append(Line(table.at, number, *child))
            if not holds["iro"]:
                table.refuse(place, "invo_professional_id", "No professional has this key, so nobody knows who it is.")
        for what, name in holds.items():
            if name and days[0] != days[1]:
                self.holders.append(HolderFact(table.at, number, what, child[1], name, *days))

    def _names(self, name: str, key: str, words_of: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for table in self.of(name):
            found |= {k: text for k, text in zip(table.ids(key), table.texts(words_of), strict=True) if k and text}
        return found


def _sort(role: str) -> str:
    """Whether a role is that of an IRO ("iro"), a social worker ("worker"), or neither ("")."""
    text = normal(role)
    if "review" in text or "iro" in text.split():
        return "iro"
    return "worker" if "social" in text or "worker" in text.split() or text in _WORKER_CODES else ""
