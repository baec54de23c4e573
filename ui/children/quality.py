"""The quality of a child's plan on the child's sheet: the final plan, the midway review, statements to court, checks."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.checks import AUDIT, GRADES, MIDWAY, MONITORING
from app.domain.dates import long, short
from app.domain.plans import BANDS
from app.domain.quality import CourtStatement
from app.queries.checks import CheckSheet
from app.queries.plans import PlanLine
from app.queries.quality import ChildQuality, QualityOfChild
from app.table import Tone
from ui.children.sections import Act, flush, label, link, padded
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.marks import Mark
from ui.theme import GRID

MOST = 3
"""How many checks are shown until all are asked for."""
NEW = ((MIDWAY, "midway review"), (MONITORING, "monitoring check"), (AUDIT, "peer audit"))
Deed = tuple[str, Callable[[], object]]


class QualityCard(QFrame):
    """Asks for the quality of the child's plan itself; act gets "keep-final-plan", "keep-statement", "keep-check" and others."""

    def __init__(self, tools: Tools, act: Act) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Quality of the plan")
        self._tools, self._act = tools, act
        self._child_id, self._all = "", False
        column = padded(self)
        top = Bar()
        title = label("Quality of the plan", letters="heading")
        title.setWordWrap(False)
        top.add(title)
        for kind, words in NEW:
            top.add(link(f"New {words}", partial(act, "keep-check", kind)))
        top.add(link("New statement to court", partial(act, "keep-statement", "")))
        column.addWidget(top)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GRID // 2)
        column.addLayout(self._lines)
        self._shown: list[QWidget] = []

    def show_child(self, child_id: str) -> None:
        """The quality of this child's plan, or the same child's anew."""
        self._all = self._all and child_id == self._child_id
        self._child_id = child_id
        self._tools.runner.ask(QualityOfChild(child_id), self._show, ticket=(self, "quality"))

    def _show(self, facts: ChildQuality) -> None:
        for old in self._shown:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [
            *self._plan(facts.plan),
            *self._midway(facts),
            *self._statements(facts),
            *self._checks(facts.checks),
        ]
        for line in self._shown:
            self._lines.addWidget(line)

    # ------------------------------------------------------------------------------------------------------ plan

    def _plan(self, line: PlanLine | None) -> Sequence[QWidget]:
        if line is None:
            return [label("Never in our care, so there is no final plan.", quiet=True)]
        deed = ("Ratified or not", partial(self._act, "keep-final-plan", line.series_id))
        return [_line(_plan_words(line), line.tone(self._tools.today()), deed)]

    def _midway(self, facts: ChildQuality) -> Sequence[QWidget]:
        midway = facts.midway
        if midway is None:
            return []
        between = f"between the reviews of {long(midway.last)} and {long(midway.next)}"
        if midway.done:
            return [_line(f"Midway review made on {long(midway.done)}, {between}.", Tone.ON_TIME)]
        tone = Tone.LATE if midway.due < self._tools.today() else Tone.PLAIN
        words = f"Midway review due on {long(midway.due)} ({facts.left}), {between}."
        return [_line(words, tone, ("Start it", partial(self._act, "keep-check", MIDWAY)))]

    # ------------------------------------------------------------------------------------------------------ statements

    def _statements(self, facts: ChildQuality) -> Sequence[QWidget]:
        return [self._statement(one, tone) for one, tone in facts.statements]

    def _statement(self, one: CourtStatement, tone: Tone) -> QWidget:
        sent = f"sent on {long(one.sent_on)}" if one.sent_on else "not sent yet"
        note = f" {one.note}" if one.note else ""
        words = f"Statement to court due on {long(one.due_on)}, {sent}.{note}"
        correct = ("Correct" if one.sent_on else "Sent", partial(self._act, "keep-statement", one.id))
        return _line(words, tone, correct, ("Void", partial(self._act, "void-statement", one.id)))

    # ------------------------------------------------------------------------------------------------------ checks

    def _checks(self, checks: Sequence[CheckSheet]) -> Sequence[QWidget]:
        if not checks:
            return [label("No midway review, monitoring check or audit is recorded.", quiet=True)]
        listed = checks if self._all else checks[:MOST]
        lines: list[QWidget] = [self._check(one) for one in listed]
        if len(listed) < len(checks):
            lines.append(flush(link(f"Show all {len(checks):,} checks", self._show_all)))
        return lines

    def _check(self, one: CheckSheet) -> QWidget:
        check_id = one.check.id
        deeds: list[Deed] = []
        if one.challenge:
            deeds.append((one.challenge, partial(self._act, "open-challenge", one.check.challenge_id or "")))
        elif one.concern:
            deeds.append(("Raise a challenge", partial(self._act, "raise-from-check", check_id)))
        if one.practice:
            deeds.append(("Record good practice", partial(self._act, "practice-from-check", check_id)))
        deeds.append(("Correct", partial(self._act, "correct-check", check_id)))
        deeds.append(("Void", partial(self._act, "void-check", check_id)))
        return _line(check_words(one), Tone.PLAIN, *deeds)

    def _show_all(self) -> None:
        self._all = True
        self.show_child(self._child_id)


def check_words(one: CheckSheet) -> str:
    """One check in a line: "Peer audit, 20 Nov 2026, by Faith Lumley: good. 1 no, 3 yes. Seen at home."."""
    by = f", by {one.officer}" if one.officer else ""
    grade = f": {GRADES[one.check.grade].lower()}" if one.check.grade else ""
    more = f" {one.summary}." if one.summary else ""
    found = f" {' '.join(one.check.found.split())}" if one.check.found else ""
    return f"{one.title}, {short(one.check.date)}{by}{grade}.{more}{found}"


def _plan_words(line: PlanLine) -> str:
    if line.ratified_on:
        band = f" ({BANDS[line.band].lower()})" if line.band else ""
        return f"Final plan ratified on {long(line.ratified_on)}{band}."
    why = f"not ratified: {line.why_not[0].lower()}{line.why_not[1:]}" if line.why_not else "not recorded as ratified"
    target = f", to be ratified by {long(line.target)}" if line.target else ", no target: the start is not known"
    return f"Final plan {why}{target}."


def _line(words: str, tone: Tone, *deeds: Deed) -> QWidget:
    """Words with their shape, and what can be done about them."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID)
    said = label(words)
    if tone is not Tone.PLAIN:
        said.setProperty("tone", tone.name.lower())
        row.addWidget(Mark(tone))
    row.addWidget(said, 1)
    for does, do in deeds:
        made = link(does, do)
        made.setAccessibleName(f"{does}: {words}")
        row.addWidget(made)
    return line
