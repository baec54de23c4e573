"""The forms that put right what was recorded: the facts of a challenge, a step in error, the day it was put on file."""

from typing import Any

from app.commands.challenges.correcting import CorrectChallenge, PutOnFile, VoidChallenge, VoidStep
from app.desk import Command, Done
from app.domain.challenges import records
from app.domain.errors import Refusal
from ui.challenges.forms import MoveForm
from ui.parts.filters import MultiChoice


class CorrectForm(MoveForm):
    """The facts that are no step: theme, what is wrong, what is asked for, status, who raised it, the review."""

    code, title, save_words = "correct", "Correct the facts", "&Save the correction"

    def build(self) -> None:
        """Each fact as it stands now."""
        themes, now = self.listed("challenge-theme", self.given.challenge.theme), self.given.challenge
        self.add_choice("theme", "Main &theme", themes)
        others = MultiChoice("", [one for one in themes if one[0] != now.theme], "None")
        self.add("others", "Other the&mes", others)
        self.add_text("concern", "What &is wrong")
        self.add_text("asked", "What is as&ked for")
        self.add_choice("status", "Stat&us then", [*records.STATUSES.items()])
        officers = [(officer.id, officer.name) for officer in self.given.choices.officers]
        self.add_choice("raised_by", "Raised b&y", self._with_past([("", "Nobody named"), *officers]))
        if now.child_id:
            options = [("", "None"), *self.given.one.reviews]
            self.add_choice("review", "Linke&d review", options)

    def starting(self) -> dict[str, Any]:
        """What is recorded now."""
        now, sheet = self.given.challenge, self.given.one
        values = {
            "theme": now.theme,
            "others": sheet.other_themes,
            "concern": now.concern,
            "asked": now.asked,
            "status": now.status,
            "raised_by": now.raised_by_id or "",
        }
        return {**values, "review": now.review_id or ""} if now.child_id else values

    def command(self) -> Command[Any]:
        """CorrectChallenge with the version that was read."""
        values, now = self.values(), self.given.challenge
        return CorrectChallenge(
            now.id,
            now.version,
            values["theme"],
            tuple(values["others"]),
            values["concern"],
            values["asked"],
            values["status"],
            values["raised_by"] or None,
            values.get("review") or None,
        )

    def blame(self, refusal: Refusal) -> str:
        """The words when they are empty."""
        return "" if self.values()["concern"] else "concern"

    def said(self, done: Done[Any]) -> str:
        """That it is kept."""
        return "The correction is saved."

    def _with_past(self, officers: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Whoever raised it is offered too when they have left."""
        raised_by, known = self.given.challenge.raised_by_id, {officer_id for officer_id, _ in officers}
        return officers if not raised_by or raised_by in known else [*officers, (raised_by, self.given.one.iro)]


class VoidStepForm(MoveForm):
    """A step was recorded in error; it stays to be seen, struck through."""

    code, title, save_words = "void-step", "Void this step", "Voi&d the step"

    def build(self) -> None:
        """Why."""
        line = next(one for one in self.given.one.history if one.step.id == self.given.more["step_id"])
        self.text(line.title)
        self.text("It stays in the history, struck through, with who voided it, when and why.")
        self.add_text("why", "Wh&y it is wrong")

    def command(self) -> Command[Any]:
        """VoidStep."""
        return VoidStep(self.given.more["step_id"], self.values()["why"])

    def blame(self, refusal: Refusal) -> str:
        """Mostly the reason."""
        return "" if self.values()["why"] else "why"

    def said(self, done: Done[Any]) -> str:
        """What follows from the rest."""
        return "The step is voided. The challenge stands as its other steps leave it."


class VoidForm(MoveForm):
    """The whole challenge was logged in error."""

    code, title, save_words = "void", "Void the challenge", "Voi&d the challenge"

    def build(self) -> None:
        """Why."""
        self.text("It goes out of every list and figure. Ctrl+Z brings it back.")
        self.add_text("why", "Wh&y it is wrong")

    def command(self) -> Command[Any]:
        """VoidChallenge."""
        return VoidChallenge(self.given.challenge_ids[0], self.values()["why"])

    def blame(self, refusal: Refusal) -> str:
        """Mostly the reason."""
        return "" if self.values()["why"] else "why"

    def said(self, done: Done[Any]) -> str:
        """That it is gone."""
        return "The challenge is voided."


class OnFileForm(MoveForm):
    """The day on which a step was put on the child's file."""

    code, title, save_words = "on-file", "On the child's file", "&Save the date"

    def build(self) -> None:
        """Which step, and the day; empty takes it away."""
        line = next(one for one in self.given.one.history if one.step.id == self.given.more["step_id"])
        self.text(line.title)
        self.day = self.add_day("&Put on the child's file on")

    def starting(self) -> dict[str, Any]:
        """The day that is recorded."""
        line = next(one for one in self.given.one.history if one.step.id == self.given.more["step_id"])
        return {"on": line.step.on_file or self.tools.today()}

    def command(self) -> Command[Any]:
        """PutOnFile."""
        return PutOnFile((self.given.more["step_id"],), self.values()["on"])

    def blame(self, refusal: Refusal) -> str:
        """There is one field."""
        return "on"

    def said(self, done: Done[Any]) -> str:
        """That it is kept."""
        return "The date is saved."
