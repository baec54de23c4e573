"""What a caseload rests on, on any day: the service's band, basis and what it leaves out, as they were set that day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.caseload import ADOPTION, ALSO_LOOKED_AFTER, BASES, SHORT, Load
from app.domain.officers import COVER
from app.domain.settings import DEFINITIONS, Setting
from app.queries.service import damaged, setting_at
from app.store import Store

BAND, BASIS, LONGEST = "caseload.band", "caseload.basis", "caseload.longest-absence"
COVERED, UNALLOCATED = "caseload.covered", "caseload.unallocated"
ALSO, UNBORN = "caseload.looked-after", "caseload.unborn"


@dataclass(frozen=True)
class Rules:
    """The settings of a day."""

    band: tuple[int, int]
    basis: str
    longest: int
    covered: str
    unallocated: bool
    looked_after: tuple[str, ...]
    unborn: bool

    @property
    def options(self) -> Mapping[str, str]:
        """What the population of caseloads is to understand by its fields."""
        chosen = {"covered": self.covered, "looked_after": " ".join(self.looked_after)}
        return chosen if self.unborn else {**chosen, "born": "by the day"}

    @property
    def bases(self) -> tuple[str, ...]:
        """Every basis, the drawn one first."""
        return (self.basis, *(basis for basis in BASES if basis != self.basis))

    def judged(self, load: Load) -> str:
        """Under, within or over the band, on the basis that is drawn."""
        return load.judged(self.basis, self.band)


def rules_of(store: Store, drawn: str = "") -> Callable[[date], Rules]:
    """The rules of any day, from one reading of the settings; drawn is a basis to be drawn instead of the one that is set."""
    keys = (BAND, BASIS, LONGEST, COVERED, UNALLOCATED, ALSO, UNBORN)
    kept = store.shelf(Setting).find(key=keys)

    def on(day: date) -> Rules:
        band, basis, longest, covered, unallocated, also, unborn = (setting_at(kept, key, day) for key in keys)
        for key, sound in (
            (BAND, len(band) == 2),
            (BASIS, basis in BASES),
            (ALSO, set(also) <= ALSO_LOOKED_AFTER.keys()),
        ):
            if not sound:
                raise damaged(DEFINITIONS[key])
        return Rules((band[0], band[1]), drawn or basis, int(longest), covered, unallocated, tuple(also), unborn)

    return on


def rule_words(rules: Rules) -> tuple[str, ...]:
    """The rules in sentences, as they stand below every table of caseloads."""
    low, high = rules.band
    whose = "whoever covers" if rules.covered == COVER else "the IRO, also while somebody covers"
    average = "in" if rules.unallocated else "not in"
    return (
        (
            f"Drawn: {BASES[rules.basis].lower()}, against the band of {low:,} to {high:,}, whose ends belong to it. "
            "The statutory guideline of 50 to 70 is about children looked after."
        ),
        (
            "A child counts from the first day of the allocation until the day before its end, once, and never from the "
            "18th birthday on. A child looked after who is also on a child protection plan is one child."
        ),
        (
            "FTE (full-time equivalent) is that of reviewing posts: IROs and conference chairs, agency included; not "
            f"managers, business support or foster carer reviewing officers. Somebody away for more than {rules.longest:,} "
            "working days is left out while away."
        ),
        (
            f"A covered child belongs to {whose}. Children without an IRO have a line of their own and are {average} "
            "the average."
        ),
        _looked_after_words(rules),
    )


def _looked_after_words(rules: Rules) -> str:
    placed, short = (
        "count as looked after" if one in rules.looked_after else "do not count as looked after"
        for one in (ADOPTION, SHORT)
    )
    unborn = "counts" if rules.unborn else "does not count"
    return (
        f"Children placed for adoption {placed}; children on short breaks (a short-breaks series, or legal status V3 or "
        f"V4) {short}; both count as children all the same. A child not yet born on the day {unborn}."
    )
