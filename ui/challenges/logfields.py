"""The fields of the form that logs a challenge: what is needed, and the line of what is filled in, which opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy

from app.domain.challenges import records
from app.domain.dates import short
from app.queries.challenges.offered import ChallengeChoices
from app.queries.find import Find
from ui.actform import entries
from ui.challenges.forms import ChallengeForm
from ui.page import Tools
from ui.parts.filters import MultiChoice
from ui.parts.offered import AnyOf, OneOf
from ui.parts.picker import Picker
from ui.theme import set_icon

TO_COME = "Who raised it, when, to whom and until when are filled in once the child is chosen."
CONCERN = "What &is wrong"
FOLDED = ("raised_by", "raised_on", "status", "to", "due", "asked", "others", "review")
PROPOSED = ("level", "raised_by", "status", "to", "due", "review")


@dataclass(frozen=True)
class Begun:
    """What is known when logging begins."""

    child_ids: tuple[str, ...] = ()
    review_id: str | None = None
    theme: str = ""
    concern: str = ""
    """What was found where it is raised from."""
    check_id: str = ""
    clinic_child_id: str = ""
    """The check of a case, or the child at a clinic, from which it is raised: it is linked to the challenge."""


class LogFields(ChallengeForm):
    """Child, theme, what is wrong, level; everything else stands in one line, and behind it in fields of its own."""

    code, title, save_words = "log", "Log a challenge", "&Save the challenge"

    def __init__(self, tools: Tools, offered: ChallengeChoices, begun: Begun) -> None:
        self.offered, self.begun = offered, begun
        known = (*begun.child_ids[:1], *((begun.check_id, begun.theme) if begun.check_id else ()))
        super().__init__(tools, ".".join(("challenges.log", *known)), "")

    def build(self) -> None:
        """What is needed, the line of what is filled in, and behind it the fields of that line."""
        self._add_child()
        themes = entries(self.offered.choices.lists["challenge-theme"])
        self.theme = self.add_choice("theme", "Main &theme", [("", "Choose a theme"), *themes])
        self.already = self.text("")
        self.already.setAccessibleName("Open already")
        self.already.hide()
        self.add_text("concern", CONCERN)
        rungs = [(rung.level, rung.title) for rung in self.offered.choices.ladder.rungs]
        self.level = self.add_choice("level", "&Begins at", rungs)
        self.level.set_value(rungs[1][0])  # a ladder has two levels at least
        self.reason = OneOf(entries(self.offered.choices.lists["bypass-reason"]))
        self.add("reason", "Why lower levels are &passed over", self.reason)
        self.summary = self.text("")
        self.summary.setAccessibleName("Filled in")
        self.unfold = QPushButton("&Make changes")
        self.unfold.setProperty("link", True)
        self.unfold.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_icon(self.unfold, "chevron-down", "accent")
        self.unfold.clicked.connect(self.open_folded)
        self.add("unfold", "", self.unfold)
        self._add_folded(themes)
        self.watch(*PROPOSED)
        for key in FOLDED:
            self.show_field(key, False)
            self.on_field(key, self.say_summary)

    def starting(self) -> dict[str, Any]:
        """What the press that began it knew."""
        return {"theme": self.begun.theme, "concern": self.begun.concern, "raised_on": self.tools.today()}

    def _add_child(self) -> None:
        self.child = Picker(self.tools.runner, lambda text: Find(text, ("child",)), "Type a name or reference")
        self.add("child", "Chil&d", self.child)
        self.service = QCheckBox("&Just the service, no child")
        self.add("service", "", self.service)
        self.siblings = AnyOf()
        self.add("siblings", "Als&o about", self.siblings, "One challenge each, joined.")
        self.show_field("siblings", False)

    def _add_folded(self, themes: Sequence[tuple[str, str]]) -> None:
        officers = [(officer.id, officer.name) for officer in self.offered.choices.officers]
        self.raised_by = self.add_choice("raised_by", "Raised b&y", [("", "Nobody named"), *officers])
        self.day = self.add_date("raised_on", "Date &raised")
        self.status = self.add_choice("status", "Stat&us", [*records.STATUSES.items()])
        self.add_words("to", "To who&m")
        self.due = self.add_date("due", "Res&ponse due", optional=True)
        self.add_text("asked", "What is as&ked for")
        self.others = MultiChoice("", themes, "None")
        self.add("others", "&Other themes", self.others)
        self.review = self.add_choice("review", "Linked revie&w", [("", "None")])

    def is_positive(self) -> bool:
        """Whether the theme is good practice, which asks for no answer."""
        return self.theme.value() in self.offered.positive

    # ------------------------------------------------------------------------------------------------------ the line

    def say_summary(self) -> None:
        """Raised by Alison Wright · 22 Nov 2026 · CLA · to Team manager, response due 29 Nov 2026."""
        values = self.values()
        if not values["service"] and not values["child"]:
            self.summary.setText(TO_COME)
            return
        day = short(values["raised_on"]) if values["raised_on"] else "no date"
        status = "" if values["service"] else records.STATUSES.get(values["status"], "")
        parts = [self._raised_by(values), day, status, self._answer(values)]
        parts += [f"about the {self.review.box.currentText()}"] if values["review"] else []
        self.summary.setText(" · ".join(part for part in parts if part))

    def _raised_by(self, values: Mapping[str, Any]) -> str:
        if values["raised_by"]:
            return f"Raised by {self.raised_by.box.currentText()}"
        return "No IRO is named" if values["service"] or "raised_by" in self.touched else "No IRO is allocated"

    def _answer(self, values: Mapping[str, Any]) -> str:
        """Who answers, and until when; good practice may be told to somebody, and asks for nothing."""
        to = f"to {values['to']}" if values["to"] else ""
        if self.is_positive():
            return to
        due = f"response due {short(values['due'])}" if values["due"] else "no response due"
        return f"{to or 'to: not known yet'}, {due}"

    def say_already(self, references: Sequence[str]) -> None:
        """One quiet line when the child has an open challenge on this theme."""
        number = " and ".join(references) if len(references) <= 2 else f"{len(references)} challenges"
        verb = "is" if len(references) == 1 else "are"
        self.already.setText(f"{number} on this theme {verb} open for this child already." if references else "")
        self.already.setVisible(bool(references))

    def focus(self) -> None:
        """Into the child; into the theme when the child is known already."""
        if self.begun.child_ids and self.begun.theme:
            self._fields["concern"].control.setFocus()
        elif self.begun.child_ids:
            self.theme.setFocus()
        else:
            super().focus()

    def open_folded(self) -> None:
        """Show the fields of the line instead of it."""
        for key in FOLDED:
            self.show_field(key, key != "due" or not self.is_positive())
        self.show_field("review", not self.service.isChecked())
        self.summary.hide()
        had_focus = self.unfold.hasFocus()
        self.show_field("unfold", False)
        if had_focus:
            self.raised_by.setFocus()
