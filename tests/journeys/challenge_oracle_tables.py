"""The oracle's figures of challenges: every table recounted one by one from what the steps of each challenge mean.

Each table is worked out as {line: {column: number}}; a share is (numerator, denominator). Lines are named as the program
names them: the key of the group, "whole" for all together, "formal" for the formal levels together.
"""

from collections.abc import Callable

from tests.journeys.challenge_oracle import Told
from tests.journeys.challenge_oracle_counting import (
    Column,
    Lines,
    different,
    iro_of,
    level_of,
    month_of,
    per_hundred,
    period_before,
    spread,
    told_of,
    year_before,
)
from tests.journeys.challenge_oracle_moves import Moves


class Tables(Moves):
    """Every table of a period."""

    # ------------------------------------------------------------------------------------------------ counts

    def totals(self) -> Lines:
        """In the period, in the one before and in that of a year earlier."""
        spans = {
            "now": (self.first, self.last),
            "before": period_before(self.first, self.last),
            "year": (year_before(self.first), year_before(self.last)),
        }
        kinds: dict[str, Callable[[Told], bool]] = {
            "informal": lambda one: not one.case.positive and one.highest == 1,
            "formal": lambda one: one.formal,
            "all": lambda one: not one.case.positive,
            "concerns": lambda one: not one.case.positive and one.case.child is None,
            "positive": lambda one: one.case.positive,
        }
        lines: Lines = {
            name: {
                key: sum(is_one(one) and first <= one.case.raised_on <= last for one in self.every)
                for key, (first, last) in spans.items()
            }
            for name, is_one in kinds.items()
        }
        for name, line in lines.items():
            line["share"] = None if name == "positive" else (line["now"], lines["all"]["now"])
            line.update({f"{key}_change": line["now"] - line[key] for key in ("before", "year")})
        return lines

    def level_and_status(self, count: str) -> Lines:
        """Both counts in each column, and once in the total."""
        chosen = {"cla": ("CLA", "both"), "cp": ("CP", "both"), "both": ("both",), "neither": ("neither",)}
        chosen["total"] = ("CLA", "CP", "both", "neither")

        def columns(lowest: int) -> dict[str, Column]:
            found: dict[str, Column] = {}
            for name, statuses in chosen.items():
                items, key, how = self.column(count, "level", lambda item: level_of(item) >= lowest)
                found[name] = ([item for item in items if told_of(item).case.status in statuses], key, how)
            return found

        return {**spread(columns(1)), "formal": spread(columns(2))["whole"]}

    def by_level(self) -> Lines:
        ways = {count: self.column(count, "level") for count in ("highest", "entries", "children", "families")}
        return spread(ways, {"share": ("highest", "")})

    def by_theme(self) -> Lines:
        pairs = [(one, theme) for one in self.raised for theme in {one.case.theme, *one.case.others}]
        columns = {
            "highest": self.column("highest", "theme"),
            "formal": self.column("highest", "theme", lambda one: one.formal),
            "children": self.column("children", "theme"),
            "any": (pairs, lambda pair: pair[1], different(lambda pair: pair[0].case.id)),
        }
        return spread(columns, {"share": ("highest", "")})

    def by_month(self) -> Lines:
        columns = {
            "informal": self.column("highest", "month", lambda one: one.highest == 1),
            "formal": self.column("highest", "month", lambda one: one.formal),
            "highest": self.column("highest", "month"),
            "children": self.column("children", "month"),
            "entries": self.column("entries", "month"),
            "positive": (self.good_practice(), lambda one: month_of(one.case.raised_on), len),
        }
        return spread(columns)

    def by_iro(self) -> Lines:
        """For every 100 children allocated on the last day of the period, or today."""
        day = min(self.last, self.log.today)
        held = {child: self.log.holder(self.log.iros, child, day) for child in {one.child for one in self.log.iros}}
        columns = {
            "highest": self.column("highest", "iro"),
            "formal": self.column("highest", "iro", lambda one: one.formal),
            "children": self.column("children", "iro"),
            "allocated": ([iro for iro in held.values() if iro], lambda iro: iro, len),
        }
        lines = spread(columns)
        for line in lines.values():
            for name, part in (("rate", "formal"), ("rate_all", "highest")):
                line[name] = per_hundred(line[part], line["allocated"])
        return lines

    def good_practice_by_iro(self) -> Lines:
        noted = self.good_practice()
        about = [one for one in noted if one.case.child]
        children = different(lambda one: one.case.child)
        return spread({"noted": (noted, iro_of, len), "children": (about, iro_of, children)})

    def all(self) -> dict[str, Lines]:
        """Every table but the log, by its name in the catalogue."""
        return {
            "challenge-totals": self.totals(),
            "challenges-by-level-and-status": self.level_and_status("highest"),
            "challenge-entries": self.level_and_status("entries"),
            "challenge-children": self.level_and_status("children"),
            "challenges-by-level": self.by_level(),
            "challenges-by-theme": self.by_theme(),
            "challenges-by-month": self.by_month(),
            "challenges-by-iro": self.by_iro(),
            "challenges-resolved": self.resolved(),
            "challenge-responses": self.responses(),
            "challenge-days": self.days(),
            "challenge-level-at-resolution": self.at_resolution(),
            "challenge-bypasses": self.bypasses(),
            "challenge-cafcass": self.cafcass(),
            "challenge-meetings": self.meetings(),
            "challenge-outcomes": self.endings("outcome"),
            "challenge-impact": self.endings("impact"),
            "good-practice": self.good_practice_by_iro(),
        }
