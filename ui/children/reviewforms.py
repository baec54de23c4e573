"""Forms about reviews that were held: add, correct, place and void them, and say how sure a number is."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from app.commands.reviews import AddHeld, ConfirmNumber, CorrectReview, PlaceReview, VoidReview
from app.domain.dates import long
from app.domain.kinds import KINDS
from app.domain.participation import CODES
from app.queries.child import ChildFacts, PeriodLine, ReviewLine
from ui.children.task import Kit, Task, Values, choice, chosen
from ui.children.words import period_words
from ui.parts.form import Form
from ui.parts.steady import Number

BLAME = {"pn": "participation", "participation": "participation", "reason": "late_reason"}
TO_COME = "To come"


def add_held(kit: Kit, facts: ChildFacts, series_id: str = "") -> Task:
    """A review that is missing from a period, anywhere in it."""
    form = kit.form("A&dd", "Add a review that was held", f"held.{facts.child.id}")
    form.text("The reviews after it are numbered and dated again.")
    form.add("held", "Held &on", kit.date())
    form.add("period", "&Period", choice("Period", _periods(facts)))
    _held_fields(kit, form)
    form.fill({"period": series_id} if series_id else {})

    def command(values: Values) -> AddHeld:
        series = chosen(values, "period", "The child has no period yet.", "Start a period first.")
        return AddHeld(series, _held(values), *_facts(values), note=values["note"])

    return Task(form, command, "The review was added.", BLAME, "held")


def correct_review(kit: Kit, line: ReviewLine) -> Task:
    """What was recorded, to be put right; this is no move and is not counted as one."""
    review = line.review
    form = kit.form("&Save", f"Correct a {KINDS[review.kind].noun}", f"review.{review.id}")
    form.text(f"{line.sequence}, held {long(review.held)}." if review.held else f"{line.sequence}.")
    form.add("held", "Held &on", kit.date())
    _held_fields(kit, form)
    form.add("without_meeting", "", QCheckBox("Held w&ithout a meeting"))
    names = ("held", "participation", "late_reason", "chair_id", "note", "without_meeting")
    form.fill({name: getattr(review, name) or "" if name != "held" else review.held for name in names})

    def command(values: Values) -> CorrectReview:
        without = values["without_meeting"]
        return CorrectReview(review.id, _held(values), *_facts(values), without, values["note"], review.version)

    return Task(form, command, "The review was corrected.", BLAME, "held")


def void_review(kit: Kit, line: ReviewLine) -> Task:
    """A review that was entered in error."""
    review = line.review
    form = kit.form("V&oid the review", f"Void a {KINDS[review.kind].noun}", f"voidreview.{review.id}")
    form.text(f"Held {long(review.held)}." if review.held else f"{line.sequence}, to be held.")
    form.text("For one that was entered in error. It counts no longer, and stays to be seen with who, when and why.")
    form.add("why", "&Why", QLineEdit(), "For example: entered twice.")
    form.fill({})
    return Task(form, lambda v: VoidReview(review.id, v["why"]), "The review was voided.", otherwise="why")


def place_review(kit: Kit, facts: ChildFacts, line: ReviewLine) -> Task:
    """A review that fits no period goes into one."""
    review = line.review
    form = kit.form("Pla&ce", "Place a review in a period", f"place.{review.id}")
    form.text(f"{review.kind_title} held {long(review.held)}." if review.held else f"{review.kind_title}.")
    hint = "" if facts.periods else "The child has no period yet. Start one first."
    form.add("period", "&Period", choice("Period", _periods(facts)), hint)
    form.fill({"period": _fitting(facts, line)})

    def command(values: Values) -> PlaceReview:
        return PlaceReview(review.id, chosen(values, "period", "The child has no period yet.", "Start a period first."))

    return Task(form, command, "The review was placed.", otherwise="period")


def confirm_number(kit: Kit, line: ReviewLine) -> Task:
    """Which review of its period it is, where the records could not tell."""
    review = line.review
    form = kit.form("&Confirm", "Confirm which review it is", f"number.{review.id}")
    form.text(line.explanation)
    words = "&Number" if review.held else "&Number of the latest review that was held"
    form.add("number", words, Number(1, 99), "1 is the first of its period, 2 the second.")
    form.fill({"number": review.number if review.held else max(review.number - 1, 1)})
    return Task(
        form, lambda v: ConfirmNumber((review.id,), v["number"]), "The number was confirmed.", otherwise="number"
    )


def _periods(facts: ChildFacts) -> list[tuple[str, str]]:
    return [(period.series.id, period_words(period)) for period in facts.periods]


def _fitting(facts: ChildFacts, line: ReviewLine) -> str:
    """The period that fits best: of the review's kind, and around its date."""
    held = line.review.held or date.min

    def fit(period: PeriodLine) -> tuple[bool, bool]:
        series = period.series
        around = (series.start or date.min) <= held <= (series.closes or date.max)
        return around, series.kind == line.review.kind

    best = max(facts.periods, key=fit, default=None)
    return best.series.id if best else ""


def _held_fields(kit: Kit, form: Form) -> None:
    codes = [("", TO_COME), *((code, f"{code}: {words}") for code, words in CODES.items())]
    form.add("participation", "&Took part", choice("Took part", codes), "Counted as not recorded while it is to come.")
    form.add("late_reason", "&Why late", kit.entries("late-reason", "Not late, or to come", "Why late"))
    form.add("chair_id", "&Chair", kit.officers("Not recorded"))
    note = QPlainTextEdit()
    note.setTabChangesFocus(True)
    form.add("note", "&Note", note)


def _held(values: Values) -> date:
    """The day it was held; the field has been checked to hold one."""
    held = values["held"]
    assert isinstance(held, date)
    return held


def _facts(values: Values) -> tuple[str | None, str | None, str | None]:
    """Participation, late reason and chair; empty ones are not recorded."""
    return values["participation"] or None, values["late_reason"] or None, values["chair_id"] or None
