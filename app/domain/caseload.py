"""How many children an IRO holds, for how much of a full-time post, and whether that lies within the band."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import Calendar
from app.domain.officers import Absence, Post

REVIEWING_ROLES = ("iro", "conference-chair")
"""The posts whose holders carry children: not managers, minute takers or foster carer reviewing officers."""

ALL, CLA_ONLY, CLA_GIVEN = "all", "cla", "cla-given"
BASES = {
    ALL: "All children for each full-time equivalent",
    CLA_ONLY: "Children looked after for each full-time equivalent",
    CLA_GIVEN: "Children looked after for each full-time equivalent given to their work",
}
"""What is divided by what; which one is drawn is a setting."""

CLA, CP, BOTH, OTHER = "cla", "cp", "both", "other"
STATUSES = {
    CLA: "In our care",
    CP: "Child protection plan",
    BOTH: "In our care, child protection plan",
    OTHER: "Other",
}
"""What a child is on a day; each is one thing only, and counts in the part of a load that has its name."""

ADOPTION, SHORT = "adoption", "short-breaks"
ALSO_LOOKED_AFTER = {
    ADOPTION: "Children placed for adoption",
    SHORT: "Children with short breaks",
}
"""Who may count as looked after in a caseload beside the other children in our care."""

UNDER, WITHIN, OVER, NOT_JUDGED = "under", "within", "over", ""
BAND_WORDS = {UNDER: "Under the band", WITHIN: "Within the band", OVER: "Over the band", NOT_JUDGED: "-"}


@dataclass(frozen=True)
class Load:
    """What one IRO (or a team, or the service) holds on a day: children by status, each once, and hundredths of FTE."""

    cla: int = 0
    cp: int = 0
    both: int = 0
    other: int = 0
    fte: int = 0
    cla_fte: int = 0

    @property
    def children(self) -> int:
        """All children; one who is both looked after and on a plan is one child."""
        return self.cla + self.cp + self.both + self.other

    @property
    def looked_after(self) -> int:
        """Those looked after, with or without a plan."""
        return self.cla + self.both

    def share(self, basis: str) -> tuple[int, int]:
        """Children and hundredths of FTE on a basis; their quotient times 100 is the caseload."""
        return {
            ALL: (self.children, self.fte),
            CLA_ONLY: (self.looked_after, self.fte),
            CLA_GIVEN: (self.looked_after, self.cla_fte),
        }[basis]

    def per_fte(self, basis: str) -> float | None:
        """Children for each full-time equivalent; None without any."""
        children, fte = self.share(basis)
        return children * 100 / fte if fte else None

    def judged(self, basis: str, band: tuple[int, int]) -> str:
        """Under, within or over the band, whose ends belong to it; by whole numbers, never by rounding."""
        children, fte = self.share(basis)
        if not fte:
            return NOT_JUDGED
        low, high = band
        if children * 100 < low * fte:
            return UNDER
        return OVER if children * 100 > high * fte else WITHIN

    def __add__(self, other: "Load") -> "Load":
        """Two loads together."""
        return Load(
            self.cla + other.cla,
            self.cp + other.cp,
            self.both + other.both,
            self.other + other.other,
            self.fte + other.fte,
            self.cla_fte + other.cla_fte,
        )


def as_shown(children: int, fte: int) -> float | None:
    """Children for each full-time equivalent (given in hundredths), rounded half up to one decimal; None without any."""
    return (children * 2000 + fte) // (2 * fte) / 10 if fte else None


@dataclass(frozen=True)
class InPost:
    """How much of a full-time equivalent an officer is in reviewing posts on a day, in hundredths."""

    fte: int = 0
    cla_fte: int = 0


def in_post(
    officer_id: str, posts: Iterable[Post], absences: Iterable[Absence], day: date, longest: int, calendar: Calendar
) -> InPost:
    """The officer's FTE on a day: nothing during an absence of more than so many working days (longest)."""
    if left_out([one for one in absences if one.officer_id == officer_id], day, longest, calendar):
        return InPost()
    return held_posts(p for p in posts if p.officer_id == officer_id and p.role in REVIEWING_ROLES and runs(p, day))


def held_posts(posts: Iterable[Post]) -> InPost:
    """What posts that are held together come to."""
    held = list(posts)
    return InPost(sum(p.fte_hundredths for p in held), sum(_given_to_cla(p) for p in held))


def left_out(absences: Iterable[Absence], day: date, longest: int, calendar: Calendar) -> bool:
    """Whether one of an officer's absences runs on a day that is too long to count as in post."""
    return any(away(one, day) and lasts(one, day, calendar) > longest for one in absences)


def _given_to_cla(post: Post) -> int:
    return post.fte_hundredths if post.cla_percent is None else post.fte_hundredths * post.cla_percent // 100


def runs(post: Post, day: date) -> bool:
    """Whether a post runs on a day; its end is the first day without it."""
    return post.start <= day and (post.end is None or post.end > day)


def away(absence: Absence, day: date) -> bool:
    """Whether somebody is away on a day; the end is the first day back."""
    return absence.start <= day and (absence.end is None or absence.end > day)


def lasts(absence: Absence, day: date, calendar: Calendar) -> int:
    """The working days of an absence: all of it when the end is known, else as far as the day."""
    first = calendar.add_working_days(absence.start, -1)
    last = calendar.add_working_days(absence.end, -1) if absence.end else day
    return calendar.working_days_between(first, last)
