"""The oracle's tables of challenges in time and of what happened to them: each recounted one by one."""

from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

from tests.journeys.challenge_oracle import Told, working_days
from tests.journeys.challenge_oracle_counting import Column, Counted, Lines, different, key_of, level_of, spread
from tests.journeys.challenge_oracle_rows import Step


class Moves(Counted):
    """Tables of a period: in time, and what happened."""

    # ------------------------------------------------------------------------------------------------ in time

    def resolved(self) -> Lines:
        """On all 12 bases."""
        lines: Lines = {}
        for stop in ("accepted", "done", "closed"):
            for which, at in (("original", 1), ("extended", 2)):
                judged: dict[str, list[bool]] = {"resolved": [], "due": []}
                for one in self.told:
                    if one.process is None or one.outcome == "withdrawn":
                        continue
                    due, stopped = one.process[at], one.stopped(stop)
                    in_time = stopped is not None and stopped <= due
                    if self.within(stopped):
                        judged["resolved"].append(in_time)
                    if self.within(due) and due <= self.log.today:
                        judged["due"].append(in_time)
                for name, verdicts in judged.items():
                    good, all_of_them = sum(verdicts), len(verdicts)
                    lines[f"{stop}:{name}:{which}"] = {
                        "numerator": good,
                        "denominator": all_of_them,
                        "share": (good, all_of_them),
                        "failed": all_of_them - good,
                    }
        return lines

    def responses(self) -> Lines:
        """Due in the period and up to today; a level left before its response was due, without one, owes none."""
        entries = [entry for one in self.told for entry in one.entries]
        columns: dict[str, Column] = {}
        for name in ("original", "extended"):
            days = [(e, e.due if name == "original" else e.extended_due) for e in entries]
            due = [(e, day) for e, day in days if self.within(day) and day <= self.log.today]
            owed = [(e, day) for e, day in due if e.owed(day)]
            columns[f"{name}_due"] = ([e for e, _ in owed], level_of, len)
            columns[f"{name}_in_time"] = ([e for e, day in owed if e.answered_by(day)], level_of, len)
            columns[f"{name}_late"] = ([e for e, day in owed if not e.answered_by(day)], level_of, len)
            if name == "original":
                columns["lapsed"] = ([e for e, day in due if not e.owed(day)], level_of, len)
        return spread(columns, {f"{n}_share": (f"{n}_in_time", f"{n}_due") for n in ("original", "extended")})

    def days(self) -> Lines:
        """Working days from entering a level to leaving it in the period, and so far where it was not left."""
        lines: Lines = {}
        for level in range(1, 10):
            entries = [entry for one in self.told for entry in one.entries if entry.level == level]
            left = [working_days(e.entered, e.left) for e in entries if e.left and self.within(e.left)]
            there = [working_days(e.entered, self.log.today) for e in entries if not e.left and e.entered <= self.last]
            lines[str(level)] = {
                "left": len(left),
                "median": float(median(left)) if left else None,
                "longest": max(left, default=None),
                "there": len(there),
                "longest_there": max(there, default=None),
            }
        return lines

    def at_resolution(self) -> Lines:
        resolved = [one for one in self.closed if one.outcome != "withdrawn"]
        columns: dict[str, Column] = {
            "resolved": (resolved, lambda one: one.level, len),
            "children": (resolved, lambda one: one.level, different(lambda one: one.case.child)),
            "withdrawn": ([o for o in self.closed if o.outcome == "withdrawn"], lambda one: one.level, len),
        }
        return spread(columns, {"share": ("resolved", "")})

    # ------------------------------------------------------------------------------------------------ what happened

    def bypasses(self) -> Lines:
        passed = [entry for entry in self.entered if entry.passed]
        columns: dict[str, Column] = {"all": (passed, lambda entry: entry.reason, len)}
        for level in range(1, 10):
            columns[f"level_{level}"] = ([e for e in passed if e.level == level], lambda entry: entry.reason, len)
        return spread(columns)

    def steps(self, *kinds: str) -> list[tuple[Told, Step]]:
        """The steps of these kinds in the period."""
        return [(one, s) for one in self.every for s in one.steps if s.kind in kinds and self.within(s.on)]

    def cafcass(self) -> Lines:
        steps = self.steps("cafcass-consulted", "cafcass-referred")
        units: Iterable[tuple[str, Callable[[list[Any]], int]]] = (
            ("times", len),
            ("challenges", different(lambda pair: pair[0].case.id)),
            ("children", different(lambda pair: pair[0].case.child)),
        )
        return spread({name: (steps, lambda pair: pair[1].kind, count) for name, count in units})

    def meetings(self) -> Lines:
        """A meeting about joined challenges on one day at one level is one meeting."""
        held = self.steps("meeting")
        entered = [entry for entry in self.entered if entry.of.case.child]
        one_meeting = different(lambda p: (p[0].case.group or p[0].case.id, p[1].on, p[1].level))
        return spread(
            {
                "meetings": (held, lambda pair: pair[1].level, one_meeting),
                "challenges": (held, lambda pair: pair[1].level, different(lambda pair: pair[0].case.id)),
                "children": (held, lambda pair: pair[1].level, different(lambda pair: pair[0].case.child)),
                "entered": (entered, level_of, different(lambda entry: entry.of.case.child)),
            }
        )

    def endings(self, by: str) -> Lines:
        """Outcomes or impacts: of those raised, and of those closed in the period."""
        columns = {
            "highest": self.column("highest", by),
            "formal": self.column("highest", by, lambda one: one.formal),
            "children": self.column("children", by),
            "closed": (self.closed, lambda one: key_of(one, by), len),
        }
        looked = [(one, one.impact) for one in self.told if by == "impact" and one.impact]
        for scope in ("child", "service"):
            theirs = [one for one, impact in looked if impact.scope == scope and self.within(impact.on)]
            columns[f"for_{scope}"] = (theirs, lambda one: one.looked, len)
        return spread(columns, {"share": ("highest", ""), "closed_share": ("closed", "")})
