"""Forms about periods, which carry the clocks: start, end, correct and void them."""

from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.commands.periods import CorrectPeriod, EndPeriod, StartPeriod, VoidPeriod
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.kinds import KINDS
from app.queries.child import PeriodLine
from ui.children.task import Kit, Task, Values, choice
from ui.children.words import period_words
from ui.parts.form import Form

NOT_SAID = "Not recorded"


def start_period(kit: Kit, child: Child) -> Task:
    """The kind is one of those that the service chairs."""
    form = kit.form("&Start", "Start a period", f"start.{child.id}")
    form.text(f"For {child.shown_name}. Its first review becomes due.")
    kinds = [(code, KINDS[code].period) for code in kit.choices.kinds]
    form.add("kind", "&Kind", choice("Kind", kinds), "Only the kinds that the service chairs, as Settings say.")
    _start_fields(kit, form)
    form.fill({})

    def command(values: Values) -> StartPeriod:
        known = not values["unknown"]
        return StartPeriod(child.id, values["kind"] or "", values["start"] if known else None, known)

    return Task(form, command, "The period was started.", {"kind of": "kind"}, "start")


def end_period(kit: Kit, period: PeriodLine) -> Task:
    """The reasons are the service's list."""
    form = kit.form("E&nd the period", "End a period", f"end.{period.series.id}")
    form.text(f"{period_words(period)}.")
    form.text("A review due on or before that day and not held stays as never held. A later one is no longer due.")
    form.add("end", "Ended &on", kit.date())
    form.add("reason", "&Reason", kit.entries("period-end", NOT_SAID, "Reason"))
    form.fill({})
    series = period.series.id
    return Task(form, lambda v: EndPeriod(series, v["end"], v["reason"]), "The period was ended.", otherwise="end")


def correct_period(kit: Kit, period: PeriodLine) -> Task:
    """All dates of a period; its reviews are decided again."""
    series = period.series
    form = kit.form("&Save", "Correct a period", f"period.{series.id}")
    form.text(f"{period_words(period)}. Its reviews are numbered and dated again.")
    _start_fields(kit, form)
    form.add("end", "Ende&d on", kit.date(optional=True), "Empty while it is running.")
    form.add("reason", "&Reason", kit.entries("period-end", NOT_SAID, "Reason"))
    form.fill(
        {"start": series.start, "unknown": not series.start_known, "end": series.end, "reason": series.end_reason}
    )

    def command(values: Values) -> CorrectPeriod:
        known = not values["unknown"]
        start = values["start"] if known else None
        if values["reason"] and not values["end"]:
            raise Refusal("A reason belongs to an end.", "Give the day on which it ended, or clear the reason.")
        return CorrectPeriod(series.id, start, known, values["end"], values["reason"])

    blame = {"end": "end", "outside": "", "future": ""}
    return Task(form, command, "The period was corrected.", blame, "start")


def void_period(kit: Kit, period: PeriodLine) -> Task:
    """A period that was entered in error."""
    form = kit.form("V&oid the period", "Void a period", f"void.{period.series.id}")
    form.text(f"{period_words(period)}.")
    form.text("For a period that was entered in error. Reviews held in it stay with the child, in no period.")
    form.add("why", "&Why", QLineEdit(), "For example: entered for the wrong child.")
    form.fill({})
    return Task(form, lambda v: VoidPeriod(period.series.id, v["why"]), "The period was voided.", otherwise="why")


def _start_fields(kit: Kit, form: Form) -> None:
    form.add("start", "Started &on", kit.date(optional=True), "The day from which the first review is counted.")
    unknown = QCheckBox("The start is not k&nown")
    form.add("unknown", "", unknown)
    unknown.setAccessibleName("The start is not known")
    unknown.toggled.connect(lambda on: form.show_field("start", not on))
