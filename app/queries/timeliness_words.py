"""The words around a figure of timeliness: its title, and how it was counted."""

from collections.abc import Sequence
from datetime import date

from app.domain.counting import counted
from app.domain.dates import long
from app.domain.explanations import SHORT_CARE_PLANNING
from app.domain.kinds import CARE_PLANNING, KINDS
from app.queries.figures import Figures, Line
from app.queries.timeliness import Timeliness

GROUP_TITLES = {"": "Service", "kind": "Kind of review", "iro": "IRO", "team": "Team", "month": "Month"}
_BY = {"": "", "kind": " by kind of review", "iro": " by IRO", "team": " by team", "month": " by month"}
ATTRIBUTION = {
    "due": "the IRO allocated to the child on the due date, or the last one allocated before it",
    "chair": "the person who chaired the review on the day",
}


def heading(question: Timeliness, today: date) -> str:
    """Timeliness by IRO, September 2026; a period that has not ended says how far it goes."""
    return f"Timeliness{_BY[question.by]}, {question.period.title_at(today)}"


def basis_words(figures: Figures) -> str:
    """What is counted and when it is in time, in one sentence."""
    reviews = counted_reviews(figures)
    if figures.basis == "review":
        return f"Counted by review, {_by_date(figures)}: {reviews}; in time when held on or before the due date."
    return (
        f"Counted by child, {_by_date(figures)}: children with at least one of the {reviews}; "
        "in time when every one of them was held on or before its due date."
    )


def counted_reviews(figures: Figures) -> str:
    """The reviews of the denominator in words."""
    if figures.count == "held":
        return f"reviews held in {figures.period.title()} whose due date is known"
    return (
        f"reviews due in {figures.period.title()} and by {long(figures.as_at)}, "
        "unless the period of care or plan had ended before the due date"
    )


def formula(figures: Figures) -> str:
    """How the share is worked out."""
    units = "reviews" if figures.basis == "review" else "children"
    return f"Share in time = {units} in time ÷ {units} judged, rounded half up to one decimal."


def unjudged_words(whole: Line) -> str:
    """How many reviews could not be judged, and why."""
    reviews, they = counted(whole.unjudged, "review"), "It is" if whole.unjudged == 1 else "They are"
    return f"{reviews} could not be judged: previous review unknown. {they} in no numerator or denominator."


def attribution_words(attribution: str) -> str:
    """Whose review it is, and which team's."""
    return f"IRO: {ATTRIBUTION[attribution]}. Team: the child's social-work team on the due date."


def sources(kinds: Sequence[str]) -> tuple[str, ...]:
    """The rules that set the due dates of these kinds, each once."""
    rules = dict.fromkeys(step.rule for kind in kinds for step in KINDS[kind].steps)
    return tuple(rule.replace(CARE_PLANNING, SHORT_CARE_PLANNING) for rule in rules)


def notes(figures: Figures, kinds: Sequence[str], whole: Line) -> tuple[str, ...]:
    """Basis, formula, what was left out, whose review it is, where the due dates come from, and the day."""
    due = f"{counted(whole.to_come, 'review is', 'reviews are')} due after that day and still to come."
    come = f" {due}" if figures.count == "due" and whole.to_come else ""
    local = ("Beside it, the same share by the local targets of the service; statute is the default.",)
    return (
        f"{basis_words(figures)} {formula(figures)}",
        *((unjudged_words(whole),) if whole.unjudged else ()),
        *((attribution_words(figures.attribution),) if figures.by in ("iro", "team") else ()),
        *(local if figures.has_local else ()),
        f"Due dates: {'; '.join(sources(kinds))}.",
        f"As at {long(figures.as_at)}.{come}",
    )


def _by_date(figures: Figures) -> str:
    return f"by {figures.count} date"
