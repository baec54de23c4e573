"""The Settings page: what the service has set up, changed through its forms, each with its history."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.calendar import Calendar, shipped_holidays
from app.domain.officers import Officer
from app.domain.settings import Holiday
from app.queries.caseload.rules import rules_of
from app.queries.settings import KindValues, ServiceValues, SettingHistory
from tests.builders import Service
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner
from ui.settings.page import SettingsPage
from ui.settings.records import FromDay
from ui.settings.sections import SECTIONS


@pytest.fixture
def page(service: Service, qtbot: QtBot) -> Iterator[SettingsPage]:
    """The page, shown, with its choices there."""
    runner = Runner(service.desk())
    tools = Tools(runner, Notices(), Preferences(runner), lambda: Calendar.from_rows(shipped_holidays()))
    made = SettingsPage(tools)
    qtbot.addWidget(made)
    made.resize(1200, 680)
    made.show()
    qtbot.waitUntil(lambda: made.choices is not None)
    yield made
    runner.finish()


def section(page: SettingsPage, key: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.tables[key].shown):
        page.open(key)


def save(page: SettingsPage, values: dict[str, object], qtbot: QtBot) -> None:
    assert page.form is not None
    page.form.fill({**page.form.values(), **values})
    with qtbot.waitSignal(page.tools.runner.saving, check_params_cb=lambda saving: not saving):
        page.form.saved.emit()


def test_f1_explains_the_section_where_it_has_a_text_of_its_own(page: SettingsPage) -> None:
    told = []
    for key in ("keys", "lock", "backups", "service"):
        page.open(key)
        told.append(page.help)
    assert told == ["passphrases", "lock", "backups", "settings"]


def test_the_services_name_and_target_are_changed_and_their_history_stands_below(
    page: SettingsPage, service: Service, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.figures["service"].form.values()["timeliness.target"] == 95)
    page.figures["service"].form.fill({"service.name": "Westshire", "timeliness.target": 97})
    page.figures["service"].form.saved.emit()
    qtbot.waitUntil(lambda: page.tools.notices.words.startswith("Saved"))
    assert service.desk().ask(ServiceValues(("service.name", "timeliness.target"))) == {
        "service.name": "Westshire",
        "timeliness.target": 97,
    }


def test_who_counts_in_caseloads_is_set_from_a_day_on(page: SettingsPage, service: Service, qtbot: QtBot) -> None:
    page.open("caseload")
    form = page.figures["caseload"].form
    qtbot.waitUntil(lambda: form.values()["caseload.band"] == [50, 70])
    assert form.values()["caseload.looked-after"] == ("adoption",)
    start = date(2026, 4, 1)
    form.fill(
        {"caseload.band": [55, 75], "caseload.looked-after": ["short-breaks"], "caseload.unborn": False, "start": start}
    )
    form.saved.emit()
    qtbot.waitUntil(lambda: page.tools.notices.words.startswith("Saved"))
    with service.read() as store:
        before, after = (rules_of(store)(day) for day in (date(2026, 3, 31), start))
    assert (before.band, before.looked_after, before.unborn) == ((50, 70), ("adoption",), True)
    assert (after.band, after.looked_after, after.unborn) == ((55, 75), ("short-breaks",), False)


def test_contacts_and_records_are_set_up_in_words(page: SettingsPage, service: Service, qtbot: QtBot) -> None:
    page.open("records")
    form = page.figures["records"].form
    qtbot.waitUntil(lambda: form.values()["contacts.target"] == 95)
    since = form.findChild(FromDay)
    assert since is not None
    assert (form.values()["contacts.within"], form.values()["records.from"]) == (0, "")
    assert not since.day.isVisible()
    since.choice.set_value("day")
    form.save.click()
    assert "A date is needed" in " ".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())
    days = {"decisions": 3, "answered": 5, "record": 15, "sent": 20}
    form.fill({"contacts.within": 20, "records.days": days, "records.from": "2026-10-01"})
    assert since.day.isVisible()
    form.save.click()
    qtbot.waitUntil(lambda: page.tools.notices.words.startswith("Saved"))
    keys = ("contacts.within", "records.days", "records.from")
    assert service.desk().ask(ServiceValues(keys)) == dict(zip(keys, (20, days, "2026-10-01"), strict=True))
    assert service.desk().ask(SettingHistory(("records.days",))) == (
        "From 20 November 2026, working days after a review: decisions 3, answered 5, record 15, sent 20",
    )


def test_an_officer_is_added_with_ctrl_n_and_part_of_a_post(page: SettingsPage, service: Service, qtbot: QtBot) -> None:
    section(page, "staff", qtbot)
    page.new.trigger()
    save(page, {"name": "Alison Wright", "fte": "0.6", "start": date(2026, 1, 1)}, qtbot)
    assert service.count("allocations") == 0
    with service.read() as store:
        assert [o.name for o in store.shelf(Officer).find()] == ["Alison Wright"]
    qtbot.waitUntil(lambda: "1 people in post, 0.6 full-time equivalent" in page.line.text())


def test_a_wrong_number_stays_in_the_form_with_its_sentence(page: SettingsPage, service: Service, qtbot: QtBot) -> None:
    section(page, "staff", qtbot)
    page.new.trigger()
    assert page.form is not None
    page.form.fill({"name": "Alison Wright", "fte": "half"})
    page.form.saved.emit()
    assert page.form.values()["name"] == "Alison Wright"
    with service.read() as store:
        assert store.shelf(Officer).find() == ()


def test_a_kind_gets_its_own_name_and_a_local_limit(page: SettingsPage, service: Service, qtbot: QtBot) -> None:
    section(page, "kinds", qtbot)
    page.tables["kinds"].choose("icpc")
    qtbot.waitUntil(lambda: page.form is not None)
    save(page, {"name": "Initial conference", "local": "28 days"}, qtbot)
    values = service.desk().ask(KindValues("icpc"))
    assert (values["name"], values["local"], values["chaired"]) == ("Initial conference", "28 days", True)


def test_a_new_bank_holiday_says_first_how_many_due_dates_would_move(
    page: SettingsPage, service: Service, qtbot: QtBot
) -> None:
    series = service.period(service.child(), date(2026, 11, 16))
    before = service.open_review(series).due
    section(page, "holidays", qtbot)
    page.new.trigger()
    assert page.form is not None
    page.form.fill({"day": date(2026, 11, 25), "name": "Day of mourning", "confirmed": True})
    page.form.saved.emit()
    qtbot.waitUntil(lambda: "1 due date and 0 results of held reviews would change" in page.tools.notices.words)
    assert service.open_review(series).due == before
    save_it = next(b for b in page.tools.notices.findChildren(QPushButton) if "Save it" in b.text())
    save_it.click()
    qtbot.waitUntil(lambda: "1 due date and 0 results of held reviews changed with it" in page.tools.notices.words)
    after = service.open_review(series).due
    assert before is not None
    assert after is not None
    assert after > before
    with service.read() as store:
        assert store.shelf(Holiday).find(date=date(2026, 11, 25))


def test_a_row_whose_form_was_left_opens_again_with_enter_and_by_pressing_it(page: SettingsPage, qtbot: QtBot) -> None:
    section(page, "kinds", qtbot)
    table = page.tables["kinds"]
    table.selectRow(1)
    qtbot.waitUntil(lambda: page.form is not None)
    for press, said in ((table.activated_row, table.row_now()), (table.pressed, table.currentIndex())):
        assert page.form is not None
        page.form.cancel()
        assert page.pane.currentWidget() is page.facts
        press.emit(said)
        assert page.pane.currentWidget() is not page.facts


def test_what_was_done_can_be_undone_from_its_row(page: SettingsPage, service: Service, qtbot: QtBot) -> None:
    section(page, "teams", qtbot)
    page.new.trigger()
    save(page, {"name": "Assessment North"}, qtbot)
    section(page, "done", qtbot)
    page.tables["done"].selectRow(0)
    qtbot.waitUntil(page.put_back.isEnabled)
    page.put_back.trigger()
    qtbot.waitUntil(lambda: page.tools.notices.words == "Undone.")
    assert service.desk().ask(next(s for s in SECTIONS if s.key == "teams").ask()).line == "0 teams"
