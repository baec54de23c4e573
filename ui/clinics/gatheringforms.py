"""The forms of other meetings: recording or correcting one, and voiding it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.commands.gatherings import KeepGathering, VoidGathering
from app.desk import Command
from app.domain.errors import Refusal
from app.domain.gatherings import DISRUPTION
from app.queries.find import Find
from app.queries.gatherings import GatheringInFull
from app.queries.service import Choices
from ui.actform import NOT_CHOSEN, ActForm, entries
from ui.page import Tools
from ui.parts.offered import AnyOf
from ui.parts.picker import Picker

BLAME = {"kind of meeting": "kind", "theme": "themes", "child": "pick", "year": "date"}


class GatheringForm(ActForm):
    """A new meeting, or one to be corrected."""

    code, title, save_words = "gathering", "Another meeting", "&Save the meeting"
    said = "The meeting is recorded."

    def __init__(self, tools: Tools, choices: Choices, kept: GatheringInFull | None, kind: str = "") -> None:
        self._choices, self._kept, self._kind = choices, kept, kind
        self._offered: Mapping[str, str] = {}
        super().__init__(tools, f"gatherings.{kept.gathering.id if kept else 'new'}", "")
        self._look()

    def build(self) -> None:
        """Which meeting and when, about whom, and of a disruption meeting why."""
        kept = self._kept.gathering.kind if self._kept else None
        self.add_choice("kind", "&Kind", entries(self._choices.lists["gathering-kind"], NOT_CHOSEN, kept=kept))
        self.add_date("date", "&Date")
        self.pick = Picker(self.tools.runner, partial(Find, kinds=("child",)), "Type a name or reference")
        self.add("pick", "Add a &child", self.pick, "Each child that you choose is added below.")
        self.about = AnyOf()
        self.add("children", "", self.about)
        self.themes = AnyOf([(one.code, one.label) for one in self._choices.lists["disruption-theme"]])
        self.add("themes", "&Themes", self.themes)
        officers = [(one.id, one.name) for one in self._choices.officers]
        self.add_choice("chair", "Chaired &by", [("", "Not recorded"), *officers])
        self.add_text("note", "&Note").setFixedHeight(self.fontMetrics().lineSpacing() * 4)
        self.pick.changed.connect(self._take_picked)
        self.on_field("kind", self._look)

    def starting(self) -> dict[str, Any]:
        """As it is kept; a new one is today's."""
        if self._kept is None:
            return {"kind": self._kind, "date": self.tools.today()}
        one = self._kept.gathering
        self._offer({child.id: f"{child.shown_name} ({child.reference})" for child in self._kept.children})
        themes = self._kept.themes
        return {"kind": one.kind, "date": one.date, "themes": themes, "chair": one.chair_id or "", "note": one.note}

    def command(self) -> Command[Any]:
        """Keep it."""
        values, old = self.values(), self._kept.gathering if self._kept else None
        if not values["kind"]:
            raise Refusal("Which kind of meeting was it?", "Choose one, or add it to the list in Settings.")
        return KeepGathering(
            values["kind"],
            values["date"],
            tuple(values["children"]),
            tuple(values["themes"]) if values["kind"] == DISRUPTION else (),
            values["chair"] or None,
            values["note"],
            old.id if old else None,
            old.version if old else None,
        )

    def blame(self, refusal: Refusal) -> str:
        """The field that its words name."""
        return next((key for word, key in BLAME.items() if word in refusal.message), "")

    def _look(self) -> None:
        self.show_field("themes", self.values()["kind"] == DISRUPTION)
        self.show_field("children", bool(self._offered))

    def _take_picked(self) -> None:
        chosen = self.pick.value()
        if chosen:
            self._offer({chosen: self.pick.text()})
            self.pick.set_value(None)

    def _offer(self, more: Mapping[str, str]) -> None:
        """More children, ticked."""
        ticked = self.about.value()
        self._offered = {**self._offered, **more}
        self.about.set_options([*self._offered.items()])
        self.about.set_value((*ticked, *more))
        self.show_field("children", True)
        self.put_in_order()


class VoidGatheringForm(ActForm):
    """A meeting that was entered in error."""

    code, title, save_words = "void-gathering", "Void this meeting", "V&oid it"
    said = "The meeting is void."

    def __init__(self, tools: Tools, gathering_id: str) -> None:
        self.gathering_id = gathering_id
        super().__init__(tools, f"gatherings.void.{gathering_id}", "For a meeting that was entered in error.")

    def build(self) -> None:
        """Why."""
        self.add_words("why", "&Why", "For example: entered twice.")

    def command(self) -> Command[Any]:
        """Void it."""
        return VoidGathering(self.gathering_id, self.values()["why"])

    def blame(self, refusal: Refusal) -> str:
        """The reason."""
        return "why" if "Say why" in refusal.message else ""
