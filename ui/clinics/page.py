"""Clinics of children by saved rules, filled in child after child, and the meetings that no clock asks for."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.desk import Done
from app.domain.challenges.records import Challenge
from app.domain.children import Child, LegalStatus, Placement
from app.domain.clinics import RULES, Clinic, ClinicChild
from app.domain.conferences import ProtectionPlan
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from app.domain.officers import Officer
from app.domain.quality import FinalPlan, Quality
from app.domain.reviews import Review, Series
from app.domain.settings import ListEntry, Setting
from app.queries.clinics.one import AskAtClinic, AskClinic, AtClinic
from app.queries.clinics.rules import FoundOn, RulesOn, RuleToday
from app.queries.service import Choices, ServiceChoices
from ui.clinics.clinic import ClinicView
from ui.clinics.filling import Filling
from ui.clinics.forms import ChangeForm, ClinicForm, VoidForm
from ui.clinics.going import Going
from ui.clinics.home import HomeView
from ui.clinics.meetings import Meetings
from ui.clinics.others import OthersView
from ui.clinics.pane import ClinicsPane
from ui.outgoing import Outgoing
from ui.page import Page, Tools
from ui.parts.behind import Behind
from ui.parts.mnemonics import GivingWay
from ui.parts.progress import LongWork
from ui.parts.switch import Sight, Switch

CLINICS, OTHERS = "clinics", "others"
SIGHTS = (Sight(CLINICS, "Clinics of children", "stethoscope"), Sight(OTHERS, "Other meetings", "users"))
FORM_WIDTH = 400


class ClinicsPage(Page):
    """Rules and clinics, one clinic, the list behind a number, and the other meetings; the pane beside each of them."""

    title = "Clinics"
    help = "clinics"
    topics = frozenset(
        {Clinic, ClinicChild, Gathering, GatheringChild, GatheringTheme, Child, Series, Review, Placement, LegalStatus}
        | {Quality, FinalPlan, ProtectionPlan, Challenge, Setting, ListEntry, Officer}
    )

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.clinic: Clinic | None = None
        self._rules: dict[str, RuleToday] = {}
        self._letters = GivingWay()
        self._make_body()
        self._make_pane()
        self._make_actions()
        self.switch.choose(CLINICS)
        self._turn()

    def refresh(self) -> None:
        """Ask for what forms offer, and for what is shown."""
        self.tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))
        self.tools.runner.ask(RulesOn(), self._take_rules, ticket=(self, "rules"))
        for view in (self.home, self.one, self.others):
            view.refresh()

    def open(self, argument: object) -> None:
        """Show ("clinic", id of a child at a clinic), ("gathering", id), or a clinic by its id."""
        what, record_id = argument if isinstance(argument, tuple) else ("", str(argument))
        if what == "gathering":
            self.switch.choose(OTHERS)
            self.others.table.choose(record_id)
            self.meetings.edit(record_id)
        elif what == "clinic":
            self.tools.runner.ask(AskAtClinic(record_id), self._go_to_child, ticket=(self, "open"))
        else:
            self.open_clinic(record_id)

    def about(self) -> dict[str, object]:
        """What a challenge that is logged from here is about: the child whose row is chosen, with what was found."""
        return self.filling.about() if self._shown is self.one else {}

    def begin_again(self) -> None:
        """Its own place was chosen again: back to the rules."""
        self.switch.choose(CLINICS)
        self._show(self.home)

    # ----------------------------------------------------------------------------------------------------------- making

    def _make_body(self) -> None:
        self.home, self.one, self.others = HomeView(self.tools), ClinicView(self.tools), OthersView(self.tools)
        self.behind = Behind(self.tools.runner, self.tools.preferences, "clinics.behind", "children")
        self._back: QWidget = self.home
        self.work = LongWork(self.tools.runner)
        self.going = Going(self.tools, Outgoing(self, self.tools, self.work))
        self._stack = QStackedWidget()
        for view in (self.home, self.one, self.others, self.behind):
            self._stack.addWidget(view)
        self._shown: QWidget = self.home
        for said in (self.home, self.one, self.others):
            said.said.connect(self._say)
        self.home.rule_chosen.connect(self._show_rule)
        self.home.rule_entered.connect(self._begin)
        self.home.clinic_chosen.connect(self._show_clinic_facts)
        self.home.clinic_wanted.connect(self.open_clinic)
        self.home.opened.connect(partial(self._look_behind, self.home))
        self.one.left.connect(lambda: self._show(self.home))
        self.one.opened.connect(partial(self._look_behind, self.one))
        self.behind.left.connect(lambda: self._show(self._back))
        self.behind.wanted.connect(self._want)
        self.switch = Switch(self, SIGHTS)
        self.switch.chosen.connect(self._change_sight)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self.switch)
        layout.insertWidget(2, self.work)
        self.set_body(self._stack)

    def _make_pane(self) -> None:
        self.pane = ClinicsPane(self.tools)
        self.pane.left.connect(self._focus_list)
        self.pane.turned.connect(self._turn_pane)
        self.pane.facts.clear("Choose a rule to see whom it finds, or a clinic to go on with it.")
        self.set_details(self.pane)
        show = partial(self.show_details, True)
        self.filling = Filling(self, self.tools, self.one, self.pane, show)
        self.filling.finished.connect(self._focus_list)
        self.meetings = Meetings(self, self.tools, self.others, self.pane, show)
        self.meetings.turned.connect(self._turn)
        self.meetings.wanted.connect(self.wanted)

    def _make_actions(self) -> None:
        self.hold = self.add_action("Hold a &clinic", self._begin, "Ctrl+N", icon="plus", primary=True)
        self.new = self.add_action("New &meeting", self.meetings.begin, "Ctrl+N", icon="plus", primary=True)
        self.log = self.add_action("L&og a challenge", self._log, icon="messages-square")
        self.paper = self.add_action("Put on pa&per (PDF)", partial(self._go_out, ".pdf"), icon="download")
        self.sheet = self.add_action("To E&xcel", partial(self._go_out, ".xlsx"), icon="file-spreadsheet")
        self.named = self.add_action("Na&mes on paper and in Excel", self._say, button=False)
        self.named.setCheckable(True)
        self.change = self.add_action("Add children found &since", self._change, icon="refresh-cw", button=False)
        self.void = self.add_action("&Void this clinic", self._void, icon="trash-2", button=False)
        self.correct = self.add_action("C&orrect this meeting", self.meetings.edit_chosen, icon="pencil", button=False)
        self.drop = self.add_action("&Void this meeting", self.meetings.void, icon="trash-2", button=False)

    # ---------------------------------------------------------------------------------------------------------- showing

    def _take_choices(self, choices: Choices) -> None:
        self.meetings.take(choices)

    def _take_rules(self, rules: tuple[RuleToday, ...]) -> None:
        self._rules = {rule.rule: rule for rule in rules}

    def _change_sight(self, sight: str) -> None:
        self._show(self.others if sight == OTHERS else self.home)

    def _show(self, view: QWidget) -> None:
        """Another view, with its own commands and an empty pane."""
        self._shown = view
        self._stack.setCurrentWidget(view)
        if view is not self.one:
            self.filling.at = None
        self.pane.begin()
        self.pane.facts.clear()
        self._turn()
        self._focus_list()
        self._show_rule(self.home.rule())

    def _turn(self) -> None:
        """Only what can be done here is offered."""
        at_home, at_clinic = self._shown is self.home, self._shown is self.one
        for action, shown in (
            *((self.hold, at_home), (self.new, self._shown is self.others)),
            *((one, at_clinic) for one in (self.log, self.paper, self.named, self.change, self.void)),
            (self.sheet, at_clinic or self._shown is self.others),
            *((one, self._shown is self.others and bool(self.meetings.chosen)) for one in (self.correct, self.drop)),
        ):
            action.setVisible(shown)
        self.commanded.emit()
        self._say()

    def _turn_pane(self) -> None:
        """A form has more room, and the letters under its labels."""
        form = self.pane.form
        self.widen_details(FORM_WIDTH if form is not None else 0)
        if form is None:
            self._letters.give_back()
        else:
            self._letters.give_way([self._stack, self.switch, self._head])

    def _say(self) -> None:
        line = getattr(self._shown, "line", None)
        self.say_line(line() if callable(line) else "")

    def _focus_list(self) -> None:
        tables = {self.home: self.home.rules, self.one: self.one.table, self.others: self.others.table}
        tables.get(self._shown, self.behind.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_behind(self, back: QWidget, query: Any) -> None:
        self._back = back
        self.behind.ask(query, lambda _table: self._show(self.behind))

    def _want(self, row_id: str) -> None:
        """A child found by a rule is shown on its own page; one behind a finding at its clinic."""
        if self._back is self.home:
            self.wanted.emit("children", row_id)
        else:
            self._show(self.one)
            self.one.table.choose(row_id)

    # ------------------------------------------------------------------------------------------------- rules and clinics

    def _show_rule(self, rule: str) -> None:
        told = self._rules.get(rule)
        if told is None or self._shown is not self.home:
            return
        facts = self.pane.begin()
        number = counted(told.children, "child", "children")
        facts.heading(told.words, f"{number} of {counted(told.families, 'family', 'families')} today")
        facts.text(told.definition)
        if told.children:
            facts.button("See the child&ren", partial(self._look_behind, self.home, FoundOn(rule)), "users")
        else:
            facts.text("Nobody is found today. A clinic can still follow what is open from the one before.", quiet=True)

    def _show_clinic_facts(self, clinic_id: str) -> None:
        def show(clinic: Clinic) -> None:
            if self._shown is self.home:
                facts = self.pane.begin()
                facts.heading(RULES[clinic.rule], f"Clinic of {long(clinic.date)}")
                facts.text(clinic.note or "No note.", quiet=not clinic.note)
                facts.button("&Open it", partial(self.open_clinic, clinic.id), "stethoscope", primary=True)

        self.tools.runner.ask(AskClinic(clinic_id), show, ticket=(self, "facts"))

    def open_clinic(self, clinic_id: str, child: str = "") -> None:
        """Show one clinic, with the keyboard on its first child or on the one that is named."""

        def show(clinic: Clinic) -> None:
            self.clinic = clinic
            self.switch.choose(CLINICS)
            self._show(self.one)
            self.one.show_clinic(clinic.id)
            if child:
                self.one.table.choose(child)

        self.tools.runner.ask(AskClinic(clinic_id), show, ticket=(self, "clinic"))

    def _go_to_child(self, at: AtClinic) -> None:
        self.open_clinic(at.clinic.id, at.record.id)

    def _begin(self) -> None:
        rule = self.home.rule()
        if not rule:
            self.tools.notices.inform("Choose a rule first: it says which children come to the clinic.")
            return
        self.show_details(True)
        self.pane.show_form(ClinicForm(self.tools, rule), ClinicForm.said, self._go_on)

    def _go_on(self, done: Done[Any]) -> None:
        self.open_clinic(done.result.id)

    def _change(self) -> None:
        if self.clinic is not None:
            self.show_details(True)
            self.pane.show_form(ChangeForm(self.tools, self.clinic), ChangeForm.said, self._go_on)

    def _void(self) -> None:
        if self.clinic is not None:
            self.show_details(True)
            form = VoidForm(self.tools, self.clinic)
            self.pane.show_form(form, VoidForm.said, lambda _done: self._show(self.home))

    def _go_out(self, suffix: str) -> None:
        if self._shown is self.others:
            self.going.ask_meetings(self.others.question)
        elif self.clinic is not None:
            self.going.ask(self.clinic, suffix, named=self.named.isChecked())

    def _log(self) -> None:
        about = self.about()
        if about:
            self.wanted.emit("challenges", ("log", about))
