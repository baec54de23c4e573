"""The figures of quality: plans at reviews, recommendations, what follows a meeting, statements to court, checks and audits."""

from typing import Any

from app.domain.afterwards import ANSWERED, DECISIONS, FOLLOWED, RECORD, SENT, STAGES, clock
from app.domain.answers import NO, PARTLY, YES
from app.domain.asked import QUESTIONS, WITH_A_PLAN
from app.domain.checks import AUDIT, GRADES, KINDS_OF_CHECK, questions_of
from app.domain.conferences import CONFERENCES
from app.domain.kinds import LOOKED_AFTER
from app.domain.quality import NO_PERMANENCE
from app.domain.recommendations import DONE, NO_LONGER, NOT_DONE, PROGRESS
from app.domain.recommendations import PARTLY as PARTLY_DONE
from app.domain.reviews import EXACT_NUMBERS, Review
from app.queries.afterwards import followed_from, limits_of
from app.queries.figures import Measured
from app.queries.practice_figures.measures import COUNT, PART, Asked, Measure, Part, Split, between
from app.queries.service import labels
from app.store import Selection, Where

SAID = (YES, PARTLY, NO)
EXACT = Where("number_basis", "in", tuple(sorted(EXACT_NUMBERS)))
STAGE_FIELDS = (
    *("id", "child_id", "series_id", "kind", "held"),
    *("decisions_on", "answered_on", "record_on", "sent_on"),
)


def _plans(asked: Asked) -> tuple[Measure, ...]:
    """What reviews found of plans; "not applicable" leaves the denominator, and what nobody said is shown."""
    with_plan = asked.held(tuple(kind for kind in asked.kinds() if kind in WITH_A_PLAN))
    first = asked.held(asked.kinds(LOOKED_AFTER), Where("number", "is", 1), EXACT)
    second = asked.held(asked.kinds(LOOKED_AFTER), Where("number", "is", 2), EXACT)
    of_all = "Of the reviews held in the period that ask it, where yes, partly or no was said."
    of_first = "Of the first looked-after reviews held in the period, where yes, partly or no was said."
    lines = (
        ("plan-current", "plan_current", with_plan, of_all),
        ("plan-smart", "plan_smart", with_plan, of_all),
        ("health-assessment", "health_assessment", first, of_first),
        ("education-plan", "education_plan", first, of_first),
    )
    shared: dict[str, Any] = {"month": "month_held", "unit": asked.unit}
    return (
        *(
            Measure(
                code, QUESTIONS[name], Measured(held, (Where(name, "in", SAID),), (Where(name, "is", YES),)), said,
                silent=(Where(name, "is", None),), lead=code == "plan-current", **shared,
            )
            for code, name, held, said in lines
        ),
        Measure(
            "permanence-by-second", "Permanence plan by the second review",
            Measured(second, (Where("permanence", "is not", None),), (Where("permanence", "is not", NO_PERMANENCE),)),
            "Of the second looked-after reviews held in the period, where it was said.",
            silent=(Where("permanence", "is", None),), **shared,
        ),
        _permanence(asked, second),
    )  # fmt: skip


def _permanence(asked: Asked, second: Selection) -> Measure:
    words = {**labels(asked.store, "permanence-plan"), NO_PERMANENCE: "No permanence plan"}
    split = Split("permanence", "permanence", words, str)
    return Measure(
        "permanence-at-second", "At the second review", Measured(second, (Where("permanence", "is not", None),), ()),
        "Which permanence plan there was at the second looked-after reviews held in the period.", PART, split=split,
        month="month_held",
    )  # fmt: skip


def _recommended(asked: Asked) -> tuple[Measure, ...]:
    """The recommendations made, and what had become of those looked at in the period."""
    kinds = asked.kinds()
    made = asked.select("recommendations", Where("kind", "in", kinds), *between("held", asked.period))
    looked = asked.select("recommendations", Where("kind", "in", kinds), *between("progress_on", asked.period))
    progress = Split("progress", "progress", PROGRESS)
    said = "Recommendations whose progress was said in the period."
    noun = ("recommendation", "recommendations")
    open_ones = (Where("progress", "in", (DONE, PARTLY_DONE, NOT_DONE)),)
    return (
        Measure("recommendations", "Recommendations made", Measured(made, (), ()), "Of the reviews held in the period.", COUNT, month="month_held", noun=noun),
        Measure("recommendations-done", "Recommendations done", Measured(looked, open_ones, (Where("progress", "is", DONE),)), f"{said} {PROGRESS[NO_LONGER]} leaves the denominator.", month="month_progress", noun=noun, lead=True),
        Measure("progress", "Progress", Measured(looked, (Where("progress", "is not", None),), ()), said, PART, split=progress, month="month_progress", noun=noun),
    )  # fmt: skip


def _followed(asked: Asked) -> tuple[Measure, ...]:
    """What follows a review or conference, each stage within its working days."""
    reviews = tuple(kind for kind in asked.kinds() if kind in FOLLOWED and kind not in CONFERENCES)
    conferences = tuple(kind for kind in asked.kinds() if kind in CONFERENCES)
    stages = (DECISIONS, ANSWERED, RECORD, SENT)
    return (
        *(_stage(asked, reviews, stage, "reviews") for stage in stages),
        *(_stage(asked, conferences, stage, "conferences") for stage in stages if stage != ANSWERED),
    )


def _stage(asked: Asked, kinds: tuple[str, ...], stage: str, of: str) -> Measure:
    """In time, of those whose last day has gone by or that are done; the manager's silence is agreement."""
    since, limits, calendar = followed_from(asked.store), limits_of(asked.store), asked.calendar()
    held = asked.held(kinds) if since is None else asked.held(kinds, Where("held", "at least", since))
    met: list[str] = []
    missed: list[str] = []
    waiting: list[str] = []
    for row in asked.store.each(held, STAGE_FIELDS) if since is not None else ():
        review = Review(**dict(zip(STAGE_FIELDS, row, strict=True)))
        one = clock(review, stage, limits, calendar)
        if one is None or (one.done is None and (one.due >= asked.today or stage == ANSWERED)):
            waiting.append(review.id)
        else:
            (missed if one.late or one.done is None else met).append(review.id)
    known = (Where("id", "in", (*met, *missed)),)
    answers = " Silence is agreement, so that only answers count." if stage == ANSWERED else ""
    return Measure(
        f"{stage}-in-time", f"{STAGES[stage]} in time, {of}", Measured(held, known, (Where("id", "in", tuple(met)),)),
        f"Held in the period since records are followed, and done or past the last day.{answers}",
        beside={"of": of}, silent=(Where("id", "in", tuple(waiting)),), month="month_held",
        lead=of == "reviews" and stage == RECORD,
    )  # fmt: skip


def _statements(asked: Asked) -> tuple[Measure, ...]:
    due = asked.select("statements", *between("due_on", asked.period), Where("due_on", "at most", asked.today))
    sent, noun = Where("sent_on", "is not", None), ("statement", "statements")
    return (
        Measure("statements-due", "Statements to court due", Measured(due, (), ()), "Due in the period.", COUNT, noun=noun),
        Measure("statements-sent", "Statements to court sent", Measured(due, (), (sent,)), "Of those due in the period.", noun=noun),
        Measure("statements-in-time", "Statements to court sent in time", Measured(due, (), (Where("in_time", "is", True),)), "Of those due in the period: sent on or before that day.", noun=noun, lead=True),
    )  # fmt: skip


def _audits(asked: Asked) -> tuple[Measure, ...]:
    """Peer audits by grade."""
    done = asked.select("checks", Where("kind", "is", AUDIT), *between("date", asked.period))
    grades = Split("grade", "grade", GRADES)
    good, noun = tuple(GRADES)[:2], ("audit", "audits")
    graded, none = (Where("grade", "is not", None),), (Where("grade", "is", None),)
    return (
        Measure("audits", "Audits", Measured(done, (), ()), "Of the period.", COUNT, noun=noun),
        Measure("audits-good", "Graded good or better", Measured(done, graded, (Where("grade", "in", good),)), "Of the audits of the period with a grade.", silent=none, noun=noun),
        Measure("audit-grade", "Grade", Measured(done, graded, ()), "Of the audits of the period with a grade.", PART, split=grades, noun=noun, lead=True),
    )  # fmt: skip


def _answers(asked: Asked) -> tuple[Measure, ...]:
    """What was answered to each question, and the good practice that was found."""
    every = asked.select("check_answers", *between("date", asked.period))
    found = Measured(every, (), ())
    good = (Where("good", "is", True), Where("answer", "is", YES))
    return (
        Measure(
            "good-practice", "Good practice found", found.within(good),
            'Questions that ask for good practice, answered "yes" in the period.', COUNT, noun=("answer", "answers"),
        ),
        *(_asked(asked, every, kind) for kind in KINDS_OF_CHECK),
    )  # fmt: skip


def _asked(asked: Asked, every: Selection, kind: str) -> Measure:
    questions = questions_of(asked.setting("checks.questions"), kind)
    split = Split("question", "question", {one.key: one.words for one in questions}, str)
    measured = Measured(every, (Where("answer", "in", SAID),), (Where("answer", "is", YES),))
    return Measure(
        "answered-yes", KINDS_OF_CHECK[kind], measured.within((Where("kind", "is", kind),)),
        '"Yes", of those answered yes, partly or no in the period; "not applicable" leaves the denominator.',
        split=split, beside={"check": kind}, noun=("answer", "answers"),
    )  # fmt: skip


PARTS = (
    Part("plans", "Plans at reviews", _plans),
    Part("recommendations", "Recommendations", _recommended),
    Part("afterwards", "After the meeting", _followed),
    Part("statements", "Statements to court", _statements),
    Part("audits", "Audits", _audits),
    Part("answers", "Answers of checks", _answers),
)
