"""The forms of a final plan and of a statement to the court, wherever they are opened."""

from typing import Any

from app.commands.plans import KeepFinalPlan, KeepStatement, VoidStatement
from app.desk import Command
from app.domain.dates import long
from app.domain.errors import Refusal
from app.queries.find import Find
from app.queries.plans import FinalPlanAbout, PlanLine
from app.queries.statements import StatementAbout
from ui.actform import ActForm, entries
from ui.page import Tools
from ui.parts.picker import Picker


def target_words(line: PlanLine) -> str:
    """Since when the child is in our care, and by when the plan is to be ratified."""
    if line.start is None or line.target is None:
        return "Since when the child is in our care is not known, so there is no target."
    return f"In our care since {long(line.start)}. To be ratified by {long(line.target)}."


class FinalPlanForm(ActForm):
    """The day it was ratified; or, while it is not, why."""

    code, title, save_words = "keep-final-plan", "Final plan", "&Save the final plan"

    def __init__(self, tools: Tools, about: FinalPlanAbout) -> None:
        self.about = about
        name = f"{about.child.shown_name} ({about.child.reference})"
        super().__init__(tools, f"final-plan.{about.line.series_id}", f"{name}. {target_words(about.line)}")

    def build(self) -> None:
        """The day; the reason only while there is none."""
        self.add_date("ratified", "&Ratified on", "Empty while it is not ratified.", optional=True)
        plan = self.about.line.plan
        reasons = entries(self.about.reasons, ("", "Not said"), kept=plan.why_not if plan else None)
        self.add_choice("why", "Why &not", reasons)
        self.add_words("note", "N&ote")
        self.on_field("ratified", self._look)

    def starting(self) -> dict[str, Any]:
        """What is recorded."""
        plan = self.about.line.plan
        if plan is None:
            return {}
        return {"ratified": plan.ratified_on, "why": plan.why_not or "", "note": plan.note}

    def fill(self, values: Any) -> None:
        """The reason hides where a day stands already."""
        super().fill(values)
        self._look()

    def command(self) -> Command[Any]:
        """KeepFinalPlan with the version that was read."""
        values, plan = self.values(), self.about.line.plan
        return KeepFinalPlan(
            self.about.line.series_id,
            values["ratified"],
            values["why"] or None,
            values["note"],
            plan.version if plan else None,
        )

    def blame(self, refusal: Refusal) -> str:
        """The day, or the reason."""
        return "why" if "reason" in refusal.message.casefold() else "ratified"

    def said(self) -> str:
        """What is told when it was saved."""
        return "The final plan is saved."

    def _look(self) -> None:
        self.show_field("why", self.values()["ratified"] is None)


class StatementForm(ActForm):
    """When a statement is due, and when it was sent."""

    code, title, save_words = "keep-statement", "Statement to court", "&Save the statement"

    def __init__(self, tools: Tools, about: StatementAbout) -> None:
        self.about = about
        known = about.statement.id if about.statement else about.child.id if about.child else "new"
        child = f"{about.child.shown_name} ({about.child.reference})" if about.child else ""
        super().__init__(tools, f"statement.{known}", child)

    def build(self) -> None:
        """The child where it is still to be chosen, and two days."""
        if not self.about.child:
            child = Picker(self.tools.runner, lambda text: Find(text, ("child",)), "Type a name or reference")
            self.add("child", "Chil&d", child)
        self.add_date("due", "&Due on")
        self.add_date("sent", "S&ent on", "Empty until it is sent.", optional=True)
        self.add_words("note", "N&ote")

    def starting(self) -> dict[str, Any]:
        """What is recorded."""
        kept = self.about.statement
        return {"due": kept.due_on, "sent": kept.sent_on, "note": kept.note} if kept else {}

    def focus(self) -> None:
        """Of one that is there mostly the day it was sent is missing."""
        kept = self.about.statement
        if kept and kept.sent_on is None:
            self._fields["sent"].control.setFocus()
        else:
            super().focus()

    def command(self) -> Command[Any]:
        """KeepStatement with the version that was read."""
        values, kept = self.values(), self.about.statement
        child_id = self.about.child.id if self.about.child else values["child"]
        if not child_id:
            raise Refusal("No child is chosen.", "Type part of the name and choose from the list.")
        if values["due"] is None:
            raise Refusal("The day it is due is missing.", "Type it, for example: +10wd, or 12 mar.")
        version = kept.version if kept else None
        statement_id = kept.id if kept else None
        return KeepStatement(child_id, values["due"], values["sent"], values["note"], statement_id, version)

    def blame(self, refusal: Refusal) -> str:
        """The child, or the day that is wrong."""
        words = refusal.message.casefold()
        return "child" if words.startswith("no child") else "sent" if "future" in words else "due"

    def said(self) -> str:
        """What is told when it was saved."""
        return "The statement is saved."


class VoidStatementForm(ActForm):
    """For a statement that was entered in error."""

    code, title, save_words = "void-statement", "Void this statement", "Vo&id it"

    def __init__(self, tools: Tools, about: StatementAbout) -> None:
        assert about.statement is not None
        assert about.child is not None
        self.statement = about.statement
        due = f"{about.child.shown_name}: due on {long(about.statement.due_on)}."
        super().__init__(tools, f"statement.void.{about.statement.id}", due)

    def build(self) -> None:
        """Why."""
        self.add_words("why", "&Why", "For example: entered twice.")

    def command(self) -> Command[Any]:
        """VoidStatement."""
        return VoidStatement(self.statement.id, self.values()["why"])

    def blame(self, refusal: Refusal) -> str:
        """The only field."""
        return "why"

    def said(self) -> str:
        """What is told when it was saved."""
        return "The statement is void."
