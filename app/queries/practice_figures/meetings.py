"""The figures of meetings: held and in timescale, conferences, moves, what went otherwise than planned, other meetings, final plans."""

from typing import Any

from app.domain.checks import KINDS_OF_CHECK, MIDWAY, MONITORING
from app.domain.gatherings import DISRUPTION, PRE_SECURE
from app.domain.kinds import CHILD, KINDS, PRIVATE_FOSTERING, SECURE_REVIEW
from app.queries.figures import Measured
from app.queries.practice_figures.finals import final_plans
from app.queries.practice_figures.initial import conferences
from app.queries.practice_figures.measures import (
    COUNT,
    PART,
    UNITS,
    Asked,
    Measure,
    Part,
    Split,
    between,
    code_of,
    listed,
    narrowed,
    told,
)
from app.queries.service import labels
from app.store import Selection, Where

IN_TIME, DUE_KNOWN = Where("in_time", "is", True), Where("due", "is not", None)
COUNTED = {"": "held", "child": "held-children", "family": "held-families", "meeting": "held-meetings"}
NOUNS = {
    "": ("review", "reviews"),
    "child": ("child", "children"),
    "family": ("family", "families"),
    "meeting": ("meeting", "meetings"),
}
HELD_WORDS = {"": "Held, counted for each child", "child": "Children", "family": "Families", "meeting": "Meetings"}


HELD_MEANS = {
    "": "Held in the period: one for each child that it was about, or foster household.",
    "child": "Different children with one held in the period; a foster household is no child.",
    "family": "Sibling groups, or single children, with one held in the period; a foster household is none.",
    "meeting": "Different meetings that were held: one about several children, or that served as two reviews, counts once.",
}
OF_CHILDREN = (Where("kind", "in", tuple(kind.code for kind in KINDS.values() if kind.subject == CHILD)),)


def _by_kind(asked: Asked, kinds: tuple[str, ...], *, quiet: bool = True) -> Split:
    return Split("kind", "kind", asked.kind_words(kinds), quiet=quiet)


def _held(asked: Asked) -> tuple[Measure, ...]:
    """Each kind: held in four ways, in timescale, late."""
    kinds = asked.kinds()
    held, split = asked.held(kinds), _by_kind(asked, kinds)
    late = (DUE_KNOWN, Where("in_time", "is", False))
    return (
        Measure(
            "in-timescale", "In timescale", Measured(held, (DUE_KNOWN,), (IN_TIME,)),
            "Held in the period on or before the due date, of those held whose due date is known.",
            unit=asked.unit, split=_by_kind(asked, kinds, quiet=False), silent=(Where("due", "is", None),), target=asked.target("timeliness.target"),
            month="month_held", lead=True,
        ),
        *(
            Measure(
                COUNTED[unit], HELD_WORDS[unit], Measured(held, OF_CHILDREN if unit in ("child", "family") else (), ()),
                HELD_MEANS[unit],
                COUNT, unit=UNITS.get(unit), split=split, month="month_held", noun=NOUNS[unit],
            )
            for unit in COUNTED
        ),
        Measure(
            "late", "Late", Measured(held, late, ()), "Held in the period after the due date.", COUNT, split=split,
            month="month_held",
        ),
    )  # fmt: skip


def _late(asked: Asked) -> tuple[Measure, ...]:
    late = (DUE_KNOWN, Where("in_time", "is", False))
    words = listed(labels(asked.store, "late-reason"))
    split = Split("reason", "late_reason", words, str, code_of)
    measured = Measured(asked.held(asked.kinds(), *late), (), ())
    said = "The reason recorded for each review held late in the period, of all those held late."
    return (Measure("late-reason", "Late", measured, said, PART, split=split, month="month_held", lead=True),)


def _moved(asked: Asked) -> tuple[Measure, ...]:
    """Agreed moves and cancelled meetings."""
    options = {"moves": str(asked.setting("moves.counted"))}
    counts = (Where("counts", "is", True), Where("kind", "in", asked.kinds()), *between("requested_on", asked.period))
    moves = Selection("moves", counts, asked.today, options=options)
    agreed = Measured(narrowed(moves, Where("agreed", "is", True)), (), ())
    cancelled = asked.select(
        "sittings",
        Where("state", "is", "cancelled"),
        Where("kind", "in", asked.kinds()),
        *between("date", asked.period),
    )
    said, noun = "Meetings rearranged: requests of the period that were agreed.", ("request", "requests")
    reason = Split("reason", "reason", labels(asked.store, "move-reason"), told)
    requester = Split("requester", "requested_by", labels(asked.store, "requester"), told)
    why = Split("reason", "cancelled_why", {}, told, code_of)
    return (
        Measure("rearranged", "Rearranged", agreed, said, COUNT, noun=noun),
        Measure("rearranged-by-reason", "Rearranged", agreed, said, PART, split=reason, noun=noun, lead=True),
        Measure("rearranged-by-requester", "Asked for by", agreed, said, PART, split=requester, noun=noun),
        Measure("cancelled", "Cancelled", Measured(cancelled, (), ()), CANCELLED, COUNT, unit="meeting_id", noun=NOUNS["meeting"]),
        Measure("cancelled-by-reason", "Cancelled", Measured(cancelled, (), ()), CANCELLED, PART, unit="meeting_id", split=why, noun=NOUNS["meeting"]),
    )  # fmt: skip


CANCELLED = "Meetings booked for the period that were cancelled, by the words that were given; a meeting counts once."


def _otherwise(asked: Asked) -> tuple[Measure, ...]:
    """What went otherwise than planned."""
    kinds = asked.kinds()
    held, sat = asked.held(kinds), (Where("kind", "in", kinds), *between("date", asked.period))
    opened = asked.select("practice", Where("kind", "in", kinds), *between("adjourned_on", asked.period))
    longest, calendar = asked.setting("reviews.longest-adjournment"), asked.calendar()
    rows = asked.store.each(opened, ("id", "adjourned_on", "completed_on"))
    days = {key: calendar.working_days_between(start, max(end or asked.today, start)) for key, start, end in rows}
    long = Where("id", "in", tuple(key for key, number in days.items() if number > longest))
    meeting: dict[str, Any] = {"mode": COUNT, "unit": "meeting_id", "noun": NOUNS["meeting"]}
    return (
        Measure("not-quorate", "Not quorate", Measured(asked.select("sittings", Where("state", "is", "not-quorate"), *sat), (), ()), "Meetings of the period that were not quorate.", **meeting),
        Measure("abandoned", "Abandoned", Measured(asked.select("sittings", Where("state", "is", "abandoned"), *sat), (), ()), "Meetings of the period that were abandoned.", **meeting),
        Measure("adjourned", "Adjourned", Measured(opened, (), ()), "Reviews adjourned in the period, by the day on which they were opened.", COUNT, month="month_adjourned", lead=True),
        Measure("adjourned-too-long", f"Adjourned for more than {longest} working days", Measured(opened, (), (long,)), f"Of the reviews adjourned in the period, those not completed within {longest} working days.", month="month_adjourned"),
        Measure("without-meeting", "Held without a meeting", Measured(held, (), (Where("without_meeting", "is", True),)), "Of the reviews held in the period.", month="month_held"),
        Measure("brought-forward", "Brought forward", Measured(held, (), (Where("brought_forward_by", "is not", ""),)), "Of the reviews held in the period, those that somebody asked to bring forward (reg 33(3)).", month="month_held"),
    )  # fmt: skip


def _others(asked: Asked) -> tuple[Measure, ...]:
    """Secure reviews, meetings without a clock, checks between reviews, new arrangements."""
    secure = Measured(asked.held((SECURE_REVIEW,)), (), ())
    children: dict[str, Any] = {"mode": COUNT, "unit": "child_id", "noun": NOUNS["child"]}
    themes = Split("theme", "theme", labels(asked.store, "disruption-theme"), told)
    disrupted = _gathered(asked, "gathering_themes", DISRUPTION)
    started = (
        Where("kind", "is", PRIVATE_FOSTERING),
        *between("start", asked.period),
        Where("start_known", "is", True),
    )
    new = asked.select("clocks", *started)
    return (
        Measure("secure-reviews", "Secure accommodation reviews", secure, "Held in the period.", COUNT, month="month_held", lead=True),
        Measure("secure-children", "Children with a secure accommodation review", secure, "Different children reviewed in the period.", month="month_held", **children),
        Measure("pre-secure-meetings", "Pre-secure planning meetings", _gathered(asked, "gatherings", PRE_SECURE), GATHERED, COUNT, noun=NOUNS["meeting"]),
        Measure("pre-secure-children", "Children at pre-secure planning meetings", _gathered(asked, "gathering_children", PRE_SECURE), "Different children concerned.", **children),
        Measure("disruption-meetings", "Disruption meetings", _gathered(asked, "gatherings", DISRUPTION), GATHERED, COUNT, noun=NOUNS["meeting"]),
        Measure("disruption-children", "Children at disruption meetings", _gathered(asked, "gathering_children", DISRUPTION), "Different children concerned.", **children),
        Measure("disruption-theme", "Theme of disruption meetings", disrupted, "Meetings with the theme, of all with any theme; one may have several.", PART, unit="gathering_id", split=themes, noun=NOUNS["meeting"]),
        *_checked(asked),
        Measure("private-fostering-new", "New private fostering arrangements", Measured(new, (), ()), "Arrangements that started in the period.", COUNT, month="month_start", noun=("arrangement", "arrangements")),
    )  # fmt: skip


GATHERED = "Held in the period; meetings booked for a day to come are not counted."


def _gathered(asked: Asked, population: str, kind: str) -> Measured:
    past = Where("date", "at most", asked.today)
    return Measured(asked.select(population, Where("kind", "is", kind), past, *between("date", asked.period)), (), ())


def _checked(asked: Asked) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            code, words, Measured(asked.select("checks", Where("kind", "is", kind), *between("date", asked.period)), (), ()),
            f"{KINDS_OF_CHECK[kind]}: completed in the period.", COUNT, unit=unit, noun=NOUNS["child" if unit else ""],
        )
        for kind, code, words, unit in (
            (MIDWAY, "midway-reviews", "Midway reviews completed", None),
            (MIDWAY, "midway-children", "Children with a midway review", "child_id"),
            (MONITORING, "monitoring-tools", "Monitoring tools completed", None),
            (MONITORING, "monitoring-children", "Children with a monitoring tool", "child_id"),
        )
    )  # fmt: skip


PARTS = (
    Part("held", "Held and in timescale", _held),
    Part("late", "Reasons for late", _late),
    Part("conferences", "Initial conferences", conferences),
    Part("moved", "Rearranged and cancelled", _moved),
    Part("otherwise", "Otherwise than planned", _otherwise),
    Part("others", "Other meetings", _others),
    Part("final-plans", "Final plans ratified", final_plans),
)
