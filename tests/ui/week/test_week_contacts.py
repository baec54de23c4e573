"""In My week a contact is recorded in its place, what was owed is noted with one press, and both are undone."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.commands.settings import ChangeSetting
from app.commands.undo import UndoLatest
from app.domain.access import Person, Role
from app.domain.contacts import Contact
from app.domain.officers import Officer
from app.domain.reviews import Review
from app.queries.week.shapes import HERE, Opens
from tests.builders import CALENDAR, TODAY, Service
from tests.ui.week.conftest import Desktop, Open


@pytest.fixture
def near(service: Service, alison: Officer) -> Review:
    """A review of Amira, who has a sister, due in five working days; she was not seen."""
    child = service.child(name="Amira", sibling_group="khan")
    service.child(name="Bea", sibling_group="khan")
    service.allocated(child, alison, TODAY - timedelta(days=100))
    return service.open_review(service.period(child, CALENDAR.add_working_days(TODAY, -15)))


@pytest.fixture
def held(service: Service, alison: Officer) -> Review:
    """A review of Ben, held two working days ago."""
    service.desk().do(ChangeSetting("records.from", "2026-11-01"))
    child = service.child(name="Ben")
    service.allocated(child, alison, TODAY - timedelta(days=100))
    day = CALENDAR.add_working_days(TODAY, -2)
    return service.held(service.period(child, day - timedelta(days=20)), day, chair_id=alison.id)


def contacts(service: Service) -> tuple[Contact, ...]:
    with service.read() as store:
        return store.shelf(Contact).find()


def pressed(desktop: Desktop, *what: str) -> Any:
    """The form that a deed opens."""
    desktop.settled(lambda: desktop.page._press(Opens(HERE, what)))
    return desktop.page.form


def test_a_contact_today_is_recorded_for_a_child_and_a_sister_in_one_form(
    open_page: Open, service: Service, near: Review, alison: Officer
) -> None:
    desktop = open_page()
    assert desktop.words("unseen") == "1 child not seen before a review within 10 working days"
    view = desktop.page.columns.views["unseen"]
    view.lines.setFocus()
    desktop.settled(lambda: QTest.keyClick(view.lines, Qt.Key.Key_Return))
    form: Any = desktop.page.form
    assert form.values()["date"] == TODAY
    assert form.values()["officer"] == alison.id
    form.together.set_value(form.together.offered())
    desktop.settled(form.save.click)
    assert desktop.notices.words == "The contact is recorded for 2 children."
    assert len(contacts(service)) == 2
    assert desktop.words("unseen") == "Every child with a review within 10 working days was seen."


def test_a_contact_that_cannot_be_stays_in_the_form_with_the_reason(
    open_page: Open, service: Service, near: Review
) -> None:
    desktop = open_page()
    form = pressed(desktop, "contact", near.id)
    form.day.set_value(TODAY + timedelta(days=3))
    desktop.settled(form.save.click)
    assert form.isVisible()
    assert contacts(service) == ()
    desktop.settled(form.escape)
    assert desktop.page.columns.isVisible()


def test_a_day_that_does_not_count_for_the_review_says_so(open_page: Open, near: Review) -> None:
    form = pressed(open_page(), "contact", near.id)
    assert not form.counting.isVisible()
    form.day.set_value(TODAY - timedelta(days=90))
    assert form.counting.isVisible()
    assert form.counting.text().startswith(
        "Too early to count for this review. A contact counts since the period of care"
    )


def test_from_the_list_one_records_and_comes_back_to_the_list(open_page: Open, service: Service, near: Review) -> None:
    desktop = open_page()
    desktop.settled(desktop.page.columns.views["unseen"].all.click)
    behind = desktop.page.behind
    desktop.settled(lambda: behind.wanted.emit(near.id))
    form: Any = desktop.page.form
    desktop.settled(form.save.click)
    assert len(contacts(service)) == 1
    desktop.qtbot.waitUntil(lambda: behind.isVisible() and behind.table.count() == 0)


def test_from_the_list_a_contact_is_recorded_with_the_mouse_too(open_page: Open, near: Review) -> None:
    desktop = open_page()
    desktop.settled(desktop.page.columns.views["unseen"].all.click)
    act = desktop.page.behind.act
    assert (act.text(), act.isVisible(), act.isEnabled()) == ("&Record a contact…", True, True)
    desktop.settled(act.click)
    assert desktop.page.form is not None


def test_what_is_owed_is_noted_with_one_press_and_undone(open_page: Open, service: Service, held: Review) -> None:
    desktop = open_page()
    assert desktop.words("records") == "1 record owed after a review"
    desktop.settled(lambda: desktop.page._press(Opens(HERE, ("decisions", held.id))))
    assert service.now(held).decisions_on == TODAY
    assert desktop.words("records") == "No record is owed."
    service.desk().do(UndoLatest())
    assert service.now(held).decisions_on is None


def test_business_support_notes_records_as_sent(open_page: Open, service: Service, held: Review) -> None:
    desktop = open_page(Person(id="0" * 31 + "2", login="support", name="Bea", role=Role.BUSINESS_SUPPORT))
    assert desktop.words("to-send") == "1 record to send, none complete yet"
    form = pressed(desktop, "after", held.id)
    form.fill({"decisions": TODAY, "record": TODAY})
    desktop.settled(form.save.click)
    assert desktop.words("to-send") == "1 record to send"
    desktop.settled(lambda: desktop.page._press(Opens(HERE, ("sent", held.id))))
    assert desktop.words("to-send") == "Every record is sent."


def test_days_out_of_order_are_refused_under_their_field(open_page: Open, service: Service, held: Review) -> None:
    desktop = open_page()
    form = pressed(desktop, "after", held.id)
    form.fill({"sent": TODAY})
    desktop.settled(form.save.click)
    assert desktop.page.form is form
    assert service.now(held).sent_on is None
