"""Clinics and other meetings on a child's sheet, and the forms of a foster household."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.commands.clinics import KeepClinic, KeepClinicChild
from app.commands.gatherings import KeepGathering
from app.domain.children import Child
from app.domain.clinics import ClinicChild
from app.domain.kinds import RCPC
from app.domain.reviews import Review
from app.queries.households import AskHousehold, Household
from app.queries.service import ServiceChoices
from tests.builders import CALENDAR, TODAY, Service
from ui.children.clinics import ClinicsCard
from ui.children.householdforms import add_household, correct_household, end_approval, record_panel
from ui.children.task import Kit, Task
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner


@pytest.fixture
def tools(service: Service, qtbot: QtBot) -> Iterator[Tools]:
    runner, notices = Runner(service.desk()), Notices()
    qtbot.addWidget(notices)
    yield Tools(runner, notices, Preferences(runner), lambda: CALENDAR)
    runner.finish()


def said(card: ClinicsCard) -> str:
    """All words of the card."""
    labels = [label.text() for label in card.findChildren(QLabel)]
    return " | ".join([*labels, *(button.text() for button in card.findChildren(QPushButton))])


def test_decisions_stand_with_owner_and_date_and_a_press_opens_them(
    service: Service, tools: Tools, qtbot: QtBot
) -> None:
    child, asked = service.child("1001", name="Ada Archer"), list[tuple[str, str]]()
    service.period(child, date(2025, 6, 2), RCPC)
    desk = service.desk()
    desk.do(KeepClinic(TODAY, "long-plan"))
    with service.read() as store:
        (at_clinic,) = store.shelf(ClinicChild).find()
    desk.do(KeepClinicChild(at_clinic.id, found="Drift.", decision="Step down", owner="Team manager", due=TODAY))
    meeting = desk.do(KeepGathering("disruption", date(2026, 9, 1), (child.id,), ("matching",))).result
    card = ClinicsCard(tools, lambda act, record_id: asked.append((act, record_id)))
    qtbot.addWidget(card)
    card.show()
    card.show_child(child.id)
    qtbot.waitUntil(lambda: "Clinic: Plan over 15 months" in said(card))
    assert "Drift. Step down (Team manager, by 20 November 2026)" in said(card)
    assert "By 20 Nov 2026" in said(card)
    assert "Disruption meeting" in said(card)
    for button in card.findChildren(QPushButton):
        button.click()
    assert asked == [("open-clinic", at_clinic.id), ("open-gathering", meeting.id)]


def test_a_child_without_any_says_so(service: Service, tools: Tools, qtbot: QtBot) -> None:
    card = ClinicsCard(tools, lambda _act, _id: None)
    qtbot.addWidget(card)
    card.show()
    card.show_child(service.child("1001").id)
    qtbot.waitUntil(lambda: tools.runner._waiting == 0)
    assert "None is recorded about this child." in said(card)


def kit(service: Service, tools: Tools) -> Kit:
    return Kit(tools, service.desk().ask(ServiceChoices()))


def done(service: Service, qtbot: QtBot, task: Task, **values: Any) -> Any:
    """Fill a form and do what it asks for."""
    qtbot.addWidget(task.form)
    task.form.fill({**task.form.values(), **values})
    return service.desk().do(task.command(task.form.values())).result


def household(service: Service, child: Child) -> Household:
    found: Household | None = service.desk().ask(AskHousehold(child.id))
    assert found is not None
    return found


def test_a_household_is_added_corrected_sent_to_panel_and_ended_by_its_forms(
    service: Service, tools: Tools, qtbot: QtBot
) -> None:
    forms = kit(service, tools)
    words = {"reference": "F1", "carers": "Pat Hill", "approved_for": "One child", "approved_on": date(2025, 12, 1)}
    hill = done(service, qtbot, add_household(forms), **words)
    assert household(service, hill).due == date(2026, 12, 1)
    done(service, qtbot, correct_household(forms, household(service, hill)), carers="Pat and Sam Hill")
    assert household(service, hill).child.name == "Pat and Sam Hill"
    with service.change() as store:
        (first,) = store.shelf(Review).find(child_id=hill.id)
        held = store.shelf(Review).keep(Review(**{**first.__dict__, "held": date(2026, 11, 2)}))
    done(service, qtbot, record_panel(forms, held), on=date(2026, 11, 12))
    assert household(service, hill).panel[0] == "Went to panel on 12 November 2026"
    done(service, qtbot, end_approval(forms, hill), on=TODAY, reason="Stopped fostering")
    assert not household(service, hill).is_approved
