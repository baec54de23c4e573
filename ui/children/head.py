"""The head of a child's sheet: the name, who holds the child, brothers and sisters, and what is done most."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.queries.child import ChildFacts
from ui.children.sections import BLOCK, LARGE, Act, block, flush, label, link
from ui.children.words import Day, under_name
from ui.parts.bar import Bar
from ui.theme import GRID, theme

BESIDE = 3
"""So many brothers and sisters stand beside who holds the child; more have a line of their own."""


def make_head(facts: ChildFacts, day: Day, act: Act, buttons: Sequence[QAction], more: Sequence[QAction]) -> QWidget:
    """The head for these facts; a foster household has no brothers and sisters."""
    head = QWidget()
    column = QVBoxLayout(head)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    column.addWidget(_named(facts, day))
    holders = _holders(facts)
    beside = len(facts.siblings) <= BESIDE and theme().factor < LARGE
    if not facts.child.is_household and beside:  # a household has no brothers and sisters
        holders.add(_siblings_block(facts, act))
    column.addWidget(holders)
    if not facts.child.is_household and not beside:
        column.addWidget(_sibling_links(facts, act))
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


def _siblings_block(facts: ChildFacts, act: Act) -> QWidget:
    """A few brothers and sisters below their title, to stand beside who holds the child."""
    made = QWidget()
    made.setMinimumWidth(theme().pixels(BLOCK))
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, GRID, 0)
    column.setSpacing(2)
    title = label("Brothers and sisters", letters="small")
    title.setWordWrap(False)
    column.addWidget(title)
    row = QHBoxLayout()
    row.setSpacing(GRID)
    for sibling in facts.siblings:
        row.addWidget(flush(link(sibling.shown_name, partial(act, "open", sibling.id))))
    if not facts.siblings:
        row.addWidget(label("None recorded", quiet=True))
    row.addStretch(1)
    column.addLayout(row)
    return made


def _sibling_links(facts: ChildFacts, act: Act) -> QWidget:
    """The child's brothers and sisters, each leading to their own sheet."""
    bar = Bar()
    title = label("Brothers and sisters", letters="small")
    title.setWordWrap(False)
    bar.add(title)
    for sibling in facts.siblings:
        bar.add(flush(link(sibling.shown_name, partial(act, "open", sibling.id))))
    if not facts.siblings:
        none = label("None recorded", quiet=True)
        none.setWordWrap(False)
        bar.add(none)
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
