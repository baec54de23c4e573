"""Why a review is due when it is due, in one sentence that names the rule."""

from datetime import date

from app.domain.adjournments import opened_words
from app.domain.calendar import add_days
from app.domain.dates import long
from app.domain.kinds import CARE_PLANNING, KINDS, Kind, kind_of
from app.domain.reviews import Review
from app.domain.schedule import EARLIEST_RETURN, RESUMED, RETURN, RETURN_DAYS

ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")

SHORT_CARE_PLANNING = "Care Planning Regulations 2010"


def ordinal(number: int) -> str:
    """First, Second ... Tenth, 11th, 12th, 21st."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def sequence_words(review: Review) -> str:
    """The sequence as shown: "Third", "Third or later", "Not known"."""
    if review.number_exact:
        return ordinal(review.number)
    if review.number_basis == "unknown":
        return "Not known"
    return f"{ordinal(review.number)} or later"


def law(kind: Kind, number: int, counted_from: date) -> str:
    """The rule in words: "within 6 months of the previous review, held 3 March 2026 (…, reg 33(2))"."""
    step = kind.step(number)
    if step is None:
        return "no rule sets a date"
    when = f" on {long(counted_from)}" if number == 1 else f", held {long(counted_from)}"
    return (
        f"within {step.interval.words} of {step.since}{when} ({step.rule.replace(CARE_PLANNING, SHORT_CARE_PLANNING)})"
    )


def rule_words(kind_code: str, number: int, counted_from: date) -> str:
    """The whole explanation of a due date by law."""
    kind = kind_of(kind_code)
    return f"{ordinal(number)} {kind.noun}: {law(kind, number, counted_from)}."


def explain(review: Review) -> str:
    """Why the review is due when it is, where the date comes from, what is not known, and whether it was adjourned."""
    if review.adjourned_on is None:
        return _explained(review)
    return f"{_explained(review)} {opened_words(review.adjourned_on, review.completed_on, review.held)}"


def explain_both(review: Review, beside: Review | None) -> str:
    """Why a review is due, and why the other one is that the same meeting serves."""
    if beside is None:
        return explain(review)
    due = f", due {long(beside.due)}" if beside.due else ""
    return f"{explain(review)} The same meeting serves as {KINDS[beside.kind].title}{due}. {explain(beside)}"


def _explained(review: Review) -> str:
    kind = KINDS[review.kind]
    if review.due is None:
        return _without_due(review)
    if review.due_basis == "file" or review.counted_from is None:
        return "The date given by the source file: the review before this one is not recorded here."
    if review.due_basis in (RETURN, RESUMED):
        return _after_adoption(review, kind, review.counted_from)
    if review.to_confirm and review.number == 1:
        return (
            f"To confirm: no {kind.noun} is recorded here although this began before the records. The first is due "
            f"{law(kind, 1, review.counted_from)}."
        )
    if review.to_confirm:
        return (
            f"To confirm: it is not known whether the {kind.noun} held {long(review.counted_from)} was the first. "
            f"This is the earlier lawful date, {law(kind, review.number, review.counted_from)}."
        )
    return f"{sequence_words(review)} {kind.noun}: {law(kind, review.number, review.counted_from)}."


def _after_adoption(review: Review, kind: Kind, since: date) -> str:
    """When the looked-after clock runs again: the first and the last day of the next review, and from which day they count."""
    if review.due_basis == RESUMED:
        return (
            f"Next {kind.noun}: within {RETURN_DAYS} days of {long(since)}, when the authority to place for adoption ended; "
            "until then adoption reviews ran instead, as the service has chosen."
        )
    first, last = add_days(since, EARLIEST_RETURN), add_days(since, RETURN_DAYS)
    return (
        f"Next {kind.noun}: between {EARLIEST_RETURN} and {RETURN_DAYS} days after the placement for adoption ended on "
        f"{long(since)}, so from {long(first)} to {long(last)} (statutory guidance on adoption)."
    )


def _without_due(review: Review) -> str:
    if review.series_id is None:
        return "Held in no recorded period: place it in a period or void it. Until then it counts in no figure."
    if review.held:
        return "Not judged: the review before this one is not recorded and the source gives no due date."
    return "No due date can be worked out: neither the start of the period nor an earlier review is recorded."
