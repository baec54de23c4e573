"""The forms that end a what-if or fill it: what is to be suggested, and what is applied, told before it is."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox

from app.commands.scenarios import ApplyScenario
from app.domain.counting import counted
from app.domain.dates import full
from app.domain.errors import Refusal
from app.domain.scenarios import MoreChildren
from app.queries.ahead.suggesting import SharingProblem
from app.solving import Problem, Suggestion
from ui.actform import ActForm
from ui.ahead.tryform import TryForm
from ui.ahead.whatif import WhatIf
from ui.ahead.words import children_words
from ui.page import Tools
from ui.parts.offered import AnyOf

ABOUT_SUGGESTING = (
    "The program looks for the fairest caseloads against posts and band, with as few moves as possible. Brothers and "
    "sisters, conflicts of interest and teams are respected. Nothing is changed: you see each move with its reason first."
)


class SuggestForm(TryForm):
    """How many may move, and who takes them. Its problem is asked where the solver runs."""

    code: ClassVar[str] = "suggest"
    title: ClassVar[str] = "Suggest a fair distribution"
    save_words: ClassVar[str] = "&Suggest"
    tries: ClassVar[bool] = False

    def build(self) -> None:
        """Limits, each with a usual value."""
        self.text(ABOUT_SUGGESTING)
        hint = "Empty: as many as it takes. Children without an IRO go to somebody in any case."
        self.add_words("most", "&Most children to move", hint)
        self.together = QCheckBox("&Keep brothers and sisters together")
        self.add("together", "", self.together)
        self.takers = AnyOf()
        self.add("takers", "Who may take &children", self.takers)

    def starting(self) -> dict[str, object]:
        """No limit, everybody who stays."""
        return {"together": True}

    def offer(self, problem: Problem) -> None:
        """Those who hold reviewing posts and stay can take children."""
        open_to = [(one.officer_id, one.name) for one in problem.carriers if one.open]
        self.takers.set_options(sorted(open_to, key=lambda one: one[1].casefold()))
        self.takers.set_value([key for key, _ in open_to])

    def problem(self) -> SharingProblem:
        """What the solver is given; raises Refusal when the limit is no number."""
        ticked, offered = frozenset(self.takers.value()), self.takers.offered()
        if offered and not ticked:
            raise Refusal("Nobody is ticked who may take children.", "Tick at least one.")
        takers = None if len(ticked) == len(offered) else ticked
        together = self.together.isChecked()
        return SharingProblem(self.what_if.own, together=together, most=self._most(), takers=takers)

    def blame(self, refusal: Refusal) -> str:
        """The field that a refusal belongs to."""
        return "takers" if "ticked" in refusal.message else "most"

    def _most(self) -> int | None:
        text = self.values()["most"]
        if not text:
            return None
        if not text.isdecimal():
            raise Refusal(f'"{text}" is not a number.', "Write for example 20, or leave it empty.")
        return int(text)


class ApplyForm(ActForm):
    """What applying does, in words; Apply does it."""

    code: ClassVar[str] = "apply"
    title: ClassVar[str] = "Apply what was tried"
    save_words: ClassVar[str] = "&Apply"

    def __init__(self, tools: Tools, what_if: WhatIf, words: Sequence[str]) -> None:
        self._what_if, self._words = what_if, words
        super().__init__(tools, "", "")

    def build(self) -> None:
        """How many children, which posts, and what cannot be applied."""
        for words in self.told():
            self.text(words)

    def told(self) -> list[str]:
        """What stands in the form."""
        scenario, steps = self._what_if.whole, self._what_if.steps
        moving = len(scenario.moved)
        takers = len({*scenario.moved.values()})
        said = []
        if moving:
            move = "moves" if moving == 1 else "move"
            said.append(f"{children_words(moving)} {move} to {counted(takers, 'IRO')} on {full(scenario.day)}.")
            said.append("Their open reviews and the actions agreed for them go with them.")
        pairs = zip(steps, self._words, strict=True)
        said += [words for step, words in pairs if not step.children and not isinstance(step.change, MoreChildren)]
        if more := sum(one.number for one in scenario.more):
            said.append(
                f"{counted(more, 'more child is', 'more children are')} left out: nobody knows yet who they are."
            )
        return [*said, "All of it can be undone together afterwards."]

    def command(self) -> ApplyScenario:
        """All of it, as it was looked at."""
        return ApplyScenario(self._what_if.whole, self._what_if.seen, without_more=True)


def said_of(suggestion: Suggestion) -> str:
    """What is told of a proposal beside its moves."""
    return "\n".join([*suggestion.words, *suggestion.without])
