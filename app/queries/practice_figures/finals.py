"""The figures of final plans: when those were ratified whose target date lies in the period, and why others were not."""

from app.domain.calendar import add_days, add_months
from app.domain.kinds import LOOKED_AFTER
from app.domain.plans import BANDS, final_plan_target, ratification_band
from app.queries.figures import Measured
from app.queries.practice_figures.measures import COUNT, PART, Asked, Measure, Split, code_of, listed, narrowed
from app.queries.service import labels
from app.store import Selection, Where

NOUN = ("child", "children")


def final_plans(asked: Asked) -> tuple[Measure, ...]:
    """Final plans whose target date lies in the period, by when they were ratified."""
    months = int(asked.setting("plans.final-months"))
    first, last = asked.period.first, asked.day
    near = (Where("start", "at least", add_days(add_months(first, -months), -3)), Where("start", "at most", last))
    known = (Where("kind", "is", LOOKED_AFTER), Where("start_known", "is", True), *near)
    bands: dict[str, list[str]] = {band: [] for band in BANDS}
    left: list[str] = []
    fields = ("id", "start", "closes", "ratified_on")
    for key, start, closes, ratified in asked.store.each(asked.select("clocks", *known), fields):
        target = final_plan_target(start, months)
        if not first <= target <= last:
            continue
        gone = closes is not None and closes < target
        (left if gone else bands[ratification_band(start, ratified)]).append(key)
    every = asked.select("clocks", Where("id", "in", tuple(key for band in bands.values() for key in band)))
    return (*_banded(every, bands, months), *_unratified(asked, every, bands["not"], left))


def _banded(every: Selection, bands: dict[str, list[str]], months: int) -> tuple[Measure, ...]:
    said = (
        f"Children whose target date (start of the period of care and {months} months) lies in the period; those who left "
        "care before it are not counted. The corresponding date itself belongs to the shorter band."
    )
    return tuple(
        Measure(
            "final-plan", f"Final plan: {words[0].lower()}{words[1:]}", Measured(every, (), (Where("id", "in", tuple(bands[band])),)),
            said, beside={"band": band}, month="", noun=NOUN, lead=True,
        )
        for band, words in BANDS.items()
    )  # fmt: skip


def _unratified(asked: Asked, every: Selection, missing: list[str], left: list[str]) -> tuple[Measure, ...]:
    words = listed(labels(asked.store, "not-ratified"))
    split = Split("reason", "why_not", words, str, code_of)
    of = Measured(narrowed(every, Where("id", "in", tuple(missing))), (), ())
    gone = asked.select("clocks", Where("id", "in", tuple(left)))
    noun = NOUN
    return (
        Measure("not-ratified-reason", "Not ratified", of, "Why the final plan is not ratified, of those not ratified.", PART, split=split, month="", noun=noun),
        Measure("final-plan-left-care", "Left care before the target date", Measured(gone, (), ()), "In none of the lines above.", COUNT, month="", noun=noun),
    )  # fmt: skip
