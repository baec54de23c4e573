"""Ann with most of the children, Bea with few, Cal with none; and the page of the months ahead over them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.access import Person
from app.domain.children import Child
from app.domain.officers import Allocation, Officer, Post
from app.table import Row
from db.database import Database
from tests.builders import CALENDAR, MANAGER, Service
from tests.locks import KEY, locked_copy
from ui.ahead.page import AheadPage
from ui.notices import Notices
from ui.page import Tools
from ui.parts.tables import TableView
from ui.preferences import Preferences
from ui.runner import Runner

ANN, BEA = 8, 2
"""How many children the two hold."""
WEEKS = [date(2026, 8, 31) + timedelta(days=7 * at) for at in range(11)]
"""In each of these one review was held by each of them, so that what they usually hold is known."""


@pytest.fixture(scope="session")
def fresh_database(fresh_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten children in our care; two of Ann's are brother and sister; each IRO holds one review in a usual week."""
    path = locked_copy(fresh_database, tmp_path_factory.mktemp("ahead") / "service.db")
    with Database.open(path, KEY) as database:
        _fill(Service(database))
    return path


def _fill(service: Service) -> None:
    ann, bea = service.officer("Ann Ash"), service.officer("Bea Birch")
    service.officer("Cal Cole")
    for at in range(ANN + BEA):
        together = {"sibling_group": "S1"} if at < 2 else {}
        child = service.child(f"K{at}", name=f"Child {at}", date_of_birth=date(2015, 5, 1), **together)
        service.allocated(child, ann if at < ANN else bea, date(2026, 1, 5))
        period = service.period(child, date(2026, 1, 5))
        service.held(period, date(2026, 6, 1), WEEKS[at] + timedelta(days=1))


class Desktop:
    """The page with what a test needs of it."""

    def __init__(self, qtbot: QtBot, service: Service, person: Person) -> None:
        self.qtbot, self.service, self.person = qtbot, service, person
        self.runner, self.notices = Runner(service.desk(person)), Notices()
        self.wanted: list[tuple[str, Any]] = []
        qtbot.addWidget(self.notices)
        self.preferences = Preferences(self.runner)
        self.settled(lambda: self.preferences.load(lambda: None))
        self.page = self.opened()

    def opened(self) -> AheadPage:
        """A page of its own over what is kept, as when the program starts."""
        page = AheadPage(Tools(self.runner, self.notices, self.preferences, lambda: CALENDAR))
        page.wanted.connect(lambda place, what: self.wanted.append((place, what)))
        self.qtbot.addWidget(page)
        page.resize(1260, 700)
        self.settled(page.show)
        page.activateWindow()
        return page

    def settled(self, do: Callable[[], Any]) -> None:
        """Do something, and wait until nothing more is asked, solved or written."""
        do()
        self.qtbot.waitUntil(lambda: self.runner._waiting == 0, timeout=30_000)

    def form(self) -> Any:
        """The form that is open in the pane; None when there is none."""
        return self.page.pane.form

    def officer(self, name: str) -> Officer:
        """The officer of this name."""
        with self.service.read() as store:
            return next(one for one in store.shelf(Officer).find() if one.name == name)

    def row(self, name: str, table: TableView | None = None) -> Row:
        """The line of somebody in a table."""
        table = table or self.page.months.table
        return next(row for row in table.rows.kept() if row.cells[0] == name)

    def cell(self, name: str, key: str, table: TableView | None = None) -> Any:
        """What a column shows of somebody."""
        table = table or self.page.months.table
        return self.row(name, table).cells[table.rows.table.column(key)]

    def drawn(self) -> list[float]:
        """The bars of the picture."""
        plot: Any = self.page.months.chart.widget
        return [value or 0 for value in plot._said["values"]]

    def recorded(self) -> tuple[Any, ...]:
        """Who holds whom, and the posts, as they are in the file."""
        with self.service.read() as store:
            kinds = (Child, Officer, Post, Allocation)
            return tuple(frozenset(store.shelf(kind).find()) for kind in kinds)

    def tried(self, code: str, **values: object) -> None:
        """Try a change by its form."""
        self.settled(lambda: self.page.trying.begin(code))
        form = self.page.pane.form
        assert form is not None
        self.settled(lambda: form.fill(values))
        self.settled(form.saved.emit)


@pytest.fixture
def open_page(qtbot: QtBot, service: Service) -> Iterator[Callable[..., Desktop]]:
    """Opens the page for somebody."""
    made: list[Desktop] = []

    def begin(person: Person = MANAGER) -> Desktop:
        made.append(Desktop(qtbot, service, person))
        return made[-1]

    yield begin
    for desktop in made:
        desktop.page.hide()
        desktop.runner.finish()


@pytest.fixture
def desktop(open_page: Callable[..., Desktop]) -> Desktop:
    """The manager's."""
    return open_page()
