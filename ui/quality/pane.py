"""What is known of the chosen row: a midway review that is due, a check with its answers, a final plan, a statement."""

from collections.abc import Callable
from functools import partial

from app.domain.answers import ANSWERS, NO, PARTLY, YES
from app.domain.checks import GRADES, CheckAnswer, concerns, worth_telling
from app.domain.dates import long, short
from app.domain.lateness import days_left
from app.domain.plans import BANDS
from app.queries.checked import GRADE_TONES
from app.queries.checks import CheckSheet
from app.queries.filing import CHECK, STATEMENT
from app.queries.plans import FinalPlanAbout
from app.queries.statements import StatementAbout, statement_tone
from app.table import Row, Tone
from ui.copying import copy_buttons
from ui.page import Tools
from ui.parts.details import Details
from ui.qualityforms import target_words

Act = Callable[[str], None]
ANSWER_TONES = {PARTLY: Tone.SOON, NO: Tone.LATE}


class QualityFacts(Details):
    """Filled for the row that is chosen; act(code) does what a button says."""

    def __init__(self, tools: Tools, act: Act) -> None:
        super().__init__()
        self._tools, self._act = tools, act

    def show_midway(self, row: Row) -> None:
        """A child whose midway review is to be made."""
        child, reference, due, _, last, following, iro, team = row.cells
        left = days_left(due, self._tools.today(), self._tools.calendar())
        self.begin()
        self.heading(child, reference)
        self.fact("Midway due", f"{short(due)} ({left})", row.tone)
        self.fact("Last review", short(last))
        self.fact("Next review", short(following))
        self.fact("IRO", iro or "No IRO")
        self.fact("Team", team or "No team")
        self._button("new", "Start the midway review", "list-checks")
        self._button("child", "Open the child", "user")

    def show_check(self, sheet: CheckSheet) -> None:
        """A check: what was answered, what was found, and what can be raised from it."""
        check = sheet.check
        self.begin()
        self.heading(sheet.title, f"{sheet.child.shown_name} ({sheet.child.reference})")
        self.fact("Made on", short(check.date))
        self.fact("By", sheet.officer or "Not recorded")
        if check.grade:
            self.fact("Grade", GRADES[check.grade], GRADE_TONES[check.grade])
        if sheet.challenge:
            self.fact("Raised", sheet.challenge, link=partial(self._act, "challenge"))
        self._raising(sheet)
        if check.found:
            self.section("What was found")
            self.text(check.found)
        self._answers(sheet)
        self._button("correct", "&Correct", "pencil")
        self._button("void", "&Void", "ban")
        self._button("child", "Open the child", "user")
        copy_buttons(self, self._tools, "", CHECK, check.id, sheet.child.id)

    def show_plan(self, about: FinalPlanAbout) -> None:
        """A final plan."""
        line, today = about.line, self._tools.today()
        self.begin()
        self.heading("Final plan", f"{about.child.shown_name} ({about.child.reference})")
        self.text(target_words(line))
        if line.ratified_on:
            self.fact("Ratified on", short(line.ratified_on), line.tone(today))
        else:
            words = "No, past its target" if line.is_overdue(today) else "Not yet"
            self.fact("Ratified", words, line.tone(today))
        if line.band:
            self.fact("Counted as", BANDS[line.band])
        if line.why_not:
            self.fact("Why not", line.why_not)
        if line.plan and line.plan.note:
            self.fact("Note", line.plan.note)
        self._button("new", "Ratified or not", "pencil")
        self._button("child", "Open the child", "user")

    def show_statement(self, about: StatementAbout) -> None:
        """A statement to court."""
        kept, child = about.statement, about.child
        if kept is None or child is None:
            return
        tone = statement_tone(kept, self._tools.today())
        self.begin()
        self.heading("Statement to court", f"{child.shown_name} ({child.reference})")
        self.fact("Due", long(kept.due_on), tone if kept.sent_on is None else Tone.PLAIN)
        self.fact("Sent", long(kept.sent_on) if kept.sent_on else "Not yet", tone if kept.sent_on else Tone.PLAIN)
        if kept.note:
            self.fact("Note", kept.note)
        self._button("correct", "Sent, or correct", "pencil")
        self._button("void", "&Void", "ban")
        self._button("child", "Open the child", "user")
        copy_buttons(self, self._tools, "", STATEMENT, kept.id, child.id)

    def _answers(self, sheet: CheckSheet) -> None:
        """What is to be put right first, then what was done well, then what is in order."""
        wrong, good = concerns(sheet.answers), worth_telling(sheet.answers)
        rest = tuple(one for one in sheet.answers if one not in (*wrong, *good))
        for words, answers in (("To be put right", wrong), ("Good practice", good), ("Other answers", rest)):
            if answers:
                self.section(words)
            for one in answers:
                said = f"{one.words} {one.note}".strip()
                self.fact(ANSWERS[one.answer], said, _tone(one))

    def _raising(self, sheet: CheckSheet) -> None:
        if sheet.concern:
            words = "&Raise another challenge" if sheet.challenge else "&Raise a challenge"
            self._button("raise", words, "messages-square")
        if sheet.practice:
            self._button("practice", "Record &good practice", "lightbulb")

    def _button(self, code: str, words: str, icon: str) -> None:
        self.button(words, partial(self._act, code), icon)


def _tone(one: CheckAnswer) -> Tone:
    if one.good:
        return Tone.INFORMATION if one.answer == YES else Tone.PLAIN
    return ANSWER_TONES.get(one.answer, Tone.PLAIN)
