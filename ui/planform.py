"""The forms of a child protection plan: what is known of it, and that its core group met."""

from typing import Any

from app.commands.protection import KeepPlan, RecordCoreGroup
from app.desk import Command
from app.domain.conferences import CATEGORIES, PLAN_ENDED
from app.domain.errors import Refusal
from app.queries.conference import PlanAbout
from ui.actform import ActForm, entries
from ui.parts.offered import AnyOf

NOT_RECORDED = ("", "Not recorded")
BLAME = {"why the plan ended": "reason", "earlier plans": "previous_here", "category": "latest_category", "end": "end"}


class PlanForm(ActForm):
    """Its first and its latest category, plans before it, and its end."""

    code, title, save_words = "keep-plan", "Child protection plan", "&Save the plan"

    @property
    def facts(self) -> PlanAbout:
        """The plan."""
        raise AssertionError

    def build(self) -> None:
        """Categories, earlier plans, end."""
        self.add_choice("initial_category", "F&irst category", [NOT_RECORDED, *CATEGORIES.items()])
        self.add_choice("latest_category", "L&atest category", [NOT_RECORDED, *CATEGORIES.items()])
        self.add_date("latest_since", "Category cha&nged on", "The conference that decided it.", optional=True)
        self.add_words("previous_here", "&Plans before it with this council", self._known())
        self.add_words("previous_elsewhere", "Plans before it &with other councils", "Empty if nobody knows.")
        self.add_date(
            "end", "Ende&d on", "Empty while it runs. A conference that ends the plan says so itself.", optional=True
        )
        self.add_choice("reason", "Wh&y it ended", entries(self.facts.reasons, kept=self.facts.series.end_reason))
        self.on_field("end", self._look)

    def fill(self, values: Any) -> None:
        """What follows from it is shown too."""
        super().fill(values)
        self._look()

    def starting(self) -> dict[str, Any]:
        """What is recorded."""
        plan, series = self.facts.plan, self.facts.series
        return {
            "initial_category": plan.initial_category or "",
            "latest_category": plan.latest_category or "",
            "latest_since": plan.latest_since,
            "previous_here": _words(plan.previous_here),
            "previous_elsewhere": _words(plan.previous_elsewhere),
            "end": series.end,
            "reason": series.end_reason or PLAN_ENDED,
        }

    def command(self) -> Command[Any]:
        """KeepPlan with the version that was read."""
        values, facts = self.values(), self.facts
        if facts.series.end and values["end"] is None:
            raise Refusal("The plan has ended.", "To let it run on, correct the period on the child's page.")
        return KeepPlan(
            facts.series.id,
            values["initial_category"] or None,
            values["latest_category"] or None,
            values["latest_since"],
            _number(values["previous_here"]),
            _number(values["previous_elsewhere"]),
            values["end"],
            values["reason"] or PLAN_ENDED,
            facts.plan.version,
        )

    def blame(self, refusal: Refusal) -> str:
        """The field that the refusal names."""
        words = str(refusal).casefold()
        return next((key for word, key in BLAME.items() if word in words), "latest_since")

    def _known(self) -> str:
        own = self.facts.previous.here
        known = f"{own} in our records; write all of them." if own else "None in our records."
        return f"{known} Empty if nobody knows more."

    def _look(self) -> None:
        self.show_field("reason", bool(self.values()["end"]))


def _words(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(words: str) -> int | None:
    if not words:
        return None
    if not words.isdecimal():
        raise Refusal(f'"{words[:20]}" is not a number of earlier plans.', "Type for example 0 or 2.")
    return int(words)


class CoreGroupForm(ActForm):
    """That the core group met, for brothers and sisters at once."""

    code, title, save_words = "core-group", "Record a core group", "&Save the core group"

    @property
    def facts(self) -> PlanAbout:
        """The plan, and those of brothers and sisters that run too."""
        raise AssertionError

    def build(self) -> None:
        """The day, for whom besides, a note."""
        self.add_date("on", "&Date of the core group")
        if self.facts.beside:
            listed = [(series.id, f"{child.shown_name} ({child.reference})") for series, child in self.facts.beside]
            self.together = AnyOf(listed)
            self.add("together", "Also for", self.together)
        self.add_words("note", "&Note", "What was said belongs in the case system.")

    def starting(self) -> dict[str, Any]:
        """Today, for the whole family."""
        together = {"together": self.together.offered()} if self.facts.beside else {}
        return {"on": self.tools.today(), **together}

    def command(self) -> Command[Any]:
        """RecordCoreGroup."""
        values = self.values()
        if values["on"] is None:
            raise Refusal("The day of the core group is missing.", "Type it, for example: today, or 12 mar.")
        return RecordCoreGroup((self.facts.series.id, *values.get("together", ())), values["on"], values["note"])

    def blame(self, refusal: Refusal) -> str:
        """The day."""
        return "on"
