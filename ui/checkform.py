"""The form of a midway review, a monitoring check or an audit, wherever it is opened; and the form that voids one."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.commands.checks import KeepCheck, VoidCheck
from app.desk import Command
from app.domain.checks import AUDIT, GRADES, MIDWAY, MONITORING, Answered
from app.domain.counting import counted
from app.domain.errors import Refusal
from app.queries.checks import CheckAbout, CheckSheet
from app.queries.find import Find
from ui.actform import ActForm
from ui.checkanswers import Answers
from ui.page import Tools
from ui.parts.picker import Picker
from ui.theme import GRID, theme

BLAME = {"officer": "officer", "grade": "grade", "answer": "answers", "question": "answers"}
FOUND_HEIGHT, CHILD_WIDTH = 56, 240


class CheckForm(ActForm):
    """Answers one question a line, by the keyboard alone; half typed it waits as a draft."""

    code: ClassVar[str] = "keep-check"
    save_words = "&Save the check"

    def __init__(self, tools: Tools, about: CheckAbout, *, wide: bool = False) -> None:
        self.about, self._wide = about, wide
        self._asked_about_gaps = about.check is not None
        self.answers = Answers(about.questions)
        known = about.check.id if about.check else about.child.id if about.child else "new"
        heading = f"{self.title}: {about.child.shown_name} ({about.child.reference})" if about.child else self.title
        super().__init__(tools, f"check.{about.kind}.{known}", "", heading)

    def build(self) -> None:
        """Who and when in one line, the questions, and room for words."""
        head = [] if self.about.child else ["child"]
        if not self.about.child:
            self.child = Picker(self.tools.runner, lambda text: Find(text, ("child",)), "Type a name or reference")
            self.child.setMinimumWidth(theme().pixels(CHILD_WIDTH) if self._wide else 0)
            self.add("child", "Chil&d", self.child)
        self.add_date("date", "&Date of the check")
        officers = [(one.id, one.name) for one in self.about.officers]
        self.add_choice("officer", "Made b&y", [("", "Not recorded"), *officers])
        head += ["date", "officer"]
        if self.about.kind == AUDIT:
            self.add_choice("grade", "&Grade", [("", "Choose a grade"), *GRADES.items()])
            head.append("grade")
        if self._wide:
            self._beside(head)
        self.add("answers", "", self.answers)
        self.answers.setAccessibleName("Questions")
        self.found = self.add_text("found", "What was &found, in your own words")
        self.found.setFixedHeight(theme().pixels(FOUND_HEIGHT))
        self.answers.ended.connect(self.found.setFocus)

    def starting(self) -> dict[str, Any]:
        """Today, by the one who most likely made it; or what is recorded."""
        kept = self.about.check
        if kept is None:
            return {"date": self.tools.today(), "officer": self.about.officer_id}
        grade = {"grade": kept.grade or ""} if self.about.kind == AUDIT else {}
        answers = tuple((one.question, one.answer, one.note) for one in self.about.answers)
        own = {"date": kept.date, "officer": kept.officer_id or "", "answers": answers, "found": kept.found}
        return {**own, **grade}

    def command(self) -> Command[Any]:
        """KeepCheck with the version that was read."""
        values, kept = self.values(), self.about.check
        child_id = self.about.child.id if self.about.child else values["child"]
        if not child_id:
            raise Refusal("No child is chosen.", "Type part of the name and choose from the list.")
        if values["date"] is None:
            raise Refusal("The day of the check is missing.", "Type it, for example: today, or 12 mar.")
        self._ask_about_gaps(values)
        return KeepCheck(
            child_id=child_id,
            kind=self.about.kind,
            date=values["date"],
            answers=tuple(Answered(*one) for one in values["answers"]),
            officer_id=values["officer"] or None,
            grade=values.get("grade") or None,
            found=values["found"],
            check_id=kept.id if kept else None,
            version=kept.version if kept else None,
        )

    def _ask_about_gaps(self, values: dict[str, Any]) -> None:
        """A new check that is answered in part is saved once that was said, and Save was pressed again."""
        left = len(self.about.questions) - len(values["answers"])
        if self._asked_about_gaps or not left or not (values["answers"] or values["found"].strip()):
            return
        self._asked_about_gaps = True
        self.answers.turn_to_gap()
        questions = counted(len(self.about.questions), "question")
        raise Refusal(
            f"{left} of {questions} {'is' if left == 1 else 'are'} not answered.",
            "Answer them, or press Save again to save the check as it is.",
        )

    def blame(self, refusal: Refusal) -> str:
        """The field that the words speak of, mostly the day."""
        words = refusal.message.casefold()
        if words.startswith("no child"):
            return "child"
        return next((key for word, key in BLAME.items() if word in words and key in self._fields), "date")

    def focus(self) -> None:
        """At the first question; at the child where it is still to be chosen."""
        if self.about.child:
            self.answers.setFocus()
        else:
            super().focus()

    def said(self) -> str:
        """What is told when it was saved."""
        return f"{self.title}: saved." if self.about.check is None else f"{self.title}: corrected."

    def _beside(self, keys: Sequence[str]) -> None:
        """These fields stand in one line."""
        line = QHBoxLayout()
        line.setSpacing(GRID * 2)
        for key in keys:
            field = self._fields[key]
            self._rows.removeWidget(field)
            line.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self._rows.addLayout(line)


class MidwayForm(CheckForm):
    """Half way between two reviews."""

    title = "Midway review"


class MonitoringForm(CheckForm):
    """Whenever the IRO looks at a case."""

    title = "Monitoring check"


class AuditForm(CheckForm):
    """Of a colleague's case, with a grade."""

    title = "Peer audit"


FORMS: dict[str, type[CheckForm]] = {MIDWAY: MidwayForm, MONITORING: MonitoringForm, AUDIT: AuditForm}


def check_form(tools: Tools, about: CheckAbout, *, wide: bool = False) -> CheckForm:
    """The form of this sort of check; wide where it has the whole page."""
    return FORMS[about.kind](tools, about, wide=wide)


class VoidCheckForm(ActForm):
    """For a check that was entered in error."""

    code, title, save_words = "void-check", "Void this check", "Vo&id it"

    def __init__(self, tools: Tools, sheet: CheckSheet) -> None:
        self.sheet = sheet
        super().__init__(tools, f"check.void.{sheet.check.id}", f"{sheet.title}, {sheet.child.shown_name}.")

    def build(self) -> None:
        """Why."""
        self.text("It counts no longer; its answers go with it.")
        self.add_words("why", "&Why", "For example: entered twice.")

    def command(self) -> Command[Any]:
        """VoidCheck."""
        return VoidCheck(self.sheet.check.id, self.values()["why"])

    def blame(self, refusal: Refusal) -> str:
        """The only field."""
        return "why"

    def said(self) -> str:
        """What is told when it was saved."""
        return "The check is void."
