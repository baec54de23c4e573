"""The Challenges page keeps one filter over board and table, saves views, and logs a challenge from anywhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.access import Person, Role
from app.domain.challenges.records import Challenge, ChallengeAction
from app.domain.officers import Officer
from app.domain.records import Record
from app.queries.challenges.listing import ChallengeFilter
from tests.builders import Service
from tests.challenges import challenge
from tests.ui.challenges.board_desktop import BoardDesktop
from tests.ui.challenges.conftest import Raised
from tests.ui.hands import CTRL, SHIFT, press
from tests.ui.pages_for_tests import PLACES
from ui.challenges.narrowing import EMPTY, FILTERED
from ui.challenges.page import ChallengesPage
from ui.challenges.switch import existing
from ui.notices import Notices
from ui.pages import PLACES as REAL
from ui.parts.switch import Sight
from ui.runner import Runner
from ui.window import Given, Window


def test_board_and_table_show_the_same_challenges_under_one_filter(screen: BoardDesktop, raised: Raised) -> None:
    screen.settled(lambda: screen.page.narrowing.level.set_value((2,)))
    assert screen.names()[2] == ["Amira Khan", "Chloe Reed"]
    assert screen.names()[3] == []
    screen.switched("table")
    assert screen.rows() == ["Amira Khan", "Chloe Reed"]
    screen.settled(lambda: screen.page.narrowing.search.set_value("chloe"))
    screen.settled(screen.page.narrowing.search.returnPressed.emit)
    assert screen.rows() == ["Chloe Reed"]
    screen.switched("board")
    assert screen.names() == {1: [], 2: ["Chloe Reed"], 3: [], 4: [], 5: []}


def test_the_filter_and_the_view_are_there_when_one_comes_back_and_the_text_is_not(screen: BoardDesktop) -> None:
    screen.settled(lambda: screen.page.narrowing.overdue.set_value(True))
    screen.settled(lambda: screen.page.narrowing.search.set_value("osei"))
    screen.switched("table")
    screen.opened()
    assert screen.page.switch.value() == "table"
    assert screen.page.narrowing.filter() == ChallengeFilter(overdue=True)
    assert screen.rows() == ["Ben Osei"]


def test_the_line_says_what_is_shown_and_what_is_set(screen: BoardDesktop) -> None:
    assert screen.page.line.text() == "Open, all IROs, as at Friday 20 November 2026: 4"
    screen.settled(lambda: screen.page.narrowing.level.set_value((2, 3)))
    screen.settled(lambda: screen.page.narrowing.overdue.set_value(True))
    words = "Open, all IROs, Level 2: Team manager, Level 3: Service manager, Overdue, as at Friday 20 November 2026: 1"
    assert screen.page.line.text() == words
    assert screen.page.count_words == "1 challenge"


def test_further_filters_stand_behind_one_button_that_counts_those_set(screen: BoardDesktop) -> None:
    narrowing = screen.page.narrowing
    assert narrowing.more_row.isHidden()
    screen.settled(lambda: narrowing.more.setChecked(True))
    assert not narrowing.more_row.isHidden()
    screen.settled(lambda: narrowing.raised_from.set_value(date(2026, 11, 10)))
    screen.settled(lambda: narrowing.state.set_value(("answered",)))
    assert narrowing.more.text().replace("&", "") == "More filters (2)"
    assert screen.names()[2] == ["Chloe Reed"]
    assert "raised from 10 Nov 2026" in screen.page.line.text()
    screen.settled(narrowing.clear_button.clear)
    assert narrowing.more.text().replace("&", "") == "More filters"
    assert narrowing.filter() == ChallengeFilter()


@pytest.mark.parametrize(
    ("name", "value", "children"),
    [
        ("part", "closed", ["Dan Shah"]),
        ("theme", "health", ["Ben Osei"]),
        ("addressee", "Service manager", ["Ben Osei"]),
        ("status", "neither", ["Service concern"]),
        ("states", ("answered",), ["Chloe Reed"]),
        ("overdue", True, ["Ben Osei"]),
        ("raised_until", date(2026, 11, 5), ["Ben Osei"]),
        ("text", "not moved since", ["Amira Khan"]),
    ],
)
def test_every_filter_narrows_the_table(screen: BoardDesktop, name: str, value: Any, children: list[str]) -> None:
    screen.switched("table")
    chosen = replace(ChallengeFilter(), **{name: value})
    screen.settled(lambda: screen.page.open(chosen))
    assert screen.rows() == children
    assert screen.page.narrowing.filter() == chosen


def test_iro_and_team_narrow_to_their_children(screen: BoardDesktop, raised: Raised) -> None:
    screen.settled(lambda: screen.page.narrowing.iro.set_value(raised.iro.id))
    assert screen.names()[2] == ["Amira Khan"]
    screen.settled(screen.page.narrowing.clear)
    team = screen.page.narrowing.team
    screen.settled(lambda: team.box.setCurrentIndex(1))
    assert screen.names() == {1: [], 2: ["Amira Khan"], 3: [], 4: [], 5: []}


def test_the_parts_say_how_many_challenges_they_hold(screen: BoardDesktop) -> None:
    part = screen.page.narrowing.part.box
    said = [part.itemText(at) for at in range(part.count())]
    assert {"Open (4)", "Overdue (1)", "Closed (1)", "All (5)"} <= set(said)


def test_an_empty_place_teaches(qtbot: QtBot, service: Service, runner: Runner) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    screen = BoardDesktop(qtbot, service, runner, notices)
    assert screen.page.board._empty.text() == EMPTY
    assert screen.page.board._empty.isVisibleTo(screen.page)
    screen.settled(lambda: screen.page.narrowing.overdue.set_value(True))
    assert screen.page.board._empty.text() == FILTERED
    screen.page.hide()


def test_an_iro_begins_with_their_own(qtbot: QtBot, service: Service, raised: Raised) -> None:
    person = service.kept(Person(login="alison", name="Alison Wright", role=Role.IRO, officer_id=raised.iro.id))
    runner = Runner(service.desk(person))
    notices = Notices()
    qtbot.addWidget(notices)
    screen = BoardDesktop(qtbot, service, runner, notices)
    assert screen.names()[2] == ["Amira Khan"]
    assert screen.page.views.bar.everybody.isHidden()
    screen.page.hide()
    runner.finish()


def test_a_view_is_saved_chosen_and_removed(screen: BoardDesktop) -> None:
    page = screen.page
    screen.settled(lambda: page.narrowing.overdue.set_value(True))
    screen.switched("table")
    page.views.bar.begin("")
    page.views.bar.name.setText("Late ones")
    screen.settled(page.views.bar.name.returnPressed.emit)
    assert screen.notices.words == "Saved this view as “Late ones”."
    screen.settled(page.narrowing.clear)
    screen.switched("board")
    screen.settled(view_action(page, "Late ones"))
    assert page.switch.value() == "table"
    assert screen.rows() == ["Ben Osei"]
    screen.settled(view_action(page, "Remove", "Late ones"))
    assert "Late ones" not in [action.text() for action in page.views.menu.actions()]
    assert screen.notices.words == "Removed the view “Late ones”."


def test_a_manager_saves_a_view_for_everybody(screen: BoardDesktop, service: Service, qtbot: QtBot) -> None:
    bar = screen.page.views.bar
    bar.begin("Clinic on Monday")
    bar.everybody.setChecked(True)
    screen.settled(bar.name.returnPressed.emit)
    reader = service.kept(Person(login="rita", name="Rita Reader", role=Role.READER))
    runner = Runner(service.desk(reader))
    other = BoardDesktop(qtbot, service, runner, screen.notices)
    assert "Clinic on Monday" in [action.text() for action in other.page.views.menu.actions()]
    other.page.hide()
    runner.finish()


def test_a_view_without_a_name_is_refused_in_words(screen: BoardDesktop) -> None:
    refused: list[str] = []
    screen.runner.refused.connect(lambda refusal: refused.append(str(refusal)))
    screen.page.views.bar.begin("")
    screen.settled(screen.page.views.bar.name.returnPressed.emit)
    assert refused[0].startswith("The view has no name.")
    assert not screen.page.views.bar.isHidden()


def test_a_challenge_is_opened_by_its_id_also_when_the_filter_hides_it(screen: BoardDesktop, raised: Raised) -> None:
    screen.choose(raised.amira)
    screen.settled(lambda: screen.page.open(raised.done.id))
    assert screen.pane_shown()
    assert screen.page.pane.sheet is not None
    assert screen.page.pane.sheet.challenge.id == raised.done.id
    screen.settled(lambda: screen.runner.changed.emit(frozenset({Challenge, ChallengeAction})))
    assert screen.page.pane.sheet.challenge.id == raised.done.id
    screen.settled(lambda: screen.page.open(raised.ben.id))
    assert screen.chosen() == "Ben Osei"


def test_several_rows_are_chased_or_joined_together(screen: BoardDesktop) -> None:
    screen.switched("table")
    screen.settled(screen.page.table.selectAll)
    enabled = {code for code, action in screen.page.doing.deeds.actions.items() if action.isEnabled()}
    assert {"chase", "join", "escalate"} <= enabled
    assert not {"close", "correct", "part"} & enabled
    screen.act("join")
    assert "joined" in screen.notices.words
    with screen.service.read() as store:
        groups = {one.group_id for one in store.shelf(Challenge).find() if one.state != "closed"}
    assert len(groups) == 1
    assert None not in groups


def test_an_action_pressed_before_the_challenge_is_there_is_about_the_new_one(
    screen: BoardDesktop, raised: Raised
) -> None:
    screen.choose(raised.amira)
    at = screen.list_at(2)

    def down_and_chase() -> None:
        at.setCurrentIndex(at.cards.index(1, 0))
        screen.page.doing.deeds.actions["response"].trigger()

    screen.settled(down_and_chase)
    assert screen.page.pane.sheet is not None
    assert screen.page.pane.sheet.challenge.id == raised.chloe.id


def test_another_page_can_have_a_challenge_logged_for_a_child(screen: BoardDesktop, raised: Raised) -> None:
    screen.settled(lambda: screen.page.open(("log", {"child_ids": (raised.amira.child_id,), "theme": "drift"})))
    assert screen.form() == "log"
    assert screen.pane_shown()


def test_a_form_that_is_open_stays_when_the_file_was_changed_outside(screen: BoardDesktop, raised: Raised) -> None:
    screen.page.show_details(False)
    screen.choose(raised.amira)
    screen.settled(lambda: screen.page.open(("log", {})))
    screen.settled(lambda: screen.page.tools.runner.changed.emit(frozenset({Record})))
    assert screen.form() == "log"


def test_a_view_is_listed_only_when_it_is_built() -> None:
    assert [sight.key for sight in existing()][:2] == ["board", "table"]
    assert not Sight("x", "X", "eye", "ui.challenges.nowhere", "XView").exists()


def test_every_further_view_that_is_built_opens_and_says_its_line(screen: BoardDesktop) -> None:
    screen.page.show_details(True)
    for sight in existing()[2:]:
        screen.switched(sight.key)
        assert screen.page.filters.isHidden()
        assert not screen.pane_shown()
        assert screen.page.line.text()
    screen.switched("board")
    assert screen.names()[3] == ["Ben Osei"]
    assert screen.pane_shown()


def test_ctrl_shift_n_logs_a_challenge_from_another_page(make_window: Callable[[Given], Window], qtbot: QtBot) -> None:
    places = (*PLACES, next(place for place in REAL if place.key == "challenges"))
    window = make_window(Given(database="service.db", places=places))
    press(window, Qt.Key.Key_N, CTRL | SHIFT)
    page = window.page
    assert isinstance(page, ChallengesPage)
    qtbot.waitUntil(lambda: page.pane.form is not None and page.pane.form.code == "log")
    qtbot.waitUntil(lambda: window.runner._waiting == 0)
    assert "Log a challenge" in [action.text().replace("&", "") for action in window.all_actions()]


def test_the_keyboard_goes_to_the_first_card_when_the_page_is_first_shown(
    make_window: Callable[[Given], Window], qtbot: QtBot, raised: Raised
) -> None:
    places = (*PLACES, next(place for place in REAL if place.key == "challenges"))
    window = make_window(Given(database="service.db", places=places))
    window.go("challenges")
    page = window.page
    assert isinstance(page, ChallengesPage)
    qtbot.waitUntil(lambda: page.board.card_now() is not None)
    qtbot.waitUntil(lambda: window.runner._waiting == 0)
    first = page.board.columns[0].list
    assert window.focusWidget() is first
    assert first.selectionModel().isSelected(first.currentIndex())


def test_a_voided_challenge_leaves_the_page_calm(screen: BoardDesktop, service: Service, raised: Raised) -> None:
    screen.choose(raised.ben)
    with service.change() as store:
        store.shelf(Challenge).void(store.shelf(Challenge).get(raised.ben.id), "A mistake")
    screen.settled(lambda: screen.runner.changed.emit(frozenset({Challenge})))
    assert screen.names()[3] == []
    assert screen.page.doing.now == ""


def test_a_change_elsewhere_brings_its_card(screen: BoardDesktop, service: Service) -> None:
    challenge(service, service.child("E5"), 5)
    screen.settled(lambda: screen.runner.changed.emit(frozenset({Officer})))
    assert len(screen.names()[5]) == 1


def view_action(page: ChallengesPage, *words: str) -> Callable[[], None]:
    """An entry of the menu of saved views, or of a menu in it."""
    menu = page.views.menu
    *inner, last = words
    for word in inner:
        found = next(action.menu() for action in menu.actions() if action.text().replace("&", "") == word)
        assert isinstance(found, type(menu))
        menu = found
    return next(action.trigger for action in menu.actions() if action.text().replace("&", "") == last)
