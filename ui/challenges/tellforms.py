"""The forms of who is told of a challenge: Cafcass, the child, and the child of an advocate."""

from typing import Any

from app.commands.challenges.steps import AskCafcass, TellChild
from app.desk import Command, Done
from ui.challenges.forms import MoveForm

YES, NOT_APPROPRIATE = "yes", "not-appropriate"


class CafcassForm(MoveForm):
    """Cafcass was consulted, or the challenge was referred to it."""

    code, title, save_words = "cafcass", "Cafcass", "&Save"
    together = False

    def build(self) -> None:
        """Consulted or referred; the words; when."""
        self.text("Cafcass speaks for the child in court. It may be asked at any point, beside the levels.")
        options = [(False, "Consulted: asked for advice"), (True, "Referred: asked to act")]
        self.add_one_of("refer", "Wha&t was done", options)
        self.add_text("words", "What was as&ked, and of whom")
        self.add_day()
        self.add_joined()

    def starting(self) -> dict[str, Any]:
        """Consulted, unless the press said otherwise."""
        return {"refer": bool(self.given.more.get("refer", False))}

    def command(self) -> Command[Any]:
        """AskCafcass."""
        values = self.values()
        return AskCafcass(self.ids(), bool(values["refer"]), values["words"], values["on"])

    def said(self, done: Done[Any]) -> str:
        """That it is kept."""
        return "Cafcass is recorded."


class TellForm(MoveForm):
    """The child was told of the challenge, or why not."""

    code, title, save_words = "child-informed", "Tell the child", "&Save"
    question = "Was the child &told?"
    options = ((YES, "Yes"), (NOT_APPROPRIATE, "Not appropriate: age or understanding"))
    advocate = False
    together = False

    def build(self) -> None:
        """Yes, or why it was not appropriate."""
        self.add_one_of("code", self.question, [*self.options])
        self.add_text("words", "In what words, or wh&y not")
        self.add_day()
        self.add_joined()

    def starting(self) -> dict[str, Any]:
        """Mostly yes."""
        return {"code": YES}

    def command(self) -> Command[Any]:
        """TellChild."""
        values = self.values()
        return TellChild(self.ids(), self.advocate, values["code"], values["words"], values["on"])

    def said(self, done: Done[Any]) -> str:
        """That it is kept."""
        return "Recorded: advocate." if self.advocate else "Recorded: the child was told, or why not."


class AdvocateForm(TellForm):
    """An advocate was offered to the child, or why not."""

    code, title = "advocate", "Offer an advocate"
    question = "Was an advoca&te offered?"
    advocate = True
