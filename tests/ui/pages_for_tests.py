"""Two pages for the tests of the window, and the places where they stand."""

from typing import ClassVar

from PySide6.QtWidgets import QLabel

from app.domain.children import Child
from app.domain.records import Record
from tests.ui.tables_for_tests import reviews
from ui.page import Page, Tools
from ui.pages import Place
from ui.parts.details import Details
from ui.parts.tables import TableView
from ui.window import Window


class FirstPage(Page):
    """A page with a table, details and a command."""

    title: ClassVar[str] = "Reviews"
    topics: ClassVar[frozenset[type[Record]]] = frozenset({Child})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.asked = 0
        self.opened: list[object] = []
        self.table = TableView(tools.runner, tools.preferences, "first", "Reviews due")
        self.set_body(self.table)
        self.pane = Details()
        self.set_details(self.pane)
        self.recorded = self.add_action("&Record held", lambda: self.opened.append("held"), "Ctrl+R", primary=True)

    def refresh(self) -> None:
        """Show the rows."""
        self.asked += 1
        self.table.show_table(reviews())
        self.say_line("Reviews due: 20", "20 reviews")

    def open(self, argument: object) -> None:
        """Remember what was asked for."""
        self.opened.append(argument)


class SecondPage(Page):
    """A page without details."""

    title: ClassVar[str] = "Children"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.set_body(QLabel("Children"))


PLACES = (
    Place("reviews", "Reviews", "calendar-check", "Ctrl+2", "tests.ui.pages_for_tests", "FirstPage"),
    Place("children", "Children", "users", "Ctrl+3", "tests.ui.pages_for_tests", "SecondPage"),
)


def first(window: Window) -> FirstPage:
    """The page that is shown."""
    assert isinstance(window.page, FirstPage)
    return window.page
