"""Who holds children, on the Children page: transferred, covered and ended, for one, for many and for a whole caseload."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.children import Child
from app.domain.officers import COVER, IRO, Absence, Allocation, Officer
from app.domain.reviews import Review
from tests.builders import TODAY, Service
from tests.ui.children_screen import STARTED, Screen, open_window
from ui.handover.form import SEVERAL, HandoverForm
from ui.handover.table import HandoverTable


@dataclass
class Family:
    """Two sisters and a child by himself with one IRO, and two others who could take them."""

    amira: Child
    bea: Child
    cal: Child
    alison: Officer
    nora: Officer
    olga: Officer


@pytest.fixture
def family(service: Service) -> Family:
    amira = service.child("1001", name="Amira Khan", date_of_birth=date(2014, 5, 1), sibling_group="g")
    bea = service.child("1002", name="Bea Khan", sibling_group="g")
    cal = service.child("1003", name="Cal Reid")
    alison, nora, olga = (service.officer(name) for name in ("Alison Wright", "Nora Patel", "Olga Reid"))
    for child in (amira, bea, cal):
        service.period(child, STARTED)
        service.allocated(child, alison, STARTED)
    return Family(amira, bea, cal, alison, nora, olga)


@pytest.fixture
def screen(family: Family, service: Service, qtbot: QtBot) -> Iterator[Screen]:
    made = open_window(service, qtbot)
    qtbot.waitUntil(lambda: made.page.table.count() == 3)
    yield made
    made.window.close()


def holders(service: Service, role: str = IRO, day: date = TODAY) -> dict[str, str]:
    """By child, who holds it on a day."""
    with service.read() as store:
        found = store.shelf(Allocation).find(role=role)
    return {a.child_id: a.officer_id for a in found if a.start <= day and (a.end is None or a.end > day)}


def form_of(screen: Screen) -> HandoverForm:
    screen.bot.waitUntil(lambda: screen.page.pane.task is not None)
    assert screen.page.pane.task is not None
    form = screen.page.pane.task.form
    assert isinstance(form, HandoverForm)
    return form


def begin(screen: Screen, what: str) -> HandoverForm:
    screen.action(what).trigger()
    return form_of(screen)


def with_preview(screen: Screen, what: str) -> HandoverForm:
    form = begin(screen, what)
    screen.bot.waitUntil(lambda: form.preview is not None)
    return form


def table_of(screen: Screen) -> HandoverTable:
    found = screen.page.findChildren(HandoverTable)
    return next(table for table in found if table.isVisibleTo(screen.page))


def test_a_child_is_transferred_with_the_sister_who_has_the_same_iro_and_undone(
    screen: Screen, family: Family, service: Service
) -> None:
    screen.page.table.choose(family.amira.id)
    form = with_preview(screen, "transfer")
    assert [line.name for line in form.lines()] == ["Amira Khan", "Bea Khan"]
    form.fill({"to": family.nora.id})
    screen.save()
    screen.bot.waitUntil(lambda: screen.window.notices.words == "2 children were transferred.")
    assert holders(service) == {
        family.amira.id: family.nora.id, family.bea.id: family.nora.id, family.cal.id: family.alison.id
    }  # fmt: skip
    screen.window.notices._button.click()
    screen.bot.waitUntil(lambda: set(holders(service).values()) == {family.alison.id})


def test_a_sister_who_is_unticked_stays(screen: Screen, family: Family, service: Service) -> None:
    screen.page.table.choose(family.amira.id)
    form = with_preview(screen, "transfer")
    form.siblings.set_value(())
    form.fill({"to": family.nora.id})
    screen.save()
    assert holders(service)[family.bea.id] == family.alison.id


def test_a_whole_caseload_is_shown_shared_out_and_single_children_sent_elsewhere(
    screen: Screen, family: Family, service: Service
) -> None:
    form = begin(screen, "transfer-caseload")
    assert screen.said("Nothing is written yet")
    assert not screen.page.filters.isVisibleTo(screen.page)
    form.fill({"from": family.alison.id})
    screen.bot.waitUntil(lambda: table_of(screen).table.count() == 3)
    form.fill({"to": SEVERAL})
    form.between.set_value((family.nora.id, family.olga.id))
    assert form.goes_to()[family.amira.id] == form.goes_to()[family.bea.id] != form.goes_to()[family.cal.id]
    before = form.goes_to()[family.cal.id]
    table = table_of(screen)
    screen.bot.waitUntil(lambda: table.table.rows.is_open and len(table.table.rows.kept()) == 3)
    table.table.selectRow([row.id for row in table.table.rows.kept()].index(family.amira.id))
    table.to.set_value(before)
    table.send.click()
    screen.bot.waitUntil(lambda: form.goes_to()[family.bea.id] == before)  # her sister goes with her
    screen.save()
    assert screen.page.filters.isVisibleTo(screen.page)
    assert holders(service) == {family.amira.id: before, family.bea.id: before, family.cal.id: form_cal(before, family)}


def form_cal(before: str, family: Family) -> str:
    """Both officers are equally free once the sisters were sent: the child by himself goes to the other."""
    return family.olga.id if before == family.nora.id else family.nora.id


def test_meetings_can_be_left_with_who_leaves(screen: Screen, family: Family, service: Service) -> None:
    with service.read() as store:
        review = next(r for r in store.shelf(Review).find(child_id=family.cal.id) if r.held is None)
    service.planned(review, date(2026, 12, 7))
    screen.page.table.choose(family.cal.id)
    form = with_preview(screen, "transfer")
    assert screen.said("All go with the children: 1 open review")
    form.fill({"to": family.nora.id, "moves": "none"})
    screen.save()
    assert service.now(review).chair_id == family.alison.id


def test_nobody_chosen_is_refused_and_esc_in_the_table_leaves(screen: Screen, family: Family) -> None:
    screen.page.table.choose(family.cal.id)
    with_preview(screen, "transfer")
    screen.press_save()
    screen.until_said("No IRO was chosen. Choose who holds the children from that day.")
    QTest.keyClick(table_of(screen), Qt.Key.Key_Escape)
    screen.bot.waitUntil(lambda: screen.page.pane.task is None)
    assert screen.page.table.isVisibleTo(screen.page)


def test_cover_is_given_from_the_childs_page_and_shown_there(screen: Screen, family: Family, service: Service) -> None:
    screen.open(family.cal, "record")
    screen.done("cover", officer=family.nora.id, end=date(2026, 12, 14))
    screen.until_said("Alison Wright, covered by Nora Patel")
    assert screen.said("Cover for the IRO")
    assert holders(service, COVER) == {family.cal.id: family.nora.id}
    assert holders(service, COVER, date(2026, 12, 14)) == {}
    screen.done("end-cover", end=TODAY)
    assert holders(service, COVER) == {}


def test_cover_needs_an_end_and_a_child_with_an_iro(screen: Screen, family: Family, service: Service) -> None:
    screen.open(family.cal)
    screen.begin("cover", officer=family.nora.id)
    screen.press_save()
    screen.until_said("The cover has no end.")
    assert screen.page.pane.task is not None
    screen.page.pane.task.form.fill({"officer": family.alison.id, "end": date(2026, 12, 14)})
    screen.press_save()
    screen.until_said("Alison Wright is the IRO of the child 1003 in that time.")


def test_allocations_of_children_chosen_in_the_list_end_together(
    screen: Screen, family: Family, service: Service
) -> None:
    screen.page.table.selectAll()
    screen.begin("end-allocation", end=TODAY)
    screen.save()
    assert screen.window.notices.words == "The allocation of 3 children was ended."
    assert holders(service) == {}


def test_allocating_one_child_offers_the_sister_and_keeps_when_the_iro_was_told(
    screen: Screen, family: Family, service: Service
) -> None:
    screen.page.table.choose(family.amira.id)
    screen.begin("allocate", officer=family.nora.id, told_on=date(2026, 11, 18))
    screen.until_said("Also for the brothers and sisters")
    screen.save()
    assert holders(service)[family.bea.id] == family.nora.id
    with service.read() as store:
        assert {a.told_on for a in store.shelf(Allocation).find(officer_id=family.nora.id)} == {date(2026, 11, 18)}


def test_the_childs_page_says_whether_an_iro_was_told_and_appointed_in_time(screen: Screen, family: Family) -> None:
    screen.open(family.cal, "record")
    assert screen.said("IRO appointed 12 January 2026, in time (within 5 working days, by 19 January 2026).")
    assert screen.said("IRO told: the day is not recorded (within 2 working days, by 14 January 2026).")


def test_a_whole_caseload_is_covered_for_the_days_of_the_absence(
    screen: Screen, family: Family, service: Service
) -> None:
    service.keep(Absence(officer_id=family.alison.id, start=date(2026, 11, 30), end=date(2026, 12, 14)))
    screen.begin("cover-caseload", absent=family.alison.id, officer=family.nora.id)
    assert screen.page.pane.task is not None
    form = screen.page.pane.task.form
    screen.bot.waitUntil(lambda: form.values()["end"] == date(2026, 12, 14))
    assert form.values()["start"] == date(2026, 11, 30)
    screen.save()
    assert screen.window.notices.words == "3 children were given cover."
    assert set(holders(service, COVER, date(2026, 12, 1)).values()) == {family.nora.id}
    assert holders(service, COVER) == {}
