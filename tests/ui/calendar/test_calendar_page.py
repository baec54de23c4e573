"""The calendar shows exactly the meetings of its days, names holidays and leave, and is walked by keys."""

from collections.abc import Callable
from datetime import date, time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from app.domain.access import Person, Role
from app.domain.officers import Officer
from app.domain.reviews import Meeting, Review
from app.queries.calendar import spans
from app.table import Tone
from tests.builders import TODAY, Service
from tests.ui.calendar.conftest import LEFT, MONDAY, NONE, THURSDAY, Open
from ui.calendar.month import MonthView
from ui.theme import theme

ROLE = Qt.ItemDataRole.AccessibleTextRole


def index_of(view: MonthView, day: date) -> QModelIndex:
    place = [one.date for one in view.month_model.days].index(day)
    return view.month_model.index(place // 7, place % 7)


def test_a_month_shows_exactly_the_meetings_of_its_days(
    open_page: Open, service: Service, alison: Officer, review: Callable[..., Review], shared: Meeting, own: Meeting
) -> None:
    service.planned(
        review("Late Child", date(2026, 12, 31), alison), date(2027, 1, 4)
    )  # the Monday after the last week
    service.planned(review("Cancelled Child", date(2026, 12, 31), alison), THURSDAY, state="cancelled")
    desktop = open_page()
    desktop.view(spans.MONTH, alison)
    assert desktop.shown() == {MONDAY: ["Amy Brown, Ben Brown"], date(2026, 12, 10): ["Cara Lane"]}
    assert desktop.page.line.text() == ("December 2026, Alison Wright: 1 meeting, 1 review due without a date")
    days = [day.date for day in desktop.page.look.days]
    assert (days[0], days[-1], len(days)) == (MONDAY, date(2027, 1, 3), 35)


def test_bank_holidays_and_leave_are_named_for_eye_and_ear(open_page: Open, alison: Officer, own: Meeting) -> None:
    desktop = open_page()
    desktop.view(spans.MONTH, alison)
    view = desktop.page.month
    said = index_of(view, date(2026, 12, 22)).data(ROLE)
    assert said == "Tuesday 22 December 2026, no meetings, Alison Wright on leave"
    assert "Christmas Day, bank holiday" in index_of(view, date(2026, 12, 25)).data(ROLE)
    desktop.settled(lambda: desktop.page._walk(date(2026, 12, 22)))
    assert "Alison Wright on leave." in desktop.said()
    desktop.settled(lambda: desktop.page._walk(date(2026, 12, 25)))
    assert "Christmas Day, a bank holiday." in desktop.said()


def test_everybody_is_counted_by_day_and_stands_in_lines_by_iro(
    open_page: Open, service: Service, alison: Officer, review: Callable[..., Review], shared: Meeting
) -> None:
    bea = service.officer("Bea Lowe")
    service.planned(review("Dan", date(2026, 12, 31), bea), THURSDAY, time=time(9))
    service.planned(review("Eve", date(2026, 12, 31)), THURSDAY, time=time(9))
    desktop = open_page()
    desktop.view(spans.MONTH)
    assert desktop.page.month.counts
    desktop.view(spans.WEEK)
    lines = desktop.page.lines.lines
    assert desktop.page.sight is desktop.page.lines
    assert [name for _, name in lines.officers] == ["Alison Wright", "Bea Lowe", "No IRO"]
    assert lines.index(1, 3).data(ROLE) == "Bea Lowe, Thursday 3 December 2026, 1 meeting"
    assert lines.index(0, 0).data(ROLE).startswith("Alison Wright, Monday 30 November 2026, 1 meeting")


def test_the_week_of_an_iro_goes_by_the_hour_and_says_each_meeting(
    open_page: Open, alison: Officer, shared: Meeting
) -> None:
    desktop = open_page()
    desktop.view(spans.WEEK, alison)
    hours = desktop.page.hours
    (row, column), cluster = next(iter(hours.hours.clusters.items()))
    assert (hours.hours.clock(row), column, cluster.events[0].names) == ("10:30", 0, "Amy Brown, Ben Brown")
    assert "10:30 to 11:30, Amy Brown, Ben Brown" in hours.hours.index(row, column).data(ROLE)
    assert hours.rowSpan(row, column) == 2


def test_meetings_at_the_same_time_stand_beside_each_other(
    open_page: Open, service: Service, alison: Officer, review: Callable[..., Review], shared: Meeting
) -> None:
    beside = service.planned(review("Dan", date(2026, 12, 31), alison), MONDAY, time=time(11), minutes=60)
    desktop = open_page()
    desktop.view(spans.WEEK, alison)
    first, second = desktop.place_of(shared), desktop.place_of(beside)
    assert first.x() < second.x()
    assert first.y() < second.y()


def test_arrows_walk_the_days_and_pages_the_months(open_page: Open, alison: Officer, own: Meeting) -> None:
    desktop = open_page()
    desktop.view(spans.MONTH, alison)
    desktop.press(Qt.Key.Key_Right)
    desktop.press(Qt.Key.Key_Down)
    assert desktop.page.asking.chosen == date(2026, 12, 11)
    desktop.press(Qt.Key.Key_PageDown)
    assert (desktop.page.asking.chosen, desktop.page.asking.title.text()) == (date(2027, 1, 11), "January 2027")
    desktop.press(Qt.Key.Key_PageUp)
    desktop.press(Qt.Key.Key_Home)
    assert (desktop.page.asking.chosen, desktop.page.asking.title.text()) == (TODAY, "November 2026")
    assert desktop.page.month.currentIndex().data(ROLE).startswith("Friday 20 November 2026")
    desktop.press(Qt.Key.Key_Up)
    desktop.press(Qt.Key.Key_Up)
    desktop.press(Qt.Key.Key_Up)
    desktop.press(Qt.Key.Key_Up)
    assert desktop.page.asking.title.text() == "October 2026"  # 23 October stands in no week of November


def test_enter_opens_the_day_and_then_the_meeting_and_escape_goes_back(
    open_page: Open, alison: Officer, shared: Meeting
) -> None:
    desktop = open_page(day=MONDAY)
    desktop.page.asking.anchor = THURSDAY
    desktop.view(spans.MONTH, alison)
    desktop.press(Qt.Key.Key_Return)
    assert desktop.page.pane.day.list.hasFocus()
    desktop.press(Qt.Key.Key_Return)
    said = desktop.said()
    assert "Amy Brown, Ben Brown" in said
    assert "7 working days before it is due" in said
    assert "One request moves this meeting for all of them." in said
    desktop.press(Qt.Key.Key_Escape)
    desktop.press(Qt.Key.Key_Escape)
    assert desktop.page.month.hasFocus()


def test_a_press_on_a_meeting_shows_it(open_page: Open, alison: Officer, own: Meeting) -> None:
    desktop = open_page()
    desktop.view(spans.MONTH, alison)
    desktop.settled(lambda: QTest.mouseClick(desktop.page.month.viewport(), LEFT, NONE, desktop.place_of(own)))
    assert desktop.page.chosen == own.id
    assert "Cara Lane" in desktop.said()
    assert desktop.page.asking.chosen == date(2026, 12, 10)


def test_going_to_another_day_leaves_the_chosen_meeting(open_page: Open, alison: Officer, own: Meeting) -> None:
    desktop = open_page()
    desktop.view(spans.MONTH, alison)
    desktop.settled(lambda: QTest.mouseClick(desktop.page.month.viewport(), LEFT, NONE, desktop.place_of(own)))
    desktop.settled(lambda: desktop.page.asking.come_to(MONDAY, anew=True))
    desktop.settled(lambda: desktop.page.asking.come_to(date(2026, 12, 31), anew=True))
    assert (desktop.page.asking.chosen, desktop.page.chosen) == (date(2026, 12, 31), "")
    assert "Thursday 31 December 2026" in desktop.said()


def test_a_day_with_more_meetings_than_fit_says_how_many_more_and_opens(
    open_page: Open, service: Service, alison: Officer, review: Callable[..., Review]
) -> None:
    for number in range(9):
        service.planned(review(f"Child {number}", date(2027, 1, 20), alison), THURSDAY, time=time(9 + number))
    desktop = open_page(day=MONDAY)
    desktop.view(spans.MONTH, alison)
    view = desktop.page.month
    day = desktop.page.look.day(THURSDAY)
    assert day is not None
    boxes = view.plan(day, view.visualRect(index_of(view, THURSDAY)))
    assert boxes[-1].more + len(boxes) - 1 == 9
    desktop.settled(lambda: QTest.mouseClick(view.viewport(), LEFT, NONE, boxes[-1].rect.center()))
    assert desktop.page.pane.day.list.count() == 9


def test_a_review_that_is_due_without_a_date_leads_to_where_one_is_booked(
    open_page: Open, alison: Officer, review: Callable[..., Review]
) -> None:
    waiting = review("Dan", THURSDAY, alison)
    desktop = open_page()
    desktop.view(spans.MONTH, alison)
    desktop.press(Qt.Key.Key_Return)
    desktop.press(Qt.Key.Key_Return)
    assert desktop.wanted == [("reviews", ("plan", waiting.id))]


def test_a_past_meeting_is_recorded_and_reviews_and_children_are_opened(
    open_page: Open, service: Service, alison: Officer, review: Callable[..., Review]
) -> None:
    waiting = review("Dan", date(2026, 12, 20), alison)
    meeting = service.planned(waiting, date(2026, 11, 18))
    desktop = open_page(day=date(2026, 11, 18))
    desktop.view(spans.MONTH, alison)
    desktop.settled(lambda: desktop.page._pick(meeting.id))
    buttons = {b.text(): b for b in desktop.page.pane.meeting.findChildren(type(desktop.page.asking.today))}
    for words in ("Record held", "Open the review", "Open the child"):
        buttons[words].click()
    assert desktop.wanted == [
        ("reviews", ("held", waiting.id)),
        ("reviews", waiting.id),
        ("children", waiting.child_id),
    ]


def test_an_iro_begins_with_their_own_and_what_is_chosen_is_remembered(
    open_page: Open, service: Service, alison: Officer, shared: Meeting
) -> None:
    person = Person(id="0" * 31 + "3", login="alison", name="Alison", role=Role.IRO, officer_id=alison.id)
    desktop = open_page(person)
    assert (desktop.page.asking.officer_id, desktop.page.look.whose) == (alison.id, "Alison Wright")
    assert desktop.page.asking.iro.box.currentText() == "Alison Wright (you)"
    desktop.view(spans.WEEK)
    desktop.settled(desktop.another)
    assert (desktop.page.asking.view, desktop.page.asking.officer_id) == (spans.WEEK, "")


def test_a_day_that_is_typed_is_gone_to(open_page: Open, own: Meeting) -> None:
    desktop = open_page()
    desktop.settled(lambda: desktop.page.asking.day.set_text("10 mar 27"))
    assert (desktop.page.asking.chosen, desktop.page.asking.title.text()) == (date(2027, 3, 10), "March 2027")


def test_the_calendar_file_is_that_of_the_chosen_iro_with_names_only_when_asked(
    open_page: Open, alison: Officer, shared: Meeting, tmp_path: Path
) -> None:
    desktop = open_page()
    desktop.view(spans.MONTH)
    desktop.settled(desktop.page.export.trigger)
    assert "Choose an IRO first" in desktop.notices.words
    desktop.view(spans.MONTH, alison)
    desktop.settled(desktop.page.export.trigger)
    form = desktop.page.pane.asking
    assert form is not None
    assert not form.values()["named"]
    texts = {}
    for named in (False, True):
        target = tmp_path / f"{named}.ics"
        desktop.page.outlook.write(alison.id, named, target)
        desktop.qtbot.waitUntil(target.exists)
        texts[named] = target.read_text(encoding="utf-8")
    assert "Amy Brown" not in texts[False]
    assert "Amy Brown" in texts[True]


def test_the_calendar_stands_in_every_theme_and_size(open_page: Open, alison: Officer, shared: Meeting) -> None:
    desktop = open_page()
    for choice, factor, compact in (("dark", 100, False), ("contrast", 150, True), ("light", 200, False)):
        desktop.settled(partial(theme().set, choice, factor, compact))
        for view, officer in ((spans.MONTH, alison), (spans.WEEK, alison), (spans.WEEK, None), (spans.MONTH, None)):
            desktop.view(view, officer)
            assert not desktop.page.sight.grab().isNull()
            assert desktop.page.sight.horizontalScrollBar().maximum() == 0


def test_what_there_is_no_room_for_carries_the_shape_of_the_worst_of_it(
    open_page: Open, service: Service, alison: Officer, review: Callable[..., Review]
) -> None:
    for number in range(8):
        service.planned(review(f"Child {number}", date(2027, 1, 20), alison), THURSDAY, time=time(9 + number))
    service.planned(review("Late Child", date(2026, 12, 1), alison), THURSDAY, time=time(18))
    desktop = open_page()
    desktop.view(spans.MONTH, alison)
    view = desktop.page.month
    day = desktop.page.look.day(THURSDAY)
    assert day is not None
    assert view.plan(day, view.visualRect(index_of(view, THURSDAY)))[-1].tone is Tone.LATE


def test_tab_goes_as_one_reads_from_the_switch_to_the_choosers_to_the_days(
    open_page: Open, alison: Officer, own: Meeting
) -> None:
    desktop = open_page()
    desktop.view(spans.MONTH, alison)
    asking = desktop.page.asking
    asking.today.setFocus()
    walked = []
    for _ in range(7):
        desktop.page.focusNextChild()
        walked.append(desktop.page.focusWidget())
    assert walked[1:] == [
        asking.iro.box,
        asking.team.box,
        asking.day.line,
        asking.day.button,
        desktop.page.month,
        walked[6],
    ]
