"""What is known of the chosen row: a midway review that is due, a check with its answers, a final plan, a statement."""

from collections.abc import Callable
from functools import partial

from app.domain.answers import ANSWERS, NO, PARTLY, YES
from app.domain.checks import GRADES, CheckAnswer
from app.domain.dates import long, short
from app.domain.plans import BANDS
from app.queries.checked import GRADE_TONES
from app.queries.checks import CheckSheet
from app.queries.plans import FinalPlanAbout, StatementAbout, statement_tone
from app.table import Row, Tone
from ui.page import Tools
from ui.parts.details import Details
from ui.qualityforms import target_words

Act = Callable[[str], None]
ANSWER_TONES = {YES: Tone.ON_TIME, PARTLY: Tone.SOON, NO: Tone.LATE}


class QualityFacts(Details):
    """Filled for the row that is chosen; act(code) does what a button says."""

    def __init__(self, tools: Tools, act: Act) -> None:
        super().__init__()
        self._tools, self._act = tools, act

    def show_midway(self, row: Row) -> None:
        """A child whose midway review is to be made."""
        child, reference, due, left, last, following, iro, team = row.cells
        self.begin()
        self.heading(child, reference)
        self.fact("Midway due", f"{short(due)} ({left})", row.tone)
        self.fact("Last review", short(last))
        self.fact("Next review", short(following))
        self.fact("IRO", iro or "No IRO")
        self.fact("Team", team or "No team")
        self._button("new", "Start the midway review", "list-checks", primary=True)
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
        self.section("Answers")
        for answer in sheet.answers:
            self._answer(answer)
        self._button("correct", "&Correct", "pencil")
        self._button("void", "&Void", "ban")
        self._button("child", "Open the child", "user")

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
        self._button("new", "Ratified or not", "pencil", primary=True)
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
        self._button("correct", "Sent, or correct", "pencil", primary=kept.sent_on is None)
        self._button("void", "&Void", "ban")
        self._button("child", "Open the child", "user")

    def _answer(self, answer: CheckAnswer) -> None:
        tone = Tone.PLAIN
        if answer.good:
            tone = Tone.INFORMATION if answer.answer == YES else Tone.PLAIN
        else:
            tone = ANSWER_TONES.get(answer.answer, Tone.PLAIN)
        self.text(answer.words, quiet=True)
        words = ANSWERS[answer.answer]
        self.fact(words, answer.note or ("Good practice" if answer.good and answer.answer == YES else words), tone)

    def _raising(self, sheet: CheckSheet) -> None:
        if sheet.concern:
            self._button("raise", "&Raise a challenge", "messages-square", primary=not sheet.challenge)
        if sheet.practice:
            self._button("practice", "Record &good practice", "lightbulb")

    def _button(self, code: str, words: str, icon: str, *, primary: bool = False) -> None:
        self.button(words, partial(self._act, code), icon, primary=primary)
