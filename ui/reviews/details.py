"""What the pane says of the chosen review: how it stands, why it is due when it is, who holds it, what moved."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from app.domain.conferences import CONFERENCES
from app.domain.counting import counted
from app.domain.dates import with_weekday
from app.domain.kinds import LOOKED_AFTER
from app.domain.participation import CODES
from app.domain.reviews import Meeting
from app.domain.times import time_words
from app.queries.filing import REVIEW
from app.queries.review import ReviewSheet
from app.table import Tone
from ui.copying import copy_buttons
from ui.page import Tools
from ui.participationfield import TO_COME
from ui.parts.bar import Bar
from ui.parts.details import Details
from ui.parts.focus import contains_focus, focus_first
from ui.reviews.fitting import fitting, is_to_come, is_undecided, unrecorded
from ui.reviews.meeting import add_meeting
from ui.reviews.preparing import PREP
from ui.reviews.words import next_words, result, who
from ui.theme import set_icon

Actions = Mapping[str, QAction]


class ReviewDetails(Details):
    """The facts of one review, or how many are chosen, with the buttons that fit."""

    def __init__(self, tools: Tools, actions: Actions, open_child: Callable[[], None]) -> None:
        super().__init__("The chosen review")
        self._tools, self._actions, self._open_child = tools, actions, open_child

    def show_sheet(self, sheet: ReviewSheet) -> None:
        """One review."""
        had_focus = contains_focus(self)
        self.begin()
        self.heading(sheet.child.shown_name, who(sheet.child, self._tools.today()))
        self.link("Open the child", self._open_child)
        self._add_buttons(sheet)
        self._add_standing(sheet)
        self._add_seen(sheet)
        add_meeting(self, sheet)
        self._add_after(sheet)
        self._add_reason(sheet)
        self._add_people(sheet)
        self._add_moves(sheet)
        if had_focus:
            focus_first(self)

    def show_several(self, number: int) -> None:
        """Several rows are chosen: what can be done with all of them at once."""
        self.begin()
        self.heading(f"{number:,} reviews are chosen")
        self.text("Fill down records them together: type or paste the dates, codes and reasons.", quiet=True)
        self.add(self._bar(("fill", "confirm", "reason", "prep")))

    def _add_buttons(self, sheet: ReviewSheet) -> None:
        if sheet.is_open:
            first = ["complete" if sheet.review.adjourned_on else "held", "move" if sheet.line.meeting else "plan"]
            first += ["contact"] if sheet.contact.seen and sheet.contact.seen.is_owed else []
            first += ["prep"] if sheet.line.meeting else []
        else:
            first = ["complete"] if sheet.review.adjourned_on and not sheet.review.completed_on else []
            first += ["decided"] if is_undecided(sheet) else []
            first += ["facts"] if is_to_come(sheet) else [] if first or unrecorded(sheet) else ["correct"]
            first += ["meeting"] if unrecorded(sheet) else []
            first += ["after"] if sheet.after and sheet.review.sent_on is None else []
        if result(sheet, self._tools.today())[1] in {Tone.LATE, Tone.HELD_LATE}:
            first.append("challenge")
        more = [code for code in (*fitting(sheet), "challenge", *PREP) if code not in first]
        self.add(self._bar(first, more))

    def _bar(self, first: Sequence[str], more: Sequence[str] = ()) -> Bar:
        bar = Bar()
        for code in first:
            bar.add(DeedButton(self._actions[code]))
        if more:
            bar.add(self._more(more))
        return bar

    def _more(self, codes: Sequence[str]) -> QPushButton:
        button = QPushButton("More")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setAccessibleName("More that can be done with this review")
        set_icon(button, "chevron-down")
        menu = QMenu(button)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # only the button has its picture on the right
        menu.addActions([self._actions[code] for code in codes])
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _add_standing(self, sheet: ReviewSheet) -> None:
        review, today = sheet.review, self._tools.today()
        words, tone = result(sheet, today)
        self.section("Review")
        self.fact("Which", sheet.title)
        self.fact("Due", with_weekday(review.due) if review.due else "Not known")
        if review.held:
            self.fact("Held", with_weekday(review.held))
        self.fact("Result" if review.held else "Time", words, tone)
        if sheet.adjourned:
            self.fact("Adjourned", sheet.adjourned.words, Tone.LATE if sheet.adjourned.is_late else Tone.PLAIN)
        if sheet.is_open:
            self._add_meeting(sheet.line.meeting)
            for one in sheet.beside:
                if one.served:
                    self.fact("With it", f"One meeting also serves: {one.words}")
        if review.held:
            self._add_held(sheet)
        elif sheet.line.late_reason or tone is Tone.LATE:
            self._fact_or_to_come("Late because", sheet.line.late_reason)
        if review.brought_forward_by:
            self.fact("Forward", f"Asked for by {review.brought_forward_by}: {review.brought_forward_why}")
        if review.note:
            self.fact("Note", review.note)

    def _add_meeting(self, meeting: Meeting | None) -> None:
        if meeting is None:
            self.fact("Meeting", "No date booked", Tone.INFORMATION)
            return
        length = counted(meeting.minutes, "minute") if meeting.minutes else ""
        parts = [with_weekday(meeting.date), time_words(meeting.time), length, meeting.place]
        self.fact("Meeting", ", ".join(part for part in parts if part))

    def _add_held(self, sheet: ReviewSheet) -> None:
        review, code = sheet.review, sheet.review.participation
        if review.kind in (LOOKED_AFTER, *CONFERENCES) or code:
            self._fact_or_to_come("Took part", f"{code}: {CODES.get(code, '')}" if code else "")
        if is_undecided(sheet):
            self._fact_or_to_come("Decided", "")
        if review.due and review.held and review.held > review.due:
            self._fact_or_to_come("Late because", sheet.line.late_reason)
        self.fact("Chaired by", sheet.line.chair or "Not recorded")
        if review.without_meeting:
            self.fact("Meeting", "Held without a meeting")
        if sheet.following and sheet.following.due:
            self.fact("Next due", with_weekday(sheet.following.due))
        elif next_words(sheet):
            self.fact("Next", next_words(sheet))

    def _fact_or_to_come(self, label: str, value: str) -> None:
        self.fact(label, value or TO_COME, Tone.PLAIN if value else Tone.INFORMATION)

    def _add_seen(self, sheet: ReviewSheet) -> None:
        """Whether the child was seen before the review, where that is a duty or was recorded."""
        seen = sheet.contact.seen
        if seen is None or not (seen.contact or (seen.is_duty and (sheet.is_open or sheet.review.held))):
            return
        self.section("Before the review")
        owed = Tone.SOON if sheet.is_open else Tone.INFORMATION
        self.fact("Contact", seen.words, owed if seen.is_owed else Tone.PLAIN)
        if seen.is_owed:
            self.text(seen.rule, quiet=True)

    def _add_after(self, sheet: ReviewSheet) -> None:
        """What followed the review, or is owed."""
        if sheet.after:
            self.section("After the review")
        for stage in sheet.after:
            self.fact(stage.title, stage.words, stage.tone)
        if sheet.review.held:
            copy_buttons(self, self._tools, "", REVIEW, sheet.review.id, sheet.child.id)

    def _add_reason(self, sheet: ReviewSheet) -> None:
        self.section("Why this date")
        self.text(sheet.line.explanation)
        due = sheet.review.due
        if sheet.is_open and due and self._tools.calendar().beyond_confirmed(due):
            self.text("The bank holidays of that year are not all announced yet, so the date may change.", quiet=True)

    def _add_people(self, sheet: ReviewSheet) -> None:
        self.section("Who")
        self.fact("IRO", sheet.iro or "No IRO", Tone.PLAIN if sheet.iro else Tone.INFORMATION)
        self.fact("Team", sheet.team or "Not recorded")
        self.fact("Social worker", sheet.social_worker or "Not recorded")

    def _add_moves(self, sheet: ReviewSheet) -> None:
        if sheet.moves:
            self.section("Requests to move the meeting")
        for words in sheet.moves:
            self.text(words)


class DeedButton(QPushButton):
    """Does what an action does, in the short words that the pane has room for, with its icon where it says them all."""

    def __init__(self, action: QAction) -> None:
        super().__init__(action.iconText())
        self._deed = action
        self.setToolTip(action.toolTip())
        self.setEnabled(action.isEnabled())
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        if action.iconText() == action.text().replace("&", ""):
            self._take_icon()
            action.changed.connect(self._take_icon)

    def _take_icon(self) -> None:
        """The action's icon, which another theme colours anew."""
        self.setIcon(self._deed.icon())
