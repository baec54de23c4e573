"""The ladder of challenges, who answers at each level and where themes begin are set up in Settings, dated."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.challenges.ladder import Ladder, ladders_of
from app.domain.challenges.records import RungHolder
from app.domain.settings import Setting
from app.queries.settings import ServiceValues
from tests.builders import CALENDAR, TODAY, Service
from ui.notices import Notices
from ui.page import Tools
from ui.parts.fields import write
from ui.preferences import Preferences
from ui.runner import Runner
from ui.settings.page import SettingsPage


class SettingsScreen:
    """The Settings page, and hands to use it with."""

    def __init__(self, service: Service, qtbot: QtBot) -> None:
        self.service, self.qtbot, self.notices = service, qtbot, Notices()
        self.runner = Runner(service.desk())
        qtbot.addWidget(self.notices)
        self.page = SettingsPage(Tools(self.runner, self.notices, Preferences(self.runner), lambda: CALENDAR))
        qtbot.addWidget(self.page)
        self.page.resize(1200, 680)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.runner._waiting == 0)

    def go(self, key: str) -> None:
        """Show a section with its rows."""
        table = self.page.tables[key]
        with self.qtbot.waitSignal(table.shown):
            self.page.open(key)
        self.table = table

    def choose(self, words: str) -> None:
        """Choose the row that begins with these words."""
        rows = [self.table.rows.row(at) for at in range(self.table.count())]
        row = next(row for row in rows if row is not None and str(row.cells[0]).startswith(words))
        self.table.choose(row.id)
        self.settle()

    def save(self, **values: Any) -> str:
        """Fill the form and save it; what is refused in it, nothing when it was saved."""
        form = self.page.form
        assert form is not None
        for key, value in values.items():
            write(form._fields[key].control, value)
        form.save.click()
        self.settle()
        if self.page.form is not form:
            return ""
        said = [field.refused.text() for field in form._fields.values()] + [form._refused.text()]
        return " ".join(words for words in said if words)

    def ladder(self, day: date = TODAY) -> Ladder:
        """The ladder of a day."""
        with self.service.read() as store:
            return ladders_of(store.shelf(Setting).find())(day)


@pytest.fixture
def screen(service: Service, qtbot: QtBot) -> Iterator[SettingsScreen]:
    """The page with its choices."""
    made = SettingsScreen(service, qtbot)
    yield made
    made.runner.finish()


def test_a_level_is_renamed_from_a_day_on_and_earlier_days_keep_it(screen: SettingsScreen) -> None:
    screen.go("levels")
    screen.choose("Level 3")
    assert not screen.save(name="Group manager", addressee="Group manager", days=8, start=date(2026, 12, 1))
    assert screen.ladder().rung(3).name == "Service manager"
    later = screen.ladder(date(2026, 12, 1)).rung(3)
    assert (later.name, later.days) == ("Group manager", 8)


def test_a_level_is_added_above_the_highest_and_only_the_highest_is_taken_away(screen: SettingsScreen) -> None:
    screen.go("levels")
    screen.page.new.trigger()
    assert not screen.save(name="Director", addressee="Director of children's services", days=10)
    assert [rung.title for rung in screen.ladder().rungs][-1] == "Level 6: Director"
    screen.go("staff")
    screen.go("levels")
    screen.choose("Level 2")
    assert "Only the highest level" in screen.save(remove=True)
    screen.choose("Level 6")
    assert not screen.save(remove=True)
    assert screen.ladder().top == 5


def test_a_level_needs_its_name_and_who_answers(screen: SettingsScreen) -> None:
    screen.go("levels")
    screen.choose("Level 4")
    assert "needs a name" in screen.save(name="")


def test_who_answers_is_kept_by_team_with_dates_and_taken_away(screen: SettingsScreen) -> None:
    team = screen.service.team("North")
    screen.page.refresh()
    screen.settle()
    screen.go("holders")
    screen.page.new.trigger()
    assert not screen.save(level=2, team_id=team.id, name="Mary Jones", start=date(2026, 1, 1))
    screen.go("levels")
    screen.go("holders")
    screen.choose("Level 2: Team manager")
    assert not screen.save(end=date(2026, 12, 1))
    with screen.service.read() as store:
        (kept,) = store.shelf(RungHolder).find()
    assert (kept.level, kept.team_id, kept.name, kept.end) == (2, team.id, "Mary Jones", date(2026, 12, 1))
    screen.go("levels")
    screen.go("holders")
    screen.choose("Level 2: Team manager")
    assert not screen.save(void=True)
    with screen.service.read() as store:
        assert store.shelf(RungHolder).find() == ()


def test_a_new_holder_cannot_be_taken_away(screen: SettingsScreen) -> None:
    screen.go("holders")
    screen.page.new.trigger()
    assert "nothing to take away" in screen.save(name="Mary Jones", void=True)


def test_a_theme_has_a_usual_first_level_or_is_good_practice_never_both(screen: SettingsScreen) -> None:
    screen.go("themes")
    screen.choose("Unregistered")
    assert screen.page.form is not None
    assert screen.page.form.values() == {"level": 4, "positive": False}
    screen.choose("Health")
    assert "no level" in screen.save(level=3, positive=True)
    assert not screen.save(positive=False)
    keys = ("challenges.entry-levels", "challenges.positive-themes")
    assert screen.service.desk().ask(ServiceValues(keys)) == {
        "challenges.entry-levels": {"unregistered-placement": 4, "health": 3},
        "challenges.positive-themes": ["good-practice"],
    }


def test_the_numbers_of_challenges_stand_with_those_of_the_service(screen: SettingsScreen) -> None:
    form = screen.page.figures["service"].form
    screen.qtbot.waitUntil(lambda: form.values()["challenges.total-days"] == 20)
    form.fill({"challenges.total-days": 15, "challenges.stop": "closed", "challenges.follow-up-months": 6})
    form.save.click()
    screen.settle()
    keys = ("challenges.total-days", "challenges.stop", "challenges.follow-up-months", "challenges.quiet-days")
    kept = screen.service.desk().ask(ServiceValues(keys))
    assert list(kept.values()) == [15, "closed", 6, 10]
    assert screen.ladder().total_days == 15
