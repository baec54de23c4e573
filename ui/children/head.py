"""The head of a child's sheet: the name, who holds the child, brothers and sisters, and what is done most."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from app.queries.child import ChildFacts
from ui.children.sections import Act, block, label, sibling_block
from ui.children.words import Day, under_name
from ui.parts.bar import Bar
from ui.theme import GRID


def make_head(facts: ChildFacts, day: Day, act: Act, buttons: Sequence[QAction], more: Sequence[QAction]) -> QWidget:
    """The head for these facts; a foster household has no brothers and sisters."""
    head = QWidget()
    column = QVBoxLayout(head)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    column.addWidget(_named(facts, day))
    column.addWidget(_holders(facts, act))
    column.addWidget(_make_buttons(buttons, more))
    return head


def _named(facts: ChildFacts, day: Day) -> Bar:
    """The name, and beside it who that is where there is room."""
    bar = Bar()
    for made in (label(facts.child.shown_name, letters="title"), label(under_name(facts.child, day.today), quiet=True)):
        made.setWordWrap(False)
        bar.add(made)
    bar.flow.setSpacing(GRID * 2)
    return bar


def _holders(facts: ChildFacts, act: Act) -> Bar:
    """Who holds the child, and brothers and sisters; a foster household has none."""
    held = (
        ("IRO", facts.iro or "No IRO"),
        ("Team", facts.team or "No team"),
        ("Social worker", facts.social_worker or "Not recorded"),
    )
    bar = Bar()
    for title, words in held:
        bar.add(block(title, words))
    if not facts.child.is_household:
        bar.add(sibling_block(facts, act))
    return bar


def _make_buttons(buttons: Sequence[QAction], more: Sequence[QAction]) -> QWidget:
    bar = Bar()
    for action in buttons:
        button = QPushButton(action.text().replace("&", ""))
        button.setToolTip(f"{button.text()} ({action.shortcut().toString()})")
        button.clicked.connect(action.trigger)
        bar.add(button)
    others = QPushButton("&More")
    others.setAccessibleName("More that can be done")
    menu = QMenu(others)
    menu.addActions(list(more))
    others.setMenu(menu)
    bar.add(others)
    return bar
