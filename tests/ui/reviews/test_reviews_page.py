"""The Reviews page lists what is due by parts and filters, and its pane explains each review."""

from datetime import date

from app.commands.undo import UndoLatest
from app.domain.officers import Officer, Team
from app.domain.reviews import Series
from tests.ui.reviews.desktop import Desktop, service_child
from ui.reviews.details import DeedButton
from ui.reviews.held import HeldForm
from ui.theme import theme


def test_the_list_shows_the_soonest_due_first_and_counts_its_parts(desktop: Desktop) -> None:
    assert desktop.rows() == ["Ben Osei", "Amira Khan"]
    assert desktop.page.line.text() == "All to be held, all IROs, as at Friday 20 November 2026: 2"
    assert desktop.page.tabs._tabs["overdue"].accessibleName() == "Overdue: 1"
    assert desktop.page.tabs._tabs["month"].accessibleName() == "Due in 28 days: 1"
    assert desktop.page.tabs._tabs["to-confirm"].isHidden()


def test_a_part_is_remembered_and_an_empty_one_teaches(desktop: Desktop) -> None:
    desktop.part("held")
    assert desktop.rows() == []
    assert desktop.page.table._empty.startswith("No review was held in the last 28 days.")
    assert desktop.opened().tabs.value() == "held"


def test_the_pane_says_when_and_by_which_rule_and_whose_it_is(desktop: Desktop) -> None:
    desktop.choose("Amira Khan")
    words = desktop.facts()
    assert "Tue 1 Dec 2026" in words
    assert "First review: within 20 working days of becoming looked after on 3 November 2026" in words
    assert "reg 33(1)" in words
    assert "7 working days left" in words
    assert "Alison Wright" in words
    assert "No date booked" in words


def test_the_icon_of_a_button_in_the_pane_takes_the_colours_of_another_theme(desktop: Desktop) -> None:
    desktop.choose("Amira Khan")
    button = next(each for each in desktop.page.pane.findChildren(DeedButton) if not each.icon().isNull())
    light = button.icon().pixmap(16).toImage()
    theme().set("dark", 100, compact=False)
    assert button.icon().pixmap(16).toImage() != light


def test_an_action_pressed_before_the_pane_is_there_is_about_the_new_row(desktop: Desktop) -> None:
    desktop.choose("Ben Osei")
    table = desktop.page.table

    def down_and_record() -> None:
        table.setCurrentIndex(table.rows.index(1, 0))
        desktop.page.deeds.actions["held"].trigger()

    desktop.settled(down_and_record)
    assert desktop.form(HeldForm).given.one.child.name == "Amira Khan"


def test_filters_narrow_every_part_and_are_remembered(desktop: Desktop, iro: Officer) -> None:
    desktop.settled(lambda: desktop.page.narrowing.iro.set_value(iro.id))
    assert desktop.rows() == ["Amira Khan"]
    assert desktop.page.tabs._tabs["overdue"].accessibleName() == "Overdue: 0"
    desktop.opened()
    assert desktop.rows() == ["Amira Khan"]
    desktop.settled(desktop.page.narrowing.clear)
    assert len(desktop.rows()) == 2
    desktop.page.narrowing.search.set_value("b2")
    desktop.settled(desktop.page.narrowing.search.returnPressed.emit)
    assert desktop.rows() == ["Ben Osei"]
    assert desktop.page.line.text().endswith("2026, with “b2”: 1")


def test_the_menu_the_pane_and_the_context_menu_share_their_actions(desktop: Desktop) -> None:
    menu = desktop.page.actions_for_menu()
    assert set(desktop.page.deeds.actions.values()) <= set(menu)
    desktop.choose("Ben Osei")
    enabled = {code for code, action in desktop.page.deeds.actions.items() if action.isEnabled()}
    always = {"child", "challenge", "prep", "prepbook", "find"}
    assert enabled == {"held", "adjourn", "fill", "contact", "failed", "plan", "forward", "reason", *always}
    keys = [action.shortcut().toString() for action in menu if action.shortcut().toString()]
    assert len(keys) == len(set(keys))


def test_enter_opens_the_pane_and_the_child_opens_in_its_place(desktop: Desktop, ben: Series) -> None:
    desktop.choose("Ben Osei")
    desktop.page.show_details(False)
    desktop.page.table.activated_row.emit(desktop.page.table.row_now())
    assert desktop.page.details is not None
    assert desktop.page.details.isVisible()
    with desktop.qtbot.waitSignal(desktop.page.wanted) as wanted:
        desktop.page.deeds.actions["child"].trigger()
    assert wanted.args == ["children", ben.child_id]


def test_undo_of_the_window_brings_the_row_back_to_the_list(desktop: Desktop, ben: Series, iro: Officer) -> None:
    desktop.part("overdue")
    desktop.act("held")
    desktop.form(HeldForm).held.set_text("today")
    desktop.save()
    assert desktop.rows() == []
    assert desktop.page.pane.facts.isVisible()
    desktop.settled(lambda: desktop.runner.do(UndoLatest()))
    assert desktop.rows() == ["Ben Osei"]


def test_a_team_filter_knows_the_teams_of_the_service(desktop: Desktop, amira: Series) -> None:
    team: Team = desktop.service.team("Durham East")
    desktop.service.in_team(service_child(desktop.service, amira), team, date(2026, 11, 3))
    desktop.settled(desktop.page.refresh)
    desktop.settled(lambda: desktop.page.narrowing.team.set_value(team.id))
    assert desktop.rows() == ["Amira Khan"]
