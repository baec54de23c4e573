"""What is done with other meetings: recording one, looking at it, correcting and voiding it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.dates import long
from app.queries.gatherings import AskGathering, GatheringInFull
from app.queries.service import Choices
from ui.clinics.gatheringforms import GatheringForm, VoidGatheringForm
from ui.clinics.others import OthersView
from ui.clinics.pane import ClinicsPane
from ui.page import Tools


class Meetings(QObject):
    """Knows which meeting is chosen; `turned` when it is another one, `wanted` for another place."""

    turned = Signal()
    wanted = Signal(str, object)

    def __init__(
        self, parent: QObject, tools: Tools, view: OthersView, pane: ClinicsPane, show_details: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._tools, self._view, self._pane, self._show_details = tools, view, pane, show_details
        self._choices: Choices | None = None
        self.chosen = ""
        view.chosen.connect(self._choose)
        view.entered.connect(self.edit)

    def take(self, choices: Choices) -> None:
        """What forms offer."""
        self._choices = choices
        self._view.offer(choices.lists["gathering-kind"])

    def begin(self) -> None:
        """Record a meeting, of the kind that is listed."""
        if self._choices is not None:
            self._show_details()
            form = GatheringForm(self._tools, self._choices, None, str(self._view.kind.value() or ""))
            self._pane.show_form(form, GatheringForm.said)

    def edit(self, meeting_id: str) -> None:
        """Correct a meeting."""

        def show(found: GatheringInFull) -> None:
            if self._choices is not None:
                self._show_details()
                self._pane.show_form(GatheringForm(self._tools, self._choices, found), "The meeting is corrected.")

        self._tools.runner.ask(AskGathering(meeting_id), show, ticket=(self, "edit"))

    def edit_chosen(self) -> None:
        """Correct the meeting whose row is chosen."""
        if self.chosen:
            self.edit(self.chosen)

    def void(self) -> None:
        """Say that the chosen meeting was entered in error."""
        if self.chosen:
            self._show_details()
            self._pane.show_form(VoidGatheringForm(self._tools, self.chosen), VoidGatheringForm.said)

    def _choose(self, meeting_id: str) -> None:
        self.chosen = meeting_id
        self.turned.emit()
        if self._view.isVisible() and self._pane.form is None:
            self._tools.runner.ask(AskGathering(meeting_id), self._show, ticket=(self, "meeting"))

    def _show(self, found: GatheringInFull) -> None:
        if self._choices is None or not self._view.isVisible():
            return
        lists = self._choices.lists
        kinds = {one.code: one.label for one in lists["gathering-kind"]}
        themes = {one.code: one.label for one in lists["disruption-theme"]}
        officers = {one.id: one.name for one in self._choices.officers}
        facts, one = self._pane.begin(), found.gathering
        facts.heading(kinds.get(one.kind, one.kind), long(one.date))
        for child in found.children:
            opens = partial(self.wanted.emit, "children", child.id)
            facts.fact("About", f"{child.shown_name} ({child.reference})", link=opens)
        if found.themes:
            facts.fact("Themes", ", ".join(themes.get(code, code) for code in found.themes))
        facts.fact("Chaired by", officers.get(one.chair_id or "", "Not recorded"))
        if one.note:
            facts.text(one.note)
        facts.button("C&orrect", self.edit_chosen, "pencil")
        facts.button("Voi&d", self.void, "trash-2")
