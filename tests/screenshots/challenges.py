"""The pictures of the Challenges page: board, table, the form that logs, one challenge, the clinic, the figures."""

from PySide6.QtWidgets import QToolButton

from app.domain.challenges import records
from app.queries.challenges.listing import ChallengeFilter
from tests.screenshots.album import Stage, until
from ui.challenges.logging import LogForm
from ui.challenges.page import ChallengesPage
from ui.theme import theme

CONCERN = "The care plan agreed in June has not begun, and nobody can say when it will."


def board(stage: Stage) -> None:
    """What is open, by level."""
    _page(stage, "board").take_focus()


def board_large_text(stage: Stage) -> None:
    """The same with text of twice the size."""
    _page(stage, "board", percent=200).take_focus()


def table(stage: Stage) -> None:
    """The same as a table."""
    page = _page(stage, "table")
    stage.settle(lambda: page.table.setCurrentIndex(page.table.rows.index(0, 0)))


def log(stage: Stage) -> None:
    """A challenge about a child is logged: four fields, and a line of what is filled in."""
    page = _page(stage, "board")
    cards = page.board.columns[1].list.cards
    known = cards.card(cards.index(2, 0))
    assert known is not None
    stage.settle(lambda: page.open(known.id))
    sheet = page.pane.sheet
    assert sheet is not None
    stage.settle(lambda: page.open(("log", {"child_ids": (sheet.challenge.child_id,)})))
    form = page.pane.form
    assert isinstance(form, LogForm)
    stage.settle(lambda: form.fill({"theme": "plan-not-implemented", "concern": CONCERN}))
    clear = form.child.findChild(QToolButton)
    assert clear is not None
    until(lambda: clear.property("opacity") == 1.0)


def one(stage: Stage) -> None:
    """One challenge that was answered and whose actions are watched, with its clocks and its history."""
    page = _page(stage, "board")
    stage.settle(lambda: page.open(ChallengeFilter(levels=(3, 4), states=(records.AGREED,))))
    cards = next(column.list.cards for column in page.board.columns if column.list.cards.rowCount())
    card = cards.card(cards.index(0, 0))
    assert card is not None
    stage.settle(lambda: page.open(ChallengeFilter()))
    stage.settle(lambda: page.open(card.id))
    stage.settle(page.take_focus)


def clinic(stage: Stage) -> None:
    """What is talked through: overdue, late in its actions, or at rest."""
    _page(stage, "clinic")


def figures(stage: Stage) -> None:
    """Highest level reached, by the child's status at the time."""
    _page(stage, "figures")


def _page(stage: Stage, sight: str, percent: int = 100) -> ChallengesPage:
    stage.settle(lambda: theme().set("light", percent))
    page = stage.page("challenges", ChallengesPage)
    assert isinstance(page, ChallengesPage)
    stage.settle(page.pane.close_form)
    stage.settle(lambda: page.show_details(False, remember=False))
    stage.settle(lambda: page.open(ChallengeFilter()))
    stage.settle(lambda: page.switch.choose(sight))
    return page
