"""The Calendar: a month or a week of meetings, of one IRO, a team or everybody; a meeting dragged to a day asks for a move."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.access import Right
from app.domain.children import Child, ChildTeam
from app.domain.counting import counted
from app.domain.officers import Absence, Allocation, Officer, Team
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from app.domain.settings import Holiday, ListEntry, Setting
from app.queries.calendar import spans
from app.queries.calendar.moving import DayLook, MoveLooks
from app.queries.calendar.shapes import Day, Event, Look
from app.queries.review import AskReview, ReviewSheet
from app.queries.service import Choices, ServiceChoices
from ui.calendar.asking import Asking
from ui.calendar.daytable import DayTable
from ui.calendar.hours import HoursView
from ui.calendar.legend import legend
from ui.calendar.lines import LinesView
from ui.calendar.month import MonthView
from ui.calendar.outlook import Outlook
from ui.calendar.pane import CalendarPane
from ui.calendar.words import NOT_BOOKED, NOT_THE_NEXT, READ_ONLY
from ui.doing import Doing
from ui.outgoing import Outgoing
from ui.page import LOW, Page, Tools
from ui.parts.progress import LongWork
from ui.reviewform import Given
from ui.theme import GRID, theme


class CalendarPage(Page):
    """One sight of three: the month, the week by the hour, the week by IRO."""

    title = "Calendar"
    help = "calendar"
    topics = frozenset({Meeting, MeetingReview, Rearrangement, Review, Series, Child, ChildTeam, Allocation})
    topics |= frozenset({Officer, Team, Absence, Holiday, Setting, ListEntry})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._choices: Choices | None = None
        self.look = Look((), "")
        self.chosen = ""
        self.may_move = tools.runner.desk.person.may(Right.RECORD)
        self._make_filters()
        self._make_body()
        self._make_pane()
        self._make_actions()
        self.asking.changed.connect(self._ask_anew)
        theme().changed.connect(self._arrange)

    def refresh(self) -> None:
        """Ask for what the choosers and the form offer, and for the days."""
        self.tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))
        self._ask()

    def open(self, argument: object) -> None:
        """Show a day; or an IRO's meetings, by the IRO's id."""
        if isinstance(argument, date):
            self.asking.come_to(argument, anew=True)
        else:
            self.asking.show_officer(str(argument))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where little height is left, what the shapes mean makes room for the days."""
        super().resizeEvent(event)
        self._arrange()

    def actions_for_menu(self) -> list[QAction]:
        """Every command of the page, and its sights."""
        return [*super().actions_for_menu(), self._sights.menuAction()]

    @property
    def sight(self) -> DayTable:
        """The sight that is shown."""
        if self.asking.view == spans.MONTH:
            return self.month
        return self.lines if self.asking.of_all else self.hours

    # ------------------------------------------------------------------------------------------------------ answers

    def _take_choices(self, choices: Choices) -> None:
        self._choices = choices
        self.asking.offer(choices)

    def _ask_anew(self) -> None:
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self.tools.runner.ask(self.asking.question(), self._show, ticket=(self, "look"))

    def _show(self, look: Look) -> None:
        """The days are here; the keyboard and the chosen meeting stay where they are."""
        had_focus = any(view.hasFocus() for view in self.views)
        before, self.look = self.event_now(), look
        view, counts = self.sight, self.asking.of_all
        if isinstance(view, MonthView):
            view.show_look(look, self.asking.anchor.month, counts=counts)
        elif isinstance(view, HoursView | LinesView):
            view.show_look(look)
        self._stack.setCurrentWidget(view)
        if had_focus:
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        around = self.asking.anchor, self.asking.view
        shown = counted(sum(len(day.events) for day in look.days), "meeting")
        self.say_line(look.line(spans.title(*around), spans.counted(*around)), f"{shown} shown")
        self._follow(before, self.event_now())
        self._come(to_pane=self.chosen == "")

    def _follow(self, before: Event | None, now: Event | None) -> None:
        """A chosen meeting that was moved is gone along with; one that is not on the chosen day is chosen no more."""
        if before and now and self.asking.chosen == before.day:
            self.asking.chosen = now.day
        self.chosen = now.meeting_id if now and now.day == self.asking.chosen else ""

    # ------------------------------------------------------------------------------------------------------ walking

    def _walk(self, day: date) -> None:
        """The keyboard or the mouse came to a day."""
        if day != self.asking.chosen:
            self.chosen = ""
        self.asking.come_to(day)
        self._come(to_pane=True)

    def _pick(self, meeting_id: str) -> None:
        """A meeting is the chosen one, or none."""
        self.chosen = meeting_id
        self._come(to_pane=not meeting_id)

    def _pick_in_list(self, meeting_id: str) -> None:
        """The list of the day came to a meeting: it is marked in the calendar too, and the list stays."""
        self.chosen = meeting_id
        self.sight.go_to(self.asking.chosen, meeting_id)

    def _come(self, *, to_pane: bool) -> None:
        """Show where one has come to; the pane shows the meeting, or the day."""
        for view in self.views:
            view.today, view.may_move = self.tools.today(), self.may_move
        self.sight.go_to(self.asking.chosen, self.chosen)
        event, day = self.event_now(), self._day_now()
        if event is not None and not to_pane:
            self.pane.show_event(event)
        elif day is not None:
            self.pane.show_day(day, self.chosen, self._whose())

    def event_now(self) -> Event | None:
        """The chosen meeting."""
        return self.look.event(self.chosen) if self.chosen else None

    def _day_now(self) -> Day | None:
        """The chosen day: in the week by IRO what that IRO has."""
        day = self.look.day(self.asking.chosen)
        if day is not None and self.sight is self.lines and self.lines.lines.officers:
            return day.only(self.lines.officer_id)
        return day

    def _whose(self) -> str:
        named = dict(self.lines.lines.officers)
        return named.get(self.lines.officer_id, "") if self.sight is self.lines else ""

    def _open_day(self, day: date) -> None:
        """The day with all that is on it, in the pane."""
        self.show_details(True)
        if self.event_now() is None or day != self.asking.chosen:
            self._walk(day)
        self.pane.enter()

    def _to_calendar(self) -> None:
        self.sight.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------------ moving

    def _grab(self, meeting_id: str) -> None:
        """A meeting was picked up: what would each day that is shown do to it?"""
        if self.look.days:
            question = MoveLooks(meeting_id, self.look.days[0].date, self.look.days[-1].date)
            self.tools.runner.ask(question, self._show_looks, lambda _: None, ticket=(self, "looks"))

    def _show_looks(self, looks: Mapping[date, DayLook]) -> None:
        self.sight.dragging.show_looks(looks)

    def _ask_move(self, meeting_id: str = "", day: date | None = None) -> None:
        """Open the form that asks for a move of a meeting, to a day if it is known; nothing is moved by this."""
        event = self.look.event(meeting_id) if meeting_id else self._event_to_move()
        if event is None:
            return
        if not event.can_move or not self.may_move:
            self.tools.notices.inform(NOT_BOOKED if self.may_move else READ_ONLY)
            return
        self.chosen = event.meeting_id
        then = partial(self._open_move, event, day)
        self.tools.runner.ask(AskReview(event.review_to_move), then, ticket=(self, "sheet"))

    def _event_to_move(self) -> Event | None:
        """The chosen meeting, or the only one of the day; among several the list asks which."""
        event, day = self.event_now(), self._day_now()
        if event is not None:
            return event
        booked = [one for one in day.events if one.can_move] if day is not None else []
        if len(booked) == 1:
            return booked[0]
        words = "Choose one of the meetings, then press M." if booked else "No meeting is booked on this day."
        self.tools.notices.inform(words)
        if booked and day is not None:
            self._open_day(day.date)
        return None

    def _open_move(self, event: Event, day: date | None, sheet: ReviewSheet) -> None:
        meeting = sheet.line.meeting
        if self._choices is None:
            return
        if meeting is None or meeting.id != event.meeting_id:
            self.tools.notices.inform(NOT_THE_NEXT)
            return
        self.show_details(True)
        self._come(to_pane=False)
        self.pane.open_move(Given(self.tools, self._choices, (sheet.review.id,), sheet), day)

    # ------------------------------------------------------------------------------------------------------ Outlook

    def _ask_outlook(self) -> None:
        officer_id = self.asking.officer_id
        name = next((one.name for one in self._choices.officers if one.id == officer_id), "") if self._choices else ""
        if name:
            self.show_details(True)
            self.outlook.begin(self.pane, officer_id, name)
            return
        self.tools.notices.inform("Choose an IRO first: the calendar file is that of one person.")
        self.asking.iro.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_filters(self) -> None:
        self.asking = Asking(self.tools, self)
        for part in (self.asking.iro, self.asking.team, self.asking.go):
            self.add_filter(part)
        self._sights = self.asking.switch.menu()
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.asking.switch)

    def _make_body(self) -> None:
        self.work = LongWork(self.tools.runner)
        self.outlook = Outlook(self.tools, Outgoing(self, self.tools, self.work))
        self.month, self.hours, self.lines = MonthView(), HoursView(), LinesView()
        self.views: tuple[DayTable, ...] = (self.month, self.hours, self.lines)
        self._stack = QStackedWidget()
        for view in self.views:
            self._stack.addWidget(view)
            view.walked.connect(self._walk)
            view.picked.connect(self._pick)
            view.opened.connect(self._open_day)
            view.stepped.connect(self.asking.step)
            view.homed.connect(self.asking.to_today)
            view.move_wanted.connect(self._ask_move)
            view.dragging.grabbed.connect(self._grab)
            view.dragging.dropped.connect(self._ask_move)
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.work)
        column.setSpacing(GRID // 2)
        column.addWidget(self._stack, 1)
        self._legend = legend()
        column.addWidget(self._legend)
        self.set_body(outer)

    def _arrange(self) -> None:
        self._legend.setVisible(self.height() >= theme().pixels(LOW))
        self.asking.put_in_order()  # the bar of choosers takes them in anew when it folds

    def _make_pane(self) -> None:
        self.pane = CalendarPane(self.tools)
        self.pane.may_move(self.may_move)
        self.pane.left.connect(self._to_calendar)
        self.pane.chosen.connect(self._pick_in_list)
        self.pane.move_wanted.connect(self._ask_move)
        self.pane.gone.connect(self.wanted)
        self.set_details(self.pane)
        self.doing = Doing(self.tools, self.pane)
        self.pane.wanted.connect(self.doing.save)
        self.doing.finished.connect(self._to_calendar)

    def _make_actions(self) -> None:
        self.move_action = self.add_action("As&k for a move", self._ask_move, "Ctrl+M", icon="calendar-clock")
        self.move_action.setVisible(self.may_move)
        self.export = self.add_action("E&xport to Outlook", self._ask_outlook, "Ctrl+E", icon="download")
        self.export.setVisible(self.tools.runner.desk.person.may(Right.EXPORT))
        self.add_action("Month or week &before", lambda: self.asking.step(-1), "Alt+Left", button=False)
        self.add_action("Month or week &after", lambda: self.asking.step(1), "Alt+Right", button=False)
        self.add_action("To today", self.asking.to_today, "Alt+Home", button=False)
