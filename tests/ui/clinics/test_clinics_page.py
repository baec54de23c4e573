"""The Clinics page: a clinic is held for a rule and filled in by keyboard, goes out, and other meetings are recorded."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.commands.clinics import KeepClinic
from app.commands.gatherings import KeepGathering
from app.domain.children import Child
from app.domain.clinics import Clinic, ClinicChild
from app.domain.gatherings import Gathering
from app.domain.kinds import RCPC
from tests.builders import CALENDAR, TODAY, Service
from ui.clinics.forms import ChildForm
from ui.clinics.gatheringforms import GatheringForm
from ui.clinics.page import ClinicsPage
from ui.menus import TAKEN
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner

LONG_AGO = date(2025, 6, 2)


class Desk:
    """The page, shown, and hands to use it with."""

    def __init__(self, page: ClinicsPage, service: Service, qtbot: QtBot) -> None:
        self.page, self.service, self.qtbot = page, service, qtbot
        self.wanted: list[tuple[str, Any]] = []
        page.wanted.connect(lambda place, argument: self.wanted.append((place, argument)))

    def settled(self, do: Callable[[], Any]) -> None:
        """Do something, and wait until nothing more is asked or written."""
        do()
        self.qtbot.waitUntil(lambda: self.page.tools.runner._waiting == 0)

    def choose_rule(self, at: int = 0) -> None:
        rules = self.page.home.rules
        self.settled(lambda: rules.setCurrentIndex(rules.rows.index(at, 0)))

    def save(self, **values: Any) -> None:
        form = self.page.pane.form
        assert form is not None
        form.fill(values)
        self.settled(form.save.click)

    def child_form(self) -> ChildForm:
        form = self.page.pane.form
        assert isinstance(form, ChildForm)
        return form

    def found(self, kind: type[Any]) -> tuple[Any, ...]:
        with self.service.read() as store:
            return store.shelf(kind).find()


@pytest.fixture
def children(service: Service) -> tuple[Child, Child]:
    """Two children whose plans are open for more than 15 months."""
    made = (service.child("1001", name="Ada Archer"), service.child("1002", name="Bea Bell"))
    for child in made:
        service.period(child, LONG_AGO, RCPC)
    return made


@pytest.fixture
def desk(service: Service, children: tuple[Child, Child], qtbot: QtBot) -> Iterator[Desk]:
    """The page on a laptop."""
    runner, notices = Runner(service.desk()), Notices()
    qtbot.addWidget(notices)
    page = ClinicsPage(Tools(runner, notices, Preferences(runner), lambda: CALENDAR))
    qtbot.addWidget(page)
    page.resize(1270, 700)
    made = Desk(page, service, qtbot)
    made.settled(page.show)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield made
    runner.finish()


def test_a_rule_says_whom_it_finds_and_its_number_opens_the_children(desk: Desk, children: tuple[Child, Child]) -> None:
    assert desk.page.home.rules.count() == 8
    desk.choose_rule()
    said = [label.text() for label in desk.page.pane.facts.findChildren(QLabel)]
    assert "2 children of 2 families today" in said
    row = desk.page.home.rules.row_now()
    assert row is not None
    desk.settled(lambda: desk.page.home.opened.emit(row.opens["children"]))
    assert desk.page.behind.isVisible()
    assert desk.page.behind.table.count() == 2
    desk.page.behind.wanted.emit(children[0].id)
    assert desk.wanted == [("children", children[0].id)]
    desk.settled(desk.page.behind.left.emit)
    assert desk.page.home.isVisible()


def test_a_clinic_is_held_and_filled_in_child_after_child_by_keyboard(desk: Desk) -> None:
    desk.choose_rule()
    desk.settled(desk.page.hold.trigger)
    desk.save(note="With the principal social worker")
    assert desk.page.one.isVisible()
    assert desk.page.one.table.count() == 2
    assert desk.child_form().at.child.name == "Ada Archer"
    desk.settled(lambda: QTest.keyClick(desk.page.one.table, Qt.Key.Key_Return))
    desk.save(pre_proceedings="yes", found="Drift", decision="Step down", owner="Team manager", due=TODAY)
    form = desk.child_form()
    assert form.at.child.name == "Bea Bell"
    form.fill({"assessment_current": "no", "decision": "Legal planning meeting"})
    desk.page.activateWindow()  # the notices are a window of their own here
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() in form.findChildren(QWidget))
    desk.settled(lambda: QTest.keyClick(form.save, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))
    assert desk.page.pane.form is None or desk.child_form().at.child.name == "Bea Bell"
    kept = {one.decision: one for one in desk.found(ClinicChild)}
    assert (kept["Step down"].pre_proceedings, kept["Step down"].due) == ("yes", TODAY)
    assert kept["Legal planning meeting"].assessment_current == "no"
    assert desk.page.one.findings.count() == 7


def test_what_cannot_be_is_said_in_the_form_and_what_was_typed_stays(desk: Desk) -> None:
    desk.settled(lambda: desk.page.open_clinic(held(desk).id))
    desk.save(owner="Team manager")
    assert "Nothing is decided" in desk.child_form()._fields["decision"].refused.text()
    desk.settled(desk.page.one.next_child)
    desk.settled(lambda: desk.page.one.table.setCurrentIndex(desk.page.one.table.rows.index(0, 0)))
    assert desk.child_form().values()["owner"] == "Team manager"


def held(desk: Desk) -> Clinic:
    """A clinic of today."""
    made: Clinic = desk.service.desk().do(KeepClinic(TODAY, "long-plan")).result
    return made


def test_a_challenge_is_begun_with_what_was_found_and_linked(desk: Desk, children: tuple[Child, Child]) -> None:
    desk.settled(lambda: desk.page.open_clinic(held(desk).id))
    form = desk.child_form()
    form.fill({"found": "No visit since August"})
    desk.page.log.trigger()
    about = {
        "child_ids": (children[0].id,),
        "concern": "No visit since August",
        "clinic_child_id": form.at.record.id,
    }
    assert desk.wanted == [("challenges", ("log", about))]
    assert desk.page.about() == about


def test_a_finding_opens_its_children_and_leads_back_to_their_form(desk: Desk) -> None:
    desk.settled(lambda: desk.page.open_clinic(held(desk).id))
    desk.save(decision="Step down")
    findings = desk.page.one.findings
    desk.settled(lambda: findings.activated_row.emit(findings.rows.kept()[0]))
    assert desk.page.behind.table.count() == 1
    row = desk.page.behind.table.rows.kept()[0]
    desk.settled(lambda: desk.page.behind.wanted.emit(row.id))
    assert desk.page.one.isVisible()


def test_children_found_since_are_added_and_a_clinic_is_voided(desk: Desk, service: Service) -> None:
    desk.settled(lambda: desk.page.open_clinic(held(desk).id))
    service.period(service.child("1003", name="Cy Cole"), LONG_AGO, RCPC)
    desk.settled(desk.page.change.trigger)
    desk.save(note="With Cy")
    assert desk.page.one.table.count() == 3
    desk.settled(desk.page.void.trigger)
    desk.save(why="")
    assert desk.page.pane.form is not None
    desk.save(why="Wrong day")
    assert desk.found(Clinic) == ()
    assert desk.page.home.isVisible()


def test_a_clinic_goes_out_as_a_workbook_by_initials_and_on_paper(desk: Desk, tmp_path: Path) -> None:
    clinic = held(desk)
    sheet, paper = tmp_path / "clinic.xlsx", tmp_path / "clinic.pdf"
    desk.settled(lambda: desk.page.going.write(clinic, sheet, named=False))
    desk.qtbot.waitUntil(sheet.exists)
    book = load_workbook(sheet)
    cells = [str(cell.value) for row in book["Children"].iter_rows() for cell in row if cell.value is not None]
    assert any("A" in cell and "Archer" not in cell for cell in cells)
    assert not any("Archer" in cell or cell == "1001" for cell in cells)
    assert "Findings" in book.sheetnames
    desk.settled(lambda: desk.page.going.write(clinic, paper, named=True))
    desk.qtbot.waitUntil(paper.exists)


def test_another_meeting_is_recorded_corrected_voided_and_opened_from_elsewhere(
    desk: Desk, children: tuple[Child, Child]
) -> None:
    desk.settled(lambda: desk.page.switch.choose("others"))
    assert not desk.page.hold.isVisible()
    desk.settled(desk.page.new.trigger)
    form = desk.page.pane.form
    assert isinstance(form, GatheringForm)
    form.pick.set_value(children[0].id, "Ada Archer")
    desk.save(kind="disruption", date=date(2026, 11, 2), themes=("matching", "school"))
    (kept,) = desk.found(Gathering)
    assert (kept.kind, kept.date) == ("disruption", date(2026, 11, 2))
    assert desk.page.others.table.count() == 1
    desk.settled(lambda: desk.page.open(("gathering", kept.id)))
    desk.save(note="The home ended")
    assert desk.found(Gathering)[0].note == "The home ended"
    desk.settled(desk.page.drop.trigger)
    desk.save(why="Entered twice")
    assert desk.found(Gathering) == ()


def test_other_meetings_are_narrowed_by_kind_and_period_and_go_to_excel(
    desk: Desk, children: tuple[Child, Child], tmp_path: Path
) -> None:
    door = desk.service.desk()
    door.do(KeepGathering("pre-secure", date(2024, 5, 2), (children[0].id,)))
    door.do(KeepGathering("disruption", date(2026, 11, 2), (children[1].id,)))
    desk.settled(lambda: desk.page.switch.choose("others"))
    desk.settled(desk.page.refresh)
    assert desk.page.others.table.count() == 2
    desk.settled(lambda: desk.page.others.kind.set_value("disruption"))
    desk.settled(desk.page.others.refresh)
    assert desk.page.others.table.count() == 1
    target = tmp_path / "meetings.xlsx"
    desk.settled(lambda: desk.page.going.write_meetings(desk.page.others.question, target))
    desk.qtbot.waitUntil(target.exists)
    desk.settled(lambda: desk.page.others.kind.set_value(""))
    desk.settled(lambda: desk.page.others.always.setChecked(False))
    assert desk.page.others.table.count() == 1


def test_a_child_at_a_clinic_is_opened_from_the_childs_page(desk: Desk) -> None:
    clinic = held(desk)
    last = next(one for one in desk.found(ClinicChild) if one.child_id)
    desk.settled(lambda: desk.page.open(("clinic", last.id)))
    desk.qtbot.waitUntil(lambda: desk.page.one.isVisible() and desk.page.one.clinic_id == clinic.id)
    desk.qtbot.waitUntil(lambda: desk.page.pane.form is not None)
    assert desk.child_form().at.record.id == last.id


def test_no_letter_of_a_form_is_taken_by_the_menus_or_twice(desk: Desk) -> None:
    desk.settled(lambda: desk.page.open_clinic(held(desk).id))
    form = desk.child_form()
    texts = [label.text() for label in form.findChildren(QLabel) if label.buddy() is not None]
    texts += [button.text() for button in form.findChildren(QAbstractButton)]
    letters = [found for text in texts if (found := QKeySequence.mnemonic(text).toString()[-1:])]
    assert len(letters) == len({*letters})
    assert not TAKEN & {*letters}
