"""The forms that end a challenge and look at what came of it: withdraw, close, reopen, impact."""

from datetime import date
from typing import Any

from app.commands.challenges.closing import Close, RecordImpact, Reopen, Withdraw
from app.desk import Command, Done
from app.domain.challenges import records
from app.domain.dates import long
from app.domain.errors import Refusal
from app.queries.challenges.offered import AskFollowUp
from ui.actform import NOT_CHOSEN
from ui.challenges.forms import MoveForm

CHILD, SERVICE = "child", "service"


class ClosingForm(MoveForm):
    """One that only the IRO may save, or a manager on their behalf with a reason."""

    together = False

    def add_behalf(self) -> None:
        """Why another person does it; asked only where it is needed."""
        if self.is_on_behalf():
            options = [NOT_CHOSEN, *self.listed("behalf-reason")]
            self.add_choice("on_behalf", "On the IRO's &behalf because", options, self._whose())

    def is_on_behalf(self) -> bool:
        """Whether whoever types is not the IRO and must say why they do it."""
        if self.given.sheet is None:
            return self.tools.runner.desk.stamp().person.officer_id is None
        return any("on_behalf" in move.needs for move in self.given.sheet.moves if move.code == self.code)

    def behalf(self) -> str:
        """The reason; empty when it is not asked."""
        return str(self.values().get("on_behalf") or "")

    def blame(self, refusal: Refusal) -> str:
        """The reason for doing it for somebody else."""
        words = refusal.message.casefold()
        return "on_behalf" if "behalf" in words or "for the iro" in words else ""

    def _whose(self) -> str:
        sheet = self.given.sheet
        names = dict.fromkeys(name for name in (sheet.iro, sheet.iro_now) if name) if sheet else {}
        return (
            f"Only the IRO closes a challenge: {' or '.join(names)}." if names else "Only the IRO closes a challenge."
        )


class WithdrawForm(ClosingForm):
    """The challenge was taken back."""

    code, title, save_words = "withdraw", "Withdraw", "Wi&thdraw the challenge"

    def build(self) -> None:
        """Why, when, for whom."""
        self.add_text("why", "Wh&y it is withdrawn")
        self.add_day()
        self.add_behalf()
        self.add_joined()

    def command(self) -> Command[Any]:
        """Withdraw."""
        values = self.values()
        return Withdraw(self.ids(), values["why"], values["on"], self.behalf())

    def blame(self, refusal: Refusal) -> str:
        """Mostly the reason."""
        return super().blame(refusal) or ("" if self.values()["why"] else "why")

    def said(self, done: Done[Any]) -> str:
        """That it is over."""
        return "The challenge is withdrawn."


class CloseForm(ClosingForm):
    """The challenge ended with an outcome; somebody looks again later."""

    code, title, save_words = "close", "Close", "Clo&se the challenge"

    def build(self) -> None:
        """The outcome, the words, the day, when somebody looks again."""
        outcomes = [one for one in self.listed("challenge-outcome") if one[0] != records.WITHDRAWN]
        self.add_choice("outcome", "O&utcome", [NOT_CHOSEN, *outcomes])
        self.add_text("words", "What ca&me of it")
        self.day = self.add_day("&Date closed")
        if self.given.sheet is None or self.given.challenge.formal:
            hint = "The child's next review or some months from now, whichever is first."
            self.add_date("follow_up", "Loo&k again by", hint, optional=True)
            self.watch("follow_up")
        self.add_behalf()
        self.add_joined()
        self.day.changed.connect(self._look)
        self._look()

    def command(self) -> Command[Any]:
        """Close."""
        values = self.values()
        return Close(
            self.ids(), values["outcome"], values["words"], values["on"], values.get("follow_up"), self.behalf()
        )

    def blame(self, refusal: Refusal) -> str:
        """The outcome when none was chosen."""
        return super().blame(refusal) or ("" if self.values()["outcome"] else "outcome")

    def said(self, done: Done[Any]) -> str:
        """When somebody looks again."""
        due = next((one.due for one in done.result if one.due), None)
        return f"Closed. Somebody looks again by {long(due)}." if due else "The challenge is closed."

    def _look(self) -> None:
        """When somebody looks again follows from the day of closing."""
        if self.given.sheet is not None and "follow_up" in self._fields:
            question = AskFollowUp(self.given.challenge.id, self.day.value())
            self.tools.runner.ask(question, self._take, lambda _no: None, ticket=(self, "follow-up"))

    def _take(self, day: date) -> None:
        self.propose({"follow_up": day})


class ReopenForm(MoveForm):
    """A closed challenge goes on."""

    code, title, save_words = "reopen", "Reopen", "Reo&pen the challenge"
    together = False

    def build(self) -> None:
        """Why, when, and until when a response is due."""
        self.add_text("why", "Wh&y it is reopened")
        self.add_day()
        self.add_date("due", "Response d&ue", "Empty: the working days of its level.", optional=True)
        self.add_joined()

    def command(self) -> Command[Any]:
        """Reopen."""
        values = self.values()
        return Reopen(self.ids(), values["why"], values["due"], values["on"])

    def blame(self, refusal: Refusal) -> str:
        """Mostly the reason."""
        return "" if self.values()["why"] else "why"

    def said(self, done: Done[Any]) -> str:
        """That its clock runs."""
        return "The challenge is open again, and a response is awaited."


class ImpactForm(ClosingForm):
    """What came of the challenge, for the child or for the service, with the evidence."""

    code, title, save_words = "impact", "Record the impact", "&Save the impact"

    def build(self) -> None:
        """Which, for whom, with what evidence; too early asks when to look again."""
        self.impact = self.add_one_of("impact", "What came of &it", [*records.IMPACTS.items()])
        options = [(CHILD, "The child"), (SERVICE, "The whole service")]
        self.add_one_of("scope", "For who&m", options)
        self.add_text("evidence", "Evi&dence", "What shows it: what is different now, and how you know.")
        self.add_date("look_again", "Loo&k again by", optional=True)
        self.add_day("Da&te")
        self.add_behalf()
        self.add_joined()
        self.impact.changed.connect(self._look)
        self._look()

    def starting(self) -> dict[str, Any]:
        """For the child, where there is one."""
        concern = self.given.sheet is not None and self.given.challenge.child_id is None
        return {"scope": SERVICE if concern else CHILD}

    def command(self) -> Command[Any]:
        """RecordImpact."""
        values = self.values()
        again = values["look_again"] if values["impact"] == records.TOO_EARLY else None
        return RecordImpact(
            self.ids(), values["impact"], values["scope"], values["evidence"], again, values["on"], self.behalf()
        )

    def blame(self, refusal: Refusal) -> str:
        """The field that is empty."""
        values = self.values()
        empty = [key for key in ("impact", "evidence") if not values[key]]
        early = values["impact"] == records.TOO_EARLY and values["look_again"] is None
        return super().blame(refusal) or next(iter(empty), "look_again" if early else "")

    def said(self, done: Done[Any]) -> str:
        """That it counts."""
        return "The impact is recorded."

    def _look(self) -> None:
        self.show_field("look_again", self.impact.value() == records.TOO_EARLY)
