"""The forms that move a challenge up the ladder, or give more time at its level."""

from typing import Any

from app.commands.challenges.steps import Escalate, Extend
from app.desk import Command, Done
from app.domain.challenges.ladder import skipped
from app.domain.dates import long
from app.domain.errors import Refusal
from app.queries.challenges.defaults import AskDefaults, Defaults
from app.queries.challenges.offered import AskLevels
from ui.actform import NOT_CHOSEN
from ui.challenges.forms import MoveForm


class EscalateForm(MoveForm):
    """To any higher level; going past one takes a listed reason."""

    code, title, save_words = "escalate", "Escalate", "E&scalate"
    together = True

    def build(self) -> None:
        """The level, the reason when levels are passed over, why; to whom and until when are filled in."""
        self._before: tuple[int, ...] = (self.given.challenge.level,) if self.given.sheet else ()
        self.level = self.add_choice("level", "&To which level", self._levels())
        self.reason = self.add_one_of("reason", "Why levels are &passed over", self.listed("bypass-reason"))
        self.add_text("words", "Wh&y it goes up")
        self.day = self.add_day()
        self.add_words("to", "To be answered &by")
        self.add_date("due", "Response d&ue", optional=True)
        self.watch("to", "due")
        self.add_joined()
        self.level.changed.connect(self._look)
        self.day.changed.connect(self._look)
        for key in ("to", "due"):
            self.show_field(key, self.given.sheet is not None)
        self._look()
        if self.given.sheet is None:
            self.tools.runner.ask(AskLevels(self.given.challenge_ids), self._know, lambda _no: None)

    def starting(self) -> dict[str, Any]:
        """The next level, or the one that a card was dropped on."""
        wanted = self.given.more.get("level")
        return {"level": wanted} if wanted else {}

    def command(self) -> Command[Any]:
        """Escalate."""
        values = self.values()
        reason = values["reason"] if self._passes() else ""
        if self._passes() and not reason:
            raise Refusal("Levels are passed over.", "Choose the reason.")
        alone = self.given.sheet is not None
        to, due = (values["to"] or None, values["due"]) if alone else (None, None)
        return Escalate(self.ids(), values["level"], values["words"], to, due, reason, values["on"])

    def blame(self, refusal: Refusal) -> str:
        """The reason, or the level."""
        words = refusal.message.casefold()
        return "reason" if "passed" in words or "reason" in words else "level" if "level" in words else ""

    def said(self, done: Done[Any]) -> str:
        """That a new clock runs."""
        return "Escalated. The clock of the new level runs."

    def _levels(self) -> list[tuple[int, str]]:
        lowest = self.given.challenge.level if self.given.sheet else 1
        return [(rung.level, rung.title) for rung in self.given.ladder.rungs if rung.level > lowest]

    def _passes(self) -> bool:
        level = self.level.value()
        return level is not None and any(skipped(before, level) for before in self._before)

    def _know(self, levels: tuple[int, ...]) -> None:
        self._before = levels
        self._look()

    def _look(self) -> None:
        self.show_field("reason", self._passes())
        sheet, level = self.given.sheet, self.level.value()
        if sheet is None or level is None:
            return
        children = (sheet.challenge.child_id,) if sheet.challenge.child_id else ()
        question = AskDefaults(children, sheet.challenge.theme, level, self.day.value() or self.tools.today())
        self.tools.runner.ask(question, self._take, lambda _no: None, ticket=(self, "defaults"))

    def _take(self, defaults: Defaults) -> None:
        self.propose({"to": defaults.to, "due": defaults.response_due})


class ExtendForm(MoveForm):
    """More time at this level; the result against the original date is kept."""

    code, title, save_words = "extend", "Give more time", "&Save the new date"
    together = True

    def build(self) -> None:
        """Until when, why."""
        due = self.given.challenge.response_due if self.given.sheet else None
        if due:
            self.text(f"The response is due on {long(due)}. The result against that date is kept.")
        self.add_date("due", "New date for the res&ponse")
        self.add_choice("reason", "Wh&y", [NOT_CHOSEN, *self.listed("extension-reason")])
        self.add_text("words", "In what wor&ds")
        self.add_day("Da&te agreed")
        self.add_joined()

    def command(self) -> Command[Any]:
        """Extend."""
        values = self.values()
        return Extend(self.ids(), values["due"], values["reason"], values["words"], values["on"])

    def blame(self, refusal: Refusal) -> str:
        """The reason when none was chosen, else the date."""
        return "due" if self.values()["reason"] else "reason"

    def said(self, done: Done[Any]) -> str:
        """Both results stay."""
        return "More time is given. The result against the original date is kept."
