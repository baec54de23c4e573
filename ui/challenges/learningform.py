"""The form of a learning point: what was noticed, in which challenges, where it was shared, and what changed."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from app.commands.challenges.learning import KeepLearningPoint
from app.desk import Command
from app.domain.errors import Refusal
from app.domain.settings import ListEntry
from app.queries.challenges.learning import LearningSheet
from app.queries.find import Find
from ui.actform import NOT_CHOSEN, ActForm, entries
from ui.page import Tools
from ui.parts.offered import AnyOf
from ui.parts.picker import Picker

BLAMED = {"theme": "theme", "learnt": "words"}
"""Words of a refusal that say which field it belongs to."""
DAYS = ("shared_on", "due", "changed_on")


class LearningForm(ActForm):
    """A new learning point, or one to be corrected."""

    code: ClassVar[str] = "learning"
    title: ClassVar[str] = "Learning point"

    def __init__(self, tools: Tools, themes: Sequence[ListEntry], sheet: LearningSheet | None) -> None:
        self._themes, self._sheet = themes, sheet
        key = sheet.point.id if sheet else "new"
        super().__init__(tools, f"challenges.learning.{key}", "")

    def build(self) -> None:
        """What was learnt first, then what was done with it."""
        point = self._sheet.point if self._sheet else None
        kept = point.theme if point else None
        self.add_choice("theme", "The&me", entries(self._themes, NOT_CHOSEN, kept=kept))
        self.add_text("words", "What is to &be learnt")
        self.add_date("noticed_on", "No&ticed on").set_value(self.tools.today())
        self.linked = AnyOf()
        self.pick = Picker(self.tools.runner, partial(Find, kinds=("challenge",)), "Reference, child or words")
        self.add("pick", "&Draws on challenges", self.pick, "Type to find one; each that you choose is added below.")
        self.add("challenges", "", self.linked)
        self.show_field("challenges", shown=False)
        self.pick.changed.connect(self._take_picked)
        self.section("Shared, and what followed")
        self.add_words("shared_where", "Shared &where", "For example: practice forum.")
        self.add_date("shared_on", "Shared &on", optional=True)
        self.add_text("action", "Act&ion")
        self.add_words("owner", "Owne&r")
        self.add_date("due", "D&ue", optional=True)
        self.add_text("changed", "Wh&at changed")
        self.add_date("changed_on", "Da&y of the change", optional=True)

    def starting(self) -> dict[str, Any]:
        """As it is kept."""
        if self._sheet is None:
            return {}
        point = self._sheet.point
        self._offer(
            {line.challenge.id: f"{line.challenge.reference}, {line.initials}" for line in self._sheet.challenges}
        )
        names = ("theme", "words", "noticed_on", "shared_where", "action", "owner", "changed", *DAYS)
        return {name: getattr(point, name) for name in names}

    def command(self) -> Command[Any]:
        """Keep it."""
        values = self.values()
        point = self._sheet.point if self._sheet else None
        linked = values.pop("challenges")
        values.pop("pick")
        values["theme"] = values["theme"] or ""
        return KeepLearningPoint(
            **values,
            challenge_ids=tuple(linked),
            point_id=point.id if point else None,
            version=point.version if point else None,
        )

    def blame(self, refusal: Refusal) -> str:
        """The theme or the words, where it is about them."""
        return next((field for word, field in BLAMED.items() if word in refusal.message), "")

    def _take_picked(self) -> None:
        chosen = self.pick.value()
        if chosen:
            self._offer({chosen: self.pick.text()})
            self.pick.set_value(None)

    def _offer(self, more: Mapping[str, str]) -> None:
        """More challenges to tick, ticked."""
        ticked = self.linked.value()
        words = {**self._offered, **more}
        self._offered = words
        self.linked.set_options([*words.items()])
        self.linked.set_value((*ticked, *more))
        self.show_field("challenges", shown=bool(words))

    _offered: Mapping[str, str] = {}
