"""What the pane says of one meeting: when and where, each child with the clock of its review, and what can be done."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.dates import full, short, with_weekday
from app.queries.calendar.shapes import Event, OneChild
from app.queries.gathered import PLANNED
from app.table import Tone
from ui.page import Tools
from ui.parts.details import Details
from ui.parts.focus import contains_focus, focus_first


@dataclass(frozen=True)
class Presses:
    """What the buttons of the pane do."""

    back: Callable[[], None]
    move: Callable[[], None]
    go: Callable[[str, object], None]


class MeetingDetails(Details):
    """One meeting."""

    def __init__(self, tools: Tools, presses: Presses) -> None:
        super().__init__("The chosen meeting")
        self._tools, self._presses = tools, presses

    def show_event(self, event: Event, *, may_move: bool) -> None:
        """Show this meeting."""
        had_focus = contains_focus(self)
        self.begin()
        self.heading(event.names, f"{full(event.day)}, {event.when or 'no time'}")
        self.link("All of this day", self._presses.back)
        self._add_buttons(event, may_move=may_move)
        self._add_facts(event)
        for one in event.children:
            self._add_child(event, one)
        if len({one.name for one in event.children}) > 1 and event.can_move:
            self.text("One request moves this meeting for all of them.", quiet=True)
        if had_focus:
            focus_first(self)

    def _add_buttons(self, event: Event, *, may_move: bool) -> None:
        first = event.children[0].review_id
        if event.can_move and may_move and event.day <= self._tools.today():
            self.button("Record held", lambda: self._presses.go("reviews", ("held", first)), "check")
        if event.can_move and may_move:
            self.button("Ask for a move (M)", self._presses.move, "calendar-clock")
        if len(event.children) == 1:
            self.button("Open the review", lambda: self._presses.go("reviews", first), "arrow-right")

    def _add_facts(self, event: Event) -> None:
        self.section("Meeting")
        self.fact("Where", event.place or "Not recorded")
        self.fact("IRO", event.officer)
        if event.state == PLANNED:
            sent = f"Sent {short(event.invited_on)}" if event.invited_on else "Not sent"
            self.fact("Invitations", sent, Tone.PLAIN if event.invited_on else Tone.INFORMATION)
        else:
            self.fact("State", "Held")

    def _add_child(self, event: Event, one: OneChild) -> None:
        self.section(one.name)
        self.fact("Review", one.kind)
        self.fact("Due", with_weekday(one.due) if one.due else "Not known")
        label = "Timing" if event.state == PLANNED else "Result"
        words = one.standing.whole
        self.fact(label, f"{words[:1].upper()}{words[1:]}", one.standing.tone)
        if len(event.children) > 1:
            self.fact("", f"Open the review of {one.name}", link=lambda: self._presses.go("reviews", one.review_id))
        self.fact("", "Open the child", link=lambda: self._presses.go("children", one.child_id))
