"""The figures of child protection plans: started, ended and open, how long, by category, repeated, and their reviews by child."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.calendar import add_months
from app.domain.conferences import CATEGORIES
from app.domain.dates import long
from app.domain.durations import ENDED, OPEN_OVER, is_open_over, is_soon_again, ran
from app.domain.kinds import RCPC
from app.queries.figures import Measured
from app.queries.practice_figures.cores import core_groups
from app.queries.practice_figures.measures import (
    COUNT,
    PART,
    Asked,
    Measure,
    Part,
    Split,
    between,
    code_of,
    listed,
    narrowed,
)
from app.store import Selection, Where

IS_PLAN = Where("kind", "is", RCPC)
KNOWN = Where("start_known", "is", True)
NOUN = ("plan", "plans")
CATEGORY = listed(CATEGORIES)


def started(asked: Asked) -> Selection:
    """The plans that started in the period."""
    return asked.select("clocks", IS_PLAN, KNOWN, *between("start", asked.period))


def ended(asked: Asked) -> Selection:
    """The plans that ended in the period, at the latest today; each is whose it was at its end."""
    gone = (*between("closes", asked.period), Where("closes", "at most", asked.today))
    return _whose("end", asked.select("clocks", IS_PLAN, *gone))


def opened(asked: Asked) -> Selection:
    """The plans open on the last day of the period, or today while it runs on; each is whose it is that day."""
    return _whose("now", asked.select("clocks", IS_PLAN, Where("running", "is", True), as_at=asked.day))


def _whose(day: str, plans: Selection) -> Selection:
    """Grouped by who held the child on another day than that of the start."""
    return replace(plans, options={**plans.options, "holder": day})


def _flow(asked: Asked) -> tuple[Measure, ...]:
    unit = asked.child_unit
    day = long(asked.day)
    return (
        Measure("started", "Plans started", Measured(started(asked), (), ()), "In the period.", COUNT, unit=unit, month="month_start", noun=NOUN, lead=True),
        Measure("ended", "Plans ended", Measured(ended(asked), (), ()), "In the period; the 18th birthday ends a plan.", COUNT, unit=unit, month="month_closes", noun=NOUN),
        Measure("open", "Plans open", Measured(opened(asked), (), ()), f"As at {day}.", COUNT, unit=unit, month="", noun=NOUN),
    )  # fmt: skip


def _categories(asked: Asked) -> tuple[Measure, ...]:
    latest = Split("category", "latest_category", CATEGORY, str, code_of)
    initial = Split("category", "initial_category", CATEGORY, str, code_of)
    open_ones, began = Measured(opened(asked), (), ()), Measured(started(asked), (), ())
    day = long(asked.day)
    return (
        Measure("open-by-latest-category", "Open, latest category", open_ones, f"Of the plans open as at {day}.", PART, split=latest, month="", noun=NOUN, lead=True),
        Measure("open-by-initial-category", "Open, initial category", open_ones, f"Of the plans open as at {day}.", PART, split=initial, month="", noun=NOUN),
        Measure("started-by-initial-category", "Started, initial category", began, "Of the plans started in the period.", PART, split=initial, month="month_start", noun=NOUN),
    )  # fmt: skip


def _durations(asked: Asked) -> tuple[Measure, ...]:
    """How long open plans have run, and how long those ran that ended."""
    now, day = opened(asked), asked.day
    starts = [
        (key, start) for key, start, known in asked.store.each(now, ("id", "start", "start_known")) if start and known
    ]
    over = {m: tuple(key for key, start in starts if is_open_over(start, day, m)) for m in OPEN_OVER}
    gone = narrowed(ended(asked), KNOWN, Where("start", "is not", None))
    bands: dict[str, list[str]] = {band: [] for band in ENDED}
    for key, start, end in asked.store.each(gone, ("id", "start", "closes")):
        bands[ran(start, end)].append(key)
    return (
        *(
            Measure("open-over", words, Measured(now, (KNOWN,), (Where("id", "in", over[months]),)), f"Of the plans open as at {long(day)} whose start is known.", beside={"months": str(months)}, month="", noun=NOUN)
            for months, words in OPEN_OVER.items()
        ),
        *(
            Measure("ended-after", f"Ended after {words[0].lower()}{words[1:]}", Measured(gone, (), (Where("id", "in", tuple(bands[band])),)), "Of the plans that ended in the period, from start to end; the corresponding date itself belongs to the shorter line.", beside={"months": band}, month="month_closes", noun=NOUN, lead=True)
            for band, words in ENDED.items()
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class Repeats:
    """Which of some plans repeat an earlier one: with this council, with any, and within 2 years of its end."""

    here: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    soon: tuple[str, ...] = ()


@dataclass
class _Found:
    here: list[str] = field(default_factory=list)
    any: list[str] = field(default_factory=list)
    soon: list[str] = field(default_factory=list)


def repeats(asked: Asked, plans: Selection) -> Repeats:
    """Plans recorded here count by their own dates; those told with a plan ("previous plans") besides."""
    rows = list(asked.store.each(plans, ("id", "child_id", "start", "previous_here", "previous_elsewhere")))
    earlier = _earlier(asked, {row[1] for row in rows})
    found = _Found()
    for key, child_id, start, here, elsewhere in rows:
        before = [(began, end) for began, end in earlier.get(child_id, ()) if began and start and began < start]
        if before or here:
            found.here.append(key)
        if before or here or elsewhere:
            found.any.append(key)
        if start and is_soon_again(start, [end for _, end in before if end]):
            found.soon.append(key)
    return Repeats(tuple(found.here), tuple(found.any), tuple(found.soon))


def _earlier(asked: Asked, children: Iterable[str]) -> Mapping[str, list[tuple[date | None, date | None]]]:
    theirs: dict[str, list[tuple[date | None, date | None]]] = defaultdict(list)
    every = asked.select("clocks", IS_PLAN, Where("child_id", "in", tuple(children)))
    for child_id, start, end in asked.store.each(every, ("child_id", "start", "closes")):
        theirs[child_id].append((start, end))
    return theirs


def _repeated(asked: Asked) -> tuple[Measure, ...]:
    """Over the period, of the plans that started; as at a day, of those open."""
    began, now = started(asked), opened(asked)
    lines = (
        ("repeat", "Started, repeat plan", began, "Of the plans started in the period", "month_start"),
        ("repeat-open", "Open, repeat plan", now, f"Of the plans open as at {long(asked.day)}", ""),
    )
    return tuple(
        Measure(
            code, f"{words}: {meant}", Measured(plans, (), (Where("id", "in", which),)), f"{said}: {how}.",
            beside={"plans": kind}, month=month, noun=NOUN, unit=None, lead=code == "repeat",
        )
        for code, words, plans, said, month in lines
        for again in [repeats(asked, plans)]
        for kind, meant, which, how in (
            ("this-council", "this council", again.here, "the child had an earlier plan with this council"),
            ("any", "any council", again.any, "the child had an earlier plan with this or another council"),
            ("within-2-years", "within 2 years", again.soon, "an earlier plan recorded here ended within 2 years before the start"),
        )
    )  # fmt: skip


def _snapshot(asked: Asked) -> tuple[Measure, ...]:
    """The figure of the Department for Education: plans open for 3 months or more, every review in time and none overdue."""
    long_enough = (KNOWN, Where("start", "at most", add_months(asked.day, -3)))
    plans = narrowed(opened(asked), *long_enough)
    return (
        Measure(
            "reviews-in-time", "Reviews of plans in time, by child (DfE)", Measured(plans, (), (Where("in_time", "is", True),)),
            f"Plans open for 3 months or more as at {long(asked.day)}: in time when every review so far was and none is overdue.",
            month="", unit="child_id", target=asked.target("timeliness.target"), noun=("child", "children"), lead=True,
        ),
    )  # fmt: skip


PARTS = (
    Part("flow", "Started, ended and open", _flow),
    Part("durations", "How long plans run", _durations),
    Part("repeats", "Repeat plans", _repeated),
    Part("categories", "Categories of abuse", _categories),
    Part("snapshot", "Reviews of plans", _snapshot),
    Part("core-groups", "Core groups", core_groups),
)
