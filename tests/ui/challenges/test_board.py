"""The board shows challenges by level; cards are walked, opened and moved by keyboard, menu and dragging."""

from PySide6.QtCore import Qt

from app.domain.challenges.records import Challenge
from tests.builders import Service
from tests.challenges import challenge, closed
from tests.ui.challenges.board_desktop import BoardDesktop
from tests.ui.challenges.conftest import Raised
from ui.challenges.actions import DEEDS, judge
from ui.challenges.cards import Card
from ui.challenges.levelforms import EscalateForm


def test_columns_are_levels_with_their_number_and_how_many_are_late_in_words(screen: BoardDesktop) -> None:
    names = [column.list.accessibleName() for column in screen.page.board.columns]
    assert names[:3] == [
        "Level 1: Informal: 1 challenge",
        "Level 2: Team manager: 2 challenges",
        "Level 3: Service manager: 1 challenge, 1 late",
    ]
    assert screen.names() == {1: ["Service concern"], 2: ["Amira Khan", "Chloe Reed"], 3: ["Ben Osei"], 4: [], 5: []}


def test_a_card_says_everything_on_it_to_a_screen_reader(screen: BoardDesktop, raised: Raised) -> None:
    at = screen.choose(raised.amira)
    said = at.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "Amira Khan, challenge CH0002, Drift and delay, Level 2: Team manager, Awaiting response, 3 working days left, "
        "next: Wait for the response, IRO Alison Wright, to Team manager"
    )
    at = screen.choose(raised.concern)
    said = at.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Service concern, challenge CH0004")
    assert "Due today, due soon" not in said
    assert "late" in screen.choose(raised.ben).currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_card_says_in_few_words_whose_it_is_and_who_is_to_answer(screen: BoardDesktop, raised: Raised) -> None:
    said = {card.child: card.who for level in (1, 2) for card in screen.cards(screen.list_at(level))}
    assert said["Amira Khan"] == "Alison Wright → Team manager"
    assert said["Service concern"] == "No IRO → Social worker and team manager"


def test_all_cards_are_equally_high(screen: BoardDesktop) -> None:
    heights = {c.list.visualRect(c.list.cards.index(0, 0)).height() for c in screen.page.board.columns[:3]}
    assert len(heights) == 1


def test_arrows_go_between_cards_and_to_the_next_level_that_has_any(screen: BoardDesktop, raised: Raised) -> None:
    screen.choose(raised.amira)
    screen.press(Qt.Key.Key_Down)
    assert screen.chosen() == "Chloe Reed"
    screen.press(Qt.Key.Key_Right)
    assert screen.chosen() == "Ben Osei"
    screen.press(Qt.Key.Key_Right)
    assert screen.chosen() == "Ben Osei"
    screen.press(Qt.Key.Key_Left)
    screen.press(Qt.Key.Key_Left)
    assert screen.chosen() == "Service concern"


def test_tab_comes_to_one_level_only(screen: BoardDesktop, raised: Raised) -> None:
    screen.choose(raised.ben)
    tab = Qt.FocusPolicy.TabFocus
    assert [bool(c.list.focusPolicy() & tab) for c in screen.page.board.columns] == [False, False, True, False, False]


def test_enter_opens_the_pane_and_leaving_it_hides_it_again(screen: BoardDesktop, raised: Raised) -> None:
    assert not screen.pane_shown()
    screen.choose(raised.ben)
    screen.press(Qt.Key.Key_Return)
    assert screen.pane_shown()
    assert screen.page.pane.sheet is not None
    assert screen.page.pane.sheet.challenge.id == raised.ben.id
    screen.settled(screen.page.pane.left.emit)
    assert not screen.pane_shown()
    assert screen.chosen() == "Ben Osei"


def test_ctrl_right_asks_what_the_next_level_needs(screen: BoardDesktop, raised: Raised) -> None:
    screen.choose(raised.amira)
    screen.act("next-level")
    form = screen.page.pane.form
    assert isinstance(form, EscalateForm)
    assert form.level.value() == 3
    keys = {code: action.shortcut().toString() for code, action in screen.page.doing.deeds.actions.items()}
    assert keys["next-level"] == "Ctrl+Right"
    taken = [key for key in keys.values() if key]
    assert len(taken) == len(set(taken))


def test_a_letter_on_a_card_takes_the_step_that_has_it_underlined(screen: BoardDesktop, raised: Raised) -> None:
    letters = [deed.words[deed.words.index("&") + 1].upper() for deed in DEEDS]
    assert len(letters) == len(set(letters))
    screen.choose(raised.amira)
    screen.press(Qt.Key.Key_C)
    assert screen.form() == "chase"


def test_a_letter_of_a_step_that_cannot_be_taken_says_why(screen: BoardDesktop, raised: Raised) -> None:
    screen.choose(raised.amira)
    screen.press(Qt.Key.Key_P)
    assert screen.form() == ""
    assert "not closed" in screen.notices.words


def test_a_card_may_be_dropped_on_higher_levels_only_and_each_level_says_what_that_means(
    screen: BoardDesktop, raised: Raised
) -> None:
    card = screen.choose(raised.amira).card_now()
    assert isinstance(card, Card)
    said = [judge(card, level) for level in range(1, 6)]
    assert [verdict.allowed for verdict in said] == [False, False, True, True, True]
    assert [verdict.words for verdict in said] == [
        "It never goes down",
        "It is here",
        "Escalate here",
        "Skips 1 level: say why",
        "Skips 2 levels: say why",
    ]


def test_while_a_card_is_dragged_the_levels_show_where_it_may_go(screen: BoardDesktop, raised: Raised) -> None:
    at = screen.choose(raised.amira)
    at.dragged.emit(at.card_now())
    columns = screen.page.board.columns
    assert [column.property("drop") for column in columns] == ["cannot", "cannot", "can", "can", "can"]
    assert columns[3].number.text() == "Skips 1 level: say why"
    at.dragged.emit(None)
    assert {column.property("drop") for column in columns} == {""}
    assert columns[1].number.text() == "2 challenges"


def test_dropping_a_card_opens_the_form_of_that_level_with_its_reason(screen: BoardDesktop, raised: Raised) -> None:
    assert screen.dragged(raised.amira, 4)
    form = screen.page.pane.form
    assert isinstance(form, EscalateForm)
    assert form.level.value() == 4
    assert form.reason.isVisibleTo(form)


def test_a_card_dropped_on_a_lower_level_stays_where_it_is(screen: BoardDesktop, raised: Raised) -> None:
    assert not screen.dragged(raised.ben, 1)
    assert screen.form() == ""


def test_a_closed_challenge_cannot_be_dragged(screen: BoardDesktop, raised: Raised) -> None:
    screen.settled(lambda: screen.page.narrowing.part.set_value("closed"))
    at = screen.choose(raised.done)
    assert not at.cards.flags(at.currentIndex()) & Qt.ItemFlag.ItemIsDragEnabled


def test_an_escalated_card_is_still_the_chosen_one_at_its_new_level(screen: BoardDesktop, raised: Raised) -> None:
    screen.choose(raised.amira)
    screen.act("next-level")
    form = screen.page.pane.form
    assert form is not None
    screen.settled(form.save.click)
    assert screen.names()[3] == ["Ben Osei", "Amira Khan"]
    assert screen.chosen() == "Amira Khan"
    assert screen.page.focusWidget() is screen.list_at(3)
    assert not screen.pane_shown()


def test_a_card_that_has_gone_leaves_the_keyboard_to_the_one_in_its_place(
    screen: BoardDesktop, service: Service, raised: Raised
) -> None:
    screen.choose(raised.amira)
    closed(service, raised.amira)
    screen.settled(lambda: screen.runner.changed.emit(frozenset({Challenge})))
    assert screen.chosen() == "Chloe Reed"


def test_a_long_level_is_fetched_a_page_at_a_time(screen: BoardDesktop, service: Service) -> None:
    for number in range(130):
        challenge(service, service.child(f"X{number:03}"), 4)
    screen.settled(lambda: screen.runner.changed.emit(frozenset({Challenge})))
    cards = screen.list_at(4).cards
    assert cards.rowCount() == 130
    assert len(cards.kept()) == 100


def test_the_context_menu_holds_nothing_that_the_menu_lacks(screen: BoardDesktop, raised: Raised) -> None:
    screen.choose(raised.amira)
    deeds = screen.page.doing.deeds
    assert set(deeds.actions.values()) <= set(screen.page.actions_for_menu())
    enabled = {code for code, action in deeds.actions.items() if action.isEnabled()}
    assert {"chase", "response", "next-level", "escalate", "withdraw", "child"} <= enabled
    assert not {"reopen", "impact", "part", "join"} & enabled
