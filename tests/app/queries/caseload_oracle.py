"""Caseloads recomputed in plain Python from the raw allocations, periods, posts and absences, sharing no code with them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.children import Child
from app.domain.officers import Absence, Allocation, Post
from app.domain.reviews import Series
from app.store import Store

Parts = tuple[int, int, int, int]
"""Children looked after only, on a plan only, both, other."""


@dataclass
class Raw:
    """The records as they were kept, by what they belong to."""

    children: Mapping[str, Child]
    allocations: dict[str, list[Allocation]]
    series: dict[str, list[Series]]
    posts: list[Post]
    absences: list[Absence]
    holidays: frozenset[date]

    @classmethod
    def of(cls, store: Store, holidays: frozenset[date]) -> "Raw":
        """Everything that caseloads rest on."""
        allocations, series = defaultdict(list), defaultdict(list)
        for one in store.shelf(Allocation).find():
            allocations[one.child_id].append(one)
        for clock in store.shelf(Series).find():
            series[clock.child_id].append(clock)
        children = {child.id: child for child in store.shelf(Child).find() if not child.is_household}
        posts, absences = list(store.shelf(Post).find()), list(store.shelf(Absence).find())
        return cls(children, allocations, series, posts, absences, holidays)

    def holder(self, child: Child, day: date, covered: str) -> str | None:
        """The IRO of a child on a day, or who covers."""
        adult = child.eighteenth_birthday
        if adult is not None and adult <= day:
            return None
        held = [a for a in self.allocations[child.id] if a.start <= day and not (a.end and a.end <= day)]
        iros = sorted((a for a in held if a.role == "iro"), key=lambda a: (a.start, a.id))
        covers = sorted((a for a in held if a.role == "cover"), key=lambda a: (a.start, a.id))
        if not iros:
            return None
        return covers[-1].officer_id if covers and covered == "cover" else iros[-1].officer_id

    def part(self, child: Child, day: date) -> int:
        """0 looked after only, 1 on a plan only, 2 both, 3 other."""
        kinds = {
            one.kind
            for one in self.series[child.id]
            if not (one.start and one.start > day) and not (one.closes and one.closes <= day)
        }
        care, plan = "looked-after" in kinds, "rcpc" in kinds
        return 2 if care and plan else 0 if care else 1 if plan else 3

    def loads(self, day: date, covered: str = "holder") -> dict[str, Parts]:
        """The children of everybody who holds some."""
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for child in self.children.values():
            who = self.holder(child, day, covered)
            if who:
                found[who][self.part(child, day)] += 1
        return {who: (parts[0], parts[1], parts[2], parts[3]) for who, parts in found.items()}

    def fte(self, officer: str, day: date, longest: int = 20) -> int:
        """Hundredths of FTE in reviewing posts on a day, nothing while away for long."""
        for one in self.absences:
            if one.officer_id == officer and one.start <= day and not (one.end and one.end <= day):
                last = one.end - timedelta(days=1) if one.end else day
                days = (one.start + timedelta(days=n) for n in range((last - one.start).days + 1))
                if sum(d.weekday() < 5 and d not in self.holidays for d in days) > longest:
                    return 0
        return sum(
            post.fte_hundredths
            for post in self.posts
            if post.officer_id == officer
            and post.role in ("iro", "conference-chair")
            and post.start <= day
            and not (post.end and post.end <= day)
        )

    def in_post(self, day: date) -> set[str]:
        """Everybody in a reviewing post on a day, away or not."""
        return {
            post.officer_id
            for post in self.posts
            if post.officer_id
            and post.role in ("iro", "conference-chair")
            and post.start <= day
            and not (post.end and post.end <= day)
        }
