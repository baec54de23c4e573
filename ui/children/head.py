"""The head of a child's sheet: the name, who holds the child, brothers and sisters, and what is done most."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.queries.child import ChildFacts
from ui.children.sections import LARGE, Act, block, label, sibling_links
from ui.children.words import Day, under_name
from ui.parts.bar import Bar
from ui.theme import GRID, theme


def make_head(facts: ChildFacts, day: Day, act: Act, buttons: Sequence[QAction], more: Sequence[QAction]) -> QWidget:
    """The head for these facts; a foster household has no brothers and sisters."""
    head = QWidget()
    column = QVBoxLayout(head)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    column.addWidget(_named(facts, day))
    column.addWidget(_holders(facts))
    if not facts.child.is_household:  # which has no brothers and sisters
        column.addWidget(sibling_links(facts, act))
    column.addWidget(_make_buttons(buttons, more))
    return head


def _named(facts: ChildFacts, day: Day) -> QWidget:
    """The name, and beside it who that is; below it where the text is large."""
    both = QWidget()
    large = theme().factor >= LARGE
    row = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight, both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID * 2)
    name = label(facts.child.shown_name, letters="title")
    name.setWordWrap(large)
    row.addWidget(name)
    row.addWidget(label(under_name(facts.child, day.today), quiet=True), 1)
    return both


def _holders(facts: ChildFacts) -> Bar:
    """Who holds the child."""
    held = (
        ("IRO", facts.iro or "No IRO"),
        ("Team", facts.team or "No team"),
        ("Social worker", facts.social_worker or "Not recorded"),
    )
    bar = Bar()
    for title, words in held:
        bar.add(block(title, words))
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
