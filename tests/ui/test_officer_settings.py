"""Absences, conflicts of interest, specialisms and shares of a post in Settings."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.commands.absences import KeepAbsence
from app.commands.conflicts import KeepConflict
from app.domain.calendar import Calendar, shipped_holidays
from app.domain.officers import Absence, Conflict, Officer, Post
from app.table import Row
from tests.builders import TODAY, Service
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner
from ui.settings.page import SettingsPage
from ui.settings.parts import PARTS


@pytest.fixture
def page(service: Service, qtbot: QtBot) -> Iterator[SettingsPage]:
    """The page with two officers, shown."""
    service.officer("Irene Osei")
    service.officer("Nora Patel")
    runner = Runner(service.desk())
    tools = Tools(runner, Notices(), Preferences(runner), lambda: Calendar.from_rows(shipped_holidays()))
    made = SettingsPage(tools)
    qtbot.addWidget(made)
    made.resize(1200, 680)
    made.show()
    qtbot.waitUntil(lambda: made.choices is not None)
    yield made
    runner.finish()


def rows(page: SettingsPage, key: str, qtbot: QtBot) -> tuple[Row, ...]:
    with qtbot.waitSignal(page.tables[key].shown):
        page.open(key)
    return tuple(page.tables[key].rows.kept())


def save(page: SettingsPage, qtbot: QtBot, **values: object) -> None:
    assert page.form is not None
    page.form.fill(values)
    with qtbot.waitSignal(page.tools.runner.saving, check_params_cb=lambda saving: not saving):
        page.form.saved.emit()


def officer(service: Service, name: str) -> Officer:
    with service.read() as store:
        return next(o for o in store.shelf(Officer).find() if o.name == name)


def absences(service: Service) -> list[tuple[date, date | None, str]]:
    with service.read() as store:
        return [(a.start, a.end, a.kind) for a in store.shelf(Absence).find()]


def test_an_absence_is_added_refused_beside_another_changed_and_taken_away(
    page: SettingsPage, service: Service, qtbot: QtBot
) -> None:
    irene = officer(service, "Irene Osei")
    assert rows(page, "absences", qtbot) == ()
    page.new.trigger()
    save(page, qtbot, officer_id=irene.id, start=date(2026, 11, 16), kind="sickness")
    assert absences(service) == [(date(2026, 11, 16), None, "sickness")]
    page.new.trigger()
    save(page, qtbot, officer_id=irene.id, start=date(2026, 12, 21))
    assert page.form is not None
    assert "Irene Osei is away already from 16 November 2026, end not known" in page.form._refused.text()
    page.form.cancel()
    qtbot.waitUntil(lambda: bool(rows_now(page)))
    page._choose(rows_now(page)[0])
    save(page, qtbot, end=date(2026, 11, 30))
    assert absences(service) == [(date(2026, 11, 16), date(2026, 11, 30), "sickness")]
    qtbot.waitUntil(lambda: [row.cells[4] for row in rows_now(page)] == [10])
    assert rows_now(page)[0].cells == ("Irene Osei", "Sickness", date(2026, 11, 16), date(2026, 11, 30), 10, "Away")
    page._choose(rows_now(page)[0])
    save(page, qtbot, void=True)
    assert absences(service) == []


def rows_now(page: SettingsPage) -> list[Row]:
    return list(page.tables[PARTS[page.list.currentRow()].key].rows.kept())


def test_a_conflict_is_added_and_says_when_the_officer_holds_the_child(
    page: SettingsPage, service: Service, qtbot: QtBot
) -> None:
    irene, child = officer(service, "Irene Osei"), service.child("1001", name="Ann Archer")
    service.allocated(child, irene, date(2026, 3, 2))
    assert rows(page, "conflicts", qtbot) == ()
    page.new.trigger()
    save(page, qtbot, officer_id=irene.id, child=(child.id, "Ann Archer"), why="Is an aunt")
    qtbot.waitUntil(lambda: bool(rows_now(page)))
    assert rows_now(page)[0].cells == ("Irene Osei", "Ann Archer (1001)", "Is an aunt", "Transfer the child")
    page._choose(rows_now(page)[0])
    save(page, qtbot, why="Is her aunt")
    with service.read() as store:
        assert [c.why for c in store.shelf(Conflict).find()] == ["Is her aunt"]
    qtbot.waitUntil(lambda: rows_now(page)[0].cells[2] == "Is her aunt")
    page._choose(rows_now(page)[0])
    save(page, qtbot, void=True)
    with service.read() as store:
        assert store.shelf(Conflict).find() == ()


def test_nothing_chosen_is_refused_in_words(page: SettingsPage, qtbot: QtBot) -> None:
    for key, words in (("absences", "No officer was chosen"), ("conflicts", "No officer was chosen")):
        rows(page, key, qtbot)
        page.new.trigger()
        assert page.form is not None
        page.form.saved.emit()
        assert words in page.form._refused.text()


def test_specialisms_and_the_share_for_children_looked_after_stand_with_the_post(
    page: SettingsPage, service: Service, qtbot: QtBot
) -> None:
    row = next(row for row in rows(page, "staff", qtbot) if row.cells[0] == "Irene Osei")
    page._choose(row)
    save(page, qtbot, cla="60 %", specialisms=" deaf children,Welsh, Welsh ")
    irene = officer(service, "Irene Osei")
    assert irene.specialisms == "deaf children, Welsh"
    with service.read() as store:
        assert [p.cla_percent for p in store.shelf(Post).find(officer_id=irene.id)] == [60]
    qtbot.waitUntil(lambda: any(row.cells[7:] == (60, "deaf children, Welsh") for row in rows_now(page)))
    page._choose(next(row for row in rows_now(page) if row.cells[0] == "Irene Osei"))
    save_refused(page, "not a whole number of per cent", cla="most")
    save(page, qtbot, cla="101")
    assert page.form is not None
    assert "between 0 and 100 per cent" in page.form._refused.text()


def save_refused(page: SettingsPage, words: str, **values: object) -> None:
    assert page.form is not None
    page.form.fill(values)
    page.form.saved.emit()
    assert words in page.form._refused.text()


def test_the_commands_leave_an_entry_in_the_account(service: Service) -> None:
    desk, irene = service.desk(), service.officer("Irene Osei")
    assert desk.do(KeepAbsence(irene.id, TODAY)).entry is not None
    assert desk.do(KeepConflict(irene.id, service.child().id, "Is an aunt")).entry is not None
