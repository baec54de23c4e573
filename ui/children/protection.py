"""Child protection on a child's sheet: the steps of an enquiry, the plan with its categories, core groups, what is due."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.dates import long, short
from app.queries.conferences import (
    ChildProtection,
    DueNext,
    EnquiryFacts,
    HeldConference,
    PlanFacts,
    ProtectionFacts,
)
from app.table import Tone
from ui.children.sections import Act, block, label, link, padded
from ui.children.steps import StepLine
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.marks import Mark
from ui.theme import GRID

MOST = 3
"""How many review conferences of a plan are listed; all of them stand among its reviews."""
NONE = "No enquiry and no child protection plan is recorded."


class ProtectionCard(QFrame):
    """Asks for the child's protection itself, and shows what runs; what is over stands below in one line each."""

    def __init__(self, tools: Tools, act: Act) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Child protection")
        self._tools, self._act = tools, act
        column = padded(self)
        top = Bar()
        title = label("Child protection", letters="heading")
        title.setWordWrap(False)
        top.add(title)
        self._start = link("Start an enquiry", partial(act, "start-enquiry", ""))
        top.add(self._start)
        column.addWidget(top)
        self._none = label(NONE, quiet=True)
        column.addWidget(self._none)
        for part in (self._none, self._start):
            part.hide()  # until it is known
        self._parts = QVBoxLayout()
        self._parts.setSpacing(GRID)
        column.addLayout(self._parts)
        self._shown: list[QWidget] = []
        self.facts: ProtectionFacts | None = None

    def show_child(self, child_id: str) -> None:
        """The protection of this child, or the same child's anew."""
        self._tools.runner.ask(ChildProtection(child_id), self._show, ticket=(self, "protection"))

    def _show(self, facts: ProtectionFacts) -> None:
        self.facts = facts
        for old in self._shown:
            self._parts.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [*self._running(facts), *self._over(facts)]
        for part in self._shown:
            self._parts.addWidget(part)
        self._none.setVisible(facts.is_empty)
        self._start.setVisible(facts.enquiry is None and facts.plan is None)

    def _running(self, facts: ProtectionFacts) -> Sequence[QWidget]:
        """The enquiry whose conference is to come, the plan that runs, and how that plan came to be."""
        parts: list[QWidget] = []
        for enquiry in facts.enquiries:
            if enquiry.line.runs or enquiry.waits_for_outcome:
                parts += _enquiry_parts(enquiry, self._act)
        if facts.plan is not None:
            parts += _plan_parts(facts.plan, self._act)
            parts += [_held_line(one, self._act) for one in facts.plan.held[:MOST]]
            led = facts.led_to(facts.plan)
            parts += _led_parts(led, self._act) if led else []
        return parts

    def _over(self, facts: ProtectionFacts) -> Sequence[QWidget]:
        """What ended, each in a line, with the way to correct it."""
        led = facts.led_to(facts.plan) if facts.plan else None
        lines = [
            _line(_plan_words(plan), "Correct", partial(self._act, "keep-plan", plan.series.id))
            for plan in facts.plans
            if not plan.runs
        ]
        for enquiry in facts.enquiries:
            if not enquiry.line.runs and not enquiry.waits_for_outcome and enquiry is not led:
                correct = partial(self._act, "correct-enquiry", enquiry.line.series.id)
                lines.append(_line(_enquiry_words(enquiry), "Correct", correct))
        return [_small("Before"), *lines] if lines else []


def _small(words: str) -> QLabel:
    made = label(words)
    made.setStyleSheet("font-weight: 600")
    return made


def _line(words: str, said: str, do: Callable[[], object]) -> QWidget:
    """Words with what can be done about them."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID * 2)
    row.addWidget(label(words), 1)
    made = link(said, do)
    made.setAccessibleName(f"{said}: {words}")
    row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
    return line


def _buttons(*listed: tuple[str, Callable[[], object]]) -> Bar:
    bar = Bar()
    for words, do in listed:
        button = QPushButton(words)
        button.clicked.connect(lambda _on=False, act=do: act())
        bar.add(button)
    return bar


def _enquiry_parts(enquiry: EnquiryFacts, act: Act) -> list[QWidget]:
    line = enquiry.line
    review = line.conference.id if line.conference else ""
    parts: list[QWidget] = [_small(line.kind), StepLine(enquiry.steps)]
    if enquiry.note:
        parts.append(label(enquiry.note, quiet=True))
    correct = ("Correct the enquiry", partial(act, "correct-enquiry", line.series.id))
    if enquiry.waits_for_outcome:
        parts.append(label("What the conference decided is not recorded yet."))
        parts.append(_buttons(("Record what it decided", partial(act, "record-conference", review)), correct))
        return parts
    not_needed = ("No conference is needed", partial(act, "not-needed", line.series.id))
    parts.append(_buttons(("Record the conference", partial(act, "record-conference", review)), not_needed, correct))
    return parts


def _held_line(one: HeldConference, act: Act) -> QWidget:
    """A review conference with what it decided, or the way to say so."""
    when = f"Review conference on {long(one.day)}"
    if not one.words:
        said = f"{when}: what it decided is not recorded."
        return _line(said, "Record what it decided", partial(act, "record-conference", one.review_id))
    return _line(f"{when}: {one.words}.", "Correct", partial(act, "correct-outcome", one.review_id))


def _led_parts(led: EnquiryFacts, act: Act) -> list[QWidget]:
    """How a plan came to be: the steps, and what the conference decided."""
    head = Bar()
    title = _small(led.line.kind)
    title.setWordWrap(False)
    head.add(title)
    head.add(link("Correct the enquiry", partial(act, "correct-enquiry", led.line.series.id)))
    parts: list[QWidget] = [head, StepLine(led.steps)]
    if led.outcome and led.line.conference:
        parts.append(_line(f"{led.outcome}.", "Correct", partial(act, "correct-outcome", led.line.conference.id)))
    return parts


def _plan_parts(plan: PlanFacts, act: Act) -> list[QWidget]:
    facts = Bar()
    for title, words in _plan_facts(plan):
        facts.add(block(title, words))
    parts: list[QWidget] = [_small(plan.title), facts, *(_due(one) for one in plan.due)]
    listed = [("Record the conference", partial(act, "record-conference", plan.conference_id))]
    record = listed if plan.conference_id else []
    core_group = ("Record a core group", partial(act, "core-group", plan.series.id))
    parts.append(_buttons(*record, core_group, ("Correct the plan", partial(act, "keep-plan", plan.series.id))))
    return parts


def _plan_facts(plan: PlanFacts) -> Sequence[tuple[str, str]]:
    """What is known of a plan that runs, each under its small title."""
    since = plan.plan.latest_since
    changed = f" (since {short(since)})" if since and since != plan.series.start and plan.latest else ""
    start = short(plan.series.start) if plan.series.start and plan.series.start_known else "Not known"
    category = ("Category", plan.latest or "Not recorded")
    apart = (("First category", plan.initial or "Not recorded"), ("Latest category", f"{plan.latest}{changed}"))
    return (
        ("Started", start),
        ("Open for", plan.open_words or "Not known"),
        *(apart if plan.latest != plan.initial else (category,)),
        ("Plans before it", _before_words(plan)),
        ("Core groups", _groups_words(plan)),
    )


def _before_words(plan: PlanFacts) -> str:
    here, elsewhere = plan.previous.here, plan.previous.elsewhere
    if not here and not elsewhere:
        return "None known"
    parts = (f"{here:,} here" if here else "", f"{elsewhere:,} elsewhere" if elsewhere else "")
    return ", ".join(part for part in parts if part)


def _groups_words(plan: PlanFacts) -> str:
    groups = plan.core_groups
    return f"{len(groups):,}, the last on {short(groups[-1].date)}" if groups else "None recorded"


def _due(one: DueNext) -> QWidget:
    """When something is due next and why, with its shape where it is late."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID)
    row.addWidget(Mark(Tone.LATE if one.late else Tone.INFORMATION), 0, Qt.AlignmentFlag.AlignTop)
    day = f"due {long(one.day)}" if one.day else "due date not known"
    row.addWidget(label(f"{one.words} {day}: {one.left}. {one.why}"), 1)
    return line


def _plan_words(plan: PlanFacts) -> str:
    """A plan that ended, in one line."""
    series = plan.series
    start = long(series.start) if series.start and series.start_known else "start not known"
    end = f" to {long(series.closes)}" if series.closes else ""
    parts = (plan.latest, plan.ended, plan.open_words)
    more = "; ".join(part for part in parts if part)
    return f"{plan.title}: {start}{end}{f'; {more}' if more else ''}."


def _enquiry_words(enquiry: EnquiryFacts) -> str:
    """An enquiry that is over, in one line."""
    line, last = enquiry.line, enquiry.steps[-1]
    first = f" from {long(line.series.start)}" if line.series.start else ""
    outcome = f" {enquiry.outcome}." if enquiry.outcome else ""
    when = f" on {long(last.day)}" if last.day else ""
    under = f" ({last.under})" if last.under else ""
    return f"{line.kind}{first}: {last.words[:1].lower()}{last.words[1:]}{when}{under}.{outcome}"
