"""What each review asks of a child's plan: up to date and SMART; health and education at the first; permanence from the second."""

from collections.abc import Mapping

from app.domain.answers import ANSWERS
from app.domain.contacts import DUTY
from app.domain.errors import Refusal
from app.domain.kinds import LOOKED_AFTER, PATHWAY, RCPC, SECURE_REVIEW
from app.domain.quality import NO_PERMANENCE, Quality
from app.domain.reviews import Review

PLAN_CURRENT, PLAN_SMART, PERMANENCE = "plan_current", "plan_smart", "permanence"
HEALTH, EDUCATION = "health_assessment", "education_plan"
QUESTIONS = {
    PLAN_CURRENT: "The plan is up to date",
    PLAN_SMART: "The plan is SMART",
    HEALTH: "Initial health assessment (IHA) there",
    EDUCATION: "Personal education plan (PEP) there",
    PERMANENCE: "Permanence plan",
}
"""The questions by the fields of Quality. SMART: specific, measurable, achievable, relevant and timed."""
WITH_A_PLAN = (*DUTY, RCPC, SECURE_REVIEW, PATHWAY)
"""The kinds of review that look at a plan; an initial conference only decides whether there shall be one."""


def asked_of_plan(review: Review) -> tuple[str, ...]:
    """What a review asks: where its number is not known, both what a first and what a later one asks."""
    if review.kind not in WITH_A_PLAN:
        return ()
    if review.kind != LOOKED_AFTER:
        return (PLAN_CURRENT, PLAN_SMART)
    first = (HEALTH, EDUCATION) if review.number == 1 else ()
    later = (PERMANENCE,) if review.number > 1 or not review.number_exact else ()
    return (PLAN_CURRENT, PLAN_SMART, *first, *later)


def check_quality(quality: Quality, before: Quality, review: Review, permanence: Mapping[str, str]) -> None:
    """Refuse an answer that is none, and one to a question that this review does not ask; what stood there before may stay."""
    asked = asked_of_plan(review)
    for field, words in QUESTIONS.items():
        said = getattr(quality, field)
        if said is None or said == getattr(before, field):
            continue
        if field not in asked:
            raise Refusal(f"{words}: this review does not ask that.", _asked_when(field))
        known = {**permanence, NO_PERMANENCE: ""} if field == PERMANENCE else ANSWERS
        if said not in known:
            raise Refusal(f'{words}: "{said}" is not one of the answers.', f"Use one of: {', '.join(known)}.")


def _asked_when(field: str) -> str:
    if field in (HEALTH, EDUCATION):
        return "It is asked at the first looked-after review. Leave it empty here."
    if field == PERMANENCE:
        return "It is asked from the second looked-after review on. Leave it empty here."
    return "Leave it empty here."
