"""Child protection on a child's sheet: the card and its forms, and a conference entered once for the whole family."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.commands.conferences import ConferenceRow, RecordConference
from app.commands.enquiries import StartEnquiry
from app.desk import Query
from app.domain.children import Child
from app.domain.conferences import ConferenceOutcome, CoreGroup, Enquiry, ProtectionPlan
from app.domain.kinds import ICPC, RCPC, TRANSFER_IN
from app.domain.records import Record
from app.domain.reviews import Meeting, Series
from app.queries.conference import AskConferenceAbout, AskEnquiryAbout, AskOutcomeAbout, AskPlanAbout
from app.queries.service import ServiceChoices
from tests.builders import CALENDAR, TODAY, Service
from ui.children import protectionforms
from ui.children.pane import Pane
from ui.children.protection import ProtectionCard
from ui.children.task import Kit, Task
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner
from ui.theme import theme

STRATEGY = date(2026, 10, 26)


@pytest.fixture
def family(service: Service) -> tuple[Child, Child]:
    """A child and an unborn sibling."""
    group = {"sibling_group": "f" * 32}
    ada = service.child("F1", name="Ada Marlow", date_of_birth=date(2016, 3, 1), **group)
    return ada, service.child("F2", name="Unborn child of Cora Marlow", **group)


@dataclass
class Hands:
    """The pane of a child's page without the page around it, and hands to use it with."""

    tools: Tools
    pane: Pane
    service: Service
    bot: QtBot

    def save(self) -> None:
        """Press Save and wait until the form is away."""
        self.press_save()
        self.bot.waitUntil(lambda: self.pane.task is None)

    def press_save(self) -> None:
        assert self.pane.task is not None
        self.pane.task.form.save.click()


@pytest.fixture
def screen(service: Service, qtbot: QtBot) -> Iterator[Hands]:
    """Its pane."""
    runner, notices = Runner(service.desk()), Notices()
    tools = Tools(runner, notices, Preferences(runner), lambda: CALENDAR)
    pane = Pane(tools)
    for widget in (notices, pane):
        qtbot.addWidget(widget)
    yield Hands(tools, pane, service, qtbot)
    runner.finish()


def begin(screen: Hands, make: Callable[[Any, Kit], Task], ask: Query[Any]) -> Any:
    """Open a form in the pane, as its button does."""
    desk = screen.service.desk()
    task = make(desk.ask(ask), Kit(screen.tools, desk.ask(ServiceChoices())))
    screen.pane.begin(task)
    return task.form


def found(screen: Hands, sort: type[Record], /, **equal: Any) -> tuple[Any, ...]:
    with screen.service.read() as store:
        return store.shelf(sort).find(**equal)


def card(screen: Hands, child: Child, asked: list[tuple[str, str]]) -> ProtectionCard:
    """The card of a child, filled."""
    made = ProtectionCard(screen.tools, lambda what, key: asked.append((what, key)))
    screen.bot.addWidget(made)
    made.show_child(child.id)
    screen.bot.waitUntil(lambda: made.facts is not None)
    return made


def press(card: ProtectionCard, words: str) -> None:
    next(one for one in card.findChildren(QPushButton) if one.text() == words).click()


def words_of(card: ProtectionCard) -> str:
    return " | ".join(label.text() for label in card.findChildren(QLabel))


def enquiry(service: Service, *children: Child) -> list[Enquiry]:
    return [*service.desk().do(StartEnquiry(tuple(c.id for c in children), STRATEGY)).result]


def test_an_enquiry_is_started_for_the_whole_family(screen: Hands, family: tuple[Child, Child]) -> None:
    form = begin(screen, protectionforms.task_for_start_enquiry, AskEnquiryAbout(family[0].id))
    form.fill({"strategy_on": STRATEGY, "requested_on": STRATEGY})
    screen.save()
    assert {one.child_id for one in found(screen, Enquiry)} == {child.id for child in family}
    assert {one.start for one in found(screen, Series, kind=ICPC)} == {STRATEGY}


def test_days_out_of_order_are_refused_under_the_field_that_is_to_blame(
    screen: Hands, family: tuple[Child, Child]
) -> None:
    form = begin(screen, protectionforms.task_for_start_enquiry, AskEnquiryAbout(family[0].id))
    form.fill({"strategy_on": STRATEGY, "section47_on": date(2026, 10, 1)})
    screen.press_save()
    screen.bot.waitUntil(lambda: "lies before the strategy" in form._fields["section47_on"].refused.text())
    assert not found(screen, Enquiry)


def test_a_transfer_asks_for_its_own_steps(screen: Hands, family: tuple[Child, Child]) -> None:
    form = begin(screen, protectionforms.task_for_start_enquiry, AskEnquiryAbout(family[0].id))
    assert form._fields["notified_on"].isHidden()
    form.fill({"kind": TRANSFER_IN, "together": (), "transfer_from": "Leeds", "notified_on": STRATEGY})
    assert form._fields["strategy_on"].isHidden()
    screen.save()
    [series] = found(screen, Series)
    assert (series.kind, series.start) == (TRANSFER_IN, STRATEGY)


def test_an_enquiry_is_corrected_and_a_conference_said_not_to_be_needed(
    screen: Hands, service: Service, family: tuple[Child, Child]
) -> None:
    [first, second] = enquiry(service, *family)
    form = begin(screen, protectionforms.task_for_correct_enquiry, AskEnquiryAbout(series_id=first.series_id))
    assert form.values()["strategy_on"] == STRATEGY
    form.fill({**form.values(), "strategy_on": date(2026, 10, 27)})
    screen.save()
    assert service.now(Series(id=first.series_id, child_id="", kind=ICPC)).start == date(2026, 10, 27)
    form = begin(screen, protectionforms.task_for_not_needed, AskEnquiryAbout(series_id=first.series_id))
    form.fill({"on": TODAY, "by": "Team manager", "together": (second.series_id,)})
    screen.save()
    assert {one.end_reason for one in found(screen, Series, kind=ICPC)} == {"not-needed"}


def test_a_conference_is_entered_once_and_what_is_decided_for_the_first_child_is_proposed_for_the_others(
    screen: Hands, service: Service, family: tuple[Child, Child]
) -> None:
    first, _ = enquiry(service, *family)
    review = service.open_review(service.now(Series(id=first.series_id, child_id="", kind=ICPC)))
    form = begin(screen, protectionforms.task_for_conference, AskConferenceAbout(review.id))
    one, other = form.who.rows
    assert one.tick.isChecked()
    assert not one.fields["outcome"].isHidden()
    assert one.fields["category"].isHidden()
    one.outcome.set_value("plan")
    one.category.set_value("NEG")
    assert (other.value()["outcome"], other.value()["category"]) == ("plan", "NEG")
    other.category.set_value("EMO")
    one.category.set_value("PHY")
    one.participation.set_value("PN1")
    screen.save()
    said = [label.text() for label in screen.tools.notices.findChildren(QLabel)]
    assert "The conference is recorded for 2 children." in said
    assert {(p.child_id, p.latest_category) for p in found(screen, ProtectionPlan)} == {
        (family[0].id, "PHY"),
        (family[1].id, "EMO"),
    }
    assert [meeting.date for meeting in found(screen, Meeting)] == [TODAY]


def test_a_sibling_may_be_left_out_and_a_row_without_its_outcome_is_refused_in_the_form(
    screen: Hands, service: Service, family: tuple[Child, Child]
) -> None:
    first, _ = enquiry(service, *family)
    review = service.open_review(service.now(Series(id=first.series_id, child_id="", kind=ICPC)))
    form = begin(screen, protectionforms.task_for_conference, AskConferenceAbout(review.id))
    form.who.rows[1].tick.setChecked(False)
    screen.press_save()
    screen.bot.waitUntil(lambda: "what the conference decided" in form._fields["children"].refused.text())
    form.who.rows[0].outcome.set_value("no-plan")
    screen.save()
    assert [one.outcome for one in found(screen, ConferenceOutcome)] == ["no-plan"]
    assert len(found(screen, Series, kind=ICPC, end=None)) == 1


def test_a_conference_that_was_not_quorate_asks_only_who_was_missing(
    screen: Hands, service: Service, family: tuple[Child, Child]
) -> None:
    first, _ = enquiry(service, *family)
    review = service.open_review(service.now(Series(id=first.series_id, child_id="", kind=ICPC)))
    form = begin(screen, protectionforms.task_for_conference, AskConferenceAbout(review.id))
    form.fill({**form.values(), "quorate": "no", "why": "No police"})
    assert form.who.rows[0]._inside.isHidden()
    screen.save()
    assert [meeting.state for meeting in found(screen, Meeting)] == ["not-quorate"]
    assert not found(screen, ConferenceOutcome)


def test_what_a_conference_decided_is_corrected(screen: Hands, service: Service, family: tuple[Child, Child]) -> None:
    [first] = enquiry(service, family[0])
    review = service.open_review(service.now(Series(id=first.series_id, child_id="", kind=ICPC)))
    service.desk().do(RecordConference(TODAY, (ConferenceRow(review.id, "plan", "NEG"),)))
    asked: list[tuple[str, str]] = []
    made = card(screen, family[0], asked)
    press(made, "Correct")
    press(made, "Correct the enquiry")
    assert asked == [("correct-outcome", review.id), ("correct-enquiry", first.series_id)]
    form = begin(screen, protectionforms.task_for_outcome, AskOutcomeAbout(review.id))
    assert (form.values()["outcome"], form.values()["category"]) == ("plan", "NEG")
    form.fill({**form.values(), "outcome": "no-plan"})
    assert form._fields["category"].isHidden()
    screen.save()
    assert not found(screen, Series, kind=RCPC)


def test_a_plan_and_its_core_group_are_kept(screen: Hands, service: Service, family: tuple[Child, Child]) -> None:
    plan = service.period(family[0], date(2026, 9, 1), RCPC)
    form = begin(screen, protectionforms.task_for_plan, AskPlanAbout(plan.id))
    assert form._fields["reason"].isHidden()
    form.fill({**form.values(), "initial_category": "NEG", "previous_here": "two"})
    screen.press_save()
    screen.bot.waitUntil(lambda: "not a number" in form._fields["previous_here"].refused.text())
    form.fill({**form.values(), "previous_here": "2"})
    screen.save()
    [kept] = found(screen, ProtectionPlan)
    assert (kept.initial_category, kept.latest_category, kept.previous_here) == ("NEG", "NEG", 2)
    begin(screen, protectionforms.task_for_core_group, AskPlanAbout(plan.id))
    screen.save()
    assert [group.date for group in found(screen, CoreGroup)] == [TODAY]


def test_the_card_teaches_what_can_be_started(screen: Hands, family: tuple[Child, Child]) -> None:
    asked: list[tuple[str, str]] = []
    made = card(screen, family[0], asked)
    assert "No enquiry and no child protection plan is recorded." in words_of(made)
    press(made, "Start an enquiry")
    assert asked == [("start-enquiry", "")]


def test_the_card_offers_the_next_thing_to_do(screen: Hands, service: Service, family: tuple[Child, Child]) -> None:
    [first] = enquiry(service, family[0])
    review = service.open_review(service.now(Series(id=first.series_id, child_id="", kind=ICPC)))
    asked: list[tuple[str, str]] = []
    made = card(screen, family[0], asked)
    for words in ("Record the conference", "No conference is needed", "Correct the enquiry"):
        press(made, words)
    assert asked == [
        ("record-conference", review.id),
        ("not-needed", first.series_id),
        ("correct-enquiry", first.series_id),
    ]
    assert "Strategy discussion" in words_of(made)
    assert "Conference due" in words_of(made)


def test_the_card_shows_the_plan_and_why_each_next_thing_is_due(
    screen: Hands, service: Service, family: tuple[Child, Child]
) -> None:
    service.period(family[0], date(2020, 1, 6), RCPC, end=date(2020, 9, 1), end_reason="plan-ended")
    plan = service.period(family[0], date(2026, 9, 1), RCPC)
    asked: list[tuple[str, str]] = []
    made = card(screen, family[0], asked)
    said = words_of(made)
    assert "Second child protection plan" in said
    assert "Core group due 15 September 2026" in said
    assert "10 working days after the conference on 1 September 2026" in said
    assert "First child protection plan: 6 January 2020 to 1 September 2020" in said
    for words in ("Record the conference", "Record a core group", "Correct the plan"):
        press(made, words)
    assert asked == [
        ("record-conference", service.open_review(plan).id),
        ("core-group", plan.id),
        ("keep-plan", plan.id),
    ]


def test_with_large_text_the_fields_of_a_child_stand_under_each_other(
    screen: Hands, service: Service, family: tuple[Child, Child]
) -> None:
    first, _ = enquiry(service, *family)
    review = service.open_review(service.now(Series(id=first.series_id, child_id="", kind=ICPC)))
    form = begin(screen, protectionforms.task_for_conference, AskConferenceAbout(review.id))
    row = form.who.rows[0]
    assert row._grid.columnStretch(1) == 1
    theme().set(factor=200)
    try:
        assert row._grid.columnStretch(1) == 0
    finally:
        theme().set(factor=100)
