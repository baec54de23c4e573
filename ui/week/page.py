"""My week: what is to be done, for an IRO, for the team with who carries what, and for business support; it opens first."""

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.desk import Done
from app.domain.afterwards import DECISIONS, RECORD, SENT
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, LevelEntry
from app.domain.children import Child
from app.domain.contacts import Contact
from app.domain.errors import Refusal
from app.domain.officers import Allocation, Officer
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.domain.settings import Holiday, Setting
from app.late import late
from app.queries.afterwards import AskAfterAbout
from app.queries.contacts import AskContactAbout
from app.queries.week.look import MyWeek
from app.queries.week.records import RecordsList
from app.queries.week.shapes import HERE, Opens, Week
from app.queries.week.unseen import UnseenList
from ui.outgoing import Outgoing
from ui.page import Page, Tools
from ui.parts.behind import Behind
from ui.parts.filters import Choice
from ui.parts.progress import LongWork
from ui.parts.room import Room
from ui.telling import say_entry
from ui.theme import GRID, theme
from ui.week.columns import Columns
from ui.week.listed import Listed, count_words, press_words
from ui.week.preparing import WeekPapers
from ui.week.returning import Returning
from ui.week.section import HeadlineView

if TYPE_CHECKING:
    from ui.week.arranging import WeekForm

WHOSE = "week.whose"
EVERYBODY = ("", "Everybody")
NOTED = {
    "invited": "Invitations sent today.",
    DECISIONS: "Decisions recorded today.",
    RECORD: "Record complete today.",
    SENT: "Record sent today.",
}
"""What is noted with one press as done today, and what is said of it."""
FORM_WIDTH = 55
"""How wide a form is, in steps of the grid."""


class WeekPage(Page):
    """The headline, the sections, and in their place the meetings behind a number or a form."""

    title = "My week"
    help = "week"
    topics = frozenset(
        {Review, Series, Meeting, MeetingReview, Child, Contact, Allocation, Officer, Setting, Holiday}
        | {Challenge, ChallengeStep, ChallengeAction, LevelEntry}
    )

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._shown_once = False
        self._names: dict[str, str] = {}
        self._listed: Listed | None = None
        self.form: WeekForm | None = None
        self._place = ""
        """The section in which the keyboard was when a form was opened."""
        own = tools.runner.desk.person.officer_id or ""
        self._officer_id = str(tools.preferences.get(WHOSE, own))
        self.whose = Choice("&Whose week", [EVERYBODY], everything=False)
        self.whose.changed.connect(self._choose)
        self._bar.insertWidget(0, self.whose)
        self._make_body()
        self.add_action("&Whole team", lambda: self._look_at(""), "Alt+0", icon="users", button=False)
        self._mine = self.add_action("&My own week", lambda: self._look_at(own), "Alt+1", icon="user", button=False)
        self._mine.setEnabled(bool(own))
        self.papers = WeekPapers(tools, self.out)
        self.prep = self.add_action("&Prep sheets", self._ask_prep, "Ctrl+P", icon="download")
        self.prep_next = self.add_action(
            "Prep sheets of the &next week", partial(self._ask_prep, later=1), "Ctrl+Alt+P", button=False
        )
        self.prep_book = self.add_action("Prep sheets to Ex&cel", partial(self._ask_prep, "xlsx"), button=False)
        self.teams = self.add_action("&Team weeks", self.papers.ask_teams, "Ctrl+Shift+P", icon="users")
        self.returning = Returning(tools, self.out)
        self.to_return = self.add_action("Return sheet to E&xcel", self._ask_return, "Ctrl+E", icon="file-spreadsheet")

    def refresh(self) -> None:
        """Ask for the week."""
        self.tools.runner.ask(MyWeek(self._officer_id or None), self._show, ticket=(self, "week"))
        if self.form is None and self._listed is not None:
            self._show_list(self._listed)

    def open(self, argument: object) -> None:
        """Show the week of the officer with this id; nothing for everybody's."""
        self._look_at(str(argument))

    def begin_again(self) -> None:
        """Back to the week from a list or a form; what was typed is kept as a draft."""
        if self.form is not None:
            self.form.leave()
        self._go_back()

    # --------------------------------------------------------------------------------------------------------- showing

    def _show(self, week: Week) -> None:
        self._offer(week)
        self.headline.show_headline(week.headline)
        self.headline.show()
        self.columns.show_week(week)
        self.say_line(week.line, self.count_words)
        if not self._shown_once:
            self._shown_once = True
            self._take_focus()

    def _shown(self) -> None:
        """The bottom bar says how many a list holds, otherwise the headline."""
        listed, headline = self._listed, self.headline.words.text()
        self.say_line(self.line.text(), count_words(listed, self.behind.table.count()) if listed else headline)

    def _offer(self, week: Week) -> None:
        self._names = dict(week.officers)
        own = self.tools.runner.desk.person.officer_id
        mine = [(key, f"{name} (you)") for key, name in week.officers if key == own]
        others = [(key, name) for key, name in week.officers if key != own]
        self.whose.set_options([EVERYBODY, *mine, *others])
        known = self._officer_id if any(key == self._officer_id for key, _ in week.officers) else ""
        self._officer_id = known
        for action in (self.prep, self.prep_next, self.prep_book, self.to_return):
            action.setVisible(bool(known))
        self.teams.setVisible(not known)
        self.whose.set_value(known)

    def _ask_prep(self, suffix: str = "pdf", later: int = 0) -> None:
        self.papers.ask_prep(self._officer_id, self._names.get(self._officer_id, ""), suffix, later)

    def _ask_return(self) -> None:
        self.returning.ask(self._officer_id, self._names.get(self._officer_id, ""))

    def _choose(self) -> None:
        chosen = str(self.whose.value() or "")
        if chosen != self._officer_id:
            self._look_at(chosen)

    def _look_at(self, officer_id: str) -> None:
        self._officer_id = officer_id
        self.tools.preferences.set(WHOSE, officer_id)
        self._go_back()
        self.refresh()

    def _take_focus(self) -> None:
        first = self.columns.list_of(self._place) or self.columns.first_list()
        self._place = ""
        if first is not None and self.isVisible():
            first.setFocus()

    # --------------------------------------------------------------------------------------------------------- pressing

    def _press(self, opens: Opens) -> None:
        """Go where a number, a line or an act leads."""
        if opens.place != HERE:
            self.wanted.emit(opens.place, opens.what)
        elif isinstance(opens.what, tuple):
            self._do(*opens.what)
        elif isinstance(opens.what, str):
            self._look_at(opens.what)
        else:
            self._show_list(opens.what)

    def _do(self, what: str, record_id: str) -> None:
        """Note something as done, or open its form in the place of the sections."""
        if what in NOTED:
            day = self.tools.today()
            if what == "invited":
                command = late("app.commands.arranging").InvitationsSent((record_id,), day)
            else:
                command = late("app.commands.afterwards").NoteDone((record_id,), what, day)
            self.tools.runner.do(command, lambda done: say_entry(self.tools, NOTED[what], done.entry))
        elif what == "contact":
            ask = AskContactAbout(review_id=record_id)
            self.tools.runner.ask(ask, lambda about: self._open("WeekContactForm", record_id, about))
        elif what == "after":
            self.tools.runner.ask(AskAfterAbout(record_id), lambda about: self._open("WeekAfterForm", about))
        else:
            self._open("MinuteTakerForm", record_id, self.columns.told_of(record_id))

    def _open(self, called: str, *given: Any) -> None:
        """One of the forms, in the place of the sections or the list."""
        self._drop_form()
        self._place = self.columns.place() or self._place
        form: WeekForm = getattr(late("ui.week.arranging"), called)(self.tools, *given)
        form.saved.connect(lambda: self._save(form))
        form.cancelled.connect(self._leave_form)
        self.form = form
        self._room.setMaximumWidth(theme().pixels(GRID * FORM_WIDTH))
        self._room.hold(form)
        self._stack.setCurrentWidget(self._room)
        form.focus()

    def _save(self, form: "WeekForm") -> None:
        try:
            command = form.command()
        except Refusal as refusal:
            late("ui.week.arranging").refuse(form, refusal)
            return
        form.busy(True)
        said = form.said()

        def saved(done: Done[Any]) -> None:
            form.forget_draft()
            self._leave_form()
            say_entry(self.tools, said, done.entry)

        self.tools.runner.do(command, saved, lambda refusal: late("ui.week.arranging").refuse(form, refusal))

    def _show_list(self, query: Listed) -> None:
        self._listed = query
        self._stack.setCurrentWidget(self.behind)
        self.behind.offer(press_words(query))
        self.behind.ask(query, lambda _table: self.behind.table.setFocus())

    def _leave_form(self) -> None:
        """To the list from which it was opened, or to the sections."""
        if self._listed is None:
            self._go_back()
        else:
            self._drop_form()
            self._show_list(self._listed)

    def _go_back(self) -> None:
        """To the sections, from a list or a form."""
        self._drop_form()
        if self._stack.currentWidget() is not self._front:
            self._listed = None
            self._stack.setCurrentWidget(self._front)
            self._shown()
            self._take_focus()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form = None
            self._room.empty()

    @cached_property
    def behind(self) -> Behind:
        """The list of meetings behind a number, made when it is first wanted."""
        made = Behind(self.tools.runner, self.tools.preferences, "week.meetings", "meetings")
        made.back.setText("&Back to the week")
        made.left.connect(self._go_back)
        made.wanted.connect(self._want)
        made.table.shown.connect(self._start_list)
        self._stack.addWidget(made)
        return made

    def _start_list(self) -> None:
        """The keyboard begins on the first row, where it is on none yet."""
        self._shown()
        rows = self.behind.table.rows.kept()
        if rows and self.behind.table.row_now() is None:
            self.behind.table.choose(rows[0].id)

    def _want(self, review_id: str) -> None:
        """From a list of what is owed, the form in which it is recorded; from any other, the review."""
        deed = "after" if isinstance(self._listed, RecordsList) else "contact"
        if isinstance(self._listed, RecordsList | UnseenList):
            self._do(deed, review_id)
        else:
            self.wanted.emit("reviews", review_id)

    def _make_body(self) -> None:
        self.headline, self.columns = HeadlineView(), Columns(self.tools)
        self.headline.hide()
        self._front, self._stack, self._room = QWidget(), QStackedWidget(), Room()
        column = QVBoxLayout(self._front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.headline)
        column.addWidget(self.columns, 1)
        for part in (self.headline, self.columns):
            part.pressed_on.connect(self._press)
        self._room.setObjectName("card")
        self._room.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._room.setContentsMargins(1, 1, 1, 1)
        self.columns.shown.connect(self._shown)
        self._stack.addWidget(self._front)
        self._stack.addWidget(self._room)
        self.work = LongWork(self.tools.runner)
        self.out = Outgoing(self, self.tools, self.work)
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.work)
        whole.addWidget(self._stack, 1)
        self.set_body(body)
