"""My week: everybody's in the light, and that of one IRO in the dark."""

from tests.screenshots.album import Stage
from ui.theme import theme
from ui.week.page import WeekPage


def everybody(stage: Stage) -> None:
    """What is late, due and owed in the service, with who carries what."""
    stage.settle(lambda: theme().set("light", 100))
    _week(stage, 0)


def of_one_dark(stage: Stage) -> None:
    """The week of one IRO in the dark theme."""
    stage.settle(lambda: theme().set("dark", 100))
    _week(stage, 3)


def _week(stage: Stage, at: int) -> None:
    page = stage.page("week", WeekPage)
    assert isinstance(page, WeekPage)
    stage.settle(lambda: page.whose.box.setCurrentIndex(at))
